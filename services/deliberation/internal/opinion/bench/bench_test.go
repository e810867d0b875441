package bench

import "testing"

// A small conversation, measured like the big one: hearing a little more gives
// what an analysis from nothing gives, also when everything comes the other way
// round, and all figures are there.
func TestMeasure(t *testing.T) {
	f := measure(size{300, 40, 4000}, 200, t.Log)
	if f.differ != 0 {
		t.Errorf("%d of %d analyses differ from one from nothing", f.differ, rounds)
	}
	for _, r := range f.rows() {
		if r.Name == "" || r.Aim == "" || r.Value < 0 || !r.Met {
			t.Errorf("%+v", r)
		}
	}
}

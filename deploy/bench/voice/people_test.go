package voice

import (
	"reflect"
	"testing"
)

// Two runs are held against each other: the same people look for the same
// words.
func TestTheCrowdIsTheSameInEveryRun(t *testing.T) {
	a, b := newCrowd(), newCrowd()
	slips := 0
	for range 200 {
		if p, q := a.organization("per_a"), b.organization("per_a"); !reflect.DeepEqual(p, q) {
			t.Fatalf("%+v and %+v", p, q)
		}
		if p, q := a.person(), b.person(); !reflect.DeepEqual(p, q) {
			t.Fatalf("%+v and %+v", p, q)
		}
		p, q := a.search(), b.search()
		if p != q || p == "" {
			t.Fatalf("%q and %q", p, q)
		}
		if a.slip("storage") != "storage" {
			slips++
		}
		b.slip("storage")
	}
	if slips == 0 {
		t.Error("nobody ever slips")
	}
}

package gate

import "testing"

// A monthly duty is as much a length of time as two days of reading.
func TestLengthsOfTimeAreThoseOfTheCalendarToo(t *testing.T) {
	for text, want := range map[string]bool{
		"P2D": true, "PT12H": true, "P1M": true, "P2W": true, "P1Y": true, "P1Y6M": true, "P1DT2H": true, "PT0.5S": true,
		"": false, "P": false, "PT": false, "P1DT": false, "P1D1M": false, "P1.5M": false, "-P1M": false, "P1H": false, "1M": false,
	} {
		if _, refusal := scalar("Duration", text, nil); (refusal == nil) != want {
			t.Errorf("%q is taken: %v, want %v", text, refusal == nil, want)
		}
	}
}

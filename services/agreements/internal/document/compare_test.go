package document

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley.example/events/agreements"
)

func TestSegments(t *testing.T) {
	for _, tt := range []struct{ before, after, want string }{
		{"Within 7 days.", "Within 7 days.", "Within 7 days."},
		{"Within 7 days.", "Within 14 days.", "Within [-7 -][+14 +]days."},
		{"", "New words.", "[+New words.+]"},
		{"Old words.", "", "[-Old words.-]"},
		{"a b c", "a c", "a [-b -]c"},
		{"count them", "count them twice", "count [-them-][+them twice+]"},
	} {
		var got strings.Builder
		for _, s := range segments(tt.before, tt.after) {
			switch s.Change {
			case added:
				got.WriteString("[+" + s.Text + "+]")
			case removed:
				got.WriteString("[-" + s.Text + "-]")
			default:
				got.WriteString(s.Text)
			}
		}
		if got.String() != tt.want {
			t.Errorf("%q → %q: got %q, want %q", tt.before, tt.after, &got, tt.want)
		}
	}
}

func TestCompare(t *testing.T) {
	before, after := Version("agr_x", "neg_y", 1, drought("en")), Version("agr_x", "neg_y", 2, drought("en"))
	after.Clauses = append([]agreements.Clause{}, after.Clauses[1:]...)
	after.Clauses[0].Text = "Crates come back within 14 days."
	after.Clauses = append(after.Clauses, agreements.Clause{Number: 5, Key: "hours", Name: "Hours", Text: "From 8 to 12."})
	var got []string
	for _, c := range Compare(before, after) {
		got = append(got, c.Key+" "+c.Change)
	}
	if want := "preamble changed, return_days changed, loss same, surplus same, hours added, deposit removed"; strings.Join(got, ", ") != want {
		t.Errorf("got %s", strings.Join(got, ", "))
	}
}

// Both texts can be read from what lies between them.
func TestNothingIsLostBetweenTwoTexts(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("ab \nñ")), 0, 40, -1)
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var older, newer string
		for _, s := range segments(before, after) {
			if s.Change != added {
				older += s.Text
			}
			if s.Change != removed {
				newer += s.Text
			}
		}
		if older != before || newer != after {
			t.Fatalf("%q and %q became %q and %q", before, after, older, newer)
		}
	})
}

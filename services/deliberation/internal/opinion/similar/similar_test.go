package similar

import "testing"

func TestTo(t *testing.T) {
	said := []Text{
		{"s1", "Nobody waits 45 days for money."}, {"s2", "No one should wait for their money for 45 days!"}, {"s3", "Crates belong to everybody."}, {"s4", "¿…?"},
	}
	tests := []struct{ text, first string }{
		{"nobody waits 45 days for money", "s1"},
		{"Nobody should wait 45 days for their money", "s2"},
		{"The crates belong to everybody", "s3"},
		{"Trucks are too loud at night", ""},
		{"", ""},
		{"!!!", ""},
	}
	for _, tt := range tests {
		first := ""
		if hints := To(tt.text, said); len(hints) > 0 {
			first = hints[0].Statement
		}
		if first != tt.first {
			t.Errorf("%q is like %q, want %q", tt.text, first, tt.first)
		}
	}
}

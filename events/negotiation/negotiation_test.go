package negotiation

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// A line in the golden file is a promise to every stream: add, never change.
func TestStoredForm(t *testing.T) {
	golden, err := os.ReadFile("testdata/events.golden")
	if err != nil {
		t.Fatal(err)
	}
	pinned := make(map[string]bool)
	for line := range strings.Lines(string(golden)) {
		name, stored, _ := strings.Cut(strings.TrimSpace(line), " ")
		pinned[name] = true
		e, err := Decode(name, []byte(stored))
		if err != nil {
			t.Error(err)
		} else if again, _ := json.Marshal(e); string(again) != stored {
			t.Errorf("%s\n got %s\nwant %s", name, again, stored)
		}
	}
	for name := range Decoders {
		if !pinned[name] {
			t.Errorf("%s has no line in the golden file", name)
		}
	}
}

func TestUnknownEvent(t *testing.T) {
	if e, err := Decode("negotiation.magic_happened.v1", []byte("{}")); err == nil {
		t.Errorf("an unknown event is taken for %T", e)
	}
}

// Whatever lies in a stream, reading it ends in an event or an error; what was
// read is written and read again the same.
func FuzzDecode(f *testing.F) {
	golden, err := os.ReadFile("testdata/events.golden")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		name, stored, _ := strings.Cut(strings.TrimSpace(line), " ")
		f.Add(name, []byte(stored))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		e, err := Decode(name, data)
		if err != nil {
			return
		}
		stored, err := json.Marshal(e)
		if err != nil {
			t.Fatalf("%s was read and cannot be written: %v", name, err)
		}
		again, err := Decode(name, stored)
		if err != nil {
			t.Fatalf("%s was written and cannot be read: %v", name, err)
		}
		if twice, _ := json.Marshal(again); string(twice) != string(stored) {
			t.Fatalf("%s was %s and is %s", name, stored, twice)
		}
	})
}

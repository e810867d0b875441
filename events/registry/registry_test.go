package registry

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

func TestDecodeNeverGuesses(t *testing.T) {
	for name, data := range map[string]string{
		"registry.seat_taken.v9":  `{}`,
		"registry.seat_taken.v1":  `{"seeks":"three"}`,
		"registry.class_added.v1": `{"name"`,
	} {
		if e, err := Decode(name, []byte(data)); err == nil {
			t.Errorf("%s %s was read as %+v", name, data, e)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("registry.seat_taken.v1", []byte(`{"seat":"sea_a","seeks":2}`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		e, err := Decode(name, data)
		if err != nil {
			return
		}
		stored, err := json.Marshal(e)
		if err != nil {
			return // a year that RFC 3339 cannot write
		}
		if _, err := Decode(name, stored); err != nil {
			t.Fatalf("what was written as %s cannot be read: %v", stored, err)
		}
	})
}

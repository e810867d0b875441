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
		e, err := Decoders[name]([]byte(stored))
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

func TestWhatIsNotAnEventIsNotRead(t *testing.T) {
	for name, data := range map[string]string{
		"registry.seat_taken.v1":      `{"seeks":"three"}`,
		"registry.class_added.v1":     `{"name"`,
		"registry.mandate_granted.v1": `{"until":"tomorrow"}`,
		"registry.deputy_named.v1":    `{"until":"9999-12-31T23:59:59-01:00"}`, // the year 10000
		"registry.seat_invited.v1":    `{"expires":"0001-01-01T00:00:00+01:00"}`,
	} {
		if e, err := Decoders[name]([]byte(data)); err == nil {
			t.Errorf("%s %s was read as %+v", name, data, e)
		}
	}
}

// What a decoder accepts can be stored and read again.
func FuzzDecoders(f *testing.F) {
	f.Add("registry.seat_taken.v1", []byte(`{"seat":"sea_a","seeks":2}`))
	f.Add("registry.limits_set.v1", []byte(`{"limits":[{"term":"a","max":"2"}],"holders":["per_a"]}`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		decode, known := Decoders[name]
		if !known {
			return
		}
		e, err := decode(data)
		if err != nil {
			return
		}
		stored, err := json.Marshal(e)
		if err != nil {
			t.Fatalf("%+v cannot be stored: %v", e, err)
		}
		if _, err := decode(stored); err != nil {
			t.Fatalf("what was stored as %s cannot be read: %v", stored, err)
		}
	})
}

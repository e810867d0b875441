package agreements

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

func TestADocumentThatNobodyCanReadIsNoEvent(t *testing.T) {
	for _, stored := range []string{
		`{}`,
		`{"version":1,"hash":"x","document":"{"}`,
		`{"version":1,"hash":"x","document":{"version":1}}`,
		`{"version":2,"hash":"x","document":"{\"version\":1}"}`,
		`{"version":0,"hash":"x","document":"{\"version\":0}"}`,
	} {
		if e, err := Decode(Drafted{}.Name(), []byte(stored)); err == nil {
			t.Errorf("%s was read as %+v", stored, e)
		}
	}
	if _, err := Decode("agreements.drafted.v99", []byte("{}")); err == nil {
		t.Error("an event from the future was read")
	}
}

func FuzzDecode(f *testing.F) {
	for name := range Decoders {
		f.Add(name, []byte(`{"version":1,"document":"{\"version\":1}"}`))
	}
	f.Fuzz(func(t *testing.T, name string, stored []byte) {
		e, err := Decode(name, stored)
		if err == nil && e.Name() != name {
			t.Errorf("%s was read as %s", name, e.Name())
		}
	})
}

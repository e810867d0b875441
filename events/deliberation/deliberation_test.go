package deliberation

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
		"deliberation.stance_taken.v1":   `{"stance":1}`,
		"deliberation.statement_made.v1": `{"text"`,
	} {
		if e, err := Decoders[name]([]byte(data)); err == nil {
			t.Errorf("%s %s was read as %+v", name, data, e)
		}
	}
}

// What a decoder accepts can be stored and read again.
func FuzzDecoders(f *testing.F) {
	f.Add("deliberation.stance_taken.v1", []byte(`{"statement":"stm_a","stance":"pass"}`))
	f.Add("deliberation.ballot_closed.v1", []byte(`{"votes":[{"person":"per_a","choice":"rank","ranking":[["1"],[]]}],"preferred":[[0]],"turnout":null}`))
	f.Add("deliberation.ballot_cast.v1", []byte(`{"vote":{"condition":{},"objection":{"heard":"unread"}}}`))
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

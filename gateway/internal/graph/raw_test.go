package graph

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestPropertiesAreFoundWhereTheyAre(t *testing.T) {
	doc := raw(`{"id":"neg_1", "n": 12 ,"deep":{"a":[1,{"b":"}"}]},"quoted":"say \"hi\" é","none":null,"list":[ "x" , 2,[3]],"end":true}`)
	m := doc.open()
	for name, want := range map[string]string{
		"id": `"neg_1"`, "n": `12`, "deep": `{"a":[1,{"b":"}"}]}`, "quoted": `"say \"hi\" é"`, "none": `null`, "list": `[ "x" , 2,[3]]`, "end": `true`, "absent": ``,
	} {
		if got := string(m.get(name)); got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
	if got := m.get("quoted").text(); got != `say "hi" é` {
		t.Errorf("text %q", got)
	}
	if e := m.get("list").elements(); len(e) != 3 || string(e[0]) != `"x"` || string(e[2]) != `[3]` {
		t.Errorf("elements %q", e)
	}
	if len(raw(`{}`).open()) != 0 || len(raw(`[]`).elements()) != 0 || len(raw(`{ }`).open()) != 0 {
		t.Error("something in nothing")
	}
}

// FuzzRaw compares with encoding/json on whatever is valid: more is not promised.
func FuzzRaw(f *testing.F) {
	f.Add([]byte(`{"a":[1,2,{"b":null}],"c":"\"\\"}`))
	f.Add([]byte(`[1, 2 ,3]`))
	f.Add([]byte(`{"a":1}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if data = bytes.TrimSpace(data); !json.Valid(data) {
			t.Skip()
		}
		r := raw(data)
		got, list := r.open(), r.elements()
		var object map[string]json.RawMessage
		if json.Unmarshal(data, &object) == nil && object != nil {
			for _, m := range got {
				if _, ok := object[m.name]; !ok || !json.Valid(m.value) {
					t.Errorf("%q: %q is not there", m.name, m.value)
				}
			}
		}
		var array []json.RawMessage
		if json.Unmarshal(data, &array) == nil && len(array) != len(list) {
			t.Errorf("%d elements, want %d", len(list), len(array))
		}
	})
}

package desk

import (
	"testing"

	"parley.example/services/negotiation/internal/view"
)

// What the library proposes is put on the sheet as it is, at every level.
func TestTermLibrary(t *testing.T) {
	w := open(t)
	l := w.lays(t, input{"languages": []string{"es", "en"}, "currency": "CHF"})
	for level := 1; level <= 3; level++ {
		var all []proposed
		if code := w.asks(t, "couriers", "term_library", input{"id": l.id, "level": level}, &all); code != "" || len(all) < 5 {
			t.Fatalf("level %d proposes %+v (%s)", level, all, code)
		}
		for _, one := range all {
			on := one.On
			if on == "" {
				text := one.Texts[0]
				on = w.does(t, "steward", "add_term", input{
					"negotiation": l.id, "key": one.Key, "name": text.Name, "kind": one.Kind, "unit": text.Unit, "currency": one.Currency,
					"min": one.Min, "max": one.Max, "step": one.Step, "options": text.Options, "clause": text.Clause, "level": one.Level,
				})["term"]
			}
			if len(one.Texts) != 2 || one.Texts[0].Language != "es" || one.Currency != "" && one.Currency != "CHF" {
				t.Errorf("%s reads %+v", one.Key, one)
			}
			if term := document[view.Term](t, w, "negotiation.term", on); term.Key != one.Key {
				t.Errorf("%s became %+v", one.Key, term)
			}
		}
	}
	var all []proposed
	if code := w.asks(t, "growers", "term_library", input{"id": l.id, "level": nil}, &all); code != "" || all[0].Level != 1 || all[0].On == "" {
		t.Errorf("without a level the table's own counts, and says what is on the sheet: %+v (%s)", all, code)
	}
	for _, level := range []int{0, 4, -1} {
		if code := w.asks(t, "growers", "term_library", input{"id": l.id, "level": level}, &all); code != "INVALID" {
			t.Errorf("level %d: %q", level, code)
		}
	}
	if code := w.asks(t, "stranger", "term_library", input{"id": l.id}, &all); code != "NOT_FOUND" {
		t.Errorf("a stranger is told %q", code)
	}
}

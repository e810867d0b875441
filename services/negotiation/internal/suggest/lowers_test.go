package suggest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"pgregory.net/rapid"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// asking is a round: what was asked, over which seals.
type asking struct {
	table.Question
	seals []negotiation.PreferencesSealed
}

// lowersNobody is I12, by what each party has sealed itself: a single text takes
// nothing from anybody that they had with the text, the other methods nobody
// below what no agreement is worth; and no package that does neither is better
// for one and as good for all. All packages of so small a sheet are looked at.
func lowersNobody(t *rapid.T, a asking, f Found) {
	single := slices.Contains(f.Methods, negotiation.SingleText)
	was, is := a.worths(valuesOf(a.Text)), a.worths(valuesOf(f.Values))
	lower := func(all []vault.Worth) bool {
		for i, w := range all {
			if single && w.Least < was[i].Least || !single && !*w.Enough {
				return true
			}
		}
		return false
	}
	if lower(is) {
		t.Fatalf("I12: %v by %v takes %+v to %+v", f.Values, f.Methods, was, is)
	}
	if !reflect.DeepEqual(Round(a.Question, a.seals), Round(a.Question, a.seals)) {
		t.Fatalf("I12: %+v has two answers", a)
	}
	for _, one := range terms.Literals(a.Sheet["t1"].Term, 9) {
		for _, other := range terms.Literals(a.Sheet["t2"].Term, 9) {
			instead := a.worths(map[string]negotiation.Value{"t1": {Choice: one}, "t2": {Choice: other}})
			if !lower(instead) && better(instead, is) {
				t.Fatalf("I12: %v by %v is worth %+v, %s and %s %+v", f.Values, f.Methods, is, one, other, instead)
			}
		}
	}
}

func (a asking) worths(values map[string]negotiation.Value) (all []vault.Worth) {
	for _, sealed := range a.seals {
		all = append(all, vault.Of(sealed, a.Sheet, values))
	}
	return all
}

// better tells whether a is more for somebody and less for nobody.
func better(a, b []vault.Worth) (more bool) {
	for i := range a {
		if a[i].Least < b[i].Least {
			return false
		}
		more = more || a[i].Least > b[i].Least
	}
	return more
}

// around is what stands beside a text, never the same twice.
func around(n int) negotiation.Beside {
	return negotiation.Beside{MoreAsks: n, Asks: []negotiation.OpenAsk{{Ask: fmt.Sprintf("ask%d", n), Text: "How many?"}}, Measures: &negotiation.Measures{
		Voices: []negotiation.Voice{{Seat: "a", Class: "one", Messages: n}}, Gini: "0", Empty: []string{"d"}, Represented: []string{},
		Turnout: []negotiation.Turnout{{Class: "one", Voted: 1, Of: 2}},
	}}
}

// besides is I16 where votes are blind: all that was given stands beside the
// text, but not who took part.
func besides(t *rapid.T, got, want negotiation.Beside) {
	measures := *want.Measures
	measures.Turnout = []negotiation.Turnout{}
	want.Measures = &measures
	is, _ := json.Marshal(got)
	if should, _ := json.Marshal(want); string(is) != string(should) {
		t.Fatalf("I16: beside the text stands %s, not %s", is, should)
	}
}

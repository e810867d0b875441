package table

import (
	"errors"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

// What was refused is talked about again, and nothing else is.
func TestReopening(t *testing.T) {
	locked := rule.Refuse("TERM_LOCKED")
	fixed := Table{
		Initiative: "ini", Fixed: "p1", Decisions: map[string]Decision{"d1": {Closed: true}},
		Sheet: Sheet{
			"t1": {Term: negotiation.Term{Key: "deposit", Name: "Deposit", Kind: negotiation.QuantityTerm}, Version: 1, Number: 1},
			"t2": {Term: negotiation.Term{Key: "days", Name: "Days", Kind: negotiation.QuantityTerm}, Version: 1, Number: 2},
		},
		Packages: map[string]Package{"p1": {Values: []negotiation.Setting{
			{Term: "t1", Version: 1, Value: negotiation.Value{Quantity: "2"}}, {Term: "t2", Version: 1, Value: negotiation.Value{Quantity: "7"}},
		}}},
	}
	again := ReopenTerms{Agreement: "agr", Version: 1, Decision: "d1", Keys: []string{"days", "no such term"}}
	events, err := Decide(fixed, By{}, noon, again)
	if err != nil || len(events) != 1 || len(events[0].(negotiation.TermsReopened).Terms) != 1 {
		t.Fatalf("got %+v, %v", events, err)
	}
	open := Evolve(fixed, events[0])
	set := func(deposit, days string) []negotiation.Setting {
		return []negotiation.Setting{
			{Term: "t1", Version: 1, Value: negotiation.Value{Quantity: deposit}}, {Term: "t2", Version: 1, Value: negotiation.Value{Quantity: days}},
		}
	}
	for _, tt := range []struct {
		rule    string
		table   Table
		refused error
		what    func(Table) *rule.Refusal
	}{
		{"another value for a refused term", open, nil, func(t Table) *rule.Refusal { return t.feasible(set("2", "14")) }},
		{"not for any other", open, locked, func(t Table) *rule.Refusal { return t.feasible(set("3", "14")) }},
		{"before, every term is open", Table{Sheet: fixed.Sheet}, nil, func(t Table) *rule.Refusal { return t.feasible(set("3", "14")) }},
		{"a refused term may be changed", open, nil, func(t Table) *rule.Refusal {
			return t.Reopening.rests(t.Sheet, negotiation.TermWish{Do: changeTerm, Term: "t2"})
		}},
		{"another may not", open, locked, func(t Table) *rule.Refusal {
			return t.Reopening.rests(t.Sheet, negotiation.TermWish{Do: changeTerm, Term: "t1"})
		}},
		{"none is removed", open, locked, func(t Table) *rule.Refusal {
			return t.Reopening.rests(t.Sheet, negotiation.TermWish{Do: removeTerm, Term: "t2"})
		}},
		{"and none added", open, locked, func(t Table) *rule.Refusal {
			return t.Reopening.rests(t.Sheet, negotiation.TermWish{Do: addTerm, Term: "t3", Wish: &negotiation.Term{Name: "Price"}})
		}},
		{"it is at work again", open, nil, func(t Table) *rule.Refusal { return t.working() }},
	} {
		if got := first(tt.what(tt.table)); !errors.Is(got, tt.refused) {
			t.Errorf("%s: %v", tt.rule, got)
		}
	}
	if events, err := Decide(open, By{}, noon, again); err != nil || len(events) > 0 {
		t.Errorf("told twice: %+v, %v", events, err)
	}
	if events, err := Decide(fixed, By{}, noon, ReopenTerms{Decision: "d2", Keys: []string{"days"}}); err != nil || len(events) > 0 {
		t.Errorf("about a text that is not this table's: %+v, %v", events, err)
	}
}

package terms

import (
	"slices"
	"strings"
	"testing"

	"parley.example/events/negotiation"
)

func TestSpan(t *testing.T) {
	for _, tt := range []struct {
		says string
		n    int
		unit byte
		ok   bool
	}{
		{"P14D", 14, 'D', true},
		{"P1W", 1, 'W', true},
		{"P120M", 120, 'M', true},
		{"P10Y", 10, 'Y', true},
		{"P0D", 0, 'D', true},
		{"P0M", 0, 'M', false},
		{"P11Y", 11, 'Y', false},
		{"P01D", 1, 'D', false},
		{"P-1D", 0, 0, false},
		{"P1M2D", 0, 0, false},
		{"PT5H", 0, 0, false},
		{"P", 0, 0, false},
		{"", 0, 0, false},
		{"P99999D", 0, 0, false},
		{"P1H", 1, 'H', false},
	} {
		if n, unit, ok := Span(tt.says); ok != tt.ok || ok && (n != tt.n || unit != tt.unit) {
			t.Errorf("%s: %d %c %t", tt.says, n, unit, ok)
		}
	}
}

func TestCaused(t *testing.T) {
	parts := Term{Key: "parts", Name: "Parts", Kind: "shares", Options: []Option{{Key: "growers"}, {Key: "couriers"}, {Key: "reserve"}}, Clause: "{value}"}
	duty := func(change func(*negotiation.Duty)) func(*Term) {
		return func(t *Term) {
			d := negotiation.Duty{Key: "pay", Debtor: negotiation.Whom{Seat: "a"}, Creditor: negotiation.Whom{Class: "b"}, What: "Pay.", Due: negotiation.When{After: "P14D"}}
			change(&d)
			t.Duties = []negotiation.Duty{d}
		}
	}
	sharing := func(change func(*negotiation.Sharing)) func(*Term) {
		return func(t *Term) {
			s := negotiation.Sharing{
				Every: "P7D", Contest: "P3D", Unit: "crates", Reserve: "reserve",
				Within: []negotiation.Within{{Portion: "growers", By: "contributions"}, {Portion: "couriers", By: "formula", Formula: "1"}},
			}
			change(&s)
			t.Sharing = &s
		}
	}
	both := func(first, second func(*Term)) func(*Term) { return func(t *Term) { first(t); second(t) } }
	for _, tt := range []struct {
		rule   string
		change func(*Term)
		field  string // of the refusal; none: it is taken
	}{
		{"a duty", duty(func(*negotiation.Duty) {}), ""},
		{"until a day", duty(func(d *negotiation.Duty) { d.Every, d.Until = "P1M", &negotiation.When{On: "2027-01-31"} }), ""},
		{"on the day itself", duty(func(d *negotiation.Duty) { d.Due.After = "P0D" }), ""},
		{"with an amount", duty(func(d *negotiation.Duty) { d.Amount = &negotiation.Amount{Money: euros("100").Money} }), ""},
		{"a key is a key", duty(func(d *negotiation.Duty) { d.Key = "1" }), "duties.0.key"},
		{"and names one duty", func(t *Term) { duty(func(*negotiation.Duty) {})(t); t.Duties = append(t.Duties, t.Duties[0]) }, "duties.1.key"},
		{"somebody owes it", duty(func(d *negotiation.Duty) { d.Debtor = negotiation.Whom{} }), "duties.0.debtor"},
		{"not everyone", duty(func(d *negotiation.Duty) { d.Debtor = negotiation.Whom{All: true} }), "duties.0.debtor"},
		{"one side or the other", duty(func(d *negotiation.Duty) { d.Creditor.Seat = "c" }), "duties.0.creditor"},
		{"not oneself", duty(func(d *negotiation.Duty) { d.Creditor = d.Debtor }), "duties.0.creditor"},
		{"something is owed", duty(func(d *negotiation.Duty) { d.What = " " }), "duties.0.what"},
		{"that fits", duty(func(d *negotiation.Duty) { d.What = strings.Repeat("x", 501) }), "duties.0.what"},
		{"on a day", duty(func(d *negotiation.Duty) { d.Due = negotiation.When{} }), "duties.0.due"},
		{"on one", duty(func(d *negotiation.Duty) { d.Due.On = "2027-01-31" }), "duties.0.due"},
		{"that there is", duty(func(d *negotiation.Duty) { d.Due = negotiation.When{On: "2027-02-30"} }), "duties.0.due"},
		{"again after a while", duty(func(d *negotiation.Duty) { d.Every = "P0D" }), "duties.0.every"},
		{"what is owed once has no end", duty(func(d *negotiation.Duty) { d.Until = &negotiation.When{On: "2027-01-31"} }), "duties.0.until"},
		{"an end is not before the beginning", duty(func(d *negotiation.Duty) {
			d.Due, d.Every, d.Until = negotiation.When{On: "2027-01-31"}, "P1D", &negotiation.When{On: "2027-01-30"}
		}), "duties.0.until"},
		{"money is more than none", duty(func(d *negotiation.Duty) { d.Amount = &negotiation.Amount{Money: euros("0").Money} }), "duties.0.amount.money"},
		{"an amount is one", duty(func(d *negotiation.Duty) { d.Amount = &negotiation.Amount{} }), "duties.0.amount"},
		{"nobody swears", duty(func(d *negotiation.Duty) { d.Evidence = "oath" }), "duties.0.evidence"},
		{"silence lasts", duty(func(d *negotiation.Duty) { d.Acceptance = "PT0S" }), "duties.0.acceptance"},
		{"a seat joins once", func(t *Term) { t.Needs = []string{"a", "a"} }, "needs.1"},
		{"shares are paid out", sharing(func(*negotiation.Sharing) {}), ""},
		{"of shares only", both(sharing(func(*negotiation.Sharing) {}), func(t *Term) { *t = Term{Key: "a", Name: "A", Kind: "text", Clause: "{value}", Causes: t.Causes} }), "sharing"},
		{"of parts that there are", sharing(func(s *negotiation.Sharing) { s.Within[0].Portion = "city" }), "sharing.within.0.portion"},
		{"each once", sharing(func(s *negotiation.Sharing) { s.Within[1].Portion = "growers" }), "sharing.within.1.portion"},
		{"the reserve is not shared", sharing(func(s *negotiation.Sharing) { s.Within[0].Portion = "reserve" }), "sharing.within.0.portion"},
		{"a formula is said", sharing(func(s *negotiation.Sharing) { s.Within[1].Formula = "" }), "sharing.within.1.formula"},
		{"contributions are counted in something", sharing(func(s *negotiation.Sharing) { s.Unit = "" }), "sharing.within.0.by"},
		{"the reserve is a part", sharing(func(s *negotiation.Sharing) { s.Reserve = "rest" }), "sharing.reserve"},
		{"a statement can be contested", sharing(func(s *negotiation.Sharing) { s.Contest = "" }), "sharing.contest"},
	} {
		term := parts
		tt.change(&term)
		_, refusal := Define(term, "EUR", 1)
		field := ""
		if refusal != nil {
			field = strings.Join(refusal.Field, ".")
		}
		if field != tt.field {
			t.Errorf("%s: refused at %q (%v)", tt.rule, field, refusal)
		}
	}
}

func TestNames(t *testing.T) {
	for what, want := range map[string][]string{
		"Pay {value}.": nil, "{deposit} and {fee}": {"deposit", "fee"}, "{not a key} {fee}": {"fee"}, "{{fee}": {"fee"}, "{fee": nil, "}{": nil,
	} {
		if got := Names(what); !slices.Equal(got, want) {
			t.Errorf("%q names %v", what, got)
		}
	}
}

func TestAValueCannotNameATerm(t *testing.T) {
	words := Term{Key: "words", Kind: "text", Causes: negotiation.Causes{Duties: []negotiation.Duty{{Key: "a", What: "{value}, {fee}"}}}}
	among := func(key string) (Term, *Value, bool) { return fee, &Value{Quantity: "3.00"}, key == "fee" }
	if got := (Prose{Among: among}).Effects(words, Value{Text: "{fee}"}).Duties[0].What; got != "{fee}, 3.00 € per drop" {
		t.Errorf("got %q", got)
	}
}

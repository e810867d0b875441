package terms

import (
	"slices"
	"testing"

	"parley.example/events/negotiation"
)

func TestLiterals(t *testing.T) {
	for _, tt := range []struct {
		rule string
		term negotiation.Term
		most int
		want []string
	}{
		{"options are the values", negotiation.Term{Kind: negotiation.ChoiceTerm, Options: []negotiation.Option{{Key: "a"}, {Key: "b"}}}, 9, []string{"a", "b"}},
		{"yes or no has two", negotiation.Term{Kind: negotiation.YesNoTerm}, 9, []string{"yes", "no"}},
		{"a range has its steps", negotiation.Term{Kind: negotiation.QuantityTerm, Scale: 1, Min: "0.5", Max: "2.0", Step: "0.5"}, 9, []string{"0.5", "1.0", "1.5", "2.0"}},
		{"a long range is spread evenly", negotiation.Term{Kind: negotiation.QuantityTerm, Min: "0", Max: "100"}, 5, []string{"0", "25", "50", "75", "100"}},
		{"dates are days", negotiation.Term{Kind: negotiation.DateTerm, Min: "2026-03-01", Max: "2026-03-03"}, 9, []string{"2026-03-01", "2026-03-02", "2026-03-03"}},
		{"an amount without a bound has no list", negotiation.Term{Kind: negotiation.MoneyTerm, Currency: "EUR", Min: "0"}, 9, nil},
		{"words have none", negotiation.Term{Kind: negotiation.TextTerm}, 9, []string{}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got := Literals(tt.term, tt.most)
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
			for _, l := range got {
				if v, ok := Valued(tt.term, l); !ok || Literal(v) != l {
					t.Errorf("%q is no value: %+v", l, v)
				}
			}
		})
	}
}

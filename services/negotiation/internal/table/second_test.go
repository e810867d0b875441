package table

import (
	"errors"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

func TestASecondPerson(t *testing.T) {
	values := Values{{Term: "t2", Value: Value{Choice: "split"}}, {Term: "t1", Value: euros("200")}}
	turned := Values{values[1], values[0]}
	other := Values{values[0], {Term: "t1", Value: euros("100")}}
	offer := TablePackage{ID: "p1", As: negotiation.Offer, Values: values, ExpiresAt: instant(three)}
	idea := with(offer, func(p *TablePackage) { p.As, p.ExpiresAt = negotiation.Idea, nil })
	seconded := func(by By, drafts ...Values) By {
		by.Seconded = &Seconded{Drafts: drafts}
		return by
	}
	run(t, []sentence{
		{"who needs no second person offers alone", given(settled...).when(huerta, offer).then(offered)},
		{"who needs one does not", given(settled...).when(seconded(huerta), offer).refused("OFFER_NOT_SECONDED")},
		{"what was approved is offered", given(settled...).when(seconded(huerta, other, values), offer).then(offered)},
		{"in whatever order it was written", given(settled...).when(seconded(huerta, turned), offer).then(offered)},
		{"other values were not approved", given(settled...).when(seconded(huerta, other), offer).refused("OFFER_NOT_SECONDED")},
		{"nor was more than the draft said", given(settled...).when(seconded(huerta, values[:1]), offer).refused("OFFER_NOT_SECONDED")},
		{"nor less", given(settled...).when(seconded(huerta, values), with(offer, func(p *TablePackage) { p.Values = values[:1] })).refused("OFFER_NOT_SECONDED")},
		{"an idea binds nobody and needs nobody", given(settled...).when(seconded(huerta), idea).
			then(with(offered, func(p *negotiation.PackageTabled) { p.As, p.ExpiresAt = negotiation.Idea, nil }))},
		{"a second person is no mandate", given(settled...).when(seconded(steward, values), offer).refused("NO_MANDATE")},
	})
	for _, tt := range []struct {
		rule string
		by   By
		code string
	}{
		{"nor goes an offer under seal alone", seconded(riders), "OFFER_NOT_SECONDED"},
		{"an approved one does", seconded(riders, values), ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			_, err := Fold(inIt...).Envelope(tt.by, noon, "r1", Contents{Packages: []TablePackage{{ID: "p5", As: negotiation.Offer, Values: values}}})
			var refused *rule.Refusal
			if errors.As(err, &refused); codeOf(refused) != tt.code {
				t.Errorf("%v, want %q", err, tt.code)
			}
		})
	}
	joint := Jointly{With: []string{"huerta"}, TablePackage: offer}
	drafted, err := Fold(settled...).Joint(seconded(riders, values), noon, joint)
	if err != nil {
		t.Fatal(err)
	}
	for rule, by := range map[string]By{"": huerta, "OFFER_NOT_SECONDED": seconded(huerta)} {
		if err := Fold(settled...).Confirms(by, noon, drafted); (err == nil) != (rule == "") || err != nil && !isRefused(err, rule) {
			t.Errorf("confirming a joint offer: %v, want %q", err, rule)
		}
	}
	if _, err := Fold(settled...).Joint(seconded(riders), noon, joint); !isRefused(err, "OFFER_NOT_SECONDED") {
		t.Errorf("a joint offer is begun alone: %v", err)
	}
}

func isRefused(err error, code string) bool {
	var refused *rule.Refusal
	return errors.As(err, &refused) && refused.Code == code
}

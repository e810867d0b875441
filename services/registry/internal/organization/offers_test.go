package organization

import (
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
)

func TestOffers(t *testing.T) {
	all := []Event{founded, bea, carl, dora}
	two, one := OffersGoverned{By: OffersByTwo}, OffersGoverned{By: OffersByOne}
	offering := func(delegate, deputy string) MandateGranted {
		return MandateGranted{Terms: with(func(t *Terms) { t.Delegate, t.Deputy, t.Acts = delegate, deputy, []Act{Offer} })}
	}
	run(t, []sentence{
		{"a steward wants a second person for offers", given(all...).by("ana").when(GovernOffers{OffersByTwo}).then(two)},
		{"a member does not", given(all...).by("carl").when(GovernOffers{OffersByTwo}).refused("NOT_STEWARD")},
		{"nor counsel", given(all...).by("dora").when(GovernOffers{OffersByTwo}).refused("NOT_STEWARD")},
		{"the same again is no change", given(append(all, two)...).by("bea").when(GovernOffers{OffersByTwo}).then()},
		{"one is how it begins", given(all...).by("ana").when(GovernOffers{OffersByOne}).then()},
		{"there are no three", given(all...).by("ana").when(GovernOffers{"three"}).refused("INVALID")},
		{"who is alone has no second person", given(founded).by("ana").when(GovernOffers{OffersByTwo}).refused("NO_COLLEAGUE")},
		{"counsel is none", given(founded, dora).by("ana").when(GovernOffers{OffersByTwo}).refused("NO_COLLEAGUE")},
		{"a steward lifts it", given(append(all, two)...).by("ana").when(GovernOffers{OffersByOne}).then(one)},
		{"not for their own offers", given(append(all, two, offering("ana", ""))...).by("ana").when(GovernOffers{OffersByOne}).refused("OWN_OFFERS")},
		{"nor as deputy", given(append(all, two, offering("carl", "ana"))...).by("ana").when(GovernOffers{OffersByOne}).refused("OWN_OFFERS")},
		{"another steward does", given(append(all, two, offering("ana", ""))...).by("bea").when(GovernOffers{OffersByOne}).then(one)},
		{"a mandate to vote is none to offer", given(append(all, two, MandateGranted{Terms: with(func(t *Terms) { t.Delegate = "ana" })})...).by("ana").when(GovernOffers{OffersByOne}).then(one)},
		{"one that is over neither", given(append(all, two, offering("ana", ""), MandateRevoked{Ended: Ended{Mandate: "m1", Delegate: "ana"}})...).by("ana").when(GovernOffers{OffersByOne}).then(one)},
		{"who is left alone may", given(founded, carl, two, offering("ana", ""), MemberLeft{Person: "carl"}).by("ana").when(GovernOffers{OffersByOne}).then(one)},
	})
}

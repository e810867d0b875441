package view

import (
	"testing"

	"parley.example/events/registry"
)

func TestGovernanceKeepsWhatItDoesNotSay(t *testing.T) {
	history := happened(
		on("coop", registry.OrganizationFounded{Called: "Coop", Purpose: "Ride.", Founder: "bea"}),
		on("coop", registry.OffersGoverned{By: registry.OffersByTwo}),
		on("coop", registry.MandatesGoverned{By: registry.ByBallot}),
	)
	at := func(n int) registry.Instant { return registry.InstantOf(history[n].At()) }
	for n, want := range []Governance{
		{Organization: "coop", MandatesBy: registry.ByStewards, Since: at(0), OffersBy: registry.OffersByOne, OffersSince: at(0)},
		{Organization: "coop", MandatesBy: registry.ByStewards, Since: at(0), OffersBy: registry.OffersByTwo, OffersSince: at(1)},
		{Organization: "coop", MandatesBy: registry.ByBallot, Since: at(2), OffersBy: registry.OffersByTwo, OffersSince: at(1)},
	} {
		if got := fold(t, theGovernance, applyGovernance, history[:n+1])["coop"]; *got != want {
			t.Errorf("after %d events it reads %+v, want %+v", n+1, *got, want)
		}
	}
}

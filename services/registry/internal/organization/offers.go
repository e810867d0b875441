package organization

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// GovernOffers says how many people an offer of the organization needs.
type GovernOffers struct{ By registry.OffersBy }

// A second person is lifted by who does not make offers without them then:
// whoever may make some needs another steward for that, unless they are alone.
func (c GovernOffers) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	switch {
	case c.By != registry.OffersByOne && c.By != registry.OffersByTwo:
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("by")
	case c.By == o.offersBy():
		return nil, nil
	case c.By == registry.OffersByTwo && o.insiders() < 2:
		return nil, rule.Refuse("NO_COLLEAGUE")
	case c.By == registry.OffersByOne && o.offers(by, at) && len(o.Members) > 1:
		return nil, rule.Refuse("OWN_OFFERS")
	}
	return []registry.Event{registry.OffersGoverned(c)}, nil
}

func (o Organization) offersBy() registry.OffersBy {
	if o.Offers == "" {
		return registry.OffersByOne
	}
	return o.Offers
}

// insiders counts those who are part of the organization itself.
func (o Organization) insiders() (n int) {
	for _, roles := range o.Members {
		if belongs(roles) {
			n++
		}
	}
	return n
}

// offers tells whether some mandate lets somebody make offers.
func (o Organization) offers(person string, at time.Time) bool {
	return slices.ContainsFunc(o.Mandates, func(m Given) bool {
		theirs := m.Delegate == person || m.Deputy == person
		return theirs && !m.Over && m.Until.After(at) && slices.Contains(m.Acts, registry.Offer)
	})
}

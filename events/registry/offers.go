package registry

// OffersBy is how many people of an organization an offer of its seats needs.
type OffersBy string

// The ways. An organization that never said has OffersByOne.
const (
	OffersByOne OffersBy = "one" // whoever has the mandate
	OffersByTwo OffersBy = "two" // they, and somebody else who approved just that draft
)

// OffersGoverned says how many people an offer needs from now on.
type OffersGoverned struct {
	By OffersBy `json:"by"`
}

// Name implements [Event].
func (OffersGoverned) Name() string { return "registry.offers_governed.v1" }

// Of implements [Event].
func (OffersGoverned) Of() Kind { return OfOrganization }

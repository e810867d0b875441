package registry

// FacilitatorAdmitted lets who leads the talks of a negotiation read what is for
// the table, whoever they act for. Of one negotiation the latest counts.
type FacilitatorAdmitted struct {
	Negotiation string `json:"negotiation"`
	Person      string `json:"person"`
}

// FacilitatorLeft ends that.
type FacilitatorLeft struct {
	Negotiation string `json:"negotiation"`
	Person      string `json:"person"`
}

// FacilitatorGrantID is the id of the row of registry.audience_grant by which
// the facilitator of a negotiation reads.
func FacilitatorGrantID(negotiation string) string { return negotiation + "/facilitator" }

// Name implements [Event].
func (FacilitatorAdmitted) Name() string { return "registry.facilitator_admitted.v1" }
func (FacilitatorLeft) Name() string     { return "registry.facilitator_left.v1" }

// Of implements [Event].
func (FacilitatorAdmitted) Of() Kind { return OfInitiative }
func (FacilitatorLeft) Of() Kind     { return OfInitiative }

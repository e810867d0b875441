package registry

// Governance is who decides on an organization's mandates.
type Governance string

// The ways. An organization that never said has ByStewards.
const (
	ByStewards Governance = "stewards"
	ByBallot   Governance = "ballot" // of the members, for each mandate and each widening
)

// MandatesGoverned says who decides on mandates from now on.
type MandatesGoverned struct {
	By Governance `json:"by"`
}

// MandateProposed puts a mandate before the members. A ballot of theirs grants
// or drops it; its id is the mandate's.
type MandateProposed struct {
	Terms
	Organization string  `json:"organization"`
	By           string  `json:"by"`
	Question     string  `json:"question"`
	Deadline     Instant `json:"deadline"` // by which the members should have decided
}

// LimitsAsked is a delegate asking the members to go beyond a mandate. How far
// is sealed, readable by those who decide.
type LimitsAsked struct {
	Mandate      string  `json:"mandate"`
	Request      string  `json:"request"`
	Organization string  `json:"organization"`
	By           string  `json:"by"`
	Question     string  `json:"question"`
	Deadline     Instant `json:"deadline"`
}

// ProposalOutcome is what became of something that members were asked.
type ProposalOutcome string

// The outcomes.
const (
	Adopted   ProposalOutcome = "adopted"
	Rejected  ProposalOutcome = "rejected"
	NoQuorum  ProposalOutcome = "noQuorum"
	Withdrawn ProposalOutcome = "withdrawn"
	Lapsed    ProposalOutcome = "lapsed" // carried, when it could no longer be done
)

// ProposalEnded ends what members were asked: a proposed mandate, whose id
// stands in both fields, or limits.
type ProposalEnded struct {
	Request string          `json:"request"`
	Mandate string          `json:"mandate"`
	Outcome ProposalOutcome `json:"outcome"`
	Ballot  string          `json:"ballot,omitempty"`
	Reason  string          `json:"reason,omitempty"`
}

// LimitsWanted seals how far a mandate is asked to reach, while the members have
// not decided. For a proposed mandate the request is the mandate.
type LimitsWanted struct {
	Limits
	Request string `json:"request"`
}

// LimitsAnswered says what became of wanted limits.
type LimitsAnswered struct {
	Request string          `json:"request"`
	Outcome ProposalOutcome `json:"outcome"`
}

// Name implements [Event].
func (MandatesGoverned) Name() string { return "registry.mandates_governed.v1" }
func (MandateProposed) Name() string  { return "registry.mandate_proposed.v1" }
func (LimitsAsked) Name() string      { return "registry.limits_asked.v1" }
func (ProposalEnded) Name() string    { return "registry.proposal_ended.v1" }
func (LimitsWanted) Name() string     { return "registry.limits_wanted.v1" }
func (LimitsAnswered) Name() string   { return "registry.limits_answered.v1" }

// Of implements [Event].
func (MandatesGoverned) Of() Kind { return OfOrganization }
func (MandateProposed) Of() Kind  { return OfOrganization }
func (LimitsAsked) Of() Kind      { return OfOrganization }
func (ProposalEnded) Of() Kind    { return OfOrganization }
func (LimitsWanted) Of() Kind     { return OfLimits }
func (LimitsAnswered) Of() Kind   { return OfLimits }

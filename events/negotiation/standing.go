package negotiation

// StandingOffered proposes a package that the others keep open for a seat that
// declined or is silent. It stands once each of them has joined.
type StandingOffered struct {
	Negotiation string      `json:"negotiation"`
	Initiative  string      `json:"initiative"`
	Package     string      `json:"package"`
	For         string      `json:"for"`    // the seat that may take it later
	Seats       []string    `json:"seats"`  // who keep it open together
	Values      []Setting   `json:"values"` // of the package: what they stand by
	Terms       []FixedTerm `json:"terms"`  // the same as sentences, so that nobody has to ask later
	Seat        string      `json:"seat"`   // who proposes it, and is the first to join
	Note        string      `json:"note,omitempty"`
}

// StandingJoined is one seat's word to keep a package open.
type StandingJoined struct {
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
	Stands     bool   `json:"stands"` // it is the last word that was missing
}

// StandingTaken says that the seat takes what was kept open for it.
type StandingTaken struct {
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
}

// StandingWithdrawn ends a standing offer: any of those who keep it open may.
type StandingWithdrawn struct {
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
	Reason     string `json:"reason"`
}

// Name implements [Event].
func (StandingOffered) Name() string   { return "negotiation.standing_offered.v1" }
func (StandingJoined) Name() string    { return "negotiation.standing_joined.v1" }
func (StandingTaken) Name() string     { return "negotiation.standing_taken.v1" }
func (StandingWithdrawn) Name() string { return "negotiation.standing_withdrawn.v1" }

// Of implements [Event].
func (StandingOffered) Of() Kind   { return OfStanding }
func (StandingJoined) Of() Kind    { return OfStanding }
func (StandingTaken) Of() Kind     { return OfStanding }
func (StandingWithdrawn) Of() Kind { return OfStanding }

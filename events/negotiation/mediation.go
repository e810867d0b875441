package negotiation

// A round of mediation, as everyone at the table sees it: who asked, over which
// seals, and at most three packages. Nothing in here depends on what was sealed
// but the packages themselves.

// SealShown says that a seat has sealed its preferences. What it has sealed
// opens the commitment, for the seat alone.
type SealShown struct {
	Seat       string `json:"seat"`
	Initiative string `json:"initiative"`
	Version    int    `json:"version"`
	Commitment string `json:"commitment"`
	Sheet      string `json:"sheet"` // digest of the term sheet that it is about
}

// MediationAsked is one seat's wish for a round.
type MediationAsked struct {
	Round      string            `json:"round"`
	Initiative string            `json:"initiative"`
	Number     int               `json:"number"`
	Seat       string            `json:"seat"`
	Text       string            `json:"text"` // the package that a single-text step starts from
	Methods    []MediationMethod `json:"methods"`
	VoteFor    string            `json:"voteFor"` // so long the suggestions can be voted on
	LapsesAt   Instant           `json:"lapsesAt"`
}

// MediationJoined is another seat's consent to the round.
type MediationJoined struct {
	Round string `json:"round"`
	Seat  string `json:"seat"`
}

// MediationBegan closes the seals over which a round is computed. Rule and
// electorate of the blind votes are frozen with it.
type MediationBegan struct {
	Round       string      `json:"round"`
	Seals       []RoundSeal `json:"seals"`
	Unprotected []string    `json:"unprotected"` // seats without a seal, who have agreed
	Sheet       string      `json:"sheet"`
	AnswerAt    Instant     `json:"answerAt"` // whatever the answer is, it comes then
	Rule
	Electors []Elector `json:"electors"`
	Absent   []Absent  `json:"absent"`
}

// RoundSeal is a seal that a round is computed over.
type RoundSeal struct {
	Seat       string `json:"seat"`
	Version    int    `json:"version"`
	Commitment string `json:"commitment"`
}

// MediationAnswered is the answer of a round, the same for all: at most three
// packages. None is the whole answer, too.
type MediationAnswered struct {
	Round       string       `json:"round"`
	Initiative  string       `json:"initiative"`
	Stale       bool         `json:"stale,omitempty"` // the term sheet has changed since: there is no answer
	Suggestions []Suggestion `json:"suggestions"`
	VoteUntil   *Instant     `json:"voteUntil,omitempty"`
}

// Suggestion is a package that a round shows, with the methods that chose it.
type Suggestion struct {
	Suggestion string            `json:"suggestion"`
	Methods    []MediationMethod `json:"methods"`
	Values     []Setting         `json:"values"`
}

// MediationLapsed ends a wish that did not find enough consent in time.
type MediationLapsed struct {
	Round string `json:"round"`
}

// MediationClosed ends the blind votes of a round: one suggestion was carried,
// or none. Of the others, and of who voted what, it says nothing.
type MediationClosed struct {
	Round      string `json:"round"`
	Initiative string `json:"initiative"`
	Suggestion string `json:"suggestion,omitempty"`
	Package    string `json:"package,omitempty"` // as which it lies on the table
}

// Name implements [Event].
func (SealShown) Name() string         { return "negotiation.seal_shown.v1" }
func (MediationAsked) Name() string    { return "negotiation.mediation_asked.v1" }
func (MediationJoined) Name() string   { return "negotiation.mediation_joined.v1" }
func (MediationBegan) Name() string    { return "negotiation.mediation_began.v1" }
func (MediationAnswered) Name() string { return "negotiation.mediation_answered.v1" }
func (MediationLapsed) Name() string   { return "negotiation.mediation_lapsed.v1" }
func (MediationClosed) Name() string   { return "negotiation.mediation_closed.v1" }

// Of implements [Event].
func (SealShown) Of() Kind         { return OfNegotiation }
func (MediationAsked) Of() Kind    { return OfNegotiation }
func (MediationJoined) Of() Kind   { return OfNegotiation }
func (MediationBegan) Of() Kind    { return OfNegotiation }
func (MediationAnswered) Of() Kind { return OfNegotiation }
func (MediationLapsed) Of() Kind   { return OfNegotiation }
func (MediationClosed) Of() Kind   { return OfNegotiation }

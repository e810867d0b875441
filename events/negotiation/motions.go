package negotiation

// Needs says whose support a motion needs.
type Needs string

// Whose.
const (
	AllSeats     Needs = "allSeats"     // every taken seat's: consent
	TwoClasses   Needs = "twoClasses"   // two seats of different classes
	AndLeader    Needs = "andLeader"    // these, and then the facilitator's
	AnotherClass Needs = "anotherClass" // of a seat of another class than who moved it
	NobodyElse   Needs = ""             // it is done at once
)

// Proposal is what a motion would do: the one field that is set.
type Proposal struct {
	Rules       *RulesWish   `json:"rules,omitempty"`
	Facilitator *Facilitator `json:"facilitator,omitempty"`
	Dismiss     bool         `json:"dismiss,omitempty"` // the facilitator
	Phase       *PhaseWish   `json:"phase,omitempty"`
	Session     *Session     `json:"session,omitempty"`
	Agenda      *Agenda      `json:"agenda,omitempty"`
	Speaker     string       `json:"speaker,omitempty"` // the seat that is given the word
	Round       *RoundWish   `json:"round,omitempty"`
	CloseRound  string       `json:"closeRound,omitempty"`
	Rung        *RungWish    `json:"rung,omitempty"`
	Term        *TermWish    `json:"term,omitempty"`
	Constraint  *Constraint  `json:"constraint,omitempty"`
	Lift        string       `json:"lift,omitempty"` // the constraint that no longer holds
	Text        string       `json:"text,omitempty"` // the package that is taken as the text
	Amendment   *Amendment   `json:"amendment,omitempty"`
}

// RulesWish is ground rules in place of those that are.
type RulesWish struct {
	GroundRules GroundRules  `json:"groundRules"`
	Differences []Difference `json:"differences"`
	After       int          `json:"after"` // the version that they would follow
}

// TermWish is a change of the term sheet.
type TermWish struct {
	Do      string `json:"do"` // add, change, remove
	Term    string `json:"term"`
	Version int    `json:"version,omitempty"` // of the term that it would change
	Wish    *Term  `json:"wish,omitempty"`    // none where it is removed
}

// Moved puts a motion before the seats.
type Moved struct {
	Motion     string   `json:"motion"`
	Initiative string   `json:"initiative"`
	Number     int      `json:"number"`
	Seat       string   `json:"seat"`
	Needs      Needs    `json:"needs"`
	Asked      []string `json:"asked,omitempty"` // the other taken seats
	Until      Instant  `json:"until"`           // then it lapses
	Reason     string   `json:"reason"`
	Proposal
}

// Supported is a seat's word for a motion; without a seat the facilitator's.
type Supported struct {
	Motion string `json:"motion"`
	Seat   string `json:"seat,omitempty"`
}

// MotionOutcome is what became of a motion.
type MotionOutcome string

// What can become of it.
const (
	MotionCarried   MotionOutcome = "carried" // what it does follows in the same commit
	MotionDeclined  MotionOutcome = "declined"
	MotionWithdrawn MotionOutcome = "withdrawn"
	MotionLapsed    MotionOutcome = "lapsed"
)

// MotionClosed ends a motion.
type MotionClosed struct {
	Motion  string        `json:"motion"`
	Outcome MotionOutcome `json:"outcome"`
	Seat    string        `json:"seat,omitempty"`   // who declined
	Reason  string        `json:"reason,omitempty"` // of who declined or took it back
}

// Lead says on whose word something is done: the facilitator's, or that of
// seats together, and why.
type Lead struct {
	By     []string `json:"by,omitempty"` // seats; absent: the facilitator
	Reason string   `json:"reason"`
}

// Name implements [Event].
func (Moved) Name() string        { return "negotiation.moved.v1" }
func (Supported) Name() string    { return "negotiation.supported.v1" }
func (MotionClosed) Name() string { return "negotiation.motion_closed.v1" }

// Of implements [Event].
func (Moved) Of() Kind        { return OfNegotiation }
func (Supported) Of() Kind    { return OfNegotiation }
func (MotionClosed) Of() Kind { return OfNegotiation }

package agreements

// What is kept of an agreement: the obligations that its clauses cause. They
// belong to the agreement's own record, so that none is older or newer than the
// version that it comes from.

// Money is an amount in the smallest unit of its currency, a whole number as a
// string.
type Money struct {
	Minor    string `json:"minor"`
	Currency string `json:"currency"`
}

// File is bytes that are kept elsewhere under their hash.
type File struct {
	Hash string `json:"hash"` // hex SHA-256
	Name string `json:"name,omitempty"`
	Size int64  `json:"size,omitempty"`
	Type string `json:"type,omitempty"` // as sniffed, never as claimed
}

// ObligationRaised is something that a party owes now. It traces to a clause of
// a version in force: whoever reads it finds the sentence that it comes from.
type ObligationRaised struct {
	Obligation string   `json:"obligation"`
	Series     string   `json:"series"` // all of one duty and one debtor
	Initiative string   `json:"initiative"`
	Version    int      `json:"version"`
	Hash       string   `json:"hash"`              // of that version
	Clause     string   `json:"clause"`            // its key
	Article    int      `json:"article,omitempty"` // its number in the document
	Duty       string   `json:"duty"`              // its key within the clause
	Number     int      `json:"number"`            // of the occurrence, from 1
	Debtor     string   `json:"debtor"`            // seat
	Creditors  []string `json:"creditors"`
	What       string   `json:"what"`
	Language   string   `json:"language,omitempty"`
	First      string   `json:"first"`           // the last day of the first occurrence: others are counted from it
	On         string   `json:"on"`              // the last day, in the agreement's zone
	By         Instant  `json:"by"`              // the moment at which that day is over
	Next       *Instant `json:"next,omitempty"`  // when the one after it is raised
	Until      string   `json:"until,omitempty"` // no occurrence is due after this day
	Evidence   string   `json:"evidence"`        // none, note, file
	Acceptance string   `json:"acceptance,omitempty"`
	Amount     *Money   `json:"amount,omitempty"`
	Content    string   `json:"content"` // hash of what the duty says: equal content is the same duty
}

// ObligationReported says that an obligation was fulfilled, and shows it.
type ObligationReported struct {
	Obligation string   `json:"obligation"`
	Seat       string   `json:"seat"`
	Person     string   `json:"person"`
	Note       string   `json:"note,omitempty"`
	Files      []File   `json:"files,omitempty"`
	Late       int      `json:"late,omitempty"`     // days after the last day
	AcceptBy   *Instant `json:"acceptBy,omitempty"` // silence until then is acceptance
}

// ObligationAccepted settles an obligation: a creditor says so, or said nothing
// in time.
type ObligationAccepted struct {
	Obligation string `json:"obligation"`
	Seat       string `json:"seat,omitempty"`
	Person     string `json:"person,omitempty"`
	Silence    bool   `json:"silence,omitempty"`
}

// ObligationDisputed is a creditor's or debtor's no to what the other says of
// an obligation.
type ObligationDisputed struct {
	Obligation string `json:"obligation"`
	Seat       string `json:"seat"`
	Person     string `json:"person"`
	Reason     string `json:"reason"`
}

// ResolutionProposed is how a dispute could end, in the eyes of one side.
type ResolutionProposed struct {
	Obligation string   `json:"obligation"`
	Resolution string   `json:"resolution"`
	Seat       string   `json:"seat"`
	Person     string   `json:"person"`
	Outcome    string   `json:"outcome"` // fulfilled, owed, waived
	How        string   `json:"how"`
	On         string   `json:"on,omitempty"` // of owed: the new last day
	By         *Instant `json:"by,omitempty"`
}

// ObligationResolved ends a dispute: both sides agree, or the neutral whom the
// document names has said so.
type ObligationResolved struct {
	Obligation string   `json:"obligation"`
	Resolution string   `json:"resolution"`
	Seat       string   `json:"seat"`
	Person     string   `json:"person"`
	Outcome    string   `json:"outcome"`
	How        string   `json:"how"`
	On         string   `json:"on,omitempty"`
	By         *Instant `json:"by,omitempty"`
	Neutral    bool     `json:"neutral,omitempty"`
}

// ObligationBreached says that its time is over and nobody has reported it. No
// penalty follows but what a clause says.
type ObligationBreached struct {
	Obligation string `json:"obligation"`
}

// ObligationWaived is a creditor who asks for it no more. Of several all have to.
type ObligationWaived struct {
	Obligation string `json:"obligation"`
	Seat       string `json:"seat"`
	Person     string `json:"person"`
	Reason     string `json:"reason"`
	Whole      bool   `json:"whole,omitempty"` // no creditor is left who asks for it
}

// DutyCarried takes a series over into a newer version as it is.
type DutyCarried struct {
	Series      string   `json:"series"`
	Version     int      `json:"version"`
	Hash        string   `json:"hash"`
	Article     int      `json:"article,omitempty"`
	Reason      string   `json:"reason,omitempty"`
	Obligations []string `json:"obligations,omitempty"` // of it that are open
}

// DutyEnded says that nothing more comes of a series. What was not due yet falls
// away; what was due stands.
type DutyEnded struct {
	Series      string   `json:"series"`
	Why         string   `json:"why"` // cancelled, changed, superseded, exit, ended
	Reason      string   `json:"reason,omitempty"`
	Obligations []string `json:"obligations"` // that fall away
}

// Name implements [Event].
func (ObligationRaised) Name() string   { return "agreements.obligation_raised.v1" }
func (ObligationReported) Name() string { return "agreements.obligation_reported.v1" }
func (ObligationAccepted) Name() string { return "agreements.obligation_accepted.v1" }
func (ObligationDisputed) Name() string { return "agreements.obligation_disputed.v1" }
func (ResolutionProposed) Name() string { return "agreements.resolution_proposed.v1" }
func (ObligationResolved) Name() string { return "agreements.obligation_resolved.v1" }
func (ObligationBreached) Name() string { return "agreements.obligation_breached.v1" }
func (ObligationWaived) Name() string   { return "agreements.obligation_waived.v1" }
func (DutyCarried) Name() string        { return "agreements.duty_carried.v1" }
func (DutyEnded) Name() string          { return "agreements.duty_ended.v1" }

func (ObligationRaised) agreements()   {}
func (ObligationReported) agreements() {}
func (ObligationAccepted) agreements() {}
func (ObligationDisputed) agreements() {}
func (ResolutionProposed) agreements() {}
func (ObligationResolved) agreements() {}
func (ObligationBreached) agreements() {}
func (ObligationWaived) agreements()   {}
func (DutyCarried) agreements()        {}
func (DutyEnded) agreements()          {}

// KeepingEvent is an event about what is kept of an agreement.
type KeepingEvent interface {
	Event
	keeping()
}

func (ObligationRaised) keeping()   {}
func (ObligationReported) keeping() {}
func (ObligationAccepted) keeping() {}
func (ObligationDisputed) keeping() {}
func (ResolutionProposed) keeping() {}
func (ObligationResolved) keeping() {}
func (ObligationBreached) keeping() {}
func (ObligationWaived) keeping()   {}
func (DutyCarried) keeping()        {}
func (DutyEnded) keeping()          {}

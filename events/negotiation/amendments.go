package negotiation

// Amendment is another value for a term of the text: what it says now, and what
// it would say.
type Amendment struct {
	Amendment string `json:"amendment"`
	Term      string `json:"term"`
	Version   int    `json:"version"`          // of the term
	Before    *Value `json:"before,omitempty"` // absent: the text left the term open
	After     Value  `json:"after"`
}

// TextTaken makes a package the text that all work on.
type TextTaken struct {
	Initiative string    `json:"initiative"`
	Package    string    `json:"package"`
	Values     []Setting `json:"values"`
	Lead
}

// TextAmended is a redline that was accepted.
type TextAmended struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"` // counts the redlines of a table
	Seat       string `json:"seat"`   // whose it was
	Amendment
	Lead
}

// LateSeated says that a seat has come when the talks were under way: what it
// finds, and from when on decisions may open again, so that it can read.
type LateSeated struct {
	Brief      string    `json:"brief"`
	Initiative string    `json:"initiative"`
	Seat       string    `json:"seat"`
	From       Instant   `json:"from"`
	Stands     []string  `json:"stands"`  // packages on the table
	Open       []string  `json:"open"`    // terms that none of them sets
	Decided    []Decided `json:"decided"` // the newest last
	Motions    []string  `json:"motions"`
	Deciding   string    `json:"deciding,omitempty"` // a decision that the seat has no vote in
}

// Decided is a decision and what became of it.
type Decided struct {
	Decision string  `json:"decision"`
	Package  string  `json:"package"`
	Outcome  Outcome `json:"outcome"`
}

// StoodStill says that a petition has reached its number, and until when no
// decision opens for it.
type StoodStill struct {
	Petition string  `json:"petition"`
	Until    Instant `json:"until"`
}

// Name implements [Event].
func (TextTaken) Name() string   { return "negotiation.text_taken.v1" }
func (TextAmended) Name() string { return "negotiation.text_amended.v1" }
func (LateSeated) Name() string  { return "negotiation.late_seated.v1" }
func (StoodStill) Name() string  { return "negotiation.stood_still.v1" }

// Of implements [Event].
func (TextTaken) Of() Kind   { return OfNegotiation }
func (TextAmended) Of() Kind { return OfNegotiation }
func (LateSeated) Of() Kind  { return OfNegotiation }
func (StoodStill) Of() Kind  { return OfNegotiation }

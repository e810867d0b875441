package negotiation

// TermKind is what the value of a term is made of.
type TermKind string

// The kinds of terms.
const (
	MoneyTerm      TermKind = "money"
	QuantityTerm   TermKind = "quantity"
	PercentageTerm TermKind = "percentage"
	DateTerm       TermKind = "date"
	ChoiceTerm     TermKind = "choice"
	YesNoTerm      TermKind = "yesNo"
	TextTerm       TermKind = "text"
	DurationTerm   TermKind = "duration"
	ChoicesTerm    TermKind = "choices" // several of the options
	SharesTerm     TermKind = "shares"  // parts of a whole, by the keys of options
)

// Term is a typed thing to agree on. Bounds, step and the keys of options are
// written as values of its kind are: decimals in its scale, money as minor
// units, dates as dates.
type Term struct {
	Key      string   `json:"key"` // its name among the terms, for mandates and limits: "deposit"
	Name     string   `json:"name"`
	Kind     TermKind `json:"kind"`
	Unit     string   `json:"unit,omitempty"`     // of a quantity
	Currency string   `json:"currency,omitempty"` // of money
	Scale    int      `json:"scale"`              // decimals of a quantity or percentage
	Min      string   `json:"min,omitempty"`
	Max      string   `json:"max,omitempty"`
	Step     string   `json:"step,omitempty"` // counted from Min, or from zero
	Options  []Option `json:"options,omitempty"`
	Clause   string   `json:"clause"`             // the sentence of the text, with {value} in its place
	Level    Level    `json:"level"`              // at which the term works
	Proposed *Value   `json:"proposed,omitempty"` // where a draft begins; it binds nobody
	Causes
}

// Causes are what a term brings about once it is agreed on.
type Causes struct {
	Needs   []string `json:"needs,omitempty"`   // seats: the article sleeps until these have joined
	HeldFor []string `json:"heldFor,omitempty"` // seats that are not there, for whom the article keeps something
	Duties  []Duty   `json:"duties,omitempty"`
	Sharing *Sharing `json:"sharing,omitempty"` // of a shares term
}

// Option is one of the values that may be chosen.
type Option struct {
	Key   string `json:"key"`
	Label string `json:"label,omitempty"`
}

// Money is a whole number of minor units of a currency.
type Money struct {
	Minor    string `json:"minor"`
	Currency string `json:"currency"`
}

// Value is what a package says about a term: the one field that its kind names.
type Value struct {
	Money      *Money   `json:"money,omitempty"`
	Quantity   string   `json:"quantity,omitempty"`
	Percentage string   `json:"percentage,omitempty"`
	Date       string   `json:"date,omitempty"`
	Choice     string   `json:"choice,omitempty"`
	YesNo      *bool    `json:"yesNo,omitempty"`
	Text       string   `json:"text,omitempty"`
	Duration   string   `json:"duration,omitempty"` // ISO 8601
	Choices    []string `json:"choices,omitempty"`
	Shares     []Share  `json:"shares,omitempty"`
}

// Share is somebody's part of a whole, an exact fraction. All of a value sum to
// one exactly.
type Share struct {
	Of    string `json:"of"` // key of an option: a seat's id, or a name such as "reserve"
	Share string `json:"share"`
}

// Setting is the value that a package gives to a term, as the term was then.
type Setting struct {
	Term    string `json:"term"`
	Version int    `json:"version"` // of the term
	Value   Value  `json:"value"`
}

// TermAdded puts a term on the term sheet.
type TermAdded struct {
	TermID     string `json:"term"`
	Initiative string `json:"initiative"`
	Number     int    `json:"number"` // its place on the sheet
	Term
}

// TermChanged gives a term another definition. Packages that set it are stale
// from now on.
type TermChanged struct {
	TermID  string `json:"term"`
	Version int    `json:"version"`
	Term
	Stale []string `json:"stale,omitempty"`
}

// TermRemoved takes a term from the sheet. Packages that set it are stale.
type TermRemoved struct {
	TermID string   `json:"term"`
	Stale  []string `json:"stale,omitempty"`
}

// Name implements [Event].
func (TermAdded) Name() string   { return "negotiation.term_added.v1" }
func (TermChanged) Name() string { return "negotiation.term_changed.v1" }
func (TermRemoved) Name() string { return "negotiation.term_removed.v1" }

// Of implements [Event].
func (TermAdded) Of() Kind   { return OfNegotiation }
func (TermChanged) Of() Kind { return OfNegotiation }
func (TermRemoved) Of() Kind { return OfNegotiation }

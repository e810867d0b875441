package negotiation

// Level is the reach of the change that a negotiation works at.
type Level int

// The levels, each reaching farther than the one before.
const (
	Local     Level = 1 // one step of the work
	EndToEnd  Level = 2 // a whole chain
	Ecosystem Level = 3 // how we think about and act with each other
)

// RuleKind says how votes become a decision.
type RuleKind string

// The rules that seats can decide by.
const (
	Consent   RuleKind = "consent"   // no objection stands
	Unanimity RuleKind = "unanimity" // every eligible yes
	Majority  RuleKind = "majority"  // enough of those who say yes or no
	PerClass  RuleKind = "perClass"  // a majority in every class
	Weighted  RuleKind = "weighted"  // enough of the weight of those who say yes or no
	Double    RuleKind = "double"    // enough of them, and enough of their weight
	Ranked    RuleKind = "ranked"    // of several packages the one that beats each other (Schulze)
)

// Counted says what a rule counts.
type Counted string

// What can be counted.
const (
	Seats  Counted = "seats"  // one for each seat
	People Counted = "people" // those behind the seats
)

// Rule is how a decision is reached. Threshold and Quorum are exact fractions,
// "1/2"; Strict asks for more than the threshold instead of at least it.
type Rule struct {
	Rule            RuleKind `json:"rule"`
	Threshold       string   `json:"threshold"`
	WeightThreshold string   `json:"weightThreshold,omitempty"` // of a double rule; absent: the threshold
	Strict          bool     `json:"strict"`
	Quorum          string   `json:"quorum"`
	Counted         Counted  `json:"counted,omitempty"` // absent: seats
}

// GroundRules are how the seats talk and decide. Lengths of time are ISO 8601.
type GroundRules struct {
	Rule
	OfferMinimum  string   `json:"offerMinimum"`  // an offer binds at least that long
	ReadMinimum   string   `json:"readMinimum"`   // a package lies on the table that long before its decision opens
	DecideMinimum string   `json:"decideMinimum"` // a decision is open at least that long
	EntryBy       string   `json:"entryBy"`       // so long is there to sign what was decided
	OpenVotes     bool     `json:"openVotes"`     // votes are seen when they are cast, not at the close
	Zone          string   `json:"zone"`          // IANA name: in which calendar dates are counted
	Languages     []string `json:"languages"`     // of the text; the first prevails
	Currency      string   `json:"currency"`      // ISO 4217, of terms that name none

	// What is absent from here on is as the template of the level says.
	Behind           []Behind        `json:"behind,omitempty"`             // what seats bring into a count; others bring one
	SheetChange      SheetChange     `json:"sheetChange,omitempty"`        // who changes the term sheet once offers were made
	SealedRounds     *bool           `json:"sealedRounds,omitempty"`       // a round is sealed unless it says otherwise
	LateMinimum      string          `json:"lateMinimum,omitempty"`        // whoever sits down late has that long before a decision opens; days are working days
	Publicity        Publicity       `json:"publicity,omitempty"`          // what others than the seats may read
	OffRecord        string          `json:"offRecord,omitempty"`          // so long is kept what was said off the record
	WithoutPrejudice *bool           `json:"withoutPrejudice,omitempty"`   // nothing that is said is an admission
	Costs            string          `json:"costs,omitempty"`              // who bears them, in words
	Facilitation     Facilitation    `json:"facilitation,omitempty"`       // who leads through the talks
	Ladder           []Rung          `json:"ladder,omitempty"`             // what is tried, in this order, when nothing moves
	CoolingOff       string          `json:"coolingOff,omitempty"`         // so long after the text is fixed nothing enters into force
	Standstill       string          `json:"petitionStandstill,omitempty"` // so long after a petition was reached no decision opens
	Mediation        *MediationRules `json:"mediation,omitempty"`

	Nature       Nature             `json:"nature,omitempty"` // what the text will be
	Ratification *RatificationRules `json:"ratification,omitempty"`
	Lasts        *Lasting           `json:"lasts,omitempty"`   // absent: until it is replaced
	Mapping      []Carrying         `json:"mapping,omitempty"` // of an amendment: where the seats say otherwise than what follows from the terms
}

// Behind is what a seat brings into a count, and where the number comes from.
type Behind struct {
	Seat   string `json:"seat"`
	Weight string `json:"weight,omitempty"` // exact fraction; absent: 1
	People int    `json:"people,omitempty"` // absent: 1
	Source string `json:"source"`           // where the numbers come from
	ReadBy string `json:"readBy,omitempty"` // the seat that has counter-read them
}

// SheetChange says who changes the term sheet. Before the first offer the
// convener prepares it; while a decision is open nobody does.
type SheetChange string

// Who may.
const (
	ByConsent     SheetChange = "consent"     // all taken seats
	ByFacilitator SheetChange = "facilitator" // on request of two classes
	ByConvener    SheetChange = "convener"
)

// Publicity says what may be read by others than those at the table.
type Publicity string

// What may be.
const (
	AmongSeats  Publicity = "seats"  // nothing
	ResultsOnly Publicity = "result" // the text, once it is fixed
	AllPublic   Publicity = "all"    // what is tabled and decided
)

// Facilitation says who leads through the talks.
type Facilitation string

// Who does.
const (
	BySeats  Facilitation = "seats"  // two of different classes together, unless a person is appointed
	ByPerson Facilitation = "person" // appointed before the first offer
)

// Rung is one step of the deadlock ladder.
type Rung string

// The rungs, in the order in which they are climbed.
const (
	RungFacilitator Rung = "facilitator"
	RungMediation   Rung = "mediation"
	RungFinalOffers Rung = "finalOffers" // sealed
	RungExpert      Rung = "expert"      // from outside, on a named question
	RungPartial     Rung = "partial"     // agree on a part of the terms
	RungFailed      Rung = "failed"      // with each seat's closing word and a date to try again
)

// MediationMethod is a way to choose suggestions.
type MediationMethod string

// The methods.
const (
	SingleText MediationMethod = "singleText"
	Leximin    MediationMethod = "leximin"
	Nash       MediationMethod = "nash"
)

// MediationRules are how, and how often, packages are suggested.
type MediationRules struct {
	Methods []MediationMethod `json:"methods"`
	Rounds  int               `json:"rounds"` // at most; more only by consent of all
}

// Difference is one ground rule that differs from its level's template.
type Difference struct {
	Rule     string `json:"rule"`     // its name among the fields of GroundRules
	Template string `json:"template"` // what the template says
}

// Opened starts a negotiation.
type Opened struct {
	Initiative  string       `json:"initiative"`
	Title       string       `json:"title"`
	Level       Level        `json:"level"`
	GroundRules GroundRules  `json:"groundRules"`
	Differences []Difference `json:"differences"`
	Room        string       `json:"room"`             // where all seats talk
	Amends      *Amends      `json:"amends,omitempty"` // of an amendment
}

// RulesChanged puts ground rules in place of those before. Nobody has accepted
// them yet.
type RulesChanged struct {
	Version     int          `json:"version"`
	GroundRules GroundRules  `json:"groundRules"`
	Differences []Difference `json:"differences"`
}

// RulesAccepted is one seat's word to keep to a version of the ground rules.
type RulesAccepted struct {
	Seat    string `json:"seat"`
	Version int    `json:"version"`
}

// Name implements [Event].
func (Opened) Name() string        { return "negotiation.opened.v1" }
func (RulesChanged) Name() string  { return "negotiation.rules_changed.v1" }
func (RulesAccepted) Name() string { return "negotiation.rules_accepted.v1" }

// Of implements [Event].
func (Opened) Of() Kind        { return OfNegotiation }
func (RulesChanged) Of() Kind  { return OfNegotiation }
func (RulesAccepted) Of() Kind { return OfNegotiation }

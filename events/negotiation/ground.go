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
)

// Rule is how a decision is reached. Threshold and Quorum are exact fractions,
// "1/2"; Strict asks for more than the threshold instead of at least it.
type Rule struct {
	Rule      RuleKind `json:"rule"`
	Threshold string   `json:"threshold"`
	Strict    bool     `json:"strict"`
	Quorum    string   `json:"quorum"`
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
	Room        string       `json:"room"` // where all seats talk
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

package negotiation

// What one seat seals lies in a vault of its own, in the sealed stream. All
// numbers are exact decimals between 0 and 1. The values of terms are written
// as bounds and options are: decimals in the term's scale, money as minor units.

// OfVault is a seat's sealed preferences in one negotiation; OfBlindBox the
// blind votes of one round of mediation.
const (
	OfVault    Kind = "vault"
	OfBlindBox Kind = "blindBox"
)

// PreferencesSealed puts a seat's preferences in place of those before. A seal
// without Full is thin: it says what the seat cannot live with, and no more.
type PreferencesSealed struct {
	Negotiation string    `json:"negotiation"`
	Seat        string    `json:"seat"`
	Version     int       `json:"version"` // counts the seat's seals
	Rounds      int       `json:"rounds"`  // of mediation that had begun by then
	Sheet       string    `json:"sheet"`   // digest of the term sheet that it is about
	Full        *Utility  `json:"full,omitempty"`
	Refused     []Refused `json:"refused,omitempty"`
	Key         string    `json:"key"`        // random, hexadecimal
	Commitment  string    `json:"commitment"` // HMAC-SHA-256 under the key of what was sealed, hexadecimal
}

// Utility is an additive utility: the sum of each term's weight times what its
// value is worth. Weights sum to 1.
type Utility struct {
	Reservation string       `json:"reservation"` // what no agreement is worth
	Terms       []Preference `json:"terms"`
}

// Preference is one term's part of a utility.
type Preference struct {
	Term   string  `json:"term"`
	Weight string  `json:"weight"`
	Curve  []Point `json:"curve"` // of a choice every option; of numbers points with straight lines between them
}

// Point is what one value of a term is worth.
type Point struct {
	At    string `json:"at"`
	Worth string `json:"worth"`
}

// Refused is what a seat cannot live with: values, or all below or above one.
type Refused struct {
	Term   string   `json:"term"`
	Values []string `json:"values,omitempty"`
	Below  string   `json:"below,omitempty"`
	Above  string   `json:"above,omitempty"`
}

// BlindChoice is what a blind vote says of one suggestion.
type BlindChoice struct {
	Suggestion string `json:"suggestion"`
	Choice     Choice `json:"choice"` // yes, no, abstain
}

// BlindVote is a seat's word on all suggestions of a round.
type BlindVote struct {
	Seat    string        `json:"seat"`
	Choices []BlindChoice `json:"choices"`
}

// BlindVoteCast is a blind vote in its box, or what takes the place of it.
type BlindVoteCast struct {
	Negotiation string `json:"negotiation"`
	Round       string `json:"round"`
	BlindVote
}

// BlindBoxClosed takes the blind votes out of their box. They are counted and
// shown to nobody.
type BlindBoxClosed struct {
	Negotiation string      `json:"negotiation"`
	Round       string      `json:"round"`
	Votes       []BlindVote `json:"votes"` // in the order of the electorate
}

// Name implements [Event].
func (PreferencesSealed) Name() string { return "negotiation.preferences_sealed.v1" }
func (BlindVoteCast) Name() string     { return "negotiation.blind_vote_cast.v1" }
func (BlindBoxClosed) Name() string    { return "negotiation.blind_box_closed.v1" }

// Of implements [Event].
func (PreferencesSealed) Of() Kind { return OfVault }
func (BlindVoteCast) Of() Kind     { return OfBlindBox }
func (BlindBoxClosed) Of() Kind    { return OfBlindBox }

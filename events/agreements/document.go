package agreements

import "encoding/json"

// The formats name the shape of a [Document] within its own bytes, so that a
// reader in twenty years knows by which rules to read it. The second has all
// fields, the first those without a mark.
const (
	Format  = "parley.agreement.1"
	Format2 = "parley.agreement.2"
)

// Document is what people sign: the agreed text with everything that says whom
// it binds. Its canonical bytes hold strings, objects, arrays, booleans and
// small whole numbers only; amounts and decimals are strings, since no number
// of JSON holds them.
type Document struct {
	Format      string   `json:"format"`
	Agreement   string   `json:"agreement"`
	Version     int      `json:"version"`
	Initiative  string   `json:"initiative"`
	Negotiation string   `json:"negotiation"`
	Decision    string   `json:"decision"` // which fixed the text
	Package     string   `json:"package"`  // where the values come from
	Title       string   `json:"title"`
	Language    string   `json:"language"`  // the one that prevails
	Languages   []string `json:"languages"` // that it was negotiated in
	Level       int      `json:"level"`     // of change: 1 to 3
	Currency    string   `json:"currency,omitempty"`
	Zone        string   `json:"zone,omitempty"` // IANA name: in which its dates are counted
	Preamble    Preamble `json:"preamble"`
	Clauses     []Clause `json:"clauses"`
	Entry       Entry    `json:"entry"`

	// From here on: the second format.
	Nature       string        `json:"nature,omitempty"` // understanding, contract, elsewhere
	Parent       *Parent       `json:"parent,omitempty"` // the version that this one replaces
	Carries      []Carrying    `json:"carries,omitempty"`
	Ratification *Ratification `json:"ratification,omitempty"`
	Lasts        *Lasting      `json:"lasts,omitempty"` // absent: until it is replaced
	Left         []string      `json:"left,omitempty"`  // names of terms that stay open
	Aside        []string      `json:"aside,omitempty"` // classes that no obligation may fall on
	Asks         []Ask         `json:"asks,omitempty"`  // that nobody has answered, the oldest first
	MoreAsks     int           `json:"moreAsks,omitempty"`
	Measures     *Measures     `json:"measures,omitempty"`
}

// Preamble says who was at the table with what in mind, and who was not.
type Preamble struct {
	Paragraphs []string  `json:"paragraphs"`
	Seats      []Seated  `json:"seats"`
	Missing    []Missing `json:"missing"`
}

// Seated is a seat that took part, with the level of change that it seeks and
// what it said to the text.
type Seated struct {
	Seat         string `json:"seat"`
	Class        string `json:"class"`
	Name         string `json:"name"`
	Organization string `json:"organization"`
	Seeks        int    `json:"seeks,omitempty"`
	Voted        string `json:"voted,omitempty"` // in the decision; absent: not at all
}

// Missing is a seat that took no part, and why as far as that is known: empty,
// invited, declined, vacated, or taken too late.
type Missing struct {
	Seat  string `json:"seat"`
	Class string `json:"class"`
	Name  string `json:"name"`
	State string `json:"state"`

	Held []string `json:"held,omitempty"` // keys of the clauses that keep something for it; the second format
}

// Clause is one term as agreed: its value, and the sentence that says it.
type Clause struct {
	Number int             `json:"number"`
	Term   string          `json:"term"` // its id
	Key    string          `json:"key"`  // its name within the term sheet
	Name   string          `json:"name"`
	Kind   string          `json:"kind"`
	Unit   string          `json:"unit,omitempty"`
	Level  int             `json:"level,omitempty"` // at which the term works
	Value  json.RawMessage `json:"value"`           // as the negotiation stores it
	Text   string          `json:"text"`

	// From here on: the second format.
	Needs   []string `json:"needs,omitempty"`   // seats: it sleeps until these have joined
	HeldFor []string `json:"heldFor,omitempty"` // seats that are not there, for whom it keeps something
	Duties  []Duty   `json:"duties,omitempty"`
	Sharing *Sharing `json:"sharing,omitempty"`
	Says    []string `json:"says,omitempty"` // the three above in sentences
}

// Entry is the entry into force, frozen with the text: which seats must have
// signed, and before which moment. Whoever else signs, then or later, joins
// with the same hash; whoever does not is no party and owes nothing.
type Entry struct {
	Seats []string `json:"seats"`
	By    Instant  `json:"by"`

	NotBefore *Instant `json:"notBefore,omitempty"` // the end of the cooling-off; the second format
}

package negotiation

// TextFixed says what the seats have decided on, whole: whoever follows it can
// draw up the agreement from it and needs to ask nobody. It binds no one yet;
// only who signs is a party.
type TextFixed struct {
	Initiative string      `json:"initiative"`
	Title      string      `json:"title"`
	Level      Level       `json:"level"`
	Languages  []string    `json:"languages"` // the first prevails
	Currency   string      `json:"currency"`
	Zone       string      `json:"zone"` // in which its dates are counted
	Decision   string      `json:"decision"`
	Package    string      `json:"package"`
	Terms      []FixedTerm `json:"terms"` // in the order of the term sheet
	Seats      []Party     `json:"seats"` // in the order of the electorate
	Absent     []Absent    `json:"absent"`
	Entry      Entry       `json:"entry"`
	Left       []string    `json:"left,omitempty"`  // names of terms that a partial agreement leaves open
	Aside      []string    `json:"aside,omitempty"` // classes that stood aside: no obligation may fall on them
	Beside

	// Texts that were fixed before these were known have none of them.
	Nature       Nature        `json:"nature,omitempty"`
	Ratification *Ratification `json:"ratification,omitempty"`
	Lasts        *Lasting      `json:"lasts,omitempty"`
	Amends       *Amends       `json:"amends,omitempty"`
	Agreement    string        `json:"agreement,omitempty"` // whose next version this is, where refused terms were talked about again
	Carries      []Carrying    `json:"carries,omitempty"`   // what becomes of each duty of the version before

	Publicity Publicity `json:"publicity,omitempty"` // what others than the seats may read of it; absent: nothing
}

// FixedTerm is a term with its value and the sentence that says it.
type FixedTerm struct {
	Term     string   `json:"term"`
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Kind     TermKind `json:"kind"`
	Unit     string   `json:"unit,omitempty"`
	Currency string   `json:"currency,omitempty"`
	Level    Level    `json:"level"`
	Value    Value    `json:"value"`
	Text     string   `json:"text"` // the clause with the value in its place
	Causes
}

// Party is a seat that may sign, and how it voted.
type Party struct {
	Seat         string `json:"seat"`
	Class        string `json:"class"`
	Name         string `json:"name"`
	Organization string `json:"organization"`
	Seeks        Level  `json:"seeks,omitempty"`
	Choice       Choice `json:"choice,omitempty"` // absent: it did not vote
}

// Entry is the entry into force: which seats must have signed, and by when.
type Entry struct {
	Seats     []string `json:"seats"`
	By        Instant  `json:"by"`
	NotBefore *Instant `json:"notBefore,omitempty"` // the end of the cooling-off
}

// Name implements [Event].
func (TextFixed) Name() string { return "negotiation.text_fixed.v1" }

// Of implements [Event].
func (TextFixed) Of() Kind { return OfNegotiation }

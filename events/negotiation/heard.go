package negotiation

// Beside is what stands beside a result: who owes whom an answer, and whose
// voices were heard. It is frozen with the result.
type Beside struct {
	Asks     []OpenAsk `json:"asks,omitempty"`     // the oldest first, some of them
	MoreAsks int       `json:"moreAsks,omitempty"` // how many there are besides
	Measures *Measures `json:"measures,omitempty"`
}

// OpenAsk is an ask without an answer that stands.
type OpenAsk struct {
	Ask  string    `json:"ask"`
	Kind AskKind   `json:"kind"`
	From Origin    `json:"from"`
	To   Addressee `json:"to"`
	Text string    `json:"text"` // its beginning
	Due  Instant   `json:"due"`
}

// Measures are the numbers beside a result. All of it is done in the open and
// shown by name.
type Measures struct {
	Turnout     []Turnout  `json:"turnout"`
	Voices      []Voice    `json:"voices"`
	Gini        string     `json:"gini"` // of the voices: 0 when all have the same; an exact fraction
	Asks        AskNumbers `json:"asks"`
	Empty       []string   `json:"empty"`       // seats on which nobody sits
	Represented []string   `json:"represented"` // seats for which an advocate speaks
}

// Turnout is how many seats of a class voted.
type Turnout struct {
	Class string `json:"class"`
	Voted int    `json:"voted"`
	Of    int    `json:"of"`
}

// Voice is what a seat has said in the open, and what it was asked.
type Voice struct {
	Seat      string     `json:"seat"`
	Class     string     `json:"class"`
	Messages  int        `json:"messages"`
	Packages  int        `json:"packages"`
	Positions int        `json:"positions"`
	Asks      AskNumbers `json:"asks"` // those to this seat
}

// AskNumbers are kept apart: one number would hide what it is made of.
type AskNumbers struct {
	Raised    int `json:"raised"`
	Answered  int `json:"answered"`
	Confirmed int `json:"confirmed"`
	Contested int `json:"contested"`
}

// SeatReminded tells everyone that nothing was heard of a seat for a while.
type SeatReminded struct {
	Negotiation string  `json:"negotiation"`
	Initiative  string  `json:"initiative"`
	Seat        string  `json:"seat"`
	Since       Instant `json:"since"`
	Times       int     `json:"times"`                 // how often in a row
	Over        bool    `json:"over,omitempty"`        // nobody is waited for any more
	Facilitator string  `json:"facilitator,omitempty"` // the person who is told, too
}

// Name implements [Event].
func (SeatReminded) Name() string { return "negotiation.seat_reminded.v1" }

// Of implements [Event].
func (SeatReminded) Of() Kind { return OfThread }

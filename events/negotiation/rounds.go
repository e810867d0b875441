package negotiation

// OfEnvelopes is what seats have laid under seal in one round, in the sealed
// stream.
const OfEnvelopes Kind = "envelopes"

// RoundWish is a round that is wished for.
type RoundWish struct {
	Round  string  `json:"round"`
	Title  string  `json:"title,omitempty"`
	Sealed bool    `json:"sealed"`
	Final  bool    `json:"final,omitempty"` // of offers only, each whole: a rung of the ladder
	Until  Instant `json:"until"`
}

// RoundOpened begins a round. In a sealed one packages and positions of all
// seats come out together when it closes. Who takes part is frozen.
type RoundOpened struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"`
	RoundWish
	Seats []string `json:"seats"`
	Lead
}

// RoundCalled ends a round before its time.
type RoundCalled struct {
	Round string `json:"round"`
	Lead
}

// RoundClosed ends a round. What came out of a sealed one follows in the same
// commit.
type RoundClosed struct {
	Initiative string   `json:"initiative"`
	Round      string   `json:"round"`
	Packages   []string `json:"packages"`  // that came out of it
	Positions  int      `json:"positions"` // so many of them
}

// SealedPackage is a package as it lies in a seat's envelope.
type SealedPackage struct {
	Package   string    `json:"package"`
	As        Purpose   `json:"as"`
	Values    []Setting `json:"values"`
	CounterTo string    `json:"counterTo,omitempty"`
	ExpiresAt *Instant  `json:"expiresAt,omitempty"`
	Note      string    `json:"note,omitempty"`
}

// SealedPosition is an opinion as it lies in a seat's envelope.
type SealedPosition struct {
	Position string `json:"position"`
	Package  string `json:"package,omitempty"`
	Term     string `json:"term,omitempty"`
	Stance   Stance `json:"stance"`
	Reason   string `json:"reason,omitempty"`
	Change   string `json:"change,omitempty"`
	Diagnosis
}

// Envelope is what one seat has laid under seal in a round.
type Envelope struct {
	Seat      string           `json:"seat"`
	Packages  []SealedPackage  `json:"packages,omitempty"`
	Positions []SealedPosition `json:"positions,omitempty"`
}

// EnvelopeFilled puts an envelope in place of the seat's before.
type EnvelopeFilled struct {
	Negotiation string `json:"negotiation"`
	Initiative  string `json:"initiative"`
	Round       string `json:"round"`
	Envelope
}

// EnvelopesOpened takes them out; nothing comes in any more.
type EnvelopesOpened struct {
	Negotiation string     `json:"negotiation"`
	Round       string     `json:"round"`
	Envelopes   []Envelope `json:"envelopes"` // in the order of the round's seats
}

// Name implements [Event].
func (RoundOpened) Name() string     { return "negotiation.round_opened.v1" }
func (RoundCalled) Name() string     { return "negotiation.round_called.v1" }
func (RoundClosed) Name() string     { return "negotiation.round_closed.v1" }
func (EnvelopeFilled) Name() string  { return "negotiation.envelope_filled.v1" }
func (EnvelopesOpened) Name() string { return "negotiation.envelopes_opened.v1" }

// Of implements [Event].
func (RoundOpened) Of() Kind     { return OfNegotiation }
func (RoundCalled) Of() Kind     { return OfNegotiation }
func (RoundClosed) Of() Kind     { return OfNegotiation }
func (EnvelopeFilled) Of() Kind  { return OfEnvelopes }
func (EnvelopesOpened) Of() Kind { return OfEnvelopes }

package negotiation

// MessagePosted is said to all seats.
type MessagePosted struct {
	Message     string `json:"message"`
	Negotiation string `json:"negotiation"`
	Initiative  string `json:"initiative"`
	Number      int    `json:"number"`
	Seat        string `json:"seat,omitempty"` // who speaks; absent: the convener
	Text        string `json:"text"`
	Reply
}

// TeamMessagePosted is said among those who act for one seat.
type TeamMessagePosted struct {
	Message     string `json:"message"`
	Negotiation string `json:"negotiation"`
	Seat        string `json:"seat"`
	Number      int    `json:"number"`
	Text        string `json:"text"`
	Reply
}

// DraftValue is the value that a draft gives to a term.
type DraftValue struct {
	Term  string `json:"term"`
	Value Value  `json:"value"`
}

// DraftMade begins a package in one's own room.
type DraftMade struct {
	Draft       string       `json:"draft"`
	Negotiation string       `json:"negotiation"`
	Seat        string       `json:"seat"`
	Number      int          `json:"number"`
	Package     string       `json:"package"` // what it will be called if it is tabled
	Values      []DraftValue `json:"values"`
	Note        string       `json:"note,omitempty"`
	By          string       `json:"by,omitempty"` // the person who wrote it
}

// DraftRevised puts values and note in place of those before.
type DraftRevised struct {
	Draft  string       `json:"draft"`
	Values []DraftValue `json:"values"`
	Note   string       `json:"note,omitempty"`
	By     string       `json:"by,omitempty"` // the person who wrote it
}

// DraftDiscarded takes a draft out of the room.
type DraftDiscarded struct {
	Draft string `json:"draft"`
}

// VoteCast is a vote in its box, or what takes the place of it.
type VoteCast struct {
	Negotiation string `json:"negotiation"`
	Decision    string `json:"decision"`
	First       bool   `json:"first"` // of its seat in this decision
	OpenVotes   bool   `json:"openVotes"`
	Vote
}

// BoxClosed takes the votes out of their box; none comes in any more.
type BoxClosed struct {
	Negotiation string `json:"negotiation"`
	Decision    string `json:"decision"`
	Votes       []Vote `json:"votes"`
}

// Name implements [Event].
func (MessagePosted) Name() string     { return "negotiation.message_posted.v1" }
func (TeamMessagePosted) Name() string { return "negotiation.team_message_posted.v1" }
func (DraftMade) Name() string         { return "negotiation.draft_made.v1" }
func (DraftRevised) Name() string      { return "negotiation.draft_revised.v1" }
func (DraftDiscarded) Name() string    { return "negotiation.draft_discarded.v1" }
func (VoteCast) Name() string          { return "negotiation.vote_cast.v1" }
func (BoxClosed) Name() string         { return "negotiation.box_closed.v1" }

// Of implements [Event].
func (MessagePosted) Of() Kind     { return OfThread }
func (TeamMessagePosted) Of() Kind { return OfRoom }
func (DraftMade) Of() Kind         { return OfRoom }
func (DraftRevised) Of() Kind      { return OfRoom }
func (DraftDiscarded) Of() Kind    { return OfRoom }
func (VoteCast) Of() Kind          { return OfBox }
func (BoxClosed) Of() Kind         { return OfBox }

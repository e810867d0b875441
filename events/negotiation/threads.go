package negotiation

// Mention calls somebody who can read it to a message.
type Mention struct {
	Seat   string `json:"seat,omitempty"`
	Person string `json:"person,omitempty"`
}

// Reply is what a message says besides its words. In messages of before there
// is none of it.
type Reply struct {
	By       string    `json:"by,omitempty"`    // the person who speaks
	About    *Subject  `json:"about,omitempty"` // of the thread; absent in a room
	ReplyTo  string    `json:"replyTo,omitempty"`
	Mentions []Mention `json:"mentions,omitempty"`
	SaidAt   *Instant  `json:"saidAt,omitempty"`
}

// MessageEdited puts other words in place of those before, which stay in the
// record.
type MessageEdited struct {
	Message     string    `json:"message"`
	Negotiation string    `json:"negotiation"`
	Initiative  string    `json:"initiative"`
	Text        string    `json:"text"`
	Mentions    []Mention `json:"mentions,omitempty"`
}

// MessageWithdrawn takes a message back. The record keeps what was said.
type MessageWithdrawn struct {
	Message     string `json:"message"`
	Negotiation string `json:"negotiation"`
	Initiative  string `json:"initiative"`
}

// TeamMessageEdited puts other words in place of those before.
type TeamMessageEdited struct {
	Message  string    `json:"message"`
	Text     string    `json:"text"`
	Mentions []Mention `json:"mentions,omitempty"`
}

// TeamMessageWithdrawn takes a message back.
type TeamMessageWithdrawn struct {
	Message string `json:"message"`
}

// Verdict is what a colleague says of a draft.
type Verdict string

// The verdicts.
const (
	Approves Verdict = "approves" // it may be tabled as it is
	Returns  Verdict = "returns"  // it needs another hand
)

// DraftReviewed is a colleague's word on a draft as it is; with another hand on
// the draft it no longer counts.
type DraftReviewed struct {
	Draft   string  `json:"draft"`
	Seat    string  `json:"seat"` // whose room it is
	By      string  `json:"by"`   // person
	Verdict Verdict `json:"verdict"`
	Note    string  `json:"note,omitempty"`
}

// Name implements [Event].
func (MessageEdited) Name() string        { return "negotiation.message_edited.v1" }
func (MessageWithdrawn) Name() string     { return "negotiation.message_withdrawn.v1" }
func (TeamMessageEdited) Name() string    { return "negotiation.team_message_edited.v1" }
func (TeamMessageWithdrawn) Name() string { return "negotiation.team_message_withdrawn.v1" }
func (DraftReviewed) Name() string        { return "negotiation.draft_reviewed.v1" }

// Of implements [Event].
func (MessageEdited) Of() Kind        { return OfThread }
func (MessageWithdrawn) Of() Kind     { return OfThread }
func (TeamMessageEdited) Of() Kind    { return OfRoom }
func (TeamMessageWithdrawn) Of() Kind { return OfRoom }
func (DraftReviewed) Of() Kind        { return OfRoom }

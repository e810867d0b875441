package negotiation

// AskKind is what somebody owes an answer to.
type AskKind string

// The kinds.
const (
	AskQuestion    AskKind = "question"
	AskInformation AskKind = "information" // a document or figures, for a purpose
	AskHeard       AskKind = "heard"       // a concern: the other side restates it, its owner confirms or corrects
	AskStatement   AskKind = "statement"   // what a conversation agrees on
	AskCall        AskKind = "call"        // a petition's call to negotiate
)

// Origin is who asks. Without any of them it is the convener.
type Origin struct {
	Seat         string `json:"seat,omitempty"`
	Conversation string `json:"conversation,omitempty"`
	Statement    string `json:"statement,omitempty"`
	Petition     string `json:"petition,omitempty"`
	People       int    `json:"people,omitempty"` // who stand behind it
}

// Addressee is who owes the answer: a seat, or an organization.
type Addressee struct {
	Seat         string `json:"seat,omitempty"`
	Organization string `json:"organization,omitempty"`
}

// Subject is what a thread or an ask is about.
type Subject struct {
	Kind string `json:"kind"` // term, package
	ID   string `json:"id"`
}

// File names a document: what it is called and the SHA-256 of its bytes.
type File struct {
	Name string `json:"name"`
	Hash string `json:"hash"` // hexadecimal
}

// AskRaised begins an ask. It never blocks: unanswered at its date, it is
// printed beside every result.
type AskRaised struct {
	Initiative  string    `json:"initiative"`
	Negotiation string    `json:"negotiation,omitempty"`
	Kind        AskKind   `json:"kind"`
	From        Origin    `json:"from"`
	To          Addressee `json:"to"`
	Text        string    `json:"text"`
	Purpose     string    `json:"purpose,omitempty"` // of information
	About       *Subject  `json:"about,omitempty"`
	Due         Instant   `json:"due"`
}

// AnswerKind is the form that an answer takes.
type AnswerKind string

// The forms.
const (
	ByTerm     AnswerKind = "term"     // a term on the sheet says it
	ByDocument AnswerKind = "document" // a document, which its hash names
	ByWords    AnswerKind = "words"
	WhyNot     AnswerKind = "whyNot" // the reason why there will be none
)

// AskAnswered is what its addressee says. Where the answer is for named readers
// only, everybody sees who they are, and only they the words.
type AskAnswered struct {
	Initiative string     `json:"initiative"`
	To         Addressee  `json:"to"` // who owed it
	Number     int        `json:"number"`
	Seat       string     `json:"seat,omitempty"` // who answers
	How        AnswerKind `json:"how"`
	Text       string     `json:"text,omitempty"`
	Term       string     `json:"term,omitempty"`
	Document   *File      `json:"document,omitempty"`
	Readers    []Reader   `json:"readers,omitempty"`
}

// Reader is somebody for whom something is: a seat, or a person.
type Reader struct {
	Seat   string `json:"seat,omitempty"`
	Person string `json:"person,omitempty"`
}

// AskConfirmed says that the answer is one: who asked is heard.
type AskConfirmed struct {
	Initiative string    `json:"initiative"`
	To         Addressee `json:"to"`
	Seat       string    `json:"seat,omitempty"`
}

// AskContested says why the answer is none; it is owed again.
type AskContested struct {
	Initiative string    `json:"initiative"`
	To         Addressee `json:"to"`
	Seat       string    `json:"seat,omitempty"`
	Reason     string    `json:"reason"`
	Due        Instant   `json:"due"`
}

// AskWithdrawn takes an ask back.
type AskWithdrawn struct {
	Initiative string    `json:"initiative"`
	To         Addressee `json:"to"`
	Answered   bool      `json:"answered,omitempty"` // it had an answer
	Contested  bool      `json:"contested,omitempty"`
	Reason     string    `json:"reason"`
}

// AskOverdue says that an ask has reached its date without an answer.
type AskOverdue struct {
	Initiative string    `json:"initiative"`
	To         Addressee `json:"to"`
}

// AnnexLaid is an answer for named readers.
type AnnexLaid struct {
	Ask        string     `json:"ask"`
	Initiative string     `json:"initiative"`
	To         Addressee  `json:"to"` // who owed it
	Number     int        `json:"number"`
	Seat       string     `json:"seat"` // who answers
	How        AnswerKind `json:"how"`
	Text       string     `json:"text,omitempty"`
	Document   *File      `json:"document,omitempty"`
	Readers    []Reader   `json:"readers"`
}

// Name implements [Event].
func (AskRaised) Name() string    { return "negotiation.ask_raised.v1" }
func (AskAnswered) Name() string  { return "negotiation.ask_answered.v1" }
func (AskConfirmed) Name() string { return "negotiation.ask_confirmed.v1" }
func (AskContested) Name() string { return "negotiation.ask_contested.v1" }
func (AskWithdrawn) Name() string { return "negotiation.ask_withdrawn.v1" }
func (AskOverdue) Name() string   { return "negotiation.ask_overdue.v1" }
func (AnnexLaid) Name() string    { return "negotiation.annex_laid.v1" }

// Of implements [Event].
func (AskRaised) Of() Kind    { return OfAsk }
func (AskAnswered) Of() Kind  { return OfAsk }
func (AskConfirmed) Of() Kind { return OfAsk }
func (AskContested) Of() Kind { return OfAsk }
func (AskWithdrawn) Of() Kind { return OfAsk }
func (AskOverdue) Of() Kind   { return OfAsk }
func (AnnexLaid) Of() Kind    { return OfAnnex }

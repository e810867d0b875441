package negotiation

// Facilitator is a person who helps the seats to talk.
type Facilitator struct {
	Person    string `json:"person"`
	Name      string `json:"name"`      // by which the seats know them
	Interests string `json:"interests"` // what they have to do with any of the seats
}

// FacilitatorAppointed is the consent of the taken seats to a person.
type FacilitatorAppointed struct {
	Initiative string `json:"initiative"`
	Facilitator
	Lead
}

// FacilitatorDismissed ends it: two classes want another one, or the person
// does.
type FacilitatorDismissed struct {
	Initiative string `json:"initiative"`
	Person     string `json:"person"`
	Lead
}

// PhaseKind is what the seats are at.
type PhaseKind string

// The kinds.
const (
	Listening  PhaseKind = "listening"  // what matters to whom
	Exploring  PhaseKind = "exploring"  // ideas that bind nobody
	Bargaining PhaseKind = "bargaining" // offers and answers to them
	Deciding   PhaseKind = "deciding"
)

// PhaseWish is the phase that is wished for; without a kind, the end of the one
// that is.
type PhaseWish struct {
	Kind  PhaseKind `json:"kind,omitempty"`
	Title string    `json:"title,omitempty"`
}

// PhaseOpened begins a phase and ends the one before.
type PhaseOpened struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"`
	PhaseWish
	Lead
}

// PhaseClosed ends a phase without another.
type PhaseClosed struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"`
	Lead
}

// Session is a meeting: when, where and about which terms.
type Session struct {
	Session string   `json:"session"`
	Title   string   `json:"title"`
	At      Instant  `json:"at"`
	Minutes int      `json:"minutes"`
	Place   string   `json:"place,omitempty"`
	Terms   []string `json:"terms"` // its agenda
}

// SessionCalled asks the seats to meet.
type SessionCalled struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"`
	Session
	Lead
}

// Agenda is the order in which terms are talked about.
type Agenda struct {
	Terms []string `json:"terms"`
}

// AgendaSet puts an agenda in place of the one before.
type AgendaSet struct {
	Initiative string `json:"initiative"`
	Agenda
	Lead
}

// SpeakerAsked puts a seat on the speakers' list, or takes it off.
type SpeakerAsked struct {
	Seat string `json:"seat"`
	Off  bool   `json:"off,omitempty"`
}

// SpeakerCalled gives a seat the word.
type SpeakerCalled struct {
	Seat string `json:"seat"`
	Lead
}

// RungWish is a step on the deadlock ladder. Without a rung it is a step off
// it: the seats are moving again.
type RungWish struct {
	Rung     Rung     `json:"rung,omitempty"`
	Question string   `json:"question,omitempty"` // to the expert
	Expert   string   `json:"expert,omitempty"`   // who that is
	Terms    []string `json:"terms,omitempty"`    // of a partial agreement
	RetryAt  *Instant `json:"retryAt,omitempty"`  // when failed talks are tried again
}

// RungClimbed is one step on the ladder.
type RungClimbed struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"` // counts the steps
	From       Rung   `json:"from,omitempty"`
	RungWish
	Lead
}

// ExpertHeard is the answer to the named question.
type ExpertHeard struct {
	Question string `json:"question"`
	Expert   string `json:"expert"`
	Answer   string `json:"answer"`
	Lead
}

// ClosingWord is what a seat says when the talks have failed.
type ClosingWord struct {
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
	Text       string `json:"text"`
}

// Name implements [Event].
func (FacilitatorAppointed) Name() string { return "negotiation.facilitator_appointed.v1" }
func (FacilitatorDismissed) Name() string { return "negotiation.facilitator_dismissed.v1" }
func (PhaseOpened) Name() string          { return "negotiation.phase_opened.v1" }
func (PhaseClosed) Name() string          { return "negotiation.phase_closed.v1" }
func (SessionCalled) Name() string        { return "negotiation.session_called.v1" }
func (AgendaSet) Name() string            { return "negotiation.agenda_set.v1" }
func (SpeakerAsked) Name() string         { return "negotiation.speaker_asked.v1" }
func (SpeakerCalled) Name() string        { return "negotiation.speaker_called.v1" }
func (RungClimbed) Name() string          { return "negotiation.rung_climbed.v1" }
func (ExpertHeard) Name() string          { return "negotiation.expert_heard.v1" }
func (ClosingWord) Name() string          { return "negotiation.closing_word.v1" }

// Of implements [Event].
func (FacilitatorAppointed) Of() Kind { return OfNegotiation }
func (FacilitatorDismissed) Of() Kind { return OfNegotiation }
func (PhaseOpened) Of() Kind          { return OfNegotiation }
func (PhaseClosed) Of() Kind          { return OfNegotiation }
func (SessionCalled) Of() Kind        { return OfNegotiation }
func (AgendaSet) Of() Kind            { return OfNegotiation }
func (SpeakerAsked) Of() Kind         { return OfNegotiation }
func (SpeakerCalled) Of() Kind        { return OfNegotiation }
func (RungClimbed) Of() Kind          { return OfNegotiation }
func (ExpertHeard) Of() Kind          { return OfNegotiation }
func (ClosingWord) Of() Kind          { return OfNegotiation }

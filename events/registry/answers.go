package registry

// SeatRedirected answers an invitation with somebody else's name; the seat is
// empty again.
type SeatRedirected struct {
	Seat       string `json:"seat"`
	Invitation string `json:"invitation"`
	Instead    string `json:"instead"` // who should sit there
	Reason     string `json:"reason"`
}

// GroundRulesQuestioned answers an invitation with what would have to be agreed
// first. The invitation stays open.
type GroundRulesQuestioned struct {
	Seat       string `json:"seat"`
	Invitation string `json:"invitation"`
	Reason     string `json:"reason"`
}

// InvitationReminded notes that an invitation is still unanswered.
type InvitationReminded struct {
	Seat       string `json:"seat"`
	Invitation string `json:"invitation"`
	Days       int    `json:"days"` // of silence
}

// ObserverAdmitted lets somebody who was invited look on for a while, without
// any voice.
type ObserverAdmitted struct {
	Observer   string  `json:"observer"`
	Person     string  `json:"person"`
	Seat       string  `json:"seat"`
	Invitation string  `json:"invitation"`
	Until      Instant `json:"until"`
}

// ObserverLeft ends that.
type ObserverLeft struct {
	Observer string   `json:"observer"`
	Person   string   `json:"person"`
	Why      WhyEnded `json:"why"`
	Reason   string   `json:"reason,omitempty"`
}

// AdvocateNamed proposes who should speak for those who did not come or, where
// nobody is named, that their advocate should end.
type AdvocateNamed struct {
	Nomination string `json:"nomination"`
	Seat       string `json:"seat"`
	Person     string `json:"person,omitempty"`
	By         string `json:"by"` // organization: the convener's, or one of another class
	Reason     string `json:"reason"`
}

// AdvocateSeconded agrees for the other of the two sides.
type AdvocateSeconded struct {
	Nomination string `json:"nomination"`
	Seat       string `json:"seat"`
	By         string `json:"by"` // organization
}

// SeatRepresented lets an advocate speak in a seat, who has said what interests
// they have. They never offer, vote or sign.
type SeatRepresented struct {
	Seat       string `json:"seat"`
	Nomination string `json:"nomination"`
	Advocate   string `json:"advocate"`
	Interests  string `json:"interests"`
	Before     string `json:"before,omitempty"` // the advocate until now
}

// WhyAdvocateEnded says what ended an advocate's part.
type WhyAdvocateEnded string

// The ways.
const (
	ClassCame   WhyAdvocateEnded = "taken" // those whom the seat is for have come
	SteppedBack WhyAdvocateEnded = "steppedBack"
	SentAway    WhyAdvocateEnded = "sentAway" // by the convener and a seat of another class
)

// AdvocateEnded ends that somebody speaks for those who did not come.
type AdvocateEnded struct {
	Seat     string           `json:"seat"`
	Advocate string           `json:"advocate"`
	Why      WhyAdvocateEnded `json:"why"`
	Reason   string           `json:"reason,omitempty"`
	State    SeatState        `json:"state"` // of the seat from now on
}

// Name implements [Event].
func (SeatRedirected) Name() string        { return "registry.seat_redirected.v1" }
func (GroundRulesQuestioned) Name() string { return "registry.ground_rules_questioned.v1" }
func (InvitationReminded) Name() string    { return "registry.invitation_reminded.v1" }
func (ObserverAdmitted) Name() string      { return "registry.observer_admitted.v1" }
func (ObserverLeft) Name() string          { return "registry.observer_left.v1" }
func (AdvocateNamed) Name() string         { return "registry.advocate_named.v1" }
func (AdvocateSeconded) Name() string      { return "registry.advocate_seconded.v1" }
func (SeatRepresented) Name() string       { return "registry.seat_represented.v1" }
func (AdvocateEnded) Name() string         { return "registry.advocate_ended.v1" }

// Of implements [Event].
func (SeatRedirected) Of() Kind        { return OfInitiative }
func (GroundRulesQuestioned) Of() Kind { return OfInitiative }
func (InvitationReminded) Of() Kind    { return OfInitiative }
func (ObserverAdmitted) Of() Kind      { return OfInitiative }
func (ObserverLeft) Of() Kind          { return OfInitiative }
func (AdvocateNamed) Of() Kind         { return OfInitiative }
func (AdvocateSeconded) Of() Kind      { return OfInitiative }
func (SeatRepresented) Of() Kind       { return OfInitiative }
func (AdvocateEnded) Of() Kind         { return OfInitiative }

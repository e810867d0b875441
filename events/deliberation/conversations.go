package deliberation

// Moderation says when a statement is looked at by a moderator.
type Moderation string

// The ways of moderation, frozen when a conversation opens.
const (
	After  Moderation = "after"  // it is shown at once and may be hidden later
	Before Moderation = "before" // it is shown when a moderator says so
)

// Why a statement is raised as an ask.
const (
	ByConsensus = "consensus" // in every group more than half agree
	ByGroup     = "group"     // it stands for one group
)

// StatementShown lets all who hear the conversation read a statement. By is
// the moderator.
type StatementShown struct {
	Statement string `json:"statement"`
	By        string `json:"by"`
	Readers   string `json:"readers"` // from now on
}

// StatementHidden takes a statement that was shown out of sight, or rejects one
// that was not yet. Its author and the moderators go on reading it. Shared are
// those who hear the conversation and read in its log that this was done.
type StatementHidden struct {
	Statement string `json:"statement"`
	By        string `json:"by"`
	Reason    string `json:"reason"`
	Rejected  bool   `json:"rejected,omitempty"` // it had never been shown
	Readers   string `json:"readers"`            // from now on
	Shared    string `json:"shared"`
}

// StatementWithdrawn says that an author takes a statement back, on which
// nobody else had taken a stance. Readers read it from now on.
type StatementWithdrawn struct {
	Statement string `json:"statement"`
	Reason    string `json:"reason"`
	Readers   string `json:"readers"`
	Shared    string `json:"shared"`
}

// StatementReported asks the moderators to look at a statement. Readers are the
// moderators.
type StatementReported struct {
	Report    string `json:"report"`
	Statement string `json:"statement"`
	Reason    string `json:"reason"`
	Readers   string `json:"readers"`
}

// AppealMade asks for a second look at what moderation has decided.
type AppealMade struct {
	Statement string `json:"statement"`
	Reason    string `json:"reason"`
	Readers   string `json:"readers"` // of its reason: the moderators
	Shared    string `json:"shared"`
}

// AppealDecided is that second look, by another moderator than the first.
type AppealDecided struct {
	Statement string `json:"statement"`
	By        string `json:"by"`
	Restored  bool   `json:"restored,omitempty"`
	Reason    string `json:"reason"`
	Readers   string `json:"readers"` // of the statement from now on
	Shared    string `json:"shared"`
}

// StatementLifted marks which words of a statement a term answers, from the
// character From up to, not including, To.
type StatementLifted struct {
	Lift        string `json:"lift"`
	Statement   string `json:"statement"`
	From        int    `json:"from"`
	To          int    `json:"to"`
	Words       string `json:"words"`
	Negotiation string `json:"negotiation"`
	Term        string `json:"term"`
	By          string `json:"by"`
	For         string `json:"for,omitempty"`
	Author      string `json:"author,omitempty"` // a person, where authors are named
	Readers     string `json:"readers"`
}

// LiftContested is what the author of lifted words says: that is not what I
// meant.
type LiftContested struct {
	Lift   string `json:"lift"`
	Term   string `json:"term"`
	Reason string `json:"reason"`
}

// AskRaised owes a statement an answer: all groups agree with it, or it stands
// for a group of at least five people and a tenth of all. People are those who
// agree, Groups the numbers of the groups in the analysis of that name. There is
// no initiative where members speak among themselves: nobody else is asked.
type AskRaised struct {
	Conversation string `json:"conversation"`
	Initiative   string `json:"initiative"`
	Statement    string `json:"statement"`
	Text         string `json:"text"`
	Reason       string `json:"reason"`
	Groups       []int  `json:"groups,omitempty"`
	People       int    `json:"people"`
	Analysis     string `json:"analysis"`
	Readers      string `json:"readers"`
}

// Name implements [Event].
func (StatementShown) Name() string     { return "deliberation.statement_shown.v1" }
func (StatementHidden) Name() string    { return "deliberation.statement_hidden.v1" }
func (StatementWithdrawn) Name() string { return "deliberation.statement_withdrawn.v1" }
func (StatementReported) Name() string  { return "deliberation.statement_reported.v1" }
func (AppealMade) Name() string         { return "deliberation.appeal_made.v1" }
func (AppealDecided) Name() string      { return "deliberation.appeal_decided.v1" }
func (StatementLifted) Name() string    { return "deliberation.statement_lifted.v1" }
func (LiftContested) Name() string      { return "deliberation.lift_contested.v1" }
func (AskRaised) Name() string          { return "deliberation.ask_raised.v1" }

// Of implements [Event].
func (StatementShown) Of() Kind     { return OfConversation }
func (StatementHidden) Of() Kind    { return OfConversation }
func (StatementWithdrawn) Of() Kind { return OfConversation }
func (StatementReported) Of() Kind  { return OfConversation }
func (AppealMade) Of() Kind         { return OfConversation }
func (AppealDecided) Of() Kind      { return OfConversation }
func (StatementLifted) Of() Kind    { return OfConversation }
func (LiftContested) Of() Kind      { return OfConversation }
func (AskRaised) Of() Kind          { return OfConversation }

package negotiation

// Elector is a seat that may vote in a decision, frozen when it opens.
type Elector struct {
	Seat         string `json:"seat"`
	Class        string `json:"class"`
	Name         string `json:"name"`
	Organization string `json:"organization"`
	Seeks        Level  `json:"seeks,omitempty"`  // the level of change that it seeks
	Weight       string `json:"weight"`           // exact fraction
	People       int    `json:"people,omitempty"` // behind the seat, where they are counted
	Source       string `json:"source,omitempty"` // where weight and people come from
}

// Absent is a seat without a vote in a decision, and why.
type Absent struct {
	Seat  string `json:"seat"`
	Class string `json:"class"`
	Name  string `json:"name"`
	State string `json:"state"` // empty, invited, declined, vacated; taken: it has not accepted the ground rules
}

// DecisionOpened asks the seats about a package. Rule, electorate, weights,
// deadline and openness are frozen with it; only the deadline may move, once.
type DecisionOpened struct {
	Decision   string   `json:"decision"`
	Initiative string   `json:"initiative"`
	Number     int      `json:"number"`
	Package    string   `json:"package"`
	Packages   []string `json:"packages,omitempty"` // that are ranked, with the first as Package
	Terms      []string `json:"terms,omitempty"`    // of a partial agreement: only these are decided on
	Question   string   `json:"question,omitempty"`
	Seat       string   `json:"seat,omitempty"` // who opened it; absent: the convener
	Rule
	Call      int       `json:"call"` // 2 when the first call had no quorum
	OpenVotes bool      `json:"openVotes"`
	OpenedAt  Instant   `json:"openedAt"`
	Deadline  Instant   `json:"deadline"`
	Electors  []Elector `json:"electors"`
	Absent    []Absent  `json:"absent"`
	WaitsFor  []string  `json:"waitsFor,omitempty"` // asks: nobody votes while one of them has no answer
}

// DeadlineMoved gives everyone more time, once.
type DeadlineMoved struct {
	Decision string  `json:"decision"`
	Deadline Instant `json:"deadline"`
	Reason   string  `json:"reason"`
}

// Choice is what a vote says.
type Choice string

// The choices.
const (
	Yes     Choice = "yes"
	No      Choice = "no"
	Abstain Choice = "abstain"
	Object  Choice = "objects"
)

// Objection says which term does what harm, and what would lift it.
type Objection struct {
	Term   string `json:"term"`
	Harm   string `json:"harm"`
	Change string `json:"change"`
}

// Condition makes a yes hold only together with those of other seats.
type Condition struct {
	Seats []string `json:"seats"`
}

// Vote is one seat's binding word in a decision.
type Vote struct {
	Seat      string     `json:"seat"`
	Choice    Choice     `json:"choice"`
	Objection *Objection `json:"objection,omitempty"`
	Condition *Condition `json:"condition,omitempty"`
	People    *Split     `json:"people,omitempty"`  // how those behind the seat are split, where they are counted
	Ranking   []string   `json:"ranking,omitempty"` // packages, the best first, where they are ranked
}

// Split is how the people behind a seat are split, and how that is known.
type Split struct {
	Yes     int    `json:"yes"`
	No      int    `json:"no"`
	Abstain int    `json:"abstain"`
	Source  string `json:"source"`
}

// Voted says that a seat has voted for the first time, and in an open decision
// what, each time.
type Voted struct {
	Decision   string `json:"decision"`
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
	Vote       *Vote  `json:"vote,omitempty"`
}

// ClosingCalled ends a decision before its deadline, since everyone has voted.
type ClosingCalled struct {
	Decision string `json:"decision"`
	Seat     string `json:"seat,omitempty"` // who called; absent: the convener
}

// Step is one line of a tally's arithmetic. Numbers are exact fractions.
type Step struct {
	Kind     string   `json:"kind"`
	Class    string   `json:"class,omitempty"`
	Seats    []string `json:"seats,omitempty"`
	Yes      string   `json:"yes,omitempty"`
	No       string   `json:"no,omitempty"`
	Have     string   `json:"have,omitempty"`
	Of       string   `json:"of,omitempty"`
	Share    string   `json:"share,omitempty"`
	Needed   string   `json:"needed,omitempty"`
	Strict   bool     `json:"strict,omitempty"`
	Packages []string `json:"packages,omitempty"` // what was ranked; "" is things as they are
	Met      bool     `json:"met"`
}

// Outcome is what became of a decision.
type Outcome string

// The outcomes.
const (
	Carried  Outcome = "carried"
	Rejected Outcome = "rejected"
	NoQuorum Outcome = "noQuorum" // leads to one second call
)

// DecisionClosed unfolds the votes with their arithmetic.
type DecisionClosed struct {
	Decision   string  `json:"decision"`
	Initiative string  `json:"initiative"`
	Package    string  `json:"package"`
	Votes      []Vote  `json:"votes"` // in the order of the electorate
	Steps      []Step  `json:"steps"`
	Outcome    Outcome `json:"outcome"`
	Beside
}

// Name implements [Event].
func (DecisionOpened) Name() string { return "negotiation.decision_opened.v1" }
func (DeadlineMoved) Name() string  { return "negotiation.deadline_moved.v1" }
func (Voted) Name() string          { return "negotiation.voted.v1" }
func (ClosingCalled) Name() string  { return "negotiation.closing_called.v1" }
func (DecisionClosed) Name() string { return "negotiation.decision_closed.v1" }

// Of implements [Event].
func (DecisionOpened) Of() Kind { return OfNegotiation }
func (DeadlineMoved) Of() Kind  { return OfNegotiation }
func (Voted) Of() Kind          { return OfNegotiation }
func (ClosingCalled) Of() Kind  { return OfNegotiation }
func (DecisionClosed) Of() Kind { return OfNegotiation }

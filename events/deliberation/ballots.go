package deliberation

// What belongs to ballots. A ballot is on the shared stream; what lies in its
// box, and who lends whom a vote, is on the sealed one.
const (
	OfBallot      Kind = "ballot"
	OfBallotBox   Kind = "ballotBox"
	OfDelegations Kind = "delegations" // all standing delegations within one organization
)

// SubjectKind is what a ballot is about. Whoever waits for one knows it by
// kind and id.
type SubjectKind string

// The kinds of subjects.
const (
	AboutQuestion     SubjectKind = "question"
	AboutMandate      SubjectKind = "mandate"
	AboutLimits       SubjectKind = "limits"
	AboutCharter      SubjectKind = "charter"
	AboutRatification SubjectKind = "ratification"
	AboutClass        SubjectKind = "class"
)

// Followed tells whether somebody takes the answer at its word: what is only
// ever asked because something else has happened.
func (k SubjectKind) Followed() bool {
	return k == AboutMandate || k == AboutLimits || k == AboutRatification
}

// Subject is what a ballot is about; a question's is the ballot itself.
type Subject struct {
	Kind SubjectKind `json:"kind"`
	ID   string      `json:"id"`
}

// Openness is what is known of a vote before the close, and of a voter after.
type Openness string

// The ways of voting.
const (
	SealedVotes Openness = "sealed" // who has voted is known, what they say after the close
	SecretVotes Openness = "secret" // neither, ever: a count, if there are enough to hide among
	OpenVotes   Openness = "open"   // both, at once
)

// Method is what has to be reached.
type Method string

// The methods. All but Ranked ask for yes or no.
const (
	ByConsent   Method = "consent"
	ByUnanimity Method = "unanimity"
	ByMajority  Method = "majority"
	ByWeight    Method = "weighted"
	ByClass     Method = "perClass"
	ByBoth      Method = "double" // over heads and over weights
	ByRanking   Method = "ranked" // Schulze, winning votes
)

// BallotRule is frozen when a ballot opens. Fractions are exact.
type BallotRule struct {
	Method          Method `json:"method"`
	Threshold       string `json:"threshold,omitempty"`
	WeightThreshold string `json:"weightThreshold,omitempty"` // of ByBoth
	Strict          bool   `json:"strict,omitempty"`          // more than the thresholds
	Quorum          string `json:"quorum"`                    // the share of electors who must vote at all
}

// Option is one of those that are ranked.
type Option struct {
	ID   string `json:"id"` // short, unique within the ballot
	Text string `json:"text"`
}

// Voter is somebody with a vote, as of the opening.
type Voter struct {
	Person string `json:"person"` // in a community an organization, for all under one control with it
	Class  string `json:"class,omitempty"`
	Weight string `json:"weight,omitempty"` // absent: 1
}

// LendingScope is what a vote is lent for: everything that the organization
// votes on, one negotiation, or one term of it.
type LendingScope struct {
	Negotiation string `json:"negotiation,omitempty"`
	Term        string `json:"term,omitempty"`
}

// BallotOpened asks the electors, who are frozen here with rule, openness and
// deadline. Readers is the name of those who may read it, as read models are
// keyed by it.
type BallotOpened struct {
	Organization string       `json:"organization"`        // whose members are asked, or which asks a community
	Community    string       `json:"community,omitempty"` // whose members are asked: organizations
	Readers      string       `json:"readers"`
	Subject      Subject      `json:"subject"`
	Question     string       `json:"question"`
	Explanation  string       `json:"explanation,omitempty"`
	Options      []Option     `json:"options,omitempty"` // of ByRanking
	Rule         BallotRule   `json:"rule"`
	Openness     Openness     `json:"openness"`
	Lending      bool         `json:"lending,omitempty"` // lent votes count
	Scope        LendingScope `json:"scope,omitzero"`    // which ones
	Electors     []Voter      `json:"electors"`          // in the order of their ids
	WeightSource string       `json:"weightSource,omitempty"`
	Call         int          `json:"call"`             // 2 is a second call
	First        string       `json:"first,omitempty"`  // … of this ballot
	Person       string       `json:"person,omitempty"` // who opened it; absent: a policy
	OpenedAt     Instant      `json:"openedAt"`
	Deadline     Instant      `json:"deadline"`
}

// BallotDeadlineMoved gives everybody more time.
type BallotDeadlineMoved struct {
	Organization string  `json:"organization"`
	Deadline     Instant `json:"deadline"`
	Reason       string  `json:"reason"`
	Person       string  `json:"person"`
}

// BallotVoted says that an elector has voted, and in an open ballot how. Of a
// secret one there is none.
type BallotVoted struct {
	Person string      `json:"person"`
	Vote   *BallotVote `json:"vote,omitempty"`
	Again  bool        `json:"again,omitempty"` // it takes the place of another
}

// BallotClosingCalled ends a ballot before its deadline: everybody has voted.
type BallotClosingCalled struct {
	Person string `json:"person"`
}

// BallotOutcome is what a ballot comes to.
type BallotOutcome string

// The outcomes.
const (
	BallotCarried  BallotOutcome = "carried"
	BallotRejected BallotOutcome = "rejected"
	BallotNoQuorum BallotOutcome = "noQuorum"
)

// BallotClosed unfolds a ballot. Of a secret one there are no votes, and no
// numbers about so few that they would be about somebody: then the arithmetic
// is left out as well.
type BallotClosed struct {
	Organization string        `json:"organization"`
	Community    string        `json:"community,omitempty"`
	Subject      Subject       `json:"subject"`
	Outcome      BallotOutcome `json:"outcome"`
	Votes        []BallotVote  `json:"votes,omitempty"` // as they count, lent ones too, in the order of the electorate
	Steps        []BallotStep  `json:"steps,omitempty"`
	Ranking      [][]string    `json:"ranking,omitempty"`    // ids of options, best first, equals together
	Preferred    [][]int64     `json:"preferred,omitempty"`  // how many prefer the first option to the second
	Paths        [][]int64     `json:"paths,omitempty"`      // strength of the strongest path
	Turnout      []TurnoutPart `json:"turnout"`              // by class
	Count        []CountPart   `json:"count,omitempty"`      // by choice; absent of a ranking
	SecondCall   bool          `json:"secondCall,omitempty"` // there may be one
}

// TurnoutPart is how many of a class voted; Voted is "" where that is about too
// few to be told.
type TurnoutPart struct {
	Class string `json:"class,omitempty"`
	Voted string `json:"voted,omitempty"`
	Of    int    `json:"of"`
}

// CountPart is how many made a choice; "" is about too few to be told.
type CountPart struct {
	Choice BallotChoice `json:"choice"`
	People string       `json:"people,omitempty"`
}

// BallotChoice is what a vote says.
type BallotChoice string

// The choices. A concern is heard and blocks nothing.
const (
	BallotYes     BallotChoice = "yes"
	BallotNo      BallotChoice = "no"
	BallotAbstain BallotChoice = "abstain"
	BallotConcern BallotChoice = "concern"
	BallotObject  BallotChoice = "object"
	BallotRank    BallotChoice = "rank"
)

// BallotVote is one elector's. In the box of a secret ballot Person is a name
// for this ballot alone, from which nobody learns whose it is.
type BallotVote struct {
	Person    string           `json:"person"`
	Choice    BallotChoice     `json:"choice"`
	Ranking   [][]string       `json:"ranking,omitempty"`
	Condition *BallotCondition `json:"condition,omitempty"`
	Objection *BallotObjection `json:"objection,omitempty"` // a concern's too, as far as it goes
	Lent      bool             `json:"lent,omitempty"`      // cast by whom it was lent to
	Class     string           `json:"class,omitempty"`     // of a secret vote that is counted by class
}

// BallotCondition is whose yes a yes depends on: these electors', and that of
// everybody in these classes.
type BallotCondition struct {
	People  []string `json:"people,omitempty"`
	Classes []string `json:"classes,omitempty"`
}

// BallotObjection says what would do harm, to whom or what, and which change
// would lift it. Reader reads it back in other words, and its author says
// whether that is what was meant.
type BallotObjection struct {
	About   string       `json:"about,omitempty"`
	Harm    string       `json:"harm,omitempty"`
	Change  string       `json:"change,omitempty"`
	Reader  string       `json:"reader,omitempty"`
	Reading string       `json:"reading,omitempty"` // in the reader's words
	Heard   HearingState `json:"heard,omitempty"`
	Instead string       `json:"instead,omitempty"` // the author's correction
}

// HearingState is how far an objection has been heard.
type HearingState string

// The states.
const (
	Unread      HearingState = "unread"
	WasReadBack HearingState = "readBack"
	Confirmed   HearingState = "confirmed"
	Corrected   HearingState = "corrected" // to be read back once more
)

// BallotStep is a line of the arithmetic, as the rules' Step.
type BallotStep struct {
	Kind   string   `json:"kind"`
	Class  string   `json:"class,omitempty"`
	People []string `json:"people,omitempty"`
	Yes    string   `json:"yes,omitempty"`
	No     string   `json:"no,omitempty"`
	Have   string   `json:"have,omitempty"`
	Of     string   `json:"of,omitempty"`
	Share  string   `json:"share,omitempty"`
	Needed string   `json:"needed,omitempty"`
	Strict bool     `json:"strict,omitempty"`
	Met    bool     `json:"met"`
}

// Name implements [Event].
func (BallotOpened) Name() string        { return "deliberation.ballot_opened.v1" }
func (BallotDeadlineMoved) Name() string { return "deliberation.ballot_deadline_moved.v1" }
func (BallotVoted) Name() string         { return "deliberation.ballot_voted.v1" }
func (BallotClosingCalled) Name() string { return "deliberation.ballot_closing_called.v1" }
func (BallotClosed) Name() string        { return "deliberation.ballot_closed.v1" }

// Of implements [Event].
func (BallotOpened) Of() Kind        { return OfBallot }
func (BallotDeadlineMoved) Of() Kind { return OfBallot }
func (BallotVoted) Of() Kind         { return OfBallot }
func (BallotClosingCalled) Of() Kind { return OfBallot }
func (BallotClosed) Of() Kind        { return OfBallot }

package deliberation

// BallotCast is a vote in its box, in place of what its author said before.
type BallotCast struct {
	Ballot   string     `json:"ballot"`
	Openness Openness   `json:"openness"`
	First    bool       `json:"first,omitempty"` // of its author; never said of a secret vote
	Vote     BallotVote `json:"vote"`
}

// ObjectionReadBack is an objection in its reader's words.
type ObjectionReadBack struct {
	Ballot string `json:"ballot"`
	Person string `json:"person"` // whose objection it is
	Words  string `json:"words"`
}

// ReadingAnswered is what the author of an objection says to its reading:
// Instead is empty if that is what was meant; else Reader reads it once more.
type ReadingAnswered struct {
	Ballot  string `json:"ballot"`
	Person  string `json:"person"`
	Instead string `json:"instead,omitempty"`
	Reader  string `json:"reader,omitempty"`
}

// BallotBoxClosed ends the voting. Objections are whose stand in it.
type BallotBoxClosed struct {
	Ballot     string   `json:"ballot"`
	Objections []string `json:"objections,omitempty"`
}

// VoteLent lends one person's vote to another within an organization, from a
// moment on; To "" takes it back.
type VoteLent struct {
	Organization string       `json:"organization"`
	From         string       `json:"from"`
	To           string       `json:"to,omitempty"`
	Before       string       `json:"before,omitempty"` // who had it until now
	Scope        LendingScope `json:"scope,omitzero"`
	At           Instant      `json:"at"`
}

// Name implements [Event].
func (BallotCast) Name() string        { return "deliberation.ballot_cast.v1" }
func (ObjectionReadBack) Name() string { return "deliberation.objection_read_back.v1" }
func (ReadingAnswered) Name() string   { return "deliberation.reading_answered.v1" }
func (BallotBoxClosed) Name() string   { return "deliberation.ballot_box_closed.v1" }
func (VoteLent) Name() string          { return "deliberation.vote_lent.v1" }

// Of implements [Event].
func (BallotCast) Of() Kind        { return OfBallotBox }
func (ObjectionReadBack) Of() Kind { return OfBallotBox }
func (ReadingAnswered) Of() Kind   { return OfBallotBox }
func (BallotBoxClosed) Of() Kind   { return OfBallotBox }
func (VoteLent) Of() Kind          { return OfDelegations }

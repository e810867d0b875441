package agreements

// A text that was decided on by delegates is ratified by those who sent them,
// all at the same time. What an organization says lies in the sealed stream, in
// an aggregate for each seat and version, until the time is over for all.

// RatifiedBy is who ratifies for a seat.
type RatifiedBy string

// The ways.
const (
	ByMandate  RatifiedBy = "mandate"  // the signer's mandate covers all of it: nobody is asked again
	ByMembers  RatifiedBy = "members"  // in a ballot that a policy opens
	ByStewards RatifiedBy = "stewards" // where the organization decides by them
)

// Ratifier is a seat that has to ratify, and how it does.
type Ratifier struct {
	Seat         string     `json:"seat"`
	Organization string     `json:"organization"`
	By           RatifiedBy `json:"by"`
	Ratification string     `json:"ratification,omitempty"` // id of the sealed one; absent: by mandate
}

// RatificationOpened asks every organization at once.
type RatificationOpened struct {
	Version    int        `json:"version"`
	Initiative string     `json:"initiative"`
	Title      string     `json:"title"`
	Seats      []Ratifier `json:"seats"`
	Turnout    string     `json:"turnout,omitempty"` // exact fraction of the members who have to vote
	VoteBy     Instant    `json:"voteBy"`            // when ballots of members end
	Until      Instant    `json:"until"`             // when all of it unfolds, never before
}

// RatificationOutcome is what a seat has said by the end.
type RatificationOutcome string

// The outcomes. Who was silent has not ratified.
const (
	Ratifies RatificationOutcome = "ratified"
	Refuses  RatificationOutcome = "refused"
	Silent   RatificationOutcome = "silent"
)

// Ratified is what one seat has said.
type Ratified struct {
	Seat    string              `json:"seat"`
	By      RatifiedBy          `json:"by"`
	Outcome RatificationOutcome `json:"outcome"`
	Terms   []string            `json:"terms,omitempty"`  // keys, of a refusal: only these are talked about again
	Reason  string              `json:"reason,omitempty"` // of a refusal
}

// RatificationClosed unfolds what all seats have said, at the same moment.
type RatificationClosed struct {
	Version int        `json:"version"`
	Seats   []Ratified `json:"seats"`
}

// Reopened sends the terms that were refused, and no others, back to the table.
// What comes of it is the next version.
type Reopened struct {
	Version     int      `json:"version"`
	Negotiation string   `json:"negotiation"`
	Initiative  string   `json:"initiative"`
	Decision    string   `json:"decision"` // which had fixed the text
	Terms       []string `json:"terms"`    // keys, in the order of the text
	Seats       []string `json:"seats"`    // who refused
	Round       int      `json:"round"`    // 1 or 2
}

// RatificationAsked begins the sealed ratification of one seat.
type RatificationAsked struct {
	Agreement    string     `json:"agreement"`
	Version      int        `json:"version"`
	Initiative   string     `json:"initiative"`
	Seat         string     `json:"seat"`
	Organization string     `json:"organization"`
	By           RatifiedBy `json:"by"`
	Terms        []string   `json:"terms"` // keys that a refusal may name
	VoteBy       Instant    `json:"voteBy"`
	Until        Instant    `json:"until"`
}

// RatificationSaid is an organization's word, which takes the place of the one
// before. Either a steward or a ballot said it; a no of the members is followed
// by a steward's word for what it is about.
type RatificationSaid struct {
	Ratifies bool     `json:"ratifies"`
	Terms    []string `json:"terms,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Person   string   `json:"person,omitempty"`
	Ballot   string   `json:"ballot,omitempty"`
}

// Name implements [Event].
func (RatificationOpened) Name() string { return "agreements.ratification_opened.v1" }
func (RatificationClosed) Name() string { return "agreements.ratification_closed.v1" }
func (Reopened) Name() string           { return "agreements.reopened.v1" }
func (RatificationAsked) Name() string  { return "agreements.ratification_asked.v1" }
func (RatificationSaid) Name() string   { return "agreements.ratification_said.v1" }

func (RatificationOpened) agreements() {}
func (RatificationClosed) agreements() {}
func (Reopened) agreements()           {}
func (RatificationAsked) agreements()  {}
func (RatificationSaid) agreements()   {}

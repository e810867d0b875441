package agreements

// The life of a version once it was signed: articles that wake, parties that
// come and go, and how it ends or goes on.

// ArticleAwoke says that an article which slept until some seats had joined
// binds from now on.
type ArticleAwoke struct {
	Version int      `json:"version"`
	Number  int      `json:"number"` // of the clause
	Clause  string   `json:"clause"` // its key
	Needs   []string `json:"needs"`  // seats, all of them parties now
}

// Superseded ends a version that another one has taken the place of. It has
// exactly one successor.
type Superseded struct {
	Version int      `json:"version"`
	By      int      `json:"by"`   // the version in force from now on
	Left    []string `json:"left"` // parties of the old one that have not signed the new one
}

// ExitAnnounced is a party's word that it leaves. Until the end of its notice it
// owes what it owed.
type ExitAnnounced struct {
	Version      int      `json:"version"`
	Seat         string   `json:"seat"`
	Organization string   `json:"organization"`
	Person       string   `json:"person"`
	Reason       string   `json:"reason"`
	Ends         Instant  `json:"ends"`
	Told         []string `json:"told"` // the other parties
}

// Exited says that a notice is over: the seat is no party any more. Articles
// that need it sleep again.
type Exited struct {
	Version int      `json:"version"`
	Seat    string   `json:"seat"`
	Parties []string `json:"parties"` // who stays
}

// Renewed gives a version another term, since nobody has left.
type Renewed struct {
	Version int     `json:"version"`
	Until   Instant `json:"until"`
}

// EndReason is why a version that was in force is none any more.
type EndReason string

// The reasons.
const (
	Expired EndReason = "expired" // its term is over
	TooFew  EndReason = "too few" // fewer than two parties are left
)

// Ended says that a version binds nobody any more.
type Ended struct {
	Version int       `json:"version"`
	Why     EndReason `json:"why"`
	Told    []string  `json:"told"`
}

// LookBackCalled asks the parties to look at what they have agreed, at the pace
// of their level of change.
type LookBackCalled struct {
	Version int     `json:"version"`
	Number  int     `json:"number"` // the first is 1
	Next    Instant `json:"next"`
}

// Name implements [Event].
func (ArticleAwoke) Name() string   { return "agreements.article_awoke.v1" }
func (Superseded) Name() string     { return "agreements.superseded.v1" }
func (ExitAnnounced) Name() string  { return "agreements.exit_announced.v1" }
func (Exited) Name() string         { return "agreements.exited.v1" }
func (Renewed) Name() string        { return "agreements.renewed.v1" }
func (Ended) Name() string          { return "agreements.ended.v1" }
func (LookBackCalled) Name() string { return "agreements.look_back_called.v1" }

func (ArticleAwoke) agreements()   {}
func (Superseded) agreements()     {}
func (ExitAnnounced) agreements()  {}
func (Exited) agreements()         {}
func (Renewed) agreements()        {}
func (Ended) agreements()          {}
func (LookBackCalled) agreements() {}

package agreements

// What clauses cause, and what a document of the second format says beside
// them. The shapes are those of the negotiation that fixed the text.

// Duty is something that a clause makes one side owe another from the entry
// into force on. Its words and its amount are whole.
type Duty struct {
	Key        string `json:"key"` // its name within the clause
	Debtor     Whom   `json:"debtor"`
	Creditor   Whom   `json:"creditor"`
	What       string `json:"what"`
	Due        When   `json:"due"`
	Every      string `json:"every,omitempty"` // ISO 8601; absent: once
	Until      *When  `json:"until,omitempty"` // of what recurs
	Amount     *Money `json:"amount,omitempty"`
	Evidence   string `json:"evidence"`             // none, note, file
	Acceptance string `json:"acceptance,omitempty"` // ISO 8601; silence that long is acceptance
}

// Whom names a side of a duty: the one field that is set. A class is each of
// its seats that is a party; everyone is each party but the other side.
type Whom struct {
	Seat  string `json:"seat,omitempty"`
	Class string `json:"class,omitempty"`
	All   bool   `json:"all,omitempty"`
}

// When is a day: the one field that is set.
type When struct {
	After string `json:"after,omitempty"` // ISO 8601, in whole days, from the entry into force
	On    string `json:"on,omitempty"`    // a date in the zone of the document
}

// Sharing says how the parts of a shares clause are paid out. The parts are
// those of the clause's value.
type Sharing struct {
	Every   string   `json:"every,omitempty"`   // ISO 8601: how long a period is; absent: when a seat opens one
	Within  []Within `json:"within,omitempty"`  // how a part is shared among those it is for
	Unit    string   `json:"unit,omitempty"`    // of what they contribute
	Reserve string   `json:"reserve,omitempty"` // the part that waits, with what is disputed
	Contest string   `json:"contest"`           // ISO 8601: so long a statement can be contested
	Reader  string   `json:"reader,omitempty"`  // the seat that counter-reads statements
}

// Within is how one part is shared.
type Within struct {
	Portion string `json:"portion"`
	By      string `json:"by"`                // equal, contributions, formula
	Formula string `json:"formula,omitempty"` // CEL
}

// Parent is the version that a document replaces, by its hash.
type Parent struct {
	Agreement string `json:"agreement"`
	Version   int    `json:"version"`
	Hash      string `json:"hash"`
}

// Carrying says what becomes of one duty of the parent.
type Carrying struct {
	Clause string `json:"clause"` // its key
	Duty   string `json:"duty"`   // its key within the clause
	Fate   string `json:"fate"`   // keep, change, cancel
	Reason string `json:"reason,omitempty"`
}

// Ratification is who ratifies the text before it is signed, and until when.
type Ratification struct {
	By      string   `json:"by"` // mandate, mandateAsks (the members where the mandate says so), members
	Seats   []string `json:"seats"`
	Until   *Instant `json:"until,omitempty"`   // absent: by mandate, nothing to wait for
	Turnout string   `json:"turnout,omitempty"` // exact fraction of the members; absent: any
}

// Lasting says how long the agreement lasts, and how one leaves it.
type Lasting struct {
	Until  string `json:"until,omitempty"`  // a date: the last day
	Notice string `json:"notice,omitempty"` // ISO 8601; absent: nobody leaves
	Renews string `json:"renews,omitempty"` // ISO 8601: by so much, unless somebody says no
}

// Ask is an ask that was open when the text was fixed.
type Ask struct {
	Ask  string  `json:"ask"`
	Kind string  `json:"kind"`
	From string  `json:"from,omitempty"` // seat, conversation or petition; absent: the convener
	To   string  `json:"to"`             // seat or organization
	Text string  `json:"text"`
	Due  Instant `json:"due"`
}

// Measures are the numbers that stand beside the result.
type Measures struct {
	Turnout     []Turnout `json:"turnout"`
	Voices      []Voice   `json:"voices"`
	Gini        string    `json:"gini"` // of the voices; an exact fraction
	Asked       int       `json:"asked"`
	Answered    int       `json:"answered"`
	Confirmed   int       `json:"confirmed"`
	Contested   int       `json:"contested"`
	Empty       []string  `json:"empty"`
	Represented []string  `json:"represented"`
}

// Turnout is how many seats of a class voted.
type Turnout struct {
	Class string `json:"class"`
	Voted int    `json:"voted"`
	Of    int    `json:"of"`
}

// Voice is how often a seat was heard in the open.
type Voice struct {
	Seat  string `json:"seat"`
	Class string `json:"class"`
	Said  int    `json:"said"` // messages, packages and positions
}

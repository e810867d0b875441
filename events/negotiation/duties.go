package negotiation

// Duty is something that a clause makes one side owe another once the agreement
// is in force. In a fixed text its words and its amount are whole: nothing in
// them waits for a value.
type Duty struct {
	Key        string   `json:"key"` // its name within the term
	Debtor     Whom     `json:"debtor"`
	Creditor   Whom     `json:"creditor"`
	What       string   `json:"what"` // {value} is the term's value, {deposit} that of the term with this key
	Due        When     `json:"due"`
	Every      string   `json:"every,omitempty"` // ISO 8601; absent: once
	Until      *When    `json:"until,omitempty"` // of what recurs
	Amount     *Amount  `json:"amount,omitempty"`
	Evidence   Evidence `json:"evidence"`
	Acceptance string   `json:"acceptance,omitempty"` // ISO 8601; silence that long is acceptance
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
	On    string `json:"on,omitempty"`    // a date in the zone of the agreement
}

// Amount is how much is owed: the one field that is set.
type Amount struct {
	Money *Money `json:"money,omitempty"`
	Term  string `json:"term,omitempty"` // key of a money term; in a fixed text its money stands instead
}

// Evidence is what shows that a duty was done.
type Evidence string

// What shows it.
const (
	NoEvidence   Evidence = "none"
	NoteEvidence Evidence = "note"
	FileEvidence Evidence = "file"
)

// Sharing says how the parts of a shares term are paid out. The parts are the
// options of the term.
type Sharing struct {
	Every   string   `json:"every,omitempty"`   // ISO 8601: how long a period is; absent: when a seat opens one
	Within  []Within `json:"within,omitempty"`  // how a part is shared among those it is for; absent: it goes to one
	Unit    string   `json:"unit,omitempty"`    // of what they contribute: "crates"
	Reserve string   `json:"reserve,omitempty"` // the part that waits, with what is disputed
	Contest string   `json:"contest"`           // ISO 8601: so long a statement can be contested
	Reader  string   `json:"reader,omitempty"`  // the seat that counter-reads statements
}

// Within is how one part is shared.
type Within struct {
	Portion string  `json:"portion"` // key of the option
	By      ShareBy `json:"by"`
	Formula string  `json:"formula,omitempty"` // of byFormula: CEL
}

// ShareBy is a way to share a part among several.
type ShareBy string

// The ways.
const (
	ByEqual        ShareBy = "equal"
	ByContribution ShareBy = "contributions"
	ByFormula      ShareBy = "formula"
)

// Nature is what a text is once it is signed.
type Nature string

// What it can be.
const (
	Understanding Nature = "understanding" // binds in honour
	Contract      Nature = "contract"
	Elsewhere     Nature = "elsewhere" // a contract that is signed on another paper
)

// Ratifying says who in an organization confirms a text before it is signed.
type Ratifying string

// Who does.
const (
	ByMandate     Ratifying = "mandate"     // whoever signs may: nobody else is asked
	MandateAsks   Ratifying = "mandateAsks" // the members where the mandate says so
	MembersRatify Ratifying = "members"     // the members everywhere
)

// RatificationRules say who ratifies, in how many days and with how many taking
// part.
type RatificationRules struct {
	By      Ratifying `json:"by"`
	Seats   []string  `json:"seats,omitempty"` // whose; absent: all that sign
	Days    int       `json:"days,omitempty"`
	Turnout string    `json:"turnout,omitempty"` // exact fraction of the members; absent: any
}

// Lasting says how long an agreement lasts, and how one leaves it. Nothing set:
// until it is replaced.
type Lasting struct {
	Until  string `json:"until,omitempty"`  // a date: the last day
	Notice string `json:"notice,omitempty"` // ISO 8601: so long before who leaves has to say so; absent: nobody leaves
	Renews string `json:"renews,omitempty"` // ISO 8601: by so much, unless somebody says no
}

// Amends is the version of an agreement that a negotiation would replace, as it
// was in force when the table opened.
type Amends struct {
	Agreement string `json:"agreement"`
	Version   int    `json:"version"`
	Hash      string `json:"hash"`
	Owed      []Owed `json:"owed,omitempty"` // what it makes its parties owe
}

// Owed is a duty of the version that is replaced.
type Owed struct {
	Clause string `json:"clause"` // key of its term
	Duty
}

// Fate is what becomes of a duty of the version before.
type Fate string

// What becomes of it.
const (
	Kept      Fate = "keep"
	Changed   Fate = "change"
	Cancelled Fate = "cancel"
)

// Carrying says what becomes of one duty of the version before.
type Carrying struct {
	Clause string `json:"clause"` // key of its term
	Duty   string `json:"duty"`   // its key within the term
	Fate   Fate   `json:"fate"`
	Reason string `json:"reason,omitempty"`
}

// Ratification is who ratifies a fixed text, and by when.
type Ratification struct {
	By      Ratifying `json:"by"`
	Seats   []string  `json:"seats"`
	Until   *Instant  `json:"until,omitempty"` // absent: by mandate, nothing to wait for
	Turnout string    `json:"turnout,omitempty"`
}

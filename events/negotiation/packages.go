package negotiation

// Purpose is what a package is on the table for.
type Purpose string

// The purposes.
const (
	Idea  Purpose = "idea"  // binds nobody
	Offer Purpose = "offer" // binds its authors until it expires or is withdrawn
)

// PackageTabled shows values for terms to all seats.
type PackageTabled struct {
	Package    string    `json:"package"`
	Initiative string    `json:"initiative"`
	Number     int       `json:"number"`
	As         Purpose   `json:"as"`
	Seat       string    `json:"seat"`
	Values     []Setting `json:"values"`
	CounterTo  string    `json:"counterTo,omitempty"` // the package that this one answers
	TabledAt   Instant   `json:"tabledAt"`
	ExpiresAt  *Instant  `json:"expiresAt,omitempty"` // of an offer
	Note       string    `json:"note,omitempty"`
	With       []string  `json:"with,omitempty"`    // the other seats whose it is
	Floated    bool      `json:"floated,omitempty"` // by the facilitator, whoever it comes from; it has no seat
	Round      string    `json:"round,omitempty"`   // the sealed round that it came out of
}

// PackageWithdrawn takes a package back.
type PackageWithdrawn struct {
	Package string `json:"package"`
	Reason  string `json:"reason"`
	Seat    string `json:"seat,omitempty"` // of a joint one: which of its authors
}

// PackageExpired ends an offer whose time has come.
type PackageExpired struct {
	Package string `json:"package"`
}

// Stance is an opinion on a package or term.
type Stance string

// The stances.
const (
	Likes       Stance = "likes"
	CanLiveWith Stance = "canLiveWith"
	Concern     Stance = "concern"
	Objects     Stance = "objects"
)

// PositionTaken is what a seat thinks of a package, of a term, or of a term's
// value in a package. It takes the place of what the seat thought before.
type PositionTaken struct {
	Position   string `json:"position"`
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
	Package    string `json:"package,omitempty"`
	Term       string `json:"term,omitempty"`
	Stance     Stance `json:"stance"`
	Reason     string `json:"reason,omitempty"`
	Change     string `json:"change,omitempty"` // what would make it better
	Diagnosis
	Round string `json:"round,omitempty"` // the sealed round that it came out of
}

// Name implements [Event].
func (PackageTabled) Name() string    { return "negotiation.package_tabled.v1" }
func (PackageWithdrawn) Name() string { return "negotiation.package_withdrawn.v1" }
func (PackageExpired) Name() string   { return "negotiation.package_expired.v1" }
func (PositionTaken) Name() string    { return "negotiation.position_taken.v1" }

// Of implements [Event].
func (PackageTabled) Of() Kind    { return OfNegotiation }
func (PackageWithdrawn) Of() Kind { return OfNegotiation }
func (PackageExpired) Of() Kind   { return OfNegotiation }
func (PositionTaken) Of() Kind    { return OfNegotiation }

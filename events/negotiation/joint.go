package negotiation

// OfJoint is a package of several seats until each has confirmed it, in the
// sealed stream.
const OfJoint Kind = "joint"

// JointDrafted is a package that one seat wishes to table with others.
type JointDrafted struct {
	Negotiation string    `json:"negotiation"`
	Initiative  string    `json:"initiative"`
	Seats       []string  `json:"seats"` // its authors, who drafted it first
	Package     string    `json:"package"`
	As          Purpose   `json:"as"`
	Values      []Setting `json:"values"`
	CounterTo   string    `json:"counterTo,omitempty"`
	ExpiresAt   *Instant  `json:"expiresAt,omitempty"`
	Note        string    `json:"note,omitempty"`
}

// JointConfirmed is a co-author's word. With the last one it is tabled.
type JointConfirmed struct {
	Negotiation string   `json:"negotiation"`
	Seats       []string `json:"seats"` // its authors
	Seat        string   `json:"seat"`
	Last        bool     `json:"last,omitempty"`
}

// JointDropped ends it before: a co-author does not want it, or the table did
// not take it.
type JointDropped struct {
	Seats  []string `json:"seats"`          // its authors
	Seat   string   `json:"seat,omitempty"` // absent: the table
	Reason string   `json:"reason"`
}

// Name implements [Event].
func (JointDrafted) Name() string   { return "negotiation.joint_drafted.v1" }
func (JointConfirmed) Name() string { return "negotiation.joint_confirmed.v1" }
func (JointDropped) Name() string   { return "negotiation.joint_dropped.v1" }

// Of implements [Event].
func (JointDrafted) Of() Kind   { return OfJoint }
func (JointConfirmed) Of() Kind { return OfJoint }
func (JointDropped) Of() Kind   { return OfJoint }

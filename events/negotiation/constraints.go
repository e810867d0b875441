package negotiation

// Comparison is how a value is held against another.
type Comparison string

// The comparisons.
const (
	Equals  Comparison = "equals"
	Not     Comparison = "not"
	AtLeast Comparison = "atLeast"
	AtMost  Comparison = "atMost"
)

// TermIs is what a term must say.
type TermIs struct {
	Term  string     `json:"term"`
	Is    Comparison `json:"is"`
	Value Value      `json:"value"`
}

// Constraint binds terms together: packages that break it are infeasible. It
// has one form: if … then …, a sum, or what must not come together.
type Constraint struct {
	Constraint string   `json:"constraint"`
	Name       string   `json:"name"`
	If         *TermIs  `json:"if,omitempty"`
	Then       *TermIs  `json:"then,omitempty"`
	Sum        *TermSum `json:"sum,omitempty"`
	Never      []TermIs `json:"never,omitempty"` // all of these together
}

// TermSum bounds what terms of one kind come to together.
type TermSum struct {
	Terms []string   `json:"terms"`
	Is    Comparison `json:"is"`
	Value Value      `json:"value"`
}

// ConstraintAdded puts a constraint on the term sheet. Packages that break it
// are infeasible from now on.
type ConstraintAdded struct {
	Initiative string `json:"initiative"`
	Number     int    `json:"number"`
	Constraint
	Infeasible []string `json:"infeasible,omitempty"`
}

// ConstraintLifted takes it off, by itself or with a term that it names.
type ConstraintLifted struct {
	Constraint string `json:"constraint"`
}

// Name implements [Event].
func (ConstraintAdded) Name() string  { return "negotiation.constraint_added.v1" }
func (ConstraintLifted) Name() string { return "negotiation.constraint_lifted.v1" }

// Of implements [Event].
func (ConstraintAdded) Of() Kind  { return OfNegotiation }
func (ConstraintLifted) Of() Kind { return OfNegotiation }

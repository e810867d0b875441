// Package decision is how votes become a decision: exact tallies that show
// their arithmetic. One engine serves seats at a table and people in a ballot.
//
// All numbers are exact fractions. A tally depends on the rule, the electorate
// and the last vote of each elector, never on the order in which votes came.
package decision

import "math/big"

// Kind says what has to be reached.
type Kind string

// The kinds of rules.
const (
	Consent   Kind = "consent"   // no objection stands
	Unanimity Kind = "unanimity" // every elector says yes
	Majority  Kind = "majority"  // yes/(yes+no) over heads
	Weighted  Kind = "weighted"  // yes/(yes+no) over weights
	PerClass  Kind = "perClass"  // a majority in every class
	Double    Kind = "double"    // over heads and over weights
)

// Rule is frozen when a decision opens. Threshold and WeightThreshold are
// shares of those who say yes or no; Strict asks for more than them instead of
// at least them. Quorum is the share of electors who must vote at all: only
// there do abstentions count.
type Rule struct {
	Kind            Kind
	Threshold       *big.Rat
	WeightThreshold *big.Rat // of Double
	Strict          bool
	Quorum          *big.Rat
	People          bool // heads are those behind the electors
	Call            int  // in a second call a class with neither yes nor no stands aside
}

// Elector may vote. Class and Weight matter to the rules that count by them.
type Elector struct {
	ID     string
	Class  string
	Weight *big.Rat // nil counts as 1
	People int      // behind it; 0 counts as 1
}

// Choice is what a vote says.
type Choice string

// The choices. An objection blocks consent; to every other rule it is a no.
const (
	Yes     Choice = "yes"
	No      Choice = "no"
	Abstain Choice = "abstain"
	Objects Choice = "objects"
)

// Vote is one elector's. A yes With others holds only if theirs do.
type Vote struct {
	Elector string
	Choice  Choice
	With    []string
	Split   *Split // how the people behind it are split; nil: they all say the same
}

// Split is how the people behind an elector are split.
type Split struct{ Yes, No, Abstain int }

// Outcome is what the votes come to.
type Outcome string

// The outcomes.
const (
	Carried  Outcome = "carried"
	Rejected Outcome = "rejected"
	NoQuorum Outcome = "noQuorum"
)

// Step is one line of the arithmetic, in the order in which it is done. Numbers
// are fractions; what a kind does not need is empty.
type Step struct {
	Kind     string   // one of the step kinds
	Class    string   // whose votes were counted; "" is all
	Seats    []string // electors that the step is about
	Yes      string   // how many, or how much, said yes
	No       string   // and no
	Have     string   // how many voted
	Of       string   // out of how many
	Share    string
	Needed   string
	Strict   bool
	Packages []string // what was ranked
	Met      bool
}

// The kinds of steps.
const (
	StepStruck     = "struck"     // yes votes whose condition does not hold
	StepQuorum     = "quorum"     // did enough vote?
	StepObjections = "objections" // does one stand?
	StepEveryone   = "everyone"   // has every elector said yes?
	StepShare      = "share"      // yes/(yes+no) over heads
	StepWeight     = "weight"     // yes/(yes+no) over weights
	StepSilent     = "silent"     // a class with neither yes nor no fails
	StepAside      = "aside"      // or, at a second call, stands aside
)

// Result is a tally's outcome with the arithmetic that leads to it.
type Result struct {
	Outcome Outcome
	Steps   []Step
}

// Tally counts votes by a rule over an electorate. Votes of others than the
// electors are not counted; of two votes of one elector the later one is.
func Tally(r Rule, electors []Elector, votes []Vote) Result {
	t := newTally(electors, votes)
	t.strike()
	if !t.quorum(r.Quorum) {
		return Result{NoQuorum, t.steps}
	}
	outcome := Rejected
	if t.carries(r) {
		outcome = Carried
	}
	return Result{outcome, t.steps}
}

func (t *tally) carries(r Rule) bool {
	switch r.Kind {
	case Consent:
		return t.unopposed()
	case Unanimity:
		return t.everyone()
	case Majority:
		return t.share(StepShare, "", t.counting(r), r.Threshold, r.Strict)
	case Weighted:
		return t.share(StepWeight, "", t.weighing, r.Threshold, r.Strict)
	case Double:
		byHead := t.share(StepShare, "", t.counting(r), r.Threshold, r.Strict)
		byWeight := t.share(StepWeight, "", t.weighing, r.WeightThreshold, r.Strict)
		return byHead && byWeight
	case PerClass:
		return t.classes(r)
	}
	return false // a rule that nobody knows carries nothing
}

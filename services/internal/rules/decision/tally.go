package decision

import (
	"math/big"
	"slices"
)

// tally is the votes of an electorate while they are counted.
type tally struct {
	electors []Elector
	votes    map[string]Vote // by elector, without the struck ones' yes
	steps    []Step
}

func newTally(electors []Elector, votes []Vote) *tally {
	t := &tally{electors: electors, votes: make(map[string]Vote, len(votes))}
	for _, e := range electors {
		t.votes[e.ID] = Vote{}
	}
	for _, v := range votes {
		if _, eligible := t.votes[v.Elector]; eligible {
			t.votes[v.Elector] = v
		}
	}
	return t
}

func (t *tally) note(s Step) bool {
	t.steps = append(t.steps, s)
	return s.Met
}

// strike leaves the greatest set of yes votes whose conditions hold inside it:
// it starts with all of them, strikes those whose condition names someone who
// is not in the set, and repeats. Since striking only ever shrinks the set, the
// result does not depend on the order. A struck yes counts like a no: its
// author has spoken and has not agreed.
func (t *tally) strike() {
	for {
		var struck []string
		for _, e := range t.electors {
			v := t.votes[e.ID]
			if v.Choice == Yes && slices.ContainsFunc(v.With, t.withholds) {
				struck = append(struck, e.ID)
			}
		}
		if len(struck) == 0 {
			return
		}
		for _, id := range struck {
			t.votes[id] = Vote{Elector: id, Choice: No}
		}
		t.note(Step{Kind: StepStruck, Seats: struck})
	}
}

func (t *tally) withholds(elector string) bool { return t.votes[elector].Choice != Yes }

// said returns the electors of a class, or of all, who made one of the choices.
func (t *tally) said(class string, choices ...Choice) []Elector {
	var who []Elector
	for _, e := range t.electors {
		if (class == "" || e.Class == class) && slices.Contains(choices, t.votes[e.ID].Choice) {
			who = append(who, e)
		}
	}
	return who
}

// measure says what is counted.
type measure func([]Elector) *big.Rat

func heads(who []Elector) *big.Rat { return big.NewRat(int64(len(who)), 1) }

func weights(who []Elector) *big.Rat {
	sum := new(big.Rat)
	for _, e := range who {
		w := e.Weight
		if w == nil {
			w = one
		}
		sum.Add(sum, w)
	}
	return sum
}

func (t *tally) quorum(needed *big.Rat) bool {
	have, of := heads(t.said("", Yes, No, Abstain, Objects)), heads(t.electors)
	share := ratio(have, of)
	return t.note(Step{
		Kind: StepQuorum, Have: have.RatString(), Of: of.RatString(),
		Share: share.RatString(), Needed: needed.RatString(), Met: share.Cmp(needed) >= 0,
	})
}

func (t *tally) unopposed() bool {
	against := ids(t.said("", Objects))
	return t.note(Step{Kind: StepObjections, Seats: against, Met: len(against) == 0})
}

func (t *tally) everyone() bool {
	yes, of := heads(t.said("", Yes)), heads(t.electors)
	return t.note(Step{Kind: StepEveryone, Yes: yes.RatString(), Of: of.RatString(), Met: yes.Cmp(of) == 0})
}

func (t *tally) share(kind, class string, count measure, needed *big.Rat, strict bool) bool {
	yes, no := count(t.said(class, Yes)), count(t.said(class, No, Objects))
	both := new(big.Rat).Add(yes, no)
	share := ratio(yes, both)
	met := share.Cmp(needed) > 0 || !strict && share.Cmp(needed) == 0
	return t.note(Step{
		Kind: kind, Class: class, Yes: yes.RatString(), No: no.RatString(),
		Share: share.RatString(), Needed: needed.RatString(), Strict: strict, Met: met && both.Sign() > 0,
	})
}

// classes counts within every class of the electorate, in its order, and shows
// them all, also after one has failed.
func (t *tally) classes(r Rule) bool {
	carried := true
	for _, class := range t.classNames() {
		silent := len(t.said(class, Yes, No, Objects)) == 0
		switch {
		case silent && r.Call > 1:
			t.note(Step{Kind: StepAside, Class: class, Met: true})
		case silent:
			carried = t.note(Step{Kind: StepSilent, Class: class})
		default:
			carried = t.share(StepShare, class, heads, r.Threshold, r.Strict) && carried
		}
	}
	return carried && len(t.said("", Yes)) > 0
}

func (t *tally) classNames() []string {
	var names []string
	for _, e := range t.electors {
		if !slices.Contains(names, e.Class) {
			names = append(names, e.Class)
		}
	}
	return names
}

func ids(who []Elector) []string {
	var names []string
	for _, e := range who {
		names = append(names, e.ID)
	}
	return names
}

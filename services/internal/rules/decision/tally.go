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
			t.votes[id] = Vote{Elector: id, Choice: No, Split: t.votes[id].Split.struck()}
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

// sides returns how much of a class, or of all, says yes, and how much no.
type sides func(class string) (yes, no *big.Rat)

// counting is over heads: the electors', or those of the people behind them.
func (t *tally) counting(r Rule) sides {
	if r.People {
		return t.people
	}
	return func(class string) (yes, no *big.Rat) {
		return heads(t.said(class, Yes)), heads(t.said(class, No, Objects))
	}
}

func (t *tally) weighing(class string) (yes, no *big.Rat) {
	return weights(t.said(class, Yes)), weights(t.said(class, No, Objects))
}

// people counts those behind the electors. Where nothing is said of how they
// are split, they say what their elector says.
func (t *tally) people(class string) (yes, no *big.Rat) {
	var willing, against int64
	for _, e := range t.electors {
		v := t.votes[e.ID]
		behind := int64(max(e.People, 1))
		switch {
		case class != "" && e.Class != class:
		case v.Split != nil:
			willing, against = willing+int64(v.Split.Yes), against+int64(v.Split.No)
		case v.Choice == Yes:
			willing += behind
		case v.Choice == No || v.Choice == Objects:
			against += behind
		}
	}
	return big.NewRat(willing, 1), big.NewRat(against, 1)
}

// struck is how people count whose yes does not hold: like a no.
func (s *Split) struck() *Split {
	if s == nil {
		return nil
	}
	return &Split{No: s.Yes + s.No, Abstain: s.Abstain}
}

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

func (t *tally) share(kind, class string, count sides, needed *big.Rat, strict bool) bool {
	yes, no := count(class)
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
	carried, count := true, t.counting(r)
	for _, class := range t.classNames() {
		yes, no := count(class)
		silent := yes.Sign()+no.Sign() == 0
		switch {
		case silent && r.Call > 1:
			t.note(Step{Kind: StepAside, Class: class, Met: true})
		case silent:
			carried = t.note(Step{Kind: StepSilent, Class: class})
		default:
			carried = t.share(StepShare, class, count, r.Threshold, r.Strict) && carried
		}
	}
	yes, _ := count("")
	return carried && yes.Sign() > 0
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

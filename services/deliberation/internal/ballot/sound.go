package ballot

import (
	"math/big"
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/rule"
)

var (
	half = big.NewRat(1, 2)
	one  = big.NewRat(1, 1)
)

// fraction reads an exact one, and 0 where there is none.
func fraction(s string) (*big.Rat, bool) {
	if r, ok := decision.Fraction(s); ok {
		return r, true
	}
	return new(big.Rat), false
}

// sound refuses a rule that cannot be counted by, or that would not keep what
// it promises.
func sound(e deliberation.BallotOpened) *rule.Refusal {
	r := e.Rule
	switch r.Method {
	case deliberation.ByConsent, deliberation.ByUnanimity, deliberation.ByMajority, deliberation.ByWeight,
		deliberation.ByClass, deliberation.ByBoth, deliberation.ByRanking:
	default:
		return rule.Refuse("INVALID", "rule", "unknown").At("rule", "method")
	}
	if r.Method == deliberation.ByConsent && len(e.Electors) > MaxNamed {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(MaxNamed)).At("rule", "method")
	}
	for _, check := range []func(deliberation.BallotOpened) *rule.Refusal{thresholds, quorum, weights, classes, openness} {
		if refusal := check(e); refusal != nil {
			return refusal
		}
	}
	return nil
}

// thresholds are those that the method has, from one half to all: with less,
// both a question and its opposite could carry.
func thresholds(e deliberation.BallotOpened) *rule.Refusal {
	r := e.Rule
	has := r.Method == deliberation.ByMajority || r.Method == deliberation.ByWeight || r.Method == deliberation.ByClass || r.Method == deliberation.ByBoth
	if r.Strict && !has {
		return rule.Refuse("INVALID", "rule", "unknown").At("rule", "strict")
	}
	if refusal := threshold(r.Threshold, has, r.Strict, "threshold"); refusal != nil {
		return refusal
	}
	return threshold(r.WeightThreshold, r.Method == deliberation.ByBoth, r.Strict, "weightThreshold")
}

func threshold(s string, has, strict bool, field string) *rule.Refusal {
	if !has {
		if s != "" {
			return rule.Refuse("INVALID", "rule", "unknown").At("rule", field)
		}
		return nil
	}
	f, ok := fraction(s)
	if !ok || f.Cmp(half) < 0 || f.Cmp(one) > 0 || strict && f.Cmp(one) == 0 {
		return rule.Refuse("INVALID", "rule", "threshold").At("rule", field)
	}
	return nil
}

func quorum(e deliberation.BallotOpened) *rule.Refusal {
	if f, ok := fraction(e.Rule.Quorum); !ok || f.Cmp(one) > 0 {
		return rule.Refuse("INVALID", "rule", "fraction").At("rule", "quorum")
	}
	return nil
}

// weights are everybody's or nobody's, and together something.
func weights(e deliberation.BallotOpened) *rule.Refusal {
	weighed := e.Rule.Method == deliberation.ByWeight || e.Rule.Method == deliberation.ByBoth
	sum := new(big.Rat)
	for _, v := range e.Electors {
		if (v.Weight != "") != weighed {
			return rule.Refuse("WEIGHTS").At("electors")
		}
		w, _ := fraction(v.Weight)
		sum.Add(sum, w)
	}
	if weighed && sum.Sign() == 0 {
		return rule.Refuse("WEIGHTS").At("electors")
	}
	return nil
}

// classes are everybody's where the rule counts by them.
func classes(e deliberation.BallotOpened) *rule.Refusal {
	if e.Rule.Method != deliberation.ByClass {
		return nil
	}
	for _, v := range e.Electors {
		if v.Class == "" {
			return rule.Refuse("CLASSES").At("electors")
		}
	}
	return nil
}

// openness refuses a secret that could not be kept. Words, conditions, weights
// and lent votes have an author; a unanimous yes tells everybody's vote; and
// among fewer than five nobody can hide.
func openness(e deliberation.BallotOpened) *rule.Refusal {
	switch e.Openness {
	case deliberation.SealedVotes, deliberation.OpenVotes:
		return nil
	case deliberation.SecretVotes:
	default:
		return rule.Refuse("INVALID", "rule", "unknown").At("openness")
	}
	switch e.Rule.Method {
	case deliberation.ByMajority, deliberation.ByClass, deliberation.ByRanking:
	default:
		return rule.Refuse("NOT_IN_SECRET").At("rule", "method")
	}
	if e.Lending {
		return rule.Refuse("NOT_IN_SECRET").At("lending")
	}
	for _, n := range hideouts(e) {
		if n < few {
			return rule.Refuse("TOO_FEW_TO_HIDE", "least", strconv.Itoa(few)).At("openness")
		}
	}
	return nil
}

// hideouts is how many people there are in everything that is counted.
func hideouts(e deliberation.BallotOpened) map[string]int {
	people := make(map[string]int)
	for _, v := range e.Electors {
		people[countedIn(e, v)]++
	}
	return people
}

// countedIn is the class that a vote is counted in; "" is all.
func countedIn(e deliberation.BallotOpened, v deliberation.Voter) string {
	if e.Rule.Method == deliberation.ByClass {
		return v.Class
	}
	return ""
}

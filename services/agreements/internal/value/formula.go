package value

import (
	"math/big"

	"parley.example/services/internal/rules/rule"
)

// A formula says what a member's part is in proportion to, in a small part of
// the Common Expression Language: numbers, the names below, + - * /, the
// comparisons, && || !, c ? a : b, min(a, b, …), max(a, b, …). Numbers are exact
// fractions of any sign; there are no floats, no loops, no assignment and no
// text, so that reading ends and computing ends.

// The names that a formula may speak of.
var names = []string{
	"contribution", // of the member
	"total",        // of all members of the portion
	"members",      // how many they are
	"mean",         // total / members
}

// Bounds: what is larger is refused, not computed.
const (
	LongestFormula = 300 // bytes
	mostNodes      = 120
	deepest        = 24
	mostBits       = 512 // of a numerator or denominator
)

// What is wrong with a formula.
var (
	badFormula = func(why string) error { return rule.Refuse("FORMULA", "rule", why) }
	Overflow   = rule.Refuse("FORMULA", "rule", "overflow")
	ByZero     = rule.Refuse("FORMULA", "rule", "division_by_zero")
	Negative   = rule.Refuse("FORMULA", "rule", "negative")
)

// Formula is one that was read.
type Formula struct{ root node }

// Read reads a formula. It is refused unless it is a number, with the words
// true and false for conditions only.
func Read(s string) (Formula, error) {
	if len(s) > LongestFormula {
		return Formula{}, badFormula("too_long")
	}
	r := &reader{words: scan(s)}
	root := r.choice(0)
	switch {
	case r.wrong != "":
		return Formula{}, badFormula(r.wrong)
	case r.at < len(r.words):
		return Formula{}, badFormula("syntax")
	case root.isCondition():
		return Formula{}, badFormula("number")
	}
	return Formula{root}, nil
}

// each computes the weight of every member.
func (f Formula) each(contributed []*big.Rat) ([]*big.Rat, error) {
	total := new(big.Rat)
	for _, c := range contributed {
		total.Add(total, c)
	}
	count := new(big.Rat).SetInt64(int64(len(contributed)))
	known := map[string]*big.Rat{"total": total, "members": count, "mean": new(big.Rat).Quo(total, count)}
	weights := make([]*big.Rat, len(contributed))
	for i, c := range contributed {
		known["contribution"] = c
		w, err := f.root.number(known)
		switch {
		case err != nil:
			return nil, err
		case w.Sign() < 0:
			return nil, Negative
		}
		weights[i] = w
	}
	return weights, nil
}

// node is a part of a formula: a number or a condition.
type node struct {
	op    string // "", "name", "min", "max", "?:", or the operator
	value *big.Rat
	name  string
	parts []node
}

func (n node) isCondition() bool {
	switch n.op {
	case "<", "<=", ">", ">=", "==", "!=", "&&", "||", "!":
		return true
	}
	return false
}

func (n node) number(known map[string]*big.Rat) (*big.Rat, error) {
	switch n.op {
	case "":
		return n.value, nil
	case "name":
		return known[n.name], nil
	case "?:":
		yes, err := n.parts[0].holds(known)
		if err != nil {
			return nil, err
		}
		if yes {
			return n.parts[1].number(known)
		}
		return n.parts[2].number(known)
	}
	values := make([]*big.Rat, len(n.parts))
	for i, p := range n.parts {
		v, err := p.number(known)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return n.compute(values)
}

func (n node) compute(v []*big.Rat) (*big.Rat, error) {
	r := new(big.Rat)
	switch {
	case n.op == "-" && len(v) == 1:
		r.Neg(v[0])
	case n.op == "+":
		r.Add(v[0], v[1])
	case n.op == "-":
		r.Sub(v[0], v[1])
	case n.op == "*":
		r.Mul(v[0], v[1])
	case n.op == "/":
		if v[1].Sign() == 0 {
			return nil, ByZero
		}
		r.Quo(v[0], v[1])
	default: // min, max
		r = v[0]
		for _, other := range v[1:] {
			if c := other.Cmp(r); n.op == "min" && c < 0 || n.op == "max" && c > 0 {
				r = other
			}
		}
	}
	if r.Num().BitLen() > mostBits || r.Denom().BitLen() > mostBits {
		return nil, Overflow
	}
	return r, nil
}

func (n node) holds(known map[string]*big.Rat) (bool, error) {
	switch n.op {
	case "!":
		yes, err := n.parts[0].holds(known)
		return !yes, err
	case "&&", "||":
		yes, err := n.parts[0].holds(known)
		if err != nil || yes == (n.op == "||") {
			return yes, err
		}
		return n.parts[1].holds(known)
	}
	a, err := n.parts[0].number(known)
	if err != nil {
		return false, err
	}
	b, err := n.parts[1].number(known)
	if err != nil {
		return false, err
	}
	c := a.Cmp(b)
	return map[string]bool{"<": c < 0, "<=": c <= 0, ">": c > 0, ">=": c >= 0, "==": c == 0, "!=": c != 0}[n.op], nil
}

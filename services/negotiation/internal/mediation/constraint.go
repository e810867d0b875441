package mediation

import (
	"math"
	"slices"
)

// Constraint forbids packages: those in which all choices of Never are made, or
// those whose Sum is out of bounds. One of the two is set.
type Constraint struct {
	Never []Choice
	Sum   *Sum
}

// Choice is made by a package in which the term takes one of the values. "If A
// then B" is Never of A and of the values other than B.
type Choice struct {
	Term   int
	Values []int
}

// Sum bounds the sum of numbers that the values of terms stand for, such as
// shares in hundredths of a per cent: Min = Max = 10000.
type Sum struct {
	Terms    []int
	Numbers  [][]int64 // of each value of each of these terms
	Min, Max int64
}

func (c Constraint) check(terms []Term) error {
	if (c.Sum == nil) == (len(c.Never) == 0) {
		return Flaw{Rule: "a constraint is either a sum or choices that never meet"}
	}
	seen := make(map[int]bool)
	known := func(k int) error {
		if k < 0 || k >= len(terms) {
			return Flaw{Rule: "a constraint is about terms of the table"}
		}
		if seen[k] {
			return Flaw{Term: terms[k].Name, Rule: "a constraint names a term once"}
		}
		seen[k] = true
		return nil
	}
	for _, choice := range c.Never {
		if err := known(choice.Term); err != nil {
			return err
		}
		for _, v := range choice.Values {
			if v < 0 || v >= len(terms[choice.Term].Values) {
				return Flaw{Term: terms[choice.Term].Name, Rule: "a constraint is about values of the term"}
			}
		}
	}
	if c.Sum == nil {
		return nil
	}
	return c.Sum.check(terms, known)
}

func (s Sum) check(terms []Term, known func(int) error) error {
	if len(s.Terms) == 0 || len(s.Numbers) != len(s.Terms) || s.Min > s.Max {
		return Flaw{Rule: "a sum has terms, their numbers and a range"}
	}
	for j, k := range s.Terms {
		if err := known(k); err != nil {
			return err
		}
		if len(s.Numbers[j]) != len(terms[k].Values) {
			return Flaw{Term: terms[k].Name, Rule: "a sum has a number for every value"}
		}
		for _, n := range s.Numbers[j] {
			if n > maxNumber || n < -maxNumber {
				return Flaw{Term: terms[k].Name, Rule: "a number in a sum is too large"}
			}
		}
	}
	return nil
}

func (c Constraint) terms() []int {
	if c.Sum != nil {
		return c.Sum.Terms
	}
	terms := make([]int, len(c.Never))
	for j, choice := range c.Never {
		terms[j] = choice.Term
	}
	return terms
}

// open tells whether some package may still keep the constraint when each term
// k takes a value out of left[k]. Where every term has one value left it is
// exact.
func (c Constraint) open(left [][]int) bool {
	if c.Sum != nil {
		low, high := c.Sum.span(left)
		return low <= c.Sum.Max && high >= c.Sum.Min
	}
	for _, choice := range c.Never {
		for _, v := range left[choice.Term] {
			if !choice.has(v) {
				return true
			}
		}
	}
	return false
}

func (s Sum) span(left [][]int) (low, high int64) {
	for j, k := range s.Terms {
		least, most := int64(math.MaxInt64), int64(math.MinInt64)
		for _, v := range left[k] {
			least, most = min(least, s.Numbers[j][v]), max(most, s.Numbers[j][v])
		}
		low, high = low+least, high+most
	}
	return low, high
}

// narrow drops the values of term k, out of left, with which the constraint
// cannot be kept.
func (c Constraint) narrow(left [][]int, k int) []int {
	all := left[k]
	if c.Sum != nil {
		return c.Sum.narrow(left, k)
	}
	kept := all[:0]
	for at := range all {
		left[k] = all[at : at+1]
		if c.open(left) {
			kept = append(kept, all[at])
		}
	}
	return kept
}

func (s Sum) narrow(left [][]int, k int) []int {
	low, high := s.span(left)
	numbers := s.Numbers[slices.Index(s.Terms, k)]
	least, most := int64(math.MaxInt64), int64(math.MinInt64)
	for _, v := range left[k] {
		least, most = min(least, numbers[v]), max(most, numbers[v])
	}
	return slices.DeleteFunc(left[k], func(v int) bool {
		return low-least+numbers[v] > s.Max || high-most+numbers[v] < s.Min
	})
}

func (c Choice) has(v int) bool {
	return slices.Contains(c.Values, v)
}

// Allows tells whether p keeps every constraint.
func (s Scenario) Allows(p Package) bool {
	left := make([][]int, len(p))
	for k := range p {
		left[k] = p[k : k+1]
	}
	for _, c := range s.Constraints {
		if !c.open(left) {
			return false
		}
	}
	return true
}

package mediation_test

import (
	"reflect"
	"slices"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// Nothing depends on the order of the parties, to the last bit: by enumeration,
// by branch and bound, and where a budget ends the search.
func TestTheOrderOfPartiesDoesNotMatter(t *testing.T) {
	for seed := range uint64(300) {
		r := sample.Source(seed)
		s := sample.Small(r)
		order := r.Perm(len(s.Parties))
		for _, q := range questions(r, s) {
			sameInOrder(t, order, Solve(s, q, Budget{}), Solve(reordered(s, order), q, Budget{}))
			sameInOrder(t, order, Bounded(s, q, Budget{}), Bounded(reordered(s, order), q, Budget{}))
		}
	}
	r := sample.Source(1)
	s := sample.Opposed(r, 9, sample.Sizes(r, 30, 2, 5))
	order := r.Perm(9)
	for _, m := range []Method{Leximin, Nash, KalaiSmorodinsky, SingleText} {
		q := Question{Method: m, Text: make(Package, 30)}
		sameInOrder(t, order, Solve(s, q, Budget{Nodes: 200}), Solve(reordered(s, order), q, Budget{Nodes: 200}))
	}
}

func TestTheFrontierDoesNotDependOnTheOrderOfParties(t *testing.T) {
	for seed := range uint64(200) {
		r := sample.Source(seed)
		s := sample.Small(r)
		here, vectors := Frontier(s)
		there, again := Frontier(reordered(s, r.Perm(len(s.Parties))))
		if !reflect.DeepEqual(here, there) || vectors != again {
			t.Errorf("scenario %d: %v and %v", seed, here, there)
		}
	}
}

func reordered(s Scenario, order []int) Scenario {
	parties := make([]Party, len(order))
	for place, i := range order {
		parties[place] = s.Parties[i]
	}
	s.Parties = parties
	return s
}

func sameInOrder(t *testing.T, order []int, a, b Solution) {
	t.Helper()
	if a.Found {
		turned := make([]float64, len(order))
		for place, i := range order {
			turned[place] = a.Utilities[i]
		}
		if !slices.Equal(turned, b.Utilities) {
			t.Errorf("%s: utilities %v and %v", a.Method, turned, b.Utilities)
		}
	}
	a.Utilities, b.Utilities = nil, nil
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%+v and %+v", a, b)
	}
}

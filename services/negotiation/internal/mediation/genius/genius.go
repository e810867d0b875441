// Package genius reads negotiation scenarios in the XML form of the GENIUS
// environment (Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker 2014), in which
// those of the ANAC competitions are kept: a domain, which lists issues and
// their values, and a profile for every party.
//
// Parley's convention turns a profile into utilities: weights are divided by
// their sum; the worth of a discrete value is its evaluation divided by the
// largest one of its issue, and 0 where all are 0; that of an integer is
// slope·v+offset, cut off at 0 and 1. A discount factor is read over, since time
// has no price here.
//
// Files may come from anywhere. They are bounded, nothing in them is expanded or
// fetched, and what is wrong is said with the way to the element.
package genius

import (
	"fmt"
	"slices"
	"strconv"

	"parley.example/services/negotiation/internal/mediation"
)

// Domain is what can be agreed on.
type Domain struct{ issues []issue }

// issue is a term in the words of GENIUS. An integer one takes the values from
// low to high.
type issue struct {
	index     int
	name      string
	integer   bool
	low, high int
	values    []string
}

// ReadDomain reads a domain.
func ReadDomain(file []byte) (Domain, error) {
	root, err := parse(file)
	if err != nil {
		return Domain{}, fmt.Errorf("read domain: %w", err)
	}
	_, objective, err := open(root)
	if err != nil {
		return Domain{}, fmt.Errorf("read domain: %w", err)
	}
	var d Domain
	for _, e := range objective.children {
		if e.name != "issue" {
			continue // a domain may carry weights, which mean nothing in it
		}
		next, err := readIssue(e)
		if err != nil {
			return Domain{}, fmt.Errorf("read domain: %w", err)
		}
		if slices.ContainsFunc(d.issues, func(i issue) bool { return i.index == next.index || i.name == next.name }) {
			return Domain{}, fmt.Errorf("read domain: %w", e.fault("another issue has this index or name"))
		}
		d.issues = append(d.issues, next)
	}
	if len(d.issues) == 0 || len(d.issues) > mediation.MaxTerms {
		return Domain{}, fmt.Errorf("read domain: %w", objective.fault("there are 1 to %d issues", mediation.MaxTerms))
	}
	return d, nil
}

// open finds the utility space of a file and in it the root objective, which
// holds the issues.
func open(root *element) (space, objective *element, err error) {
	space = root
	if root.name == "negotiation_template" {
		if space, err = root.the("utility_space"); err != nil {
			return nil, nil, err
		}
	}
	if space.name != "utility_space" {
		return nil, nil, space.fault("a scenario's root is a negotiation_template or a utility_space")
	}
	if err := space.only("objective", "discount_factor", "reservation"); err != nil {
		return nil, nil, err
	}
	if objective, err = space.the("objective"); err != nil {
		return nil, nil, err
	}
	return space, objective, objective.only("issue", "weight")
}

func readIssue(e *element) (i issue, err error) {
	if i.name, err = e.text("name"); err != nil {
		return i, err
	}
	if i.index, err = e.integer("index"); err != nil {
		return i, err
	}
	switch kind := e.kind(); kind {
	case "discrete":
		i.values, err = readValues(e)
	case "integer":
		i.integer = true
		i.low, i.high, err = bounds(e)
		for v := i.low; err == nil && v <= i.high; v++ {
			i.values = append(i.values, strconv.Itoa(v))
		}
	default:
		err = e.fault("an issue is discrete or integer")
	}
	return i, err
}

// kind is the type of an issue, which files spell in up to three ways.
func (e *element) kind() string {
	for _, name := range []string{"type", "vtype", "etype"} {
		if v, ok := e.values[name]; ok {
			return v
		}
	}
	return ""
}

func readValues(e *element) ([]string, error) {
	if err := e.only("item"); err != nil {
		return nil, err
	}
	if len(e.children) == 0 || len(e.children) > mediation.MaxValues {
		return nil, e.fault("an issue has 1 to %d items", mediation.MaxValues)
	}
	known := make(map[string]bool)
	var values []string
	for _, item := range e.children {
		v, err := item.text("value")
		if err != nil {
			return nil, err
		}
		if known[v] {
			return nil, item.fault("another item has this value")
		}
		known[v] = true
		values = append(values, v)
	}
	return values, nil
}

func bounds(e *element) (low, high int, err error) {
	if low, err = e.integer("lowerbound"); err != nil {
		return 0, 0, err
	}
	if high, err = e.integer("upperbound"); err != nil {
		return 0, 0, err
	}
	if low > high || high-low >= mediation.MaxValues {
		return 0, 0, e.fault("an integer issue has 1 to %d values from lowerbound to upperbound", mediation.MaxValues)
	}
	return low, high, nil
}

// Terms are the issues as terms.
func (d Domain) Terms() []mediation.Term {
	terms := make([]mediation.Term, len(d.issues))
	for k, i := range d.issues {
		terms[k] = mediation.Term{Name: i.name, Values: i.values}
	}
	return terms
}

// Package limits decides how far a mandate's binding acts may go.
//
// Its aggregate lives in the sealed stream: the other side of a table must not
// learn a limit, nor that it was changed. The mandate itself is elsewhere; its
// terms only say that there are limits.
package limits

import (
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strconv"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds: all limits of a mandate stand in one document.
const (
	maxLimits  = 100
	maxTerm    = 64
	maxAllowed = 200 // over all terms
	maxValue   = 60
)

// State is what the rules remember of one mandate's limits. The zero State has
// none.
type State struct {
	registry.Limits
	Holders []string
	Wanted  []registry.LimitsWanted // what members have been asked and have not decided
}

// Exists tells whether limits were ever set.
func (s State) Exists() bool { return s.Mandate != "" }

// Command is a wish about limits. Whoever has it is known to be a steward.
type Command interface {
	decide(s State) ([]registry.Event, error)
}

// Set seals the limits of a new mandate.
type Set struct {
	registry.Limits
	Holders []string // delegate and deputy
}

// Revise puts other limits in place of those before.
type Revise struct{ Limits []registry.Limit }

// Show changes who may read the limits besides the stewards.
type Show struct{ Holders []string }

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(s State, c Command) ([]registry.Event, error) { return c.decide(s) }

func (c Set) decide(s State) ([]registry.Event, error) {
	clean, err := Clean(c.Limits.Limits)
	if err != nil {
		return nil, err
	}
	c.Limits.Limits = clean
	if reflect.DeepEqual(Set{s.Limits, s.Holders}, c) {
		return nil, nil
	}
	return []registry.Event{registry.LimitsSet(c)}, nil
}

func (c Revise) decide(s State) ([]registry.Event, error) {
	if !s.Exists() {
		return nil, rule.Refuse("NOT_FOUND").At("mandate")
	}
	return Set{registry.Limits{Mandate: s.Mandate, Organization: s.Organization, Limits: c.Limits}, s.Holders}.decide(s)
}

func (c Show) decide(s State) ([]registry.Event, error) {
	if !s.Exists() || slices.Equal(s.Holders, c.Holders) {
		return nil, nil
	}
	return []registry.Event{registry.LimitsShown{Limits: s.Limits, Holders: c.Holders, Before: s.Holders}}, nil
}

// Evolve returns s after e.
func Evolve(s State, e registry.Event) State {
	switch e := e.(type) {
	case registry.LimitsSet:
		s.Limits, s.Holders = e.Limits, e.Holders
		return s
	case registry.LimitsShown:
		s.Holders = e.Holders
		return s
	case registry.LimitsWanted:
		s.Wanted = append(slices.Clip(s.Wanted), e)
		return s
	case registry.LimitsAnswered:
		s.Wanted = slices.DeleteFunc(slices.Clone(s.Wanted), func(w registry.LimitsWanted) bool { return w.Request == e.Request })
		return s
	}
	panic(fmt.Sprintf("limits: no place for %T", e)) // TestEvolve knows them all
}

// Clean returns limits as they are stored: one for each term, and none that
// nothing could satisfy.
func Clean(wanted []registry.Limit) ([]registry.Limit, error) {
	switch {
	case len(wanted) == 0:
		return nil, rule.Refuse("INVALID", "rule", "required").At("limits")
	case len(wanted) > maxLimits:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxLimits)).At("limits")
	}
	clean := make([]registry.Limit, len(wanted))
	seen := make(map[string]bool)
	values := 0
	for i, l := range wanted {
		l, err := one(l, strconv.Itoa(i))
		if err != nil {
			return nil, err
		}
		if seen[l.Term] {
			return nil, rule.Refuse("INVALID", "rule", "twice").At("limits", strconv.Itoa(i), "term")
		}
		if values += len(l.Allowed); values > maxAllowed {
			return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxAllowed)).At("limits", strconv.Itoa(i), "allowed")
		}
		seen[l.Term], clean[i] = true, l
	}
	return clean, nil
}

func one(l registry.Limit, place string) (registry.Limit, error) {
	var form text.Form
	l.Term = form.Line(l.Term, maxTerm, "limits", place, "term")
	allowed := make([]string, 0, len(l.Allowed))
	for i, v := range l.Allowed {
		allowed = append(allowed, form.Line(v, maxValue, "limits", place, "allowed", strconv.Itoa(i)))
	}
	if form.Err() != nil {
		return l, form.Err()
	}
	l.Allowed = nil
	if len(allowed) > 0 {
		slices.Sort(allowed)
		l.Allowed = slices.Compact(allowed)
	}
	low, okLow := decimal(l.Min)
	high, okHigh := decimal(l.Max)
	switch {
	case !okLow:
		return l, rule.Refuse("INVALID", "rule", "decimal").At("limits", place, "min")
	case !okHigh:
		return l, rule.Refuse("INVALID", "rule", "decimal").At("limits", place, "max")
	case low != nil && high != nil && low.Cmp(high) > 0:
		return l, rule.Refuse("INVALID", "rule", "order").At("limits", place, "max")
	case low == nil && high == nil && len(allowed) == 0:
		return l, rule.Refuse("INVALID", "rule", "required").At("limits", place)
	}
	return l, nil
}

var decimals = regexp.MustCompile(`^-?[0-9]{1,18}(\.[0-9]{1,9})?$`)

// decimal reads a bound that may be absent.
func decimal(s *string) (*big.Rat, bool) {
	if s == nil {
		return nil, true
	}
	if !decimals.MatchString(*s) {
		return nil, false
	}
	return new(big.Rat).SetString(*s)
}

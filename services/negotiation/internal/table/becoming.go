package table

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/rules/text"
)

// Becoming is the wished-for part of the ground rules that says what the text
// will be; what is left out stays as it is.
type Becoming struct {
	Nature       *negotiation.Nature            `json:"nature"`
	Ratification *negotiation.RatificationRules `json:"ratification"`
	Lasts        *negotiation.Lasting           `json:"lasts"`
	Mapping      []negotiation.Carrying         `json:"mapping"`
}

const (
	maxRatifyDays = 366
	maxMapping    = 200
)

func (w Becoming) over(g negotiation.GroundRules) negotiation.GroundRules {
	set(&g.Nature, w.Nature)
	if w.Ratification != nil {
		g.Ratification = w.Ratification
	}
	ratification := *g.Ratification
	g.Ratification = &ratification // for its checks to bring into form
	if w.Lasts != nil {
		l := *w.Lasts
		g.Lasts = &l
	}
	if w.Mapping != nil {
		g.Mapping = w.Mapping
	}
	g.Mapping = slices.Clone(g.Mapping)
	return g
}

// becoming checks what the text will be.
func becoming(g *negotiation.GroundRules) *rule.Refusal {
	if !slices.Contains([]negotiation.Nature{negotiation.Understanding, negotiation.Contract, negotiation.Elsewhere}, g.Nature) {
		return bad("nature", "nature")
	}
	if refusal := ratified(g.Ratification); refusal != nil {
		return refusal
	}
	if g.Lasts != nil && *g.Lasts == (negotiation.Lasting{}) {
		g.Lasts = nil
	}
	if l := g.Lasts; l != nil {
		for _, check := range []struct {
			field, says string
			ok          bool
		}{{"until", l.Until, dated(l.Until)}, {"notice", l.Notice, spans(l.Notice)}, {"renews", l.Renews, spans(l.Renews) && l.Until != ""}} {
			if check.says != "" && !check.ok {
				return rule.Refuse("INVALID", "rule", "span").At("groundRules", "lasts", check.field)
			}
		}
	}
	return mapped(g)
}

func dated(s string) bool {
	day, err := time.Parse(time.DateOnly, s)
	return err == nil && day.Year() >= 2000 && day.Year() < 2200
}

func spans(s string) bool {
	n, _, ok := terms.Span(s)
	return ok && n > 0
}

// ratified checks who ratifies: members have time to, and whoever signs by
// mandate has nothing to wait for.
func ratified(r *negotiation.RatificationRules) *rule.Refusal {
	at := func(field, why string) *rule.Refusal {
		return rule.Refuse("INVALID", "rule", why).At("groundRules", "ratification", field)
	}
	asks := r.By == negotiation.MandateAsks || r.By == negotiation.MembersRatify
	if !asks && r.By != negotiation.ByMandate {
		return at("by", "ratifying")
	}
	if asks != (r.Days > 0) || r.Days < 0 || r.Days > maxRatifyDays {
		return at("days", "days")
	}
	if r.Turnout != "" {
		share, ok := decision.Fraction(r.Turnout)
		if !ok || share.Cmp(whole) > 0 || !asks {
			return at("turnout", "share")
		}
		r.Turnout = share.RatString()
	}
	if len(r.Seats) > maxBehind || len(r.Seats) > 0 && !asks {
		return at("seats", "too_many")
	}
	seen := make(map[string]bool)
	for _, s := range r.Seats {
		if s == "" || len(s) > maxID || seen[s] {
			return at("seats", "twice")
		}
		seen[s] = true
	}
	return nil
}

// mapped checks what the seats say becomes of duties of the version before. That
// there are such duties is known once the text is fixed: what speaks of none
// says nothing.
func mapped(g *negotiation.GroundRules) *rule.Refusal {
	if len(g.Mapping) > maxMapping {
		return bad("mapping", "too_many")
	}
	type duty struct{ clause, key string }
	seen := make(map[duty]bool)
	for i := range g.Mapping {
		c := &g.Mapping[i]
		at := func(field string, r *rule.Refusal) *rule.Refusal {
			return r.At("groundRules", "mapping", strconv.Itoa(i), field)
		}
		if named := (duty{c.Clause, c.Duty}); c.Clause == "" || c.Duty == "" || len(c.Clause)+len(c.Duty) > 2*maxID || seen[named] {
			return at("duty", rule.Refuse("INVALID", "rule", "twice"))
		}
		if c.Fate != negotiation.Kept && c.Fate != negotiation.Changed && c.Fate != negotiation.Cancelled {
			return at("fate", rule.Refuse("INVALID", "rule", "fate"))
		}
		reason, refusal := text.Optional(c.Reason, maxCosts)
		if refusal != nil {
			return at("reason", refusal)
		}
		c.Reason, seen[duty{c.Clause, c.Duty}] = reason, true
	}
	return nil
}

// becomes completes a fixed text with what it is from now on: who ratifies it,
// how long it lasts, and what it does to the version before. Who ratifies has
// the whole time to sign after that.
func (t Table) becomes(e negotiation.TextFixed, at time.Time) negotiation.TextFixed {
	e.Nature, e.Lasts, e.Amends = t.Rules.Nature, t.Rules.Lasts, t.Parent
	e.Carries = t.carries(e.Terms)
	r := t.Rules.Ratification
	e.Ratification = &negotiation.Ratification{By: r.By, Seats: []string{}, Turnout: r.Turnout}
	for _, s := range e.Entry.Seats {
		if len(r.Seats) == 0 || slices.Contains(r.Seats, s) {
			e.Ratification.Seats = append(e.Ratification.Seats, s)
		}
	}
	if r.By == negotiation.ByMandate {
		return e
	}
	until := negotiation.InstantOf(at.AddDate(0, 0, r.Days))
	e.Ratification.Until = &until
	entryBy, _ := terms.Duration(t.Rules.EntryBy)
	if by := until.Add(entryBy); by.After(e.Entry.By.Time) {
		e.Entry.By = negotiation.InstantOf(by)
	}
	return e
}

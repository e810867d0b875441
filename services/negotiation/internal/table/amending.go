package table

import (
	"reflect"
	"slices"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Amending asks for a table at which an agreement in force is negotiated anew.
type Amending struct {
	Agreement string `json:"agreement" need:"true"`
	Version   int    `json:"version" need:"true"`
}

// Parent is what is in force of the agreement that a table would amend, as the
// caller has looked it up. Without any nothing is.
type Parent struct {
	negotiation.Amends
	Initiative string
	Parties    []string // seats
	Sheet      []Inherited
}

// Inherited is a term of the table that fixed the version before, under the id
// that it has at the new one.
type Inherited struct {
	ID string
	negotiation.Term
}

// begun is the sheet with which an amendment begins: what nobody changes stays
// as it was, under the same key.
func (c Open) begun() (events []negotiation.Event) {
	if c.Amends == nil {
		return nil
	}
	for i, term := range c.Parent.Sheet {
		events = append(events, negotiation.TermAdded{TermID: term.ID, Initiative: c.Initiative, Number: i + 1, Term: term.Term})
	}
	return events
}

// amends is the version that a table is about, or the refusal to begin one: it
// has to be in force, and whom it binds has to have a seat here.
func (c Open) amends(by By) (*negotiation.Amends, *rule.Refusal) {
	if c.Amends == nil {
		return nil, nil
	}
	p := c.Parent
	if p == nil || p.Agreement != c.Amends.Agreement || p.Initiative != c.Initiative {
		return nil, rule.Refuse("NO_SUCH_AGREEMENT").At("amends", "agreement")
	}
	if p.Version != c.Amends.Version {
		return nil, rule.Refuse("NOT_IN_FORCE").At("amends", "version")
	}
	for _, party := range p.Parties {
		if !slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool { return s.ID == party && s.State == registry.Taken }) {
			return nil, rule.Refuse("PARTY_NOT_SEATED").At("amends", "agreement")
		}
	}
	return &p.Amends, nil
}

// carries says what becomes of each duty of the version before. A duty that the
// new text says in the same words is kept, in other words changed, and not at
// all cancelled. The seats can say that one is cancelled though its words stay,
// and why; they cannot keep what the text does not say.
func (t Table) carries(fixed []negotiation.FixedTerm) (all []negotiation.Carrying) {
	if t.Parent == nil {
		return nil
	}
	for _, owed := range t.Parent.Owed {
		c := negotiation.Carrying{Clause: owed.Clause, Duty: owed.Key, Fate: fate(owed, fixed)}
		for _, said := range t.Rules.Mapping {
			if said.Clause != c.Clause || said.Duty != c.Duty {
				continue
			}
			c.Reason = said.Reason
			if said.Fate == negotiation.Cancelled {
				c.Fate = said.Fate
			}
		}
		all = append(all, c)
	}
	return all
}

func fate(owed negotiation.Owed, fixed []negotiation.FixedTerm) negotiation.Fate {
	for _, term := range fixed {
		if term.Key != owed.Clause {
			continue
		}
		for _, d := range term.Duties {
			switch {
			case d.Key != owed.Key:
			case reflect.DeepEqual(d, owed.Duty):
				return negotiation.Kept
			default:
				return negotiation.Changed
			}
		}
	}
	return negotiation.Cancelled
}

package table

import (
	"maps"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

const maxConstraints = 40

// find returns a term's definition.
func (s Sheet) find(id string) (negotiation.Term, bool) {
	t, listed := s[id]
	return t.Term, listed
}

// AddConstraint asks for a bond between terms.
type AddConstraint struct {
	Why
	ID    string               `json:"-"`
	Name  string               `json:"name" need:"true"`
	If    *negotiation.TermIs  `json:"if"`
	Then  *negotiation.TermIs  `json:"then"`
	Sum   *negotiation.TermSum `json:"sum"`
	Never []negotiation.TermIs `json:"never"`
}

func (c AddConstraint) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "addConstraint"); err != nil {
		return nil, err
	}
	wish, refusal := terms.Constrain(negotiation.Constraint{Constraint: c.ID, Name: c.Name, If: c.If, Then: c.Then, Sum: c.Sum, Never: c.Never}, t.Sheet.find)
	if refusal != nil {
		return nil, refusal
	}
	return t.moves(by, at, wished{c.Motion, t.sheetNeeds(), c.Reason, negotiation.Proposal{Constraint: &wish}})
}

// LiftConstraint asks for a sheet without a constraint.
type LiftConstraint struct {
	Why
	Constraint string `json:"constraint" need:"true"`
}

func (c LiftConstraint) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "liftConstraint"); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.sheetNeeds(), c.Reason, negotiation.Proposal{Lift: c.Constraint}})
}

func (t Table) constrained(c negotiation.Constraint) (negotiation.Event, error) {
	if len(t.Constraints) >= maxConstraints {
		return nil, rule.Refuse("TOO_MANY", "max", itoa(maxConstraints))
	}
	if _, refusal := terms.Constrain(c, t.Sheet.find); refusal != nil {
		return nil, refusal
	}
	e := negotiation.ConstraintAdded{Initiative: t.Initiative, Number: t.Constrained + 1, Constraint: c}
	for _, id := range slices.Sorted(maps.Keys(t.Packages)) {
		if p := t.Packages[id]; p.State == Tabled && terms.Broken(c, t.Sheet.find, byTerm(p.Values)) {
			e.Infeasible = append(e.Infeasible, id)
		}
	}
	return e, first(t.sheetRests())
}

func (t Table) lifted(id string) (negotiation.Event, error) {
	if _, there := t.Constraints[id]; !there {
		return nil, rule.Refuse("NO_SUCH_CONSTRAINT").At("constraint")
	}
	return negotiation.ConstraintLifted{Constraint: id}, first(t.sheetRests())
}

func byTerm(values []negotiation.Setting) map[string]negotiation.Value {
	all := make(map[string]negotiation.Value, len(values))
	for _, v := range values {
		all[v.Term] = v.Value
	}
	return all
}

// feasible refuses values that a constraint does not let stand together.
func (t Table) feasible(values []negotiation.Setting) *rule.Refusal {
	if refusal := t.Reopening.kept(t.Sheet, values); refusal != nil {
		return refusal
	}
	if len(t.Constraints) == 0 {
		return nil
	}
	set := byTerm(values)
	for _, id := range slices.Sorted(maps.Keys(t.Constraints)) {
		if c := t.Constraints[id]; terms.Broken(c, t.Sheet.find, set) {
			return rule.Refuse(terms.Infeasible, "constraint", c.Name).At("values")
		}
	}
	return nil
}

// settle returns wished-for values as a package holds them, if they can stand
// together.
func (t Table) settle(values []negotiation.DraftValue) ([]negotiation.Setting, error) {
	settings, err := t.Sheet.Check(values)
	if err != nil {
		return nil, err
	}
	return settings, first(t.feasible(settings))
}

// sheetNeeds is whose support a change of the term sheet needs: nobody else's
// while the convener prepares it, and then what the ground rules say.
func (t Table) sheetNeeds() negotiation.Needs {
	switch {
	case !t.Begun, t.Rules.SheetChange == negotiation.ByConvener:
		return negotiation.NobodyElse
	case t.Rules.SheetChange == negotiation.ByFacilitator:
		return negotiation.AndLeader
	}
	return negotiation.AllSeats
}

// changesSheet refuses whoever may not change the term sheet, or ask for it.
func (t Table) changesSheet(by By) *rule.Refusal {
	if refusal := t.sheetRests(); refusal != nil {
		return refusal
	}
	switch needs := t.sheetNeeds(); {
	case needs == negotiation.NobodyElse:
		return by.convenes()
	case needs == negotiation.AndLeader && t.Led.Person == "":
		return rule.Refuse("NO_FACILITATOR")
	}
	return by.SpeaksOrConvenes()
}

// sheetRests refuses changes of the term sheet while a decision is open, or
// packages lie under seal that set its terms.
func (t Table) sheetRests() *rule.Refusal {
	if refusal := t.working(); refusal != nil {
		return refusal
	}
	return t.unsealed()
}

// bound are the constraints that speak of a term: they go with it.
func (t Table) bound(term string) []negotiation.Event {
	var events []negotiation.Event
	for _, id := range slices.Sorted(maps.Keys(t.Constraints)) {
		if terms.Speaks(t.Constraints[id], term) {
			events = append(events, negotiation.ConstraintLifted{Constraint: id})
		}
	}
	return events
}

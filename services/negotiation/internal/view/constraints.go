package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	bonds "parley.example/services/internal/rules/terms"
)

// Constraint binds terms together.
type Constraint struct {
	ID          string `json:"id"`
	Initiative  string `json:"initiative"`
	Negotiation string `json:"negotiation"`
	Number      int    `json:"number"`
	negotiation.Constraint
	Terms []string             `json:"terms"`
	Never []negotiation.TermIs `json:"never"`
}

// Row implements [project.Document].
func (d *Constraint) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func constraints() project.View {
	return project.Of(project.View{Table: "constraint", Version: 1, Audience: atTable}, touchesConstraint, projectConstraint)
}

func touchesConstraint(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.ConstraintAdded:
		return one(ev.Constraint.Constraint)
	case negotiation.ConstraintLifted:
		return one(ev.Constraint)
	}
	return nil
}

func projectConstraint(key string, _ *Constraint, e project.Event) *Constraint {
	ev, added := e.Event.(negotiation.ConstraintAdded)
	if !added {
		return nil
	}
	d := &Constraint{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Constraint: ev.Constraint,
		Terms: append([]string{}, bonds.Bound(ev.Constraint)...), Never: append([]negotiation.TermIs{}, ev.Never...),
	}
	d.Constraint.Never = nil
	return d
}

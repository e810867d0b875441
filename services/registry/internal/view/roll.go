package view

import (
	"parley.example/events/project"
	"parley.example/events/registry"
)

// Roll is a document of registry.roll.
type Roll struct{ registry.RollRow }

// Row implements [project.Document].
func (r *Roll) Row() project.Row {
	return project.Row{Parent: r.Organization, Sort: r.Person, Audience: "org:" + r.Organization}
}

func theRoll(e project.Event) []string {
	if person, _, changed := roles(e.Event); changed {
		return []string{registry.AuthorityID(person, e.Commit.Aggregate)}
	}
	return nil
}

func applyRoll(_ string, r *Roll, e project.Event) *Roll {
	person, held, _ := roles(e.Event)
	if held == nil {
		return nil
	}
	if r == nil {
		r = &Roll{registry.RollRow{Person: person, Organization: e.Commit.Aggregate, Since: registry.InstantOf(e.At())}}
	}
	r.Roles = held
	return r
}

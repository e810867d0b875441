package view

import (
	"fmt"
	"slices"

	"parley.example/events/project"
	"parley.example/events/registry"
	"parley.example/services/registry/internal/directory"
)

// Entry is a document of registry.directory: one thing by which others are
// found. Nobody reads it but the service, which keeps an index over all of them
// in memory: its place in the list is the sequence that changed it last, so that
// a reader asks only for what came since.
type Entry struct {
	directory.Entry
	Seq uint64 `json:"seq"`
}

// Row implements [project.Document].
func (x *Entry) Row() project.Row {
	return project.Row{Parent: "all", Sort: Changed(x.Seq), Audience: Everybody}
}

// Changed is a sequence's place in the list of entries.
func Changed(seq uint64) string { return fmt.Sprintf("%020d", seq) }

func theEntries(e project.Event) []string {
	switch event := e.Event.(type) {
	case registry.PersonRegistered, registry.PersonRenamed, registry.ExpertiseRevised,
		registry.OrganizationFounded, registry.ProfileRevised, registry.InitiativeOpened, registry.ClassAdded:
		return []string{e.Commit.Aggregate}
	case registry.SeatOpened:
		return []string{event.Seat}
	case registry.SeatTaken:
		return []string{event.Seat}
	case registry.SeatVacated:
		return []string{event.Seat}
	case registry.ClassesChanged:
		keys := []string{e.Commit.Aggregate}
		for _, part := range event.Into {
			keys = append(keys, part.Seats...)
		}
		return keys
	case registry.CommunityFounded, registry.MemberAdmitted, registry.CommunityLeft, registry.CommunityRemoved:
		organization, _ := concerned(e.Event)
		return []string{e.Commit.Aggregate + "/" + organization}
	}
	return nil
}

func applyEntry(key string, x *Entry, e project.Event) *Entry {
	if x == nil {
		x = &Entry{Entry: directory.Entry{ID: key}}
	}
	x.Seq = e.Commit.Sequence
	switch event := e.Event.(type) {
	case registry.PersonRegistered:
		x.Kind, x.Name = directory.Person, event.Called
	case registry.PersonRenamed:
		x.Name = event.Called
	case registry.ExpertiseRevised:
		x.Expertise, x.Hidden = event.Expertise, !event.Findable
	case registry.OrganizationFounded:
		x.Kind, x.Name, x.Form, x.Purposes = directory.Organization, event.Called, event.Form, []string{event.Purpose}
	case registry.ProfileRevised:
		x.Purposes = append(x.Purposes[:min(1, len(x.Purposes)):1], event.Purposes...)
		x.Offers, x.Needs, x.Expertise, x.Meets = event.Offers, event.Needs, event.Expertise, event.Meets
	case registry.InitiativeOpened:
		x.Kind, x.Level, x.Hidden = directory.Initiative, int(event.Level), true
	case registry.ClassAdded:
		x.Classes = append(x.Classes, event.Called)
	case registry.SeatOpened:
		x.Kind, x.Initiative, x.Class, x.Hidden = directory.Seat, e.Commit.Aggregate, event.Class, true
	case registry.SeatTaken:
		x.Organization = event.Organization
	case registry.SeatVacated:
		x.Organization = ""
	case registry.ClassesChanged:
		x.reclass(event)
	default:
		organization, _ := concerned(event)
		x.Kind, x.Hidden, x.Community, x.Organization = directory.Membership, true, e.Commit.Aggregate, organization
		if standing(event) != "member" {
			x.Organization = ""
		}
	}
	if x.Kind == directory.Person && len(x.Expertise) == 0 {
		x.Hidden = true // found by nothing, or never asked to be
	}
	return x
}

// reclass puts other classes in the place of some: of a seat, or in the order
// of an initiative's.
func (x *Entry) reclass(e registry.ClassesChanged) {
	if x.Kind == directory.Seat {
		for _, part := range e.Into {
			if slices.Contains(part.Seats, x.ID) {
				x.Class = part.Called
			}
		}
		return
	}
	var classes []string
	for _, class := range x.Classes {
		switch {
		case !slices.Contains(e.Classes, class):
			classes = append(classes, class)
		case class == e.Classes[0]:
			for _, part := range e.Into {
				classes = append(classes, part.Called)
			}
		}
	}
	x.Classes = classes
}

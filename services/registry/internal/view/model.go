// Package view turns events of the registry into the documents that the API
// serves, into those that other services look up, and into the rows that say
// who may read what. It is pure: a document depends on nothing but the record.
package view

import (
	"strings"
	"time"

	"parley.example/events/project"
	"parley.example/events/registry"
)

// readers are the roles of the services whose commands look authority up.
var readers = []string{"parley_negotiation", "parley_agreements", "parley_deliberation"}

// Everybody is the audience of what is known to whoever has an account.
const Everybody = "registered"

// Model is what is projected from the stream that services share.
func Model() project.Model {
	return project.Model{
		Stream: registry.Stream,
		Decode: project.Decoding(registry.Decoders),
		Views: []project.View{
			project.Of(project.View{Table: "person", Version: 1, Audience: Everybody}, thePerson, applyPerson),
			project.Of(project.View{Table: "organization", Version: 1, Audience: Everybody}, theOrganization, applyOrganization),
			project.Of(project.View{Table: "membership", Version: 1, Audience: "person:{person}"}, theMembership, applyMembership),
			project.Of(project.View{Table: "member", Version: 1, Audience: "org:{organization}"}, theMember, applyMember),
			project.Of(project.View{Table: "mandate", Version: 1, Audience: "org:{organization}"}, theMandate, applyMandate),
			project.Of(project.View{Table: "initiative", Version: 1, Audience: Everybody}, theInitiative, applyInitiative),
			project.Of(project.View{Table: "seat", Version: 1, Audience: Everybody}, theSeat, applySeat),
			project.Of(project.View{Table: "attempt", Version: 1, Audience: "table:{initiative}"}, theAttempt, applyAttempt),
			project.Of(project.View{Table: "invitation", Version: 1, Audience: "convener:{initiative}"}, theInvitations, applyInvitation),
			project.Of(project.View{Table: "authority", Version: 1, Internal: true, Readers: readers}, theAuthorities, applyAuthority),
			project.Of(project.View{Table: "roll", Version: 1, Internal: true, Readers: readers}, theRoll, applyRoll),
			project.Of(project.View{Table: "seats", Version: 1, Internal: true, Readers: readers}, theSeats, applySeats),
			project.Of(project.View{Table: "holder", Version: 2, Policy: project.HolderPolicy, Readers: readers}, theHolders, applyHolder),
			project.Of(project.View{Table: "audience_grant", Version: 2, Policy: project.GrantPolicy, Readers: readers}, theGrants, applyGrant),
			newsItems(),
		},
		Due: due,
	}
}

// Sealed is what is projected from the stream that only an organization's own
// people, and the services that respect its limits, may know of.
func Sealed() project.Model {
	return project.Model{
		Stream: registry.Sealed,
		Decode: project.Decoding(registry.Decoders),
		Views: []project.View{
			project.Of(project.View{
				Table: "limits", Version: 1, Audience: "steward:{organization}",
				Readers: []string{"parley_negotiation", "parley_agreements"},
			}, theLimits, applyLimits),
			project.Of(project.View{Table: "own_limits", Version: 1, Audience: "person:{person}"}, theOwnLimits, applyOwnLimits),
			sealedNews(),
		},
	}
}

// Due rows are named after what ends at their time.
const (
	mandateDue    = "mandate/"
	invitationDue = "invitation/"
)

// DueMandate returns the mandate whose time a due row is about.
func DueMandate(what string) (mandate string, ok bool) { return strings.CutPrefix(what, mandateDue) }

// DueInvitation returns the invitation whose time a due row is about.
func DueInvitation(what string) (invitation string, ok bool) {
	return strings.CutPrefix(what, invitationDue)
}

// due asks again when a mandate or an invitation has run its time.
func due(e project.Event) []project.Due {
	wait := func(what string, until time.Time) project.Due {
		return project.Due{Aggregate: e.Commit.Aggregate, What: what, At: until}
	}
	never := time.Time{}
	switch e := e.Event.(type) {
	case registry.MandateGranted:
		return []project.Due{wait(mandateDue+e.Mandate, e.Until.Time)}
	case registry.SeatInvited:
		rows := []project.Due{wait(invitationDue+e.Invitation, e.Expires.Time)}
		if e.Replaces != "" {
			rows = append(rows, wait(invitationDue+e.Replaces, never))
		}
		return rows
	}
	if m, over := mandateOver(e.Event); over {
		return []project.Due{wait(mandateDue+m.Mandate, never)}
	}
	if i, _, answered := invitationOver(e.Event); answered {
		return []project.Due{wait(invitationDue+i, never)}
	}
	return nil
}

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
			project.Of(project.View{Table: "member_invitation", Version: 1, Audience: "steward:{organization}"}, theMemberInvitations, applyMemberInvitation),
			project.Of(project.View{Table: "handover", Version: 1, Audience: "org:{organization}"}, theHandover, applyHandover),
			project.Of(project.View{Table: "control", Version: 1, Audience: Everybody}, theControl, applyControl),
			project.Of(project.View{Table: "governance", Version: 3, Audience: "org:{organization}", Readers: []string{"parley_negotiation", "parley_agreements"}}, theGovernance, applyGovernance),
			project.Of(project.View{Table: "proposal", Version: 1, Audience: "org:{organization}"}, theProposal, applyProposal),
			project.Of(project.View{Table: "mandate", Version: 2, Audience: "org:{organization}"}, theMandate, applyMandate),
			project.Of(project.View{Table: "initiative", Version: 2, Audience: Everybody}, theInitiative, applyInitiative),
			project.Of(project.View{Table: "seat", Version: 2, Audience: Everybody}, theSeat, applySeat),
			project.Of(project.View{Table: "attempt", Version: 1, Audience: "table:{initiative}"}, theAttempt, applyAttempt),
			project.Of(project.View{Table: "invitation", Version: 2, Audience: "convener:{initiative}"}, theInvitations, applyInvitation),
			project.Of(project.View{Table: "observer", Version: 1, Audience: "table:{initiative}"}, theObserver, applyObserver),
			project.Of(project.View{Table: "nomination", Version: 1, Audience: "table:{initiative}"}, theNomination, applyNomination),
			project.Of(project.View{Table: "calling", Version: 1, Audience: "person:{person}"}, theCalling, applyCalling),
			project.Of(project.View{Table: "class_change", Version: 1, Audience: Everybody}, theClassChange, applyClassChange),
			project.Of(project.View{Table: "presence", Version: 1, Audience: Everybody}, thePresence, applyPresence),
			project.Of(project.View{Table: "alignment", Version: 1, Audience: Everybody}, theAlignment, applyAlignment),
			project.Of(project.View{Table: "perception", Version: 1, Audience: Everybody}, thePerceptions, applyPerception),
			project.Of(project.View{Table: "vision", Version: 1, Audience: Everybody}, theVision, applyVision),
			project.Of(project.View{Table: "link", Version: 1, Audience: Everybody}, theLinks, applyLink),
			project.Of(project.View{Table: "authority", Version: 2, Internal: true, Readers: readers}, theAuthorities, applyAuthority),
			project.Of(project.View{Table: "roll", Version: 1, Internal: true, Readers: readers}, theRoll, applyRoll),
			project.Of(project.View{Table: "seats", Version: 2, Internal: true, Readers: readers}, theSeats, applySeats),
			project.Of(project.View{Table: "holder", Version: 3, Policy: project.HolderPolicy, Readers: readers}, theHolders, applyHolder),
			project.Of(project.View{Table: "audience_grant", Version: 4, Policy: project.GrantPolicy, Readers: readers}, theGrants, applyGrant),
			project.Of(project.View{Table: "sitting", Version: 1, Audience: Everybody}, theSittings, applySitting),
			project.Of(project.View{Table: "own_mandate", Version: 1, Audience: "person:{person}"}, theOwnMandates, applyOwnMandate),
			project.Of(project.View{Table: "public_initiative", Version: 1, Audience: "{to}"}, thePublicInitiative, applyPublicInitiative),
			project.Of(project.View{Table: "public_organization", Version: 1, Audience: Anybody}, theOrganization, applyPublicOrganization),
			project.Of(project.View{Table: "stepped_forward", Version: 1, Audience: "convener:{initiative}"}, theForward, applyForward),
			newsItems(),

			project.Of(project.View{Table: "profile", Version: 1, Audience: Everybody}, theProfile, applyProfile),
			project.Of(project.View{Table: "expertise", Version: 1, Audience: Everybody}, theExpertise, applyExpertise),
			project.Of(project.View{Table: "own_expertise", Version: 1, Audience: "person:{person}"}, theExpertise, applyOwnExpertise),
			project.Of(project.View{Table: "naming", Version: 1, Audience: "person:{by}"}, theNaming, applyNaming),
			project.Of(project.View{Table: "change_agent", Version: 1, Audience: "{to}", Readers: readers}, theAgent, applyAgent),
			project.Of(project.View{Table: "community", Version: 1, Audience: Everybody}, theCommunity, applyCommunity),
			project.Of(project.View{Table: "charter", Version: 1, Audience: Everybody}, theCharters, applyCharter),
			project.Of(project.View{Table: "community_member", Version: 1, Audience: Everybody}, theBelongings, applyBelonging),
			project.Of(project.View{Table: "vouch", Version: 1, Audience: Everybody}, theWord, applyWord),
			project.Of(project.View{Table: "community_matter", Version: 1, Audience: "community:{community}"}, theMatter, applyMatter),
			project.Of(project.View{Table: "standing_terms", Version: 1, Audience: "community:{community}"}, theStanding, applyStanding),
			project.Of(project.View{Table: "community_roll", Version: 1, Internal: true, Readers: readers}, theCommunityRoll, applyCommunityRoll),
			project.Of(project.View{Table: "directory", Version: 1, Internal: true}, theEntries, applyEntry),

			project.Of(project.View{Table: "keys", Version: 1, Audience: Everybody, Readers: []string{"parley_agreements"}}, theKey, applyKey),
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
			project.Of(project.View{Table: "wanted_limits", Version: 1, Audience: "org:{organization}"}, theWantedLimits, applyWantedLimits),
			project.Of(project.View{Table: "presumption", Version: 1, Audience: "org:{organization}"}, thePresumption, applyPresumption),
			project.Of(project.View{Table: "own_limits", Version: 1, Audience: "person:{person}"}, theOwnLimits, applyOwnLimits),
			sealedNews(),

			project.Of(project.View{Table: "introduction", Version: 1, Audience: "{to}"}, theIntroductions, applyIntroduction),
			project.Of(project.View{Table: "introduction_proposal", Version: 1, Audience: "person:{by}"}, theIntroductionProposal, applyIntroductionProposal),
		},
		Due: dueSealed,
	}
}

// Due rows are named after what ends at their time.
const (
	mandateDue    = "mandate/"
	invitationDue = "invitation/"
	reminderDue   = "reminder/"
	joiningDue    = "joining/"
	observerDue   = "observer/"
)

// SilentAfter is how long an invitation is unanswered until that is noted.
const SilentAfter = 7 * 24 * time.Hour

// DueMandate returns the mandate whose time a due row is about.
func DueMandate(what string) (mandate string, ok bool) { return strings.CutPrefix(what, mandateDue) }

// DueInvitation returns the invitation whose time a due row is about.
func DueInvitation(what string) (invitation string, ok bool) {
	return strings.CutPrefix(what, invitationDue)
}

// DueReminder returns the invitation that has long been unanswered.
func DueReminder(what string) (invitation string, ok bool) {
	return strings.CutPrefix(what, reminderDue)
}

// DueJoining returns the invitation to an organization whose time is up.
func DueJoining(what string) (invitation string, ok bool) { return strings.CutPrefix(what, joiningDue) }

// DueObserver returns who has looked on long enough.
func DueObserver(what string) (observer string, ok bool) { return strings.CutPrefix(what, observerDue) }

// due asks again when a mandate or an invitation has run its time.
func due(e project.Event) []project.Due {
	wait := func(what string, until time.Time) project.Due {
		return project.Due{Aggregate: e.Commit.Aggregate, What: what, At: until}
	}
	at, never := e.At(), time.Time{}
	switch e := e.Event.(type) {
	case registry.MandateGranted:
		return []project.Due{wait(mandateDue+e.Mandate, e.Until.Time)}
	case registry.SeatInvited:
		rows := []project.Due{wait(invitationDue+e.Invitation, e.Expires.Time)}
		if silent := at.Add(SilentAfter); silent.Before(e.Expires.Time) {
			rows = append(rows, wait(reminderDue+e.Invitation, silent))
		}
		if e.Replaces != "" {
			rows = append(rows, wait(invitationDue+e.Replaces, never), wait(reminderDue+e.Replaces, never))
		}
		return rows
	case registry.InvitationReminded:
		return []project.Due{wait(reminderDue+e.Invitation, never)}
	case registry.MemberInvited:
		return []project.Due{wait(joiningDue+e.Invitation, e.Expires.Time)}
	case registry.MemberInvitationsEnded:
		var rows []project.Due
		for _, i := range e.Invitations {
			rows = append(rows, wait(joiningDue+i, never))
		}
		return rows
	case registry.MemberAdded:
		if e.Invitation != "" {
			return []project.Due{wait(joiningDue+e.Invitation, never)}
		}
	case registry.ObserverAdmitted:
		return []project.Due{wait(observerDue+e.Observer, e.Until.Time)}
	case registry.ObserverLeft:
		return []project.Due{wait(observerDue+e.Observer, never)}
	}
	if m, over := mandateOver(e.Event); over {
		return []project.Due{wait(mandateDue+m.Mandate, never)}
	}
	if i, _, answered := invitationOver(e.Event); answered {
		return []project.Due{wait(invitationDue+i, never), wait(reminderDue+i, never)}
	}
	return nil
}

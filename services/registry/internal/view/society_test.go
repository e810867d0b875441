package view

import (
	"reflect"
	"slices"
	"testing"

	"parley.example/events/registry"
	"parley.example/services/registry/internal/directory"
)

var members = []step{
	on("com", registry.CommunityFounded{Called: "Valle", Charter: registry.Charter{Version: 1, Text: "Pay.", Admission: 1}, Organization: "coop", Person: "bea"}),
	on("com", registry.MembershipSought{Organization: "city", Person: "ana", Words: "Please."}),
	on("com", registry.MemberVouched{Organization: "city", By: registry.Convener{Person: "bea", Organization: "coop"}, Words: "Good."},
		registry.MemberAdmitted{Organization: "city", Weights: []registry.Control{{Organization: "city", Under: "city"}}}),
}

// Members and stewards of a member read what is for the community, and nobody
// else does.
func TestWhoReadsWhatIsForACommunity(t *testing.T) {
	steps := append(slices.Clip(everyone), members...)
	left := append(slices.Clip(steps), on("com", registry.CommunityLeft{Organization: "coop"}))
	for _, tt := range []struct {
		rule                 string
		steps                []step
		person, organization string
		reads                bool
	}{
		{"a steward", steps, "ana", "city", true},
		{"a member", steps, "carl", "coop", true},
		{"counsel advises the leadership", steps, "eve", "coop", true},
		{"not while acting for nobody", steps, "carl", "", false},
		{"not before it was admitted", steps[:len(steps)-1], "ana", "city", false},
		{"not after it has left", left, "carl", "coop", false},
		{"and others still do", left, "ana", "city", true},
	} {
		if got := slices.Contains(sees(t, tt.steps, tt.person, tt.organization), "community:com"); got != tt.reads {
			t.Errorf("%s: %t", tt.rule, got)
		}
	}
}

func TestTheRollOfACommunity(t *testing.T) {
	steps := append(slices.Clip(members), on("com", registry.ControlDeclared{Organization: "city", With: []string{"coop"}, Weights: []registry.Control{{Organization: "coop", Under: "city"}}}))
	roll := fold(t, theCommunityRoll, applyCommunityRoll, happened(steps...))
	part := fold(t, theBelongings, applyBelonging, happened(steps...))[BelongingID("com", "coop")]
	if len(roll) != 2 || roll["com/coop"].Under != "city" || roll["com/city"].Under != "city" || part.Under != "city" || part.State != "member" {
		t.Errorf("%+v %+v %+v", roll["com/coop"], roll["com/city"], part)
	}
	steps = append(steps, on("com", registry.CommunityRemoved{Organization: "city", Reason: "Debts.", Weights: []registry.Control{{Organization: "coop", Under: "coop"}}}))
	roll = fold(t, theCommunityRoll, applyCommunityRoll, happened(steps...))
	gone := fold(t, theBelongings, applyBelonging, happened(steps...))[BelongingID("com", "city")]
	if len(roll) != 1 || roll["com/coop"].Under != "coop" || gone.State != "removed" || gone.Reason != "Debts." || gone.Under != "" {
		t.Errorf("%+v %+v", roll, gone)
	}
	if c := fold(t, theCommunity, applyCommunity, happened(steps...))["com"]; c.Members != 1 || c.Admission != 1 {
		t.Errorf("%+v", c)
	}
}

func TestEntriesFollowSeatsAndClasses(t *testing.T) {
	steps := append(slices.Clip(seated), on("ini", registry.ClassAdded{Called: "cooks"}), on("ini", registry.ClassesChanged{
		Kind: registry.SplitClass, Classes: []string{"riders"}, Into: []registry.ClassPart{{Called: "couriers", Seats: []string{"sea"}}, {Called: "drivers"}},
	}), on("coop", registry.ProfileRevised{Needs: []string{"crates"}, Meets: true}))
	docs := fold(t, theEntries, applyEntry, happened(steps...))
	if got, want := docs["ini"].Classes, []string{"couriers", "drivers", "cooks"}; !reflect.DeepEqual(got, want) {
		t.Errorf("classes %v, want %v", got, want)
	}
	if sea := docs["sea"]; sea.Class != "couriers" || sea.Organization != "coop" || sea.Kind != directory.Seat {
		t.Errorf("%+v", sea)
	}
	if coop := docs["coop"]; !reflect.DeepEqual(coop.Purposes, []string{"Ride."}) || !reflect.DeepEqual(coop.Needs, []string{"crates"}) || !coop.Meets {
		t.Errorf("%+v", coop)
	}
	if ana := docs["ana"]; !ana.Hidden {
		t.Errorf("nobody asked to be found: %+v", ana)
	}
}

package view

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

func TestSeatsAreTheSameForTheTableAndForTheServices(t *testing.T) {
	life := []registry.Event{
		registry.SeatVacated{Seat: "sea", Organization: "coop", Reason: "closing"},
		registry.SeatInvited{Seat: "sea", Invitation: "in2", Expires: june},
		registry.InvitationRevoked{Seat: "sea", Invitation: "in2", Reason: "wrong"},
		registry.SeatInvited{Seat: "sea", Invitation: "in3", Expires: june},
		registry.InvitationExpired{Seat: "sea", Invitation: "in3"},
		registry.AttemptRecorded{Seat: "sea", Attempt: "att", Channel: "visit"},
		registry.SeatInvited{Seat: "sea", Invitation: "in4", Expires: june},
		registry.SeatDeclined{Seat: "sea", Invitation: "in4", Reason: "not ours"},
		registry.SeatInvited{Seat: "sea", Invitation: "in5", Expires: june},
		registry.SeatTaken{Seat: "sea", Invitation: "in5", Organization: "mill", Person: "carl", Seeks: registry.Local},
		registry.LevelStated{Seat: "sea", Seeks: registry.EndToEnd},
	}
	steps := seated
	for _, e := range life {
		steps = append(slices.Clip(steps), on("ini", e))
		seats := fold(t, theSeats, applySeats, happened(steps...))["ini"]
		seat := fold(t, theSeat, applySeat, happened(steps...))["sea"]
		row := seats.Seats.Seats[0]
		if row.State != seat.State || row.Organization != seat.Organization || row.Seeks != seat.Seeks || row.Name != seat.Name {
			t.Errorf("after %s the services read %+v, the table %+v", e.Name(), row, seat)
		}
	}
	doc := fold(t, theSeats, applySeats, happened(steps...))["ini"]
	if held, ok := doc.Held("mill"); !ok || held.Seeks != registry.EndToEnd || doc.Level != 2 || doc.Convener.Organization != "city" || doc.Version == 0 {
		t.Errorf("%+v", doc)
	}
}

func TestInvitationsEndInOneWay(t *testing.T) {
	tests := []struct {
		rule  string
		event registry.Event
		want  string
	}{
		{"open", nil, "open"},
		{"taken", registry.SeatTaken{Seat: "sea", Invitation: "in2"}, "taken"},
		{"declined", registry.SeatDeclined{Seat: "sea", Invitation: "in2"}, "declined"},
		{"taken back", registry.InvitationRevoked{Seat: "sea", Invitation: "in2"}, "revoked"},
		{"run out", registry.InvitationExpired{Seat: "sea", Invitation: "in2"}, "expired"},
		{"replaced by a newer one", registry.SeatInvited{Seat: "sea", Invitation: "in3", Replaces: "in2"}, "replaced"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			steps := append(slices.Clip(seated), on("ini", registry.SeatInvited{Seat: "sea", Invitation: "in2", Expires: june}))
			if tt.event != nil {
				steps = append(steps, on("ini", tt.event))
			}
			docs := fold(t, theInvitations, applyInvitation, happened(steps...))
			if got := docs["in2"]; got.State != tt.want || (got.EndedAt == nil) != (tt.want == "open") {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestMandatesEndInOneWay(t *testing.T) {
	for want, e := range map[string]registry.Event{
		"active": deputy("bea", "dora"), "revoked": registry.MandateRevoked{Ended: over, Reason: "enough"},
		"lapsed": registry.MandateLapsed{Ended: over}, "expired": registry.MandateExpired{Ended: over},
	} {
		doc := fold(t, theMandate, applyMandate, happened(append(slices.Clip(granted), on("coop", e))...))["man"]
		if doc.State != want || (doc.EndedAt == nil) != (want == "active") || doc.GrantedBy != "ana" {
			t.Errorf("after %s: %+v", e.Name(), doc)
		}
	}
}

func TestLimitsAreForStewardsAndHolders(t *testing.T) {
	most := "200"
	limits := registry.Limits{Mandate: "man", Organization: "coop", Limits: []registry.Limit{{Term: "deposit", Max: &most}}}
	steps := []step{
		on("lim", registry.LimitsSet{Limits: limits, Holders: []string{"carl", "dora"}}),
		on("lim", registry.LimitsShown{Limits: limits, Holders: []string{"carl", "bea"}, Before: []string{"carl", "dora"}}),
	}
	own := func(steps ...step) string {
		var readers []string
		for _, doc := range fold(t, theOwnLimits, applyOwnLimits, happened(steps...)) {
			readers = append(readers, doc.Row().Audience)
		}
		slices.Sort(readers)
		return strings.Join(readers, " ")
	}
	if got := own(steps[:1]...); got != "person:carl person:dora" {
		t.Errorf("at first %s", got)
	}
	if got := own(steps...); got != "person:bea person:carl" {
		t.Errorf("with another deputy %s", got)
	}
	if got := own(append(steps, on("lim", registry.LimitsShown{Limits: limits, Holders: []string{}, Before: []string{"carl", "bea"}}))...); got != "" {
		t.Errorf("when it is over %s", got)
	}
	doc := fold(t, theLimits, applyLimits, happened(steps...))["man"]
	if row := doc.Row(); row.Audience != "steward:coop" || *doc.Limits.Limits[0].Max != "200" {
		t.Errorf("%+v", doc)
	}
}

// Every mandate and invitation that can run out is waited for, and no longer
// once it is over.
func TestDue(t *testing.T) {
	steps := append(slices.Clip(granted),
		on("ini", registry.SeatInvited{Seat: "sea", Invitation: "in2", Expires: june}),
		on("ini", registry.SeatInvited{Seat: "sea", Invitation: "in3", Expires: june, Replaces: "in2"}),
	)
	waits := func(steps []step) string {
		rows := make(map[string]bool)
		for _, e := range happened(steps...) {
			for _, d := range due(e) {
				rows[d.Aggregate+" "+d.What] = !d.At.IsZero()
			}
		}
		var open []string
		for row, waited := range rows {
			if waited {
				open = append(open, row)
			}
		}
		slices.Sort(open)
		return strings.Join(open, ", ")
	}
	if got := waits(steps); got != "coop mandate/man, ini invitation/in3, ini reminder/in3" {
		t.Errorf("waits for %s", got)
	}
	steps = append(steps, on("coop", registry.MandateRevoked{Ended: over}), on("ini", registry.SeatDeclined{Seat: "sea", Invitation: "in3"}))
	if got := waits(steps); got != "" {
		t.Errorf("still waits for %s", got)
	}
}

// No event of the contract is one that the views stumble over, and none is seen
// by nobody.
func TestEveryEventIsProjected(t *testing.T) {
	golden, err := os.ReadFile("../../../../events/registry/testdata/events.golden")
	if err != nil {
		t.Fatal(err)
	}
	touches := []func(project.Event) []string{
		thePerson, theOrganization, theMembership, theMember, theMandate, theInitiative, theSeat, theAttempt,
		theInvitations, theAuthorities, theSeats, theHolders, theGrants, theLimits, theOwnLimits,
		theMemberInvitations, theHandover, theControl, theGovernance, theProposal, theWantedLimits, theObserver, theNomination, theCalling,
		theClassChange, thePresence, theAlignment, thePerceptions, thePresumption, theVision, theLinks, theRoll,
		theProfile, theExpertise, theNaming, theAgent, theCommunity, theCharters, theBelongings, theWord, theMatter, theStanding,
		thePublicInitiative, theForward, theCommunityRoll, theEntries, theIntroductions, theIntroductionProposal, theKey,
	}
	for line := range strings.Lines(string(golden)) {
		name, stored, _ := strings.Cut(strings.TrimSpace(line), " ")
		e, err := registry.Decoders[name]([]byte(stored))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, touch := range touches {
			n += len(touch(project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{Aggregate: "agg"}}}))
		}
		if n == 0 {
			t.Errorf("%s changes no document", name)
		}
	}
}

// The audience that a view declares, which the API repeats, is the one that its
// documents have.
func TestAudiencesAreThoseDeclared(t *testing.T) {
	declared := make(map[string]string)
	for _, m := range []project.Model{Model(), Sealed()} {
		for _, v := range m.Views {
			declared[v.Table] = v.Audience
		}
	}
	part := Part{Person: "p", Organization: "o"}
	for table, doc := range map[string]project.Document{
		"person": &Person{}, "organization": &Organization{}, "membership": &Membership{part}, "member": &Member{part},
		"mandate": &Mandate{Organization: "o"}, "initiative": &Initiative{}, "seat": &Seat{}, "attempt": &Attempt{Initiative: "i"},
		"invitation": &Invitation{Initiative: "i"}, "limits": &Limits{registry.Limits{Organization: "o"}}, "own_limits": &OwnLimits{Person: "p"},
		"member_invitation": &MemberInvitation{Organization: "o"}, "handover": &Handover{Organization: "o"}, "control": &Control{},
		"governance": &Governance{Organization: "o"}, "proposal": &Proposal{Organization: "o"},
		"wanted_limits": &WantedLimits{Limits: registry.Limits{Organization: "o"}}, "presumption": &Presumption{Organization: "o"},
		"observer": &Observer{Initiative: "i"}, "nomination": &Nomination{Initiative: "i"}, "calling": &Calling{Nomination{Person: "p"}},
		"class_change": &ClassChange{}, "presence": &Presence{}, "alignment": &Alignment{}, "perception": &Perception{}, "vision": &Vision{}, "link": &Link{},
		"profile": &Profile{}, "expertise": &Expertise{}, "own_expertise": &OwnExpertise{Expertise: Expertise{Person: "p"}},
		"naming": &Naming{By: "b"}, "change_agent": &ChangeAgent{To: "person:p"}, "community": &Community{}, "charter": &CharterText{},
		"community_member": &Belonging{}, "vouch": &Word{}, "community_matter": &Matter{Community: "c"}, "standing_terms": &Standing{Community: "c"},
		"keys":    &Key{},
		"sitting": &Sitting{}, "own_mandate": &OwnMandate{Person: "p"},
		"public_initiative": &PublicInitiative{To: Anybody}, "public_organization": &PublicOrganization{}, "stepped_forward": &Forward{Initiative: "i"},
		"introduction": &Introduction{To: "steward:o"}, "introduction_proposal": &IntroductionProposal{By: "b"},
	} {
		var fields map[string]any
		stored, _ := json.Marshal(doc)
		if err := json.Unmarshal(stored, &fields); err != nil {
			t.Fatal(err)
		}
		want := declared[table]
		for name, value := range fields {
			if text, ok := value.(string); ok {
				want = strings.ReplaceAll(want, "{"+name+"}", text)
			}
		}
		if got := doc.Row().Audience; got != want {
			t.Errorf("%s is for %s, declared is %s", table, got, want)
		}
	}
}

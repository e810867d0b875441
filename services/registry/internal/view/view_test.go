package view

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// A step is what one command did to one aggregate.
type step struct {
	aggregate string
	events    []registry.Event
}

func on(aggregate string, events ...registry.Event) step { return step{aggregate, events} }

// happened numbers steps as the stream does.
func happened(steps ...step) (events []project.Event) {
	versions := make(map[string]uint64)
	for n, s := range steps {
		versions[s.aggregate]++
		commit := &record.Stored{Commit: record.Commit{
			Aggregate: s.aggregate, Version: versions[s.aggregate], Actor: "ana", At: record.InstantOf(noon.Add(time.Duration(n) * time.Hour)),
		}}
		for i, e := range s.events {
			events = append(events, project.Event{Event: e, Commit: commit, Index: i})
		}
	}
	return events
}

// fold projects a history as the runner does: every document is stored and
// read again between two events.
func fold[D any](t *testing.T, touches func(project.Event) []string, apply func(string, *D, project.Event) *D, history []project.Event) map[string]*D {
	t.Helper()
	docs := make(map[string]*D)
	for _, e := range history {
		for _, key := range touches(e) {
			doc := apply(key, docs[key], e)
			if doc == nil {
				delete(docs, key)
				continue
			}
			stored, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			docs[key] = new(D)
			if err := json.Unmarshal(stored, docs[key]); err != nil {
				t.Fatal(err)
			}
			if again, _ := json.Marshal(docs[key]); string(again) != string(stored) {
				t.Fatalf("stored as %s, read as %s", stored, again)
			}
		}
	}
	return docs
}

var (
	june  = registry.InstantOf(noon.AddDate(0, 3, 0))
	terms = registry.Terms{Mandate: "man", Delegate: "carl", Deputy: "dora", Initiative: "ini", Acts: []registry.Act{registry.Speak, registry.Vote}, Until: june, Limited: true}
	over  = registry.Ended{Mandate: "man", Delegate: "carl", Deputy: "dora", Limited: true}

	everyone = []step{
		on("ana", registry.PersonRegistered{Called: "Ana"}), on("bea", registry.PersonRegistered{Called: "Bea"}),
		on("carl", registry.PersonRegistered{Called: "Carl"}), on("dora", registry.PersonRegistered{Called: "Dora"}),
		on("city", registry.OrganizationFounded{Called: "City", Purpose: "Feed.", Founder: "ana"}),
		on("coop", registry.OrganizationFounded{Called: "Coop", Purpose: "Ride.", Founder: "bea"}),
		on("coop", registry.MemberAdded{Person: "carl", Roles: []registry.Role{registry.Member}}),
		on("coop", registry.MemberAdded{Person: "dora", Roles: []registry.Role{registry.Member}}),
		on("coop", registry.MemberAdded{Person: "eve", Roles: []registry.Role{registry.Counsel}}),
	}
	seated = slices.Concat(everyone, []step{
		on("ini", registry.InitiativeOpened{Title: "Commons", Level: 2, Convener: registry.Convener{Person: "ana", Organization: "city"}, Zone: "Europe/Madrid"}),
		on("ini", registry.ClassAdded{Called: "riders"}, registry.SeatOpened{Seat: "sea", Class: "riders", Called: "Coop"}),
		on("ini", registry.SeatInvited{Seat: "sea", Invitation: "inv", Called: "Coop", Note: "Come.", Expires: june, Inviter: "ana"}),
		on("ini", registry.SeatTaken{Seat: "sea", Invitation: "inv", Organization: "coop", Person: "bea", Seeks: 3}),
	})
	granted = append(slices.Clip(seated), on("coop", registry.MandateGranted{Terms: terms}))
)

// sees tells what a person may read while acting for an organization, as the
// row-level security of the database works it out.
func sees(t *testing.T, steps []step, person, organization string) []string {
	t.Helper()
	history := happened(steps...)
	var audiences []string
	for _, h := range fold(t, theHolders, applyHolder, history) {
		if row := h.Row(); row.Parent == person && (row.Sort == "" || row.Sort == organization) {
			audiences = append(audiences, row.Audience)
		}
	}
	for _, g := range fold(t, theGrants, applyGrant, history) {
		if row := g.Row(); slices.Contains(audiences, row.Parent) {
			audiences = append(audiences, row.Audience)
		}
	}
	slices.Sort(audiences)
	return slices.Compact(audiences)
}

func TestWhoSeesWhat(t *testing.T) {
	then := func(steps []step, more ...step) []step { return append(slices.Clip(steps), more...) }
	tests := []struct {
		rule                 string
		steps                []step
		person, organization string
		want                 string
	}{
		{"a stranger sees nothing", seated, "zoe", "", ""},
		{"a person sees their own and what is everybody's", seated, "carl", "", "person:carl registered"},
		{"a member sees the organization while acting for it", seated, "carl", "coop", "org:coop person:carl registered"},
		{"and not while acting for another", seated, "carl", "city", "person:carl registered"},
		{"a steward sees table and seat", seated, "bea", "coop", "org:coop person:bea registered seat:sea steward:coop table:ini"},
		{"counsel advises the leadership, not the members", seated, "eve", "coop", "seat:sea steward:coop table:ini"},
		{"who convened sees table and invitations", seated, "ana", "city", "convener:ini org:city person:ana registered steward:city table:ini"},
		{"a delegate sees what the mandate is about", granted, "carl", "coop", "mandate:coop:ini org:coop person:carl registered seat:sea table:ini"},
		{"so does the deputy", granted, "dora", "coop", "mandate:coop:ini org:coop person:dora registered seat:sea table:ini"},
		{"no more after it is revoked", then(granted, on("coop", registry.MandateRevoked{Ended: over})), "carl", "coop", "org:coop person:carl registered"},
		{"nor the deputy", then(granted, on("coop", registry.MandateExpired{Ended: over})), "dora", "coop", "org:coop person:dora registered"},
		{"another deputy takes the place", then(granted, on("coop", deputy("bea", "dora"))), "dora", "coop", "org:coop person:dora registered"},
		{"who leaves sees nothing of it any more", then(granted, on("coop", registry.MemberLeft{Person: "carl"}, registry.MandateLapsed{Ended: over})), "carl", "coop", "person:carl registered"},
		{"a steward no longer one neither", then(seated, on("coop", registry.RolesChanged{Person: "bea", Roles: []registry.Role{registry.Member}})), "bea", "coop", "org:coop person:bea registered"},
		{"a vacated seat shows nothing more", then(granted, on("ini", registry.SeatVacated{Seat: "sea", Organization: "coop"})), "bea", "coop", "org:coop person:bea registered steward:coop"},
		{"who took a mandate over sees its table", then(granted, on("coop", handed())), "dora", "coop", "mandate:coop:ini org:coop person:dora registered seat:sea table:ini"},
		{"who handed it over no more", then(granted, on("coop", handed())), "carl", "coop", "org:coop person:carl registered"},
		{"who looks on sees the table, whomever they act for", then(seated, zoe, on("ini", looks)), "zoe", "other", "person:zoe registered table:ini"},
		{"and no longer than that", then(seated, zoe, on("ini", looks), on("ini", registry.ObserverLeft{Observer: "obs", Person: "zoe", Why: registry.Expired})), "zoe", "", "person:zoe registered"},
		{"an advocate sees the table and no team's own", then(seated, zoe, on("ini", speaks)), "zoe", "", "person:zoe registered table:ini"},
		{"and no more once they have come", then(seated, zoe, on("ini", speaks), on("ini", registry.AdvocateEnded{Seat: "sea2", Advocate: "zoe", State: registry.Invited})), "zoe", "", "person:zoe registered"},
		{"nor once another speaks", then(seated, zoe, on("ini", speaks), on("ini", registry.SeatRepresented{Seat: "sea2", Advocate: "eve", Before: "zoe"})), "zoe", "", "person:zoe registered"},
		{"who leads the talks sees the table and no team's own", then(seated, zoe, on("ini", leads)), "zoe", "other", "person:zoe registered table:ini"},
		{"and no more once dismissed", then(seated, zoe, on("ini", leads), on("ini", registry.FacilitatorLeft{Negotiation: "neg", Person: "zoe"})), "zoe", "", "person:zoe registered"},
		{"nor once another leads", then(seated, zoe, on("ini", leads), on("ini", registry.FacilitatorAdmitted{Negotiation: "neg", Person: "eve"})), "zoe", "", "person:zoe registered"},
		{"who leads two tables of an initiative stays with the other", then(seated, zoe, on("ini", leads, registry.FacilitatorAdmitted{Negotiation: "neg2", Person: "zoe"}), on("ini", registry.FacilitatorLeft{Negotiation: "neg", Person: "zoe"})), "zoe", "", "person:zoe registered table:ini"},
		{"a mandate for everything reaches every table", then(seated, on("coop", everywhere())), "carl", "coop", "mandate:coop:all org:coop person:carl registered seat:sea table:ini"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := strings.Join(sees(t, tt.steps, tt.person, tt.organization), " "); got != tt.want {
				t.Errorf("sees %q, want %q", got, tt.want)
			}
		})
	}
}

var (
	zoe    = on("zoe", registry.PersonRegistered{Called: "Zoe"})
	looks  = registry.ObserverAdmitted{Observer: "obs", Person: "zoe", Seat: "sea", Invitation: "inv", Until: june}
	leads  = registry.FacilitatorAdmitted{Negotiation: "neg", Person: "zoe"}
	speaks = registry.SeatRepresented{Seat: "sea2", Advocate: "zoe", Interests: "none"}
)

// handed is the mandate after its deputy took it over.
func handed() registry.MandateHandedOver {
	t := terms
	t.Delegate, t.Deputy = "dora", ""
	return registry.MandateHandedOver{Terms: t, From: "carl", Before: "dora"}
}

func deputy(person, before string) registry.DeputyNamed {
	t := terms
	t.Deputy = person
	return registry.DeputyNamed{Terms: t, Before: before}
}

func everywhere() registry.MandateGranted {
	t := terms
	t.Initiative, t.Deputy = "", ""
	return registry.MandateGranted{Terms: t}
}

func TestAuthority(t *testing.T) {
	mandate := registry.Mandate{ID: "man", Initiative: "ini", Acts: terms.Acts, Until: june, Role: registry.Delegate, Limited: true, Version: 5}
	deputized := mandate
	deputized.Role = registry.Deputy
	replaced := deputized
	replaced.Version = 6
	member := []registry.Role{registry.Member}
	tests := []struct {
		rule   string
		after  registry.Event
		person string
		want   *registry.Authority
	}{
		{"a delegate holds the mandate", nil, "carl", &registry.Authority{Roles: member, Mandates: []registry.Mandate{mandate}, Version: 5}},
		{"the deputy holds it too", nil, "dora", &registry.Authority{Roles: member, Mandates: []registry.Mandate{deputized}, Version: 5}},
		{"another deputy holds it from then on", deputy("eve", "dora"), "eve", &registry.Authority{Roles: []registry.Role{registry.Counsel}, Mandates: []registry.Mandate{replaced}, Version: 6}},
		{"and the one before does not", deputy("eve", "dora"), "dora", &registry.Authority{Roles: member, Mandates: []registry.Mandate{}, Version: 6}},
		{"what is revoked is held by nobody", registry.MandateRevoked{Ended: over}, "carl", &registry.Authority{Roles: member, Mandates: []registry.Mandate{}, Version: 6}},
		{"new roles keep the mandate", registry.RolesChanged{Person: "carl", Roles: []registry.Role{registry.Steward}}, "carl", &registry.Authority{Roles: []registry.Role{registry.Steward}, Mandates: []registry.Mandate{mandate}, Version: 6}},
		{"who is removed has no say", registry.MemberRemoved{Person: "carl", Reason: "moved"}, "carl", nil},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			steps := granted
			if tt.after != nil {
				steps = append(slices.Clip(granted), on("coop", tt.after))
			}
			doc := fold(t, theAuthorities, applyAuthority, happened(steps...))[registry.AuthorityID(tt.person, "coop")]
			if tt.want == nil {
				if doc != nil {
					t.Errorf("%+v", doc)
				}
				return
			}
			tt.want.Person, tt.want.Organization = tt.person, "coop"
			if doc == nil || !reflect.DeepEqual(doc.Authority, *tt.want) {
				t.Errorf("\n got %+v\nwant %+v", doc, tt.want)
			}
		})
	}
}

package desk

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

var (
	noon    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	evening = noon.Add(6 * time.Hour)
)

// text has one price of +6 %, and needs growers and couriers.
func text(t *testing.T) agreements.Drafted {
	t.Helper()
	d, err := agreements.NewDrafted("hash", `{"version":1,"initiative":"commons",
		"entry":{"seats":["growers","couriers"],"by":"2026-03-01T18:00:00Z"},
		"clauses":[{"key":"price","kind":"percentage","value":{"percentage":"6.0"}}]}`)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lasting is a text that one leaves with three months' notice.
func lasting(t *testing.T) agreements.Drafted {
	t.Helper()
	d, err := agreements.NewDrafted("hash", `{"version":1,"initiative":"commons","lasts":{"notice":"P3M"},
		"entry":{"seats":["growers","restaurants"],"by":"2026-03-01T18:00:00Z"},"clauses":[]}`)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func signed(seat string) agreements.Signed {
	return agreements.Signed{Version: 1, Hash: "hash", Seat: seat}
}

// in is an agreement in a state that schema/roles.csv speaks of.
func in(t *testing.T, state string) accord.Agreement {
	opened := agreements.Opened{Version: 1, By: agreements.InstantOf(evening)}
	histories := map[string][]agreements.Event{
		"draft":   {text(t)},
		"open":    {text(t), opened},
		"inForce": {text(t), opened, signed("growers"), signed("couriers"), agreements.EnteredIntoForce{Version: 1, Hash: "hash"}},
		"void":    {text(t), opened, agreements.Voided{Version: 1}},
		"lapsed":  {text(t), opened, agreements.Lapsed{Version: 1}},
	}
	histories["ratifying"] = []agreements.Event{text(t), agreements.RatificationOpened{Version: 1, Until: agreements.InstantOf(evening)}}
	histories["reopened"] = append(slices.Clone(histories["ratifying"]), agreements.Reopened{Version: 1})
	histories["ended"] = append(slices.Clone(histories["inForce"]), agreements.Ended{Version: 1})
	histories["party"] = []agreements.Event{lasting(t), opened, signed("growers"), signed("restaurants"), agreements.EnteredIntoForce{Version: 1, Hash: "hash"}}
	histories["leaving"] = append(slices.Clone(histories["party"]), agreements.ExitAnnounced{Version: 1, Seat: "restaurants", Ends: agreements.InstantOf(evening)})
	history, known := histories[state]
	if !known {
		t.Fatalf("no history leads to %q", state)
	}
	return accord.Fold(history...)
}

// as is somebody who acts for the restaurants, in a role.
func as(role string, acts ...registry.Act) standing.Standing {
	s := standing.Standing{
		Actor: command.Actor{Person: "cruz", Organization: "mesa"},
		Seats: registry.Seats{Initiative: "commons", Seats: []registry.SeatRow{
			{ID: "growers", State: registry.Taken, Organization: "huerta"},
			{ID: "restaurants", State: registry.Taken, Organization: "mesa"},
			{ID: "labourers", State: registry.Empty},
		}},
		Limits: make(map[string]registry.Limits),
	}
	switch role {
	case "delegate", "deputy":
		s.Authority.Mandates = []registry.Mandate{{
			ID: "man", Initiative: "commons", Acts: acts, Until: registry.InstantOf(evening), Role: registry.MandateRole(role), Version: 3,
		}}
	case "steward", "member", "counsel":
		s.Authority.Roles = []registry.Role{registry.Role(role)}
	case "registered":
		s.Actor.Organization = ""
	}
	return s
}

func limited(to string) standing.Standing {
	s := as("delegate", registry.Sign)
	s.Authority.Mandates[0].Limited = true
	if to != "" {
		s.Limits["man"] = registry.Limits{Mandate: "man", Limits: []registry.Limit{{Term: "price", Max: &to}}}
	}
	return s
}

func TestWhoMayIsOnePage(t *testing.T) {
	for _, row := range rolestest.Rows(t, acts) {
		err := try(row.Act, as(row.Role, registry.Sign), in(t, row.State), "agr", noon)
		if (err == nil) != row.May {
			t.Errorf("%s, %s, %s: %v", row.Role, row.Act, row.State, err)
		}
	}
}

func TestMandates(t *testing.T) {
	tests := []struct {
		rule string
		who  standing.Standing
		at   time.Time
		sign string // the code of the refusal
		no   string
	}{
		{"a mandate that covers it", as("delegate", registry.Sign), noon, "", ""},
		{"one that is over", as("delegate", registry.Sign), evening, "MANDATE_EXPIRED", "MANDATE_EXPIRED"},
		{"one for other acts", as("delegate", registry.Offer, registry.Vote), noon, "NO_MANDATE", "NO_MANDATE"},
		{"limits that the text keeps", limited("6"), noon, "", ""},
		{"limits that it does not keep: no is still possible", limited("5.9"), noon, "BEYOND_MANDATE", ""},
		{"limits that nobody has set yet", limited(""), noon, "NO_LIMITS", ""},
		{"a seat that is another's", standing.Standing{Actor: command.Actor{Person: "eve", Organization: "other"}}, noon, "NOT_SEATED", "NOT_SEATED"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			a := in(t, "open")
			if _, _, err := signing(tt.who, a, SignAgreement{Agreement: "agr", Version: 1, Hash: "hash"}, tt.at); code(err) != tt.sign {
				t.Errorf("sign: %v", err)
			}
			if _, err := declining(tt.who, a, DeclineAgreement{Agreement: "agr", Version: 1, Reason: "no"}, tt.at); code(err) != tt.no {
				t.Errorf("decline: %v", err)
			}
		})
	}
}

func code(err error) string {
	var refused *rule.Refusal
	if errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}

func TestASignatureRecordsItsMandate(t *testing.T) {
	s := as("delegate", registry.Sign)
	s.Sequence = 42
	_, r, err := signing(s, in(t, "open"), SignAgreement{Agreement: "agr", Version: 1, Hash: "hash"}, noon)
	if err != nil || r.Authority == nil || r.Authority.Mandate != "man" || r.Authority.Version != 3 || r.Authority.Sequence != 42 {
		t.Errorf("got %+v, %v", r.Authority, err)
	}
}

func TestPreview(t *testing.T) {
	one := func(t *testing.T) accord.Agreement { return accord.Evolve(in(t, "open"), signed("couriers")) }
	grower := as("delegate", registry.Sign)
	grower.Actor.Organization = "huerta"
	tests := []struct {
		rule   string
		who    standing.Standing
		a      accord.Agreement
		sign   bool
		binds  bool
		until  bool
		events []string
	}{
		{"a signature binds until the deadline", grower, in(t, "open"), true, true, true, []string{"agreements.signed.v1"}},
		{"the last one for good", grower, one(t), true, true, false, []string{"agreements.signed.v1", "agreements.entered_into_force.v1"}},
		{"so does joining", as("deputy", registry.Sign), in(t, "inForce"), true, true, false, []string{"agreements.signed.v1"}},
		{"a second one changes nothing", grower, in(t, "inForce"), true, false, false, []string{}},
		{"a no binds nobody", grower, one(t), false, false, false, []string{"agreements.declined.v1", "agreements.voided.v1"}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			p := previewOf(tt.who, tt.a, wished(t, tt.sign, tt.who, tt.a))
			if p.Binds != tt.binds || (p.Until != nil) != tt.until || !slices.Equal(p.Events, tt.events) {
				t.Errorf("got %+v", p)
			}
			if p.Public || p.Seats != 2 || !slices.Equal(p.Audience, []string{"table:commons"}) {
				t.Errorf("seen by %+v", p)
			}
		})
	}
}

func wished(t *testing.T, sign bool, s standing.Standing, a accord.Agreement) resident.Ruling {
	t.Helper()
	r, err := declining(s, a, DeclineAgreement{Version: 1, Reason: "no"}, noon)
	if sign {
		_, r, err = signing(s, a, SignAgreement{Version: 1, Hash: "hash"}, noon)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAButtonSaysWhyNot(t *testing.T) {
	p := serve.Permit("signAgreement", rule.Refuse("BEYOND_MANDATE", "term", "price", "a", "b"))
	if p.Allowed || p.Code != "BEYOND_MANDATE" || !maps.Equal(p.Params, map[string]string{"a": "b", "term": "price"}) {
		t.Errorf("got %+v", p)
	}
	if p := serve.Permit("signAgreement", nil); !p.Allowed || p.Code != "" || p.Params == nil {
		t.Errorf("got %+v", p)
	}
	if err := try("signAgreement", as("delegate", registry.Sign), accord.Evolve(in(t, "open"), signed("restaurants")), "agr", noon); !errors.Is(err, AlreadyDone) {
		t.Errorf("who has signed may sign: %v", err)
	}
}

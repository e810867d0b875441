package desk

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/record"
)

// One pair of servers serves all of it: each rule has people of its own.
func TestRegistry(t *testing.T) {
	w := open(t)
	rules := []struct {
		rule string
		test func(*testing.T, town)
	}{
		{"nobody makes somebody else known", strangers},
		{"who acts is looked up, not believed", lookedUp},
		{"a mandate's limits are known to stewards and holders alone", sealed},
		{"a mandate is granted once, with one set of limits", once},
		{"another deputy reads the limits, and nobody once it is over", shown},
		{"a mandate ends with its time", ends},
		{"an invitation leads to its table without a log-in", card},
		{"an inviter is told the same token again, and nobody else is", token},
		{"a token works once", tokenOnce},
		{"a seat brings its holders to the table, and leaving it takes them away", seated},
		{"what may be done now is what the rules say", permitted},
		{"a dry run changes nothing and says who will see it", dry},
		{"one joins by a token that works once", joins},
		{"who is gone lets nobody in", uninvited},
		{"what somebody holds is handed over, and no organization is left alone", handsOver},
		{"those under one control hold one seat", oneControl},
		{"nobody outside can tell that members are asked, nor what", proposed},
		{"where members decide, their ballot grants", byBallot},
		{"whoever is invited answers without an account", answersWithoutAccount},
		{"and may look on before they decide", looksFirst},
		{"an advocate speaks for who cannot be reached, until they come", represents},
		{"where an organization wants it, an offer needs a second person", needsTwo},
		{"who leads the talks reads the table, and nobody who was dismissed", facilitates},
		{"a class is changed by itself alone", reclassed},
		{"what one thinks of others is one's own until it is published", presumes},
		{"initiatives are linked when both say so, and visions have a history", linked},
	}
	for _, r := range rules {
		t.Run(r.rule, func(t *testing.T) { r.test(t, w) })
	}
	for _, stream := range []string{"registry", "registry_sealed"} {
		model := w.house.Stream(stream).Model
		all, err := model.Check(t.Context(), w.house.Pool())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			if !c.Equal() {
				t.Errorf("a rebuild would be another: %+v", c)
			}
		}
	}
}

func strangers(t *testing.T, w town) {
	ana := w.person(t, "Ana")
	other := record.NewID("per", uuid.NewString())
	if got := w.refused(t, ana, "register_person", input{"person": other, "name": "Bea"}); got != "NOT_FOUND input person" {
		t.Error(got)
	}
	if got := w.refused(t, ana, "register_person", input{"person": ana.Person, "name": "Ana", "zone": "Mars/Olympus"}); got != "INVALID input zone" {
		t.Error(got)
	}
	if got := w.refused(t, command.Actor{Person: other}, "found_organization", input{"name": "A", "purpose": "B"}); got != "NOT_FOUND" {
		t.Error(got)
	}
	coop := w.organization(t, "Coop", ana)
	if got := w.refused(t, coop[0], "add_member", input{"organization": coop[0].Organization, "person": other, "roles": []string{"member"}}); got != "NOT_FOUND input person" {
		t.Error(got)
	}
}

func lookedUp(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	coop := w.organization(t, "Coop", w.person(t, "Bea"), w.person(t, "Carl"))
	initiative, seat := w.table(t, city[0])
	token := w.invite(t, city[0], seat)
	eve := w.person(t, "Eve")
	eve.Organization = city[0].Organization // says Eve
	for name, in := range map[string]input{
		"add_class":  {"initiative": initiative, "name": "growers"},
		"take_seat":  {"token": token, "seeks": 1},
		"add_member": {"organization": eve.Organization, "person": eve.Person, "roles": []string{"steward"}},
	} {
		want := "NO_MANDATE"
		if name == "add_member" {
			want = "NOT_STEWARD"
		}
		if got := w.refused(t, eve, name, in); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	carl := coop[1]
	if got := w.refused(t, carl, "take_seat", input{"token": token, "seeks": 1}); got != "NO_MANDATE" {
		t.Error(got)
	}
	mandate := w.do(t, coop[0], "grant_mandate", input{
		"organization": carl.Organization, "delegate": carl.Person, "initiative": initiative, "acts": []string{"speak"}, "until": in(time.Hour),
	})
	w.do(t, carl, "take_seat", input{"token": token, "seeks": 3})
	var body string
	err := w.house.Pool().QueryRow(t.Context(), "SELECT convert_from(body, 'UTF8') FROM journal.registry WHERE aggregate = $1 ORDER BY version DESC LIMIT 1", initiative).Scan(&body)
	if err != nil {
		t.Fatal(err)
	}
	var commit record.Commit
	if err := json.Unmarshal([]byte(body), &commit); err != nil {
		t.Fatal(err)
	}
	if a := commit.Authority; a == nil || a.Mandate != mandate.IDs["mandate"] || a.Version != mandate.Version || a.Sequence < mandate.Sequence {
		t.Errorf("%+v by %+v", commit.Authority, mandate)
	}
	w.do(t, coop[0], "revoke_mandate", input{"mandate": mandate.IDs["mandate"], "reason": "enough"})
	if got := w.refused(t, carl, "state_level", input{"seat": seat, "seeks": 1}); got != "NO_MANDATE" {
		t.Errorf("after the revocation: %s", got)
	}
}

// granting is a mandate for the first member, limited by a canary.
func granting(coop []command.Actor, limit string) input {
	return input{
		"organization": coop[0].Organization, "delegate": coop[1].Person, "acts": []string{"vote"}, "until": in(time.Hour),
		"limits": []input{{"term": "deposit", "max": limit}},
	}
}

func sealed(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"), w.person(t, "Carl"))
	mandate := w.do(t, coop[0], "grant_mandate", granting(coop, "271828182"))
	if got := w.refused(t, coop[2], "revise_limits", input{"mandate": mandate.IDs["mandate"], "limits": []input{{"term": "deposit", "max": "1"}}}); got != "NOT_STEWARD" {
		t.Error(got)
	}
	w.do(t, coop[0], "revise_limits", input{"mandate": mandate.IDs["mandate"], "limits": []input{{"term": "deposit", "max": "314159265"}}})
	all := w.everything(t)
	for _, canary := range []string{"271828182", "314159265", "deposit"} {
		if strings.Contains(all, canary) {
			t.Errorf("the shared record holds %s", canary)
		}
	}
	for table, readers := range map[string][]bool{"registry_sealed.limits": {true, false, false}, "registry_sealed.own_limits": {false, true, false}, "registry.mandate": {true, true, true}} {
		for i, may := range readers {
			if docs := w.reads(t, coop[i], table); (len(docs) == 1) != may {
				t.Errorf("%d reads %v in %s", i, docs, table)
			}
		}
	}
	bare := coop[0]
	bare.Organization = ""
	if docs := w.reads(t, bare, "registry_sealed.limits"); len(docs) != 0 {
		t.Errorf("a steward who acts for nobody reads %v", docs)
	}
}

func once(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	id := uuid.NewString()
	limited, other, unlimited := granting(coop, "200"), granting(coop, "300"), granting(coop, "200")
	other["until"], unlimited["until"] = limited["until"], limited["until"]
	delete(unlimited, "limits")
	first := w.send(t, coop[0], "grant_mandate", id, false, limited)
	again := w.send(t, coop[0], "grant_mandate", id, false, limited)
	if first.Refusal != nil || again.Refusal != nil || first.Sequence != again.Sequence || first.IDs["mandate"] != again.IDs["mandate"] {
		t.Errorf("first %+v, again %+v", first, again)
	}
	for _, changed := range []input{other, unlimited} {
		if reply := w.send(t, coop[0], "grant_mandate", id, false, changed); reply.Refusal == nil || reply.Refusal.Code != command.CommandIDReused {
			t.Errorf("%v: %+v", changed, reply)
		}
	}
	if docs := w.reads(t, coop[0], "registry_sealed.limits"); len(docs) != 1 || !strings.Contains(docs[0], `"200"`) {
		t.Error(docs)
	}
	id = uuid.NewString()
	w.send(t, coop[0], "grant_mandate", id, false, unlimited)
	if reply := w.send(t, coop[0], "grant_mandate", id, false, limited); reply.Refusal == nil || reply.Refusal.Code != command.CommandIDReused {
		t.Errorf("%+v", reply)
	}
	before := w.reads(t, coop[0], "registry_sealed.limits")
	if got := w.refused(t, coop[1], "grant_mandate", limited); got != "NOT_STEWARD" {
		t.Error(got)
	}
	if after := w.reads(t, coop[0], "registry_sealed.limits"); len(before) != len(after) {
		t.Errorf("a refused mandate left limits: %v", after)
	}
}

func shown(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"), w.person(t, "Carl"))
	mandate := w.do(t, coop[0], "grant_mandate", granting(coop, "200")).IDs["mandate"]
	read := func(who command.Actor) bool { return len(w.reads(t, who, "registry_sealed.own_limits")) == 1 }
	w.do(t, coop[0], "name_deputy", input{"mandate": mandate, "deputy": coop[2].Person})
	w.until(t, "the deputy reads them", func() bool { return read(coop[2]) })
	if !read(coop[1]) {
		t.Error("the delegate no longer does")
	}
	w.do(t, coop[0], "revoke_mandate", input{"mandate": mandate, "reason": "enough"})
	w.until(t, "nobody reads them", func() bool { return !read(coop[1]) && !read(coop[2]) })
	if got := w.refused(t, coop[0], "revise_limits", input{"mandate": mandate, "limits": []input{{"term": "deposit", "max": "1"}}}); got != "MANDATE_ENDED input mandate" {
		t.Error(got)
	}
}

func ends(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	city := w.organization(t, "City", w.person(t, "Carl"))
	short := granting(coop, "200")
	short["until"] = in(700 * time.Millisecond)
	w.do(t, coop[0], "grant_mandate", short)
	_, seat := w.table(t, city[0])
	w.do(t, city[0], "invite_seat", input{"seat": seat, "name": "Coop", "note": "Come.", "expires": in(700 * time.Millisecond)})
	w.until(t, "both have run out", func() bool {
		mandates, invitations := w.reads(t, coop[1], "registry.mandate"), w.reads(t, city[0], "registry.invitation")
		return strings.Contains(mandates[0], `"state":"expired"`) && strings.Contains(invitations[0], `"state":"expired"`)
	})
	w.until(t, "nobody reads the limits", func() bool { return len(w.reads(t, coop[1], "registry_sealed.own_limits")) == 0 })
}

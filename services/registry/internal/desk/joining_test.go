package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/registry"
)

func joining(organization string, roles ...string) input {
	return input{"organization": organization, "roles": roles, "name": "Rosa", "note": "Ride with us.", "expires": in(time.Hour)}
}

func joins(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	org := coop[0].Organization
	if got := w.refused(t, coop[1], "invite_member", joining(org, "member")); got != "NOT_STEWARD" {
		t.Error(got)
	}
	id := uuid.NewString()
	wanted := joining(org, "member")
	first := w.send(t, coop[0], "invite_member", id, false, wanted)
	again := w.send(t, coop[0], "invite_member", id, false, wanted)
	token := first.Secrets["token"]
	if token == "" || token != again.Secrets["token"] || strings.Contains(w.everything(t), token) {
		t.Errorf("first %v, again %v", first, again)
	}
	var c JoinCard
	if err := json.Unmarshal([]byte(w.ask(t, command.Actor{}, "joining", input{"id": "", "token": token})), &c); err != nil {
		t.Fatal(err)
	}
	if c.Name != "Coop" || c.Inviter != "Ana" || c.Invited != "Rosa" || c.Members != 2 || c.MandatesBy != registry.ByStewards ||
		!slices.Equal(c.Commits, []string{"nothingBindsAlone", "leavesAnyTime", "votesInBallots"}) {
		t.Errorf("%+v", c)
	}
	var all sync.WaitGroup
	answers := make([]string, 6)
	for i := range answers {
		who := w.person(t, "Rosa")
		all.Go(func() { answers[i] = w.refused(t, who, "join_organization", input{"token": token}) })
	}
	all.Wait()
	slices.Sort(answers)
	if want := append(slices.Repeat([]string{"NOT_FOUND input token"}, 5), "granted"); !slices.Equal(answers, want) {
		t.Error(answers)
	}
	wrong, used := w.ask(t, command.Actor{}, "joining", input{"id": "", "token": "x"}), w.ask(t, command.Actor{}, "joining", input{"id": "", "token": token})
	if wrong != used || !strings.Contains(wrong, "NOT_FOUND") {
		t.Errorf("wrong %s, used %s", wrong, used)
	}
	if docs := w.reads(t, coop[0], "registry.member_invitation"); len(docs) != 1 || !strings.Contains(docs[0], `"state":"used"`) {
		t.Error(docs)
	}
	if docs := w.reads(t, coop[1], "registry.member_invitation"); len(docs) != 0 {
		t.Errorf("a member reads %v", docs)
	}
}

func uninvited(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	org := coop[0].Organization
	w.do(t, coop[0], "change_roles", input{"organization": org, "person": coop[1].Person, "roles": []string{"steward", "member"}})
	token := w.do(t, coop[1], "invite_member", joining(org, "steward")).Secrets["token"]
	revoked := w.do(t, coop[0], "invite_member", joining(org, "member"))
	w.do(t, coop[0], "end_member_invitation", input{"invitation": revoked.IDs["invitation"], "reason": "wrong"})
	short := joining(org, "member")
	short["expires"] = in(500 * time.Millisecond)
	late := w.do(t, coop[0], "invite_member", short).Secrets["token"]
	w.do(t, coop[0], "remove_member", input{"organization": org, "person": coop[1].Person, "reason": "gone"})
	w.until(t, "the late one has run out", func() bool {
		return strings.Contains(strings.Join(w.reads(t, coop[0], "registry.member_invitation"), ""), `"state":"expired"`)
	})
	for name, token := range map[string]string{"of who is gone": token, "taken back": revoked.Secrets["token"], "late": late} {
		if got := w.refused(t, coop[1], "join_organization", input{"token": token}); got != "NOT_FOUND input token" {
			t.Errorf("one %s: %s", name, got)
		}
	}
}

func handsOver(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"), w.person(t, "Carl"))
	org := coop[0].Organization
	mandate := granting(coop, "200")
	mandate["deputy"] = coop[2].Person
	man := w.do(t, coop[0], "grant_mandate", mandate).IDs["mandate"]
	offer := w.do(t, coop[1], "offer_handover", input{"organization": org, "to": coop[2].Person, "mandate": man}).IDs["handover"]
	eve := w.person(t, "Eve")
	if got := w.refused(t, eve, "accept_handover", input{"handover": offer}); got != "NOT_FOUND input handover" {
		t.Error(got)
	}
	w.do(t, coop[2], "accept_handover", input{"handover": offer})
	if docs := w.reads(t, coop[2], "registry.mandate"); !strings.Contains(docs[0], `"delegate":"`+coop[2].Person+`"`) {
		t.Error(docs)
	}
	w.until(t, "who handed it over no longer reads the limits", func() bool {
		return len(w.reads(t, coop[1], "registry_sealed.own_limits")) == 0 && len(w.reads(t, coop[2], "registry_sealed.own_limits")) == 1
	})
	steward := w.do(t, coop[0], "offer_handover", input{"organization": org, "to": coop[1].Person}).IDs["handover"]
	if got := w.refused(t, coop[0], "leave_organization", input{"organization": org}); got != "LAST_STEWARD" {
		t.Error(got)
	}
	w.do(t, coop[1], "accept_handover", input{"handover": steward})
	w.do(t, coop[0], "leave_organization", input{"organization": org})
	if got := w.refused(t, coop[1], "leave_organization", input{"organization": org}); got != "LAST_STEWARD" {
		t.Error(got)
	}
}

func oneControl(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	holding, first, second := w.organization(t, "Holding", w.person(t, "Hal")), w.organization(t, "First", w.person(t, "Fay")), w.organization(t, "Second", w.person(t, "Sam"))
	initiative, seat := w.table(t, city[0])
	other, third := w.chair(t, city[0], initiative), w.chair(t, city[0], initiative)
	declare := func(who command.Actor) {
		w.do(t, who, "declare_controller", input{"organization": who.Organization, "controller": holding[0].Organization})
	}
	declare(first[0])
	if got := w.refused(t, holding[0], "confirm_controller", input{"organization": holding[0].Organization, "controlled": second[0].Organization}); got != "NOT_FOUND input controlled" {
		t.Error(got)
	}
	w.do(t, first[0], "take_seat", input{"token": w.invite(t, city[0], seat), "seeks": 1})
	w.do(t, holding[0], "take_seat", input{"token": w.invite(t, city[0], other), "seeks": 1}) // it has confirmed nothing
	declare(second[0])
	token := w.invite(t, city[0], third)
	if got := w.refused(t, second[0], "take_seat", input{"token": token, "seeks": 1}); got != "ONE_CONTROL" {
		t.Error(got)
	}
	w.do(t, holding[0], "vacate_seat", input{"seat": other, "reason": "one of us is enough"})
}

func proposed(t *testing.T, w town) {
	worlds := make([]string, 2)
	for i, limit := range []string{"161803398", "141421356"} {
		coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"), w.person(t, "Carl"))
		counsel, eve := w.person(t, "Cora"), w.organization(t, "Eve", w.person(t, "Eve"))[0]
		counsel.Organization = coop[0].Organization
		w.do(t, coop[0], "add_member", input{"organization": counsel.Organization, "person": counsel.Person, "roles": []string{"counsel"}})
		mandate := w.do(t, coop[0], "grant_mandate", granting(coop, "200")).IDs["mandate"]
		before := w.sees(t, eve)
		asking := input{"mandate": mandate, "question": "May I go farther?", "deadline": in(30 * time.Minute), "limits": []input{{"term": "deposit", "max": limit}}}
		if got := w.refused(t, coop[2], "ask_members", asking); got != "NOT_FOUND input mandate" {
			t.Error(got)
		}
		asked := w.do(t, coop[1], "ask_members", asking)
		if after := w.sees(t, eve); after != before {
			t.Errorf("outside they see that something was asked:\n%s\n%s", before, after)
		}
		for who, may := range map[command.Actor]bool{coop[0]: true, coop[1]: true, coop[2]: true, counsel: false, eve: false} {
			if docs := w.reads(t, who, "registry_sealed.wanted_limits"); (len(docs) == 1) != may {
				t.Errorf("reads %v", docs)
			}
		}
		all := w.everything(t)
		if strings.Contains(all, limit) {
			t.Error("the shared record holds what is wanted")
		}
		worlds[i] = fmt.Sprintf("%d %s %s", asked.Version, w.ask(t, eve, "may", input{"id": coop[0].Organization}), w.journal(t, coop[0].Organization))
		if got := w.refused(t, coop[1], "ask_members", asking); got != "ALREADY_ASKED input mandate" {
			t.Error(got)
		}
		w.closed(t, coop[0].Organization, "limits", asked.IDs["proposal"], "carried")
		w.until(t, "the mandate reaches farther", func() bool {
			docs := w.reads(t, coop[1], "registry_sealed.own_limits")
			return len(docs) == 1 && strings.Contains(docs[0], limit)
		})
		w.until(t, "the members read what became of it", func() bool {
			return strings.Contains(strings.Join(w.reads(t, coop[2], "registry.proposal"), ""), `"state":"adopted"`)
		})
		if after := w.sees(t, eve); after != before {
			t.Error("outside they see that the mandate was widened")
		}
	}
	if worlds[0] != worlds[1] {
		t.Errorf("two worlds that differ in what is wanted\n%s\n%s", worlds[0], worlds[1])
	}
}

func byBallot(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"), w.person(t, "Carl"))
	org := coop[0].Organization
	w.do(t, coop[0], "govern_mandates", input{"organization": org, "by": "ballot"})
	if got := w.refused(t, coop[0], "grant_mandate", granting(coop, "200")); got != "MEMBERS_DECIDE" {
		t.Error(got)
	}
	if got := w.refused(t, coop[0], "govern_mandates", input{"organization": org, "by": "stewards"}); got != "MEMBERS_DECIDE" {
		t.Error(got)
	}
	propose := func(delegate command.Actor) string {
		return w.do(t, coop[2], "propose_mandate", input{
			"organization": org, "delegate": delegate.Person, "acts": []string{"offer"}, "until": in(time.Hour), "question": "Shall they?",
			"deadline": in(30 * time.Minute), "limits": []input{{"term": "deposit", "max": "4"}},
		}).IDs["proposal"]
	}
	back := propose(coop[1])
	w.do(t, coop[2], "withdraw_proposal", input{"proposal": back, "reason": "Not yet."})
	w.until(t, "nobody wants it any more", func() bool {
		return strings.Contains(strings.Join(w.reads(t, coop[1], "registry_sealed.wanted_limits"), ""), `"state":"withdrawn"`)
	})
	yes, no, late := propose(coop[1]), propose(coop[2]), propose(coop[0])
	if docs := w.reads(t, coop[1], "registry.mandate"); len(docs) != 0 {
		t.Errorf("what is proposed is granted: %v", docs)
	}
	w.closed(t, org, "mandate", no, "rejected")
	w.closed(t, org, "mandate", late, "noQuorum")
	w.closed(t, org, "mandate", yes, "carried")
	w.closed(t, org, "mandate", yes, "carried") // told twice
	w.until(t, "the members' delegate holds it", func() bool {
		return len(w.reads(t, coop[1], "registry.mandate")) == 1 && len(w.reads(t, coop[1], "registry_sealed.own_limits")) == 1
	})
	all := strings.Join(w.reads(t, coop[1], "registry.proposal"), "")
	for _, state := range []string{"adopted", "rejected", "noQuorum"} {
		if !strings.Contains(all, `"state":"`+state+`"`) {
			t.Errorf("none is %s: %s", state, all)
		}
	}
	if docs := w.reads(t, coop[1], "registry.mandate"); !strings.Contains(docs[0], `"ballot":"bal_`) {
		t.Error(docs)
	}
	w.do(t, coop[0], "revoke_mandate", input{"mandate": yes, "reason": "enough"})
}

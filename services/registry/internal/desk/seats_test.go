package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"parley.example/events/command"
)

func card(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	coop := w.organization(t, "Coop", w.person(t, "Bea"))
	initiative, seat := w.table(t, city[0])
	other := w.chair(t, city[0], initiative)
	w.do(t, coop[0], "take_seat", input{"token": w.invite(t, city[0], other), "seeks": 3})
	token := w.invite(t, city[0], seat)
	var c Card
	if err := json.Unmarshal([]byte(w.ask(t, command.Actor{}, "invitation", input{"id": "", "token": token})), &c); err != nil {
		t.Fatal(err)
	}
	if c.Title != "Commons" || c.Inviter != "Ana" || c.InviterFor != "City" || c.Level != 2 || c.Seat != seat || c.Class != "riders" ||
		len(c.Seated) != 1 || c.Seated[0].Organization != "Coop" || len(c.Missing) != 0 {
		t.Errorf("%+v", c)
	}
	wrong := w.ask(t, command.Actor{}, "invitation", input{"id": "", "token": "x"})
	w.do(t, city[0], "invite_seat", invitation(seat)) // a newer one counts
	if used := w.ask(t, command.Actor{}, "invitation", input{"id": "", "token": token}); used != wrong || !strings.Contains(used, "NOT_FOUND") {
		t.Errorf("replaced %s, wrong %s", used, wrong)
	}
}

func token(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	eve := w.person(t, "Eve")
	_, seat := w.table(t, city[0])
	id, wanted := uuid.NewString(), invitation(seat)
	first := w.send(t, city[0], "invite_seat", id, false, wanted)
	again := w.send(t, city[0], "invite_seat", id, false, wanted)
	if first.Secrets["token"] == "" || first.Secrets["token"] != again.Secrets["token"] {
		t.Errorf("first %v, again %v", first.Secrets, again.Secrets)
	}
	for _, dry := range []bool{false, true} {
		if reply := w.send(t, eve, "invite_seat", id, dry, wanted); reply.Refusal == nil || reply.Secrets != nil {
			t.Errorf("%+v", reply)
		}
	}
	if reply := w.send(t, city[0], "invite_seat", uuid.NewString(), true, wanted); reply.Refusal != nil || reply.Secrets != nil {
		t.Errorf("a dry run tells %+v", reply)
	}
	all := w.everything(t)
	if strings.Contains(all, first.Secrets["token"]) {
		t.Error("the record holds a token")
	}
}

func tokenOnce(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	_, seat := w.table(t, city[0])
	token := w.invite(t, city[0], seat)
	var takers []command.Actor
	for range 6 {
		takers = append(takers, w.organization(t, "Coop", w.person(t, "Bea"))[0])
	}
	var taken sync.Map
	var all sync.WaitGroup
	for i, who := range takers {
		all.Go(func() { taken.Store(i, w.refused(t, who, "take_seat", input{"token": token, "seeks": 1})) })
	}
	all.Wait()
	var answers []string
	taken.Range(func(_, answer any) bool { answers = append(answers, answer.(string)); return true })
	slices.Sort(answers)
	if want := append(slices.Repeat([]string{"NOT_FOUND input token"}, 5), "granted"); !slices.Equal(answers, want) {
		t.Error(answers)
	}
	if got := w.refused(t, takers[0], "decline_seat", input{"token": token, "reason": "no"}); got != "NOT_FOUND input token" {
		t.Error(got)
	}
}

func seated(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	coop := w.organization(t, "Coop", w.person(t, "Bea"), w.person(t, "Carl"))
	initiative, seat := w.table(t, city[0])
	other := w.chair(t, city[0], initiative)
	w.do(t, coop[0], "take_seat", input{"token": w.invite(t, city[0], seat), "seeks": 3})
	if got := w.refused(t, coop[0], "take_seat", input{"token": w.invite(t, city[0], other), "seeks": 3}); got != "ALREADY_SEATED" {
		t.Error(got)
	}
	w.do(t, coop[0], "record_attempt", input{"seat": other, "channel": "visit", "note": "Closed."})
	at := func(who command.Actor) bool { return len(w.reads(t, who, "registry.attempt")) == 1 }
	if !at(coop[0]) || !at(city[0]) || at(coop[1]) {
		t.Errorf("those at the table read %t, %t, a member %t", at(coop[0]), at(city[0]), at(coop[1]))
	}
	w.do(t, coop[0], "vacate_seat", input{"seat": seat, "reason": "We close."})
	if at(coop[0]) {
		t.Error("who left still reads")
	}
	seats := w.reads(t, coop[1], "registry.seat")
	if !slices.ContainsFunc(seats, func(doc string) bool {
		return strings.Contains(doc, seat) && strings.Contains(doc, `"state":"vacated"`) && strings.Contains(doc, "We close.")
	}) {
		t.Errorf("everybody reads %v", seats)
	}
}

func permitted(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"), w.person(t, "Bea"))
	initiative, _ := w.table(t, city[0])
	for _, tt := range []struct {
		who  command.Actor
		id   string
		want string
	}{
		{city[0], initiative, `{"act":"addClass","allowed":true,"params":{}}`},
		{city[0], initiative, `{"act":"vacateSeat","allowed":false,"code":"NOT_SEATED","params":{}}`},
		{city[1], initiative, `{"act":"addClass","allowed":false,"code":"NO_MANDATE","params":{}}`},
		{command.Actor{Person: city[0].Person}, initiative, `{"act":"addClass","allowed":false,"code":"NOT_CONVENER","params":{}}`},
		{city[0], city[0].Organization, `{"act":"leaveOrganization","allowed":false,"code":"LAST_STEWARD","params":{}}`},
		{city[1], city[0].Organization, `{"act":"leaveOrganization","allowed":true,"params":{}}`},
	} {
		if got := w.ask(t, tt.who, "may", input{"id": tt.id}); !strings.Contains(got, tt.want) {
			t.Errorf("%s is not in %s", tt.want, got)
		}
	}
	if got := w.ask(t, city[0], "may", input{"id": initiative[:len(initiative)-1] + "a"}); !strings.Contains(got, "NOT_FOUND") {
		t.Error(got)
	}
}

func dry(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	before := w.everything(t)
	reply := w.send(t, coop[0], "grant_mandate", uuid.NewString(), true, granting(coop, "200"))
	if reply.Refusal != nil || !strings.Contains(string(reply.Preview), `"people":2`) || !strings.Contains(string(reply.Preview), "registry.mandate_granted.v1") {
		t.Errorf("%s %v", reply.Preview, reply.Refusal)
	}
	if docs := w.reads(t, coop[0], "registry_sealed.limits"); len(docs) != 0 || w.everything(t) != before {
		t.Error("a dry run left something")
	}
}

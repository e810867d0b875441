package desk

import (
	"fmt"
	"strings"
	"testing"

	"parley.example/events/command"
)

func answersWithoutAccount(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	initiative, seat := w.table(t, city[0])
	coop := w.organization(t, "Coop", w.person(t, "Bea"))
	w.do(t, coop[0], "take_seat", input{"token": w.invite(t, city[0], w.chair(t, city[0], initiative)), "seeks": 1})
	nobody := command.Actor{}
	token := w.invite(t, city[0], seat)
	w.do(t, nobody, "question_ground_rules", input{"token": token, "reason": "The minutes in Spanish."})
	w.do(t, nobody, "redirect_seat", input{"token": token, "instead": "The riders' union", "reason": "They ride."})
	for _, name := range []string{"question_ground_rules", "decline_seat"} {
		if got := w.refused(t, nobody, name, input{"token": token, "reason": "no"}); got != "NOT_FOUND input token" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := w.refused(t, nobody, "decline_seat", input{"token": "x", "reason": "no"}); got != "NOT_FOUND input token" {
		t.Error(got)
	}
	docs := w.reads(t, city[0], "registry.invitation")
	if all := strings.Join(docs, ""); !strings.Contains(all, `"instead":"The riders' union"`) || !strings.Contains(all, `in Spanish`) {
		t.Error(docs)
	}
	if theirs := w.reads(t, coop[0], "registry.invitation"); len(theirs) != 0 {
		t.Errorf("what whoever was invited says to the convener, others at the table read: %v", theirs)
	}
	joining := w.do(t, coop[0], "invite_member", joining(coop[0].Organization, "member")).Secrets["token"]
	if got := w.refused(t, nobody, "decline_seat", input{"token": joining, "reason": "no"}); got != "NOT_FOUND input token" {
		t.Errorf("a token for something else: %s", got)
	}
	w.do(t, nobody, "decline_seat", input{"token": w.invite(t, city[0], seat), "reason": "Not ours to say."})
	for _, name := range []string{"take_seat", "look_first"} {
		in := input{"token": w.invite(t, city[0], seat)}
		if name == "take_seat" {
			in["seeks"] = 1
		}
		if got := w.refused(t, nobody, name, in); got == "granted" {
			t.Errorf("nobody may %s", name)
		}
	}
}

func looksFirst(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	_, seat := w.table(t, city[0])
	w.do(t, city[0], "record_attempt", input{"seat": seat, "channel": "visit", "note": "Closed."})
	eve := w.person(t, "Eve")
	look := func() bool { return len(w.reads(t, eve, "registry.attempt")) == 1 }
	token := w.invite(t, city[0], seat)
	if look() {
		t.Fatal("a stranger looks on")
	}
	observer := w.do(t, eve, "look_first", input{"token": token}).IDs["observer"]
	if !look() {
		t.Error("whoever is invited does not look on")
	}
	if got := w.refused(t, eve, "record_attempt", input{"seat": seat, "channel": "visit", "note": "Me."}); got == "granted" {
		t.Error("who looks on acts")
	}
	w.do(t, eve, "end_observation", input{"observer": observer})
	if got := w.refused(t, eve, "look_first", input{"token": token}); got != "ALREADY_LOOKED" || look() {
		t.Errorf("twice by one invitation: %s", got)
	}
	token = w.invite(t, city[0], seat)
	w.do(t, eve, "look_first", input{"token": token})
	w.do(t, city[0], "revoke_invitation", input{"seat": seat, "reason": "wrong"})
	if look() {
		t.Error("they look on after it was taken back")
	}
}

// tried records attempts enough.
func (w town) tried(t *testing.T, who command.Actor, seat string) {
	t.Helper()
	for _, channel := range []string{"visit", "telephone", "Visit"} {
		w.do(t, who, "record_attempt", input{"seat": seat, "channel": channel, "note": "Nobody."})
	}
}

func represents(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	coop := w.organization(t, "Coop", w.person(t, "Bea"))
	initiative, taken := w.table(t, city[0])
	w.do(t, coop[0], "take_seat", input{"token": w.invite(t, city[0], taken), "seeks": 3})
	w.do(t, city[0], "add_class", input{"initiative": initiative, "name": "labourers"})
	seat := w.do(t, city[0], "open_seat", input{"initiative": initiative, "class": "labourers", "name": "Those who harvest"}).IDs["seat"]
	alma, other := w.person(t, "Alma"), w.person(t, "Otto")
	name := input{"seat": seat, "person": alma.Person, "reason": "She worked with them."}
	if got := w.refused(t, city[0], "name_advocate", name); got != "TOO_FEW_ATTEMPTS" {
		t.Error(got)
	}
	w.tried(t, city[0], seat)
	if got := w.refused(t, other, "name_advocate", name); got != "NOT_SEATED" {
		t.Error(got)
	}
	w.do(t, city[0], "name_advocate", name)
	if got := w.refused(t, city[0], "second_advocate", input{"seat": seat}); got != "OTHER_SIDE_SECONDS" {
		t.Error(got)
	}
	if got := w.refused(t, alma, "represent_seat", input{"seat": seat, "interests": "None."}); got != "NOT_SECONDED input seat" {
		t.Error(got)
	}
	w.do(t, coop[0], "second_advocate", input{"seat": seat})
	if docs := w.reads(t, alma, "registry.calling"); len(docs) != 1 || !strings.Contains(docs[0], `"state":"seconded"`) {
		t.Error(docs)
	}
	if got := w.refused(t, other, "represent_seat", input{"seat": seat, "interests": "None."}); got != "NOT_NAMED input seat" {
		t.Error(got)
	}
	at := func() bool { return len(w.reads(t, alma, "registry.attempt")) == 3 }
	w.do(t, alma, "represent_seat", input{"seat": seat, "interests": "I buy there."})
	var seats string
	contract := func() string {
		if err := w.house.Pool().QueryRow(t.Context(), "SELECT doc::text FROM registry.seats WHERE id = $1", initiative).Scan(&seats); err != nil {
			t.Fatal(err)
		}
		return seats
	}
	if want := fmt.Sprintf(`"state":"represented","organization":"","seeks":0,"advocate":"%s"`, alma.Person); !at() || !strings.Contains(contract(), want) {
		t.Errorf("at the table: %t, %s", at(), seats)
	}
	token := w.invite(t, city[0], seat)
	if !strings.Contains(contract(), `"state":"represented"`) {
		t.Error("an invitation sends the advocate away")
	}
	labour := w.organization(t, "Labour", w.person(t, "Lea"))
	w.do(t, labour[0], "take_seat", input{"token": token, "seeks": 2})
	if at() || strings.Contains(contract(), "advocate") {
		t.Errorf("they have come, and still an advocate speaks: %s", seats)
	}
	if docs := w.reads(t, city[0], "registry.presence"); !strings.Contains(strings.Join(docs, ""), seat) {
		t.Error(docs)
	}
}

func reclassed(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	first, second := w.organization(t, "First", w.person(t, "Fay")), w.organization(t, "Second", w.person(t, "Sam"))
	initiative, seat := w.table(t, city[0])
	other := w.chair(t, city[0], initiative)
	w.do(t, first[0], "take_seat", input{"token": w.invite(t, city[0], seat), "seeks": 1})
	w.do(t, second[0], "take_seat", input{"token": w.invite(t, city[0], other), "seeks": 1})
	change := w.do(t, first[0], "change_classes", input{
		"initiative": initiative, "kind": "split", "classes": []string{"riders"}, "reason": "We differ.",
		"into": []input{{"name": "day riders", "seats": []string{seat}}, {"name": "night riders", "seats": []string{other}}},
	}).IDs["change"]
	if got := w.refused(t, city[0], "vote_class_change", input{"change": change, "yes": true}); got != "NOT_SEATED" {
		t.Error(got)
	}
	class := func() (c string) {
		if err := w.house.Pool().QueryRow(t.Context(), "SELECT doc->>'class' FROM registry.seat WHERE id = $1", other).Scan(&c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	if class() != "riders" {
		t.Error("one of two is no majority")
	}
	w.do(t, second[0], "vote_class_change", input{"change": change, "yes": true})
	if class() != "night riders" {
		t.Error(class())
	}
}

func presumes(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	first, second := w.organization(t, "First", w.person(t, "Fay")), w.organization(t, "Second", w.person(t, "Sam"))
	initiative, seat := w.table(t, city[0])
	other := w.chair(t, city[0], initiative)
	w.do(t, first[0], "take_seat", input{"token": w.invite(t, city[0], seat), "seeks": 2})
	w.do(t, second[0], "take_seat", input{"token": w.invite(t, city[0], other), "seeks": 3})
	before := w.sees(t, second[0]) + w.journal(t, initiative)
	if got := w.refused(t, second[0], "presume_level", input{"seat": seat, "about": other, "level": 1}); got != "NOT_SEATED input seat" {
		t.Error(got)
	}
	w.do(t, first[0], "presume_level", input{"seat": seat, "about": other, "level": 1})
	if after := w.sees(t, second[0]) + w.journal(t, initiative); after != before {
		t.Error("others can tell that somebody presumes something")
	}
	if own, theirs := len(w.reads(t, first[0], "registry_sealed.presumption")), len(w.reads(t, second[0], "registry_sealed.presumption")); own != 1 || theirs != 0 {
		t.Errorf("read by its own %d, by others %d", own, theirs)
	}
	w.do(t, first[0], "publish_presumptions", input{"seat": seat})
	docs := strings.Join(w.reads(t, second[0], "registry.perception"), "")
	if !strings.Contains(docs, fmt.Sprintf(`"by":"%s","organization":"%s","level":1,"gap":-2`, seat, first[0].Organization)) {
		t.Error(docs)
	}
	aligned := func() (doc string) {
		if err := w.house.Pool().QueryRow(t.Context(), "SELECT doc::text FROM registry.alignment WHERE id = $1", initiative).Scan(&doc); err != nil {
			t.Fatal(err)
		}
		return doc
	}
	if !strings.Contains(aligned(), `"mismatch":true`) {
		t.Error(aligned())
	}
	w.do(t, second[0], "state_level", input{"seat": other, "seeks": 2})
	if !strings.Contains(aligned(), `"mismatch":false`) {
		t.Error(aligned())
	}
}

func linked(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	coop := w.organization(t, "Coop", w.person(t, "Bea"))
	whole, _ := w.table(t, city[0]) // level 2
	pilot := w.do(t, coop[0], "open_initiative", input{
		"title": "Crates", "purpose": "Try.", "level": 1, "zone": "Europe/Madrid", "languages": []string{"es"},
		"visions": input{"person": "A.", "organization": "B.", "economy": "C."},
	}).IDs["initiative"]
	if got := w.refused(t, city[0], "link_initiative", input{"initiative": whole, "to": pilot, "as": "pilotOf"}); got != "WRONG_LEVEL input as" {
		t.Error(got)
	}
	link := w.do(t, coop[0], "link_initiative", input{"initiative": pilot, "to": whole, "as": "pilotOf"}).IDs["link"]
	if got := w.refused(t, coop[0], "confirm_link", input{"link": link}); got != "NOT_CONVENER" {
		t.Error(got)
	}
	w.do(t, city[0], "confirm_link", input{"link": link})
	docs := strings.Join(w.reads(t, coop[0], "registry.link"), "")
	if !strings.Contains(docs, `"as":"hasPilot","confirmed":true`) || !strings.Contains(docs, `"as":"pilotOf","confirmed":true`) {
		t.Error(docs)
	}
	w.do(t, coop[0], "revise_visions", input{
		"initiative": pilot, "visions": input{"person": "A.", "organization": "B.", "economy": "D."}, "reason": "We learnt.",
	})
	if docs := w.reads(t, coop[0], "registry.vision"); len(docs) < 3 {
		t.Error(docs)
	}
}

package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley.example/events/command"
)

// One pair of servers serves all of it, as in TestRegistry.
func TestSociety(t *testing.T) {
	w := open(t)
	rules := []struct {
		rule string
		test func(*testing.T, town)
	}{
		{"what is written is found by the next who asks", foundAtOnce},
		{"a search is bounded and only for the registered", searchBounds},
		{"allies come with their reasons", alliedWhy},
		{"a community admits by the word of its members", communes},
		{"straw gains no weight in a community", straw},
		{"an introduction is made when both want it", introduced},
		{"nobody learns of the other's answer before that", unspoken},
		{"allies who want to meet are offered an introduction", offered},
		{"three peers of two organizations make a change agent", named},
		{"a list of people is taken in as a whole", listed},
	}
	for _, r := range rules {
		t.Run(r.rule, func(t *testing.T) { r.test(t, w) })
	}
	for _, stream := range []string{"registry", "registry_sealed"} {
		all, err := w.house.Stream(stream).Model.Check(t.Context(), w.house.Pool())
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

// profile is what an organization says of itself.
func profile(who command.Actor, change input) input {
	in := input{"organization": who.Organization}
	maps.Copy(in, change)
	return in
}

func (w town) finds(t *testing.T, who command.Actor, words string) found {
	t.Helper()
	var p found
	if err := json.Unmarshal([]byte(w.ask(t, who, "directory", input{"id": "", "search": words})), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func foundAtOnce(t *testing.T, w town) {
	ana := w.organization(t, "Zanahoria "+uuid.NewString()[:8], w.person(t, "Ana"))[0]
	w.do(t, ana, "revise_profile", profile(ana, input{"needs": []string{"Xylophone repairs in spring"}, "offers": []string{"Carrots"}}))
	p := w.finds(t, ana, "xilophone repair")
	if len(p.Edges) != 1 || p.Edges[0].Node.Organization != ana.Organization || p.Edges[0].Node.Matches[0].Field != "need" {
		t.Errorf("%+v", p)
	}
	w.do(t, ana, "revise_profile", profile(ana, input{"offers": []string{"Carrots"}}))
	if p := w.finds(t, ana, "xylophone"); len(p.Edges) != 0 {
		t.Errorf("no longer said, and found: %+v", p)
	}
	if docs := w.reads(t, ana, "registry.profile"); !strings.Contains(strings.Join(docs, ""), "Carrots") {
		t.Error(docs)
	}
	bea := w.person(t, "Beatriz Quimera")
	if p := w.finds(t, ana, "quimera"); len(p.Edges) != 0 {
		t.Errorf("who never asked to be found is: %+v", p)
	}
	w.do(t, bea, "revise_expertise", input{"expertise": []string{"Hydroponics"}, "findable": true})
	if p := w.finds(t, ana, "hidroponics"); len(p.Edges) != 1 || p.Edges[0].Node.Person != bea.Person {
		t.Errorf("%+v", p)
	}
	w.do(t, bea, "revise_expertise", input{"expertise": []string{"Hydroponics"}, "findable": false})
	if p := w.finds(t, ana, "hydroponics"); len(p.Edges) != 0 || len(w.reads(t, bea, "registry.own_expertise")) != 1 || len(w.reads(t, bea, "registry.expertise")) != 0 {
		t.Errorf("%+v", p)
	}
}

func searchBounds(t *testing.T, w town) {
	ana := w.person(t, "Ana")
	for _, in := range []input{
		{"id": "", "search": strings.Repeat("x", maxSearch+1)},
		{"id": "", "search": "x", "first": 51},
		{"id": "", "search": "x", "first": -1},
		{"id": "", "search": "x", "kind": "secret"},
		{"id": "", "search": "x", "after": "%%%"},
		{"id": "", "search": "x", "after": strings.Repeat("A", 5000)},
		{"id": "", "search": ""},
	} {
		if got := w.ask(t, ana, "directory", in); !strings.Contains(got, `"INVALID"`) {
			t.Errorf("%.80v: %s", in, got)
		}
	}
	for who, want := range map[command.Actor]string{{}: "UNAUTHENTICATED", {Person: "per_" + strings.Repeat("a", 26)}: "NOT_FOUND"} {
		if got := w.ask(t, who, "directory", input{"id": "", "search": "ana"}); !strings.Contains(got, want) {
			t.Errorf("%+v: %s", who, got)
		}
	}
}

func alliedWhy(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"))[0]
	cold := w.organization(t, "Cold", w.person(t, "Bea"))[0]
	w.do(t, coop, "revise_profile", profile(coop, input{"needs": []string{"Glacier storage units"}}))
	w.do(t, cold, "revise_profile", profile(cold, input{"offers": []string{"Storage units beside the glacier"}}))
	got := w.ask(t, coop, "allies", input{"id": coop.Organization})
	want := fmt.Sprintf(`[{"organization":"%s","reasons":[{"tie":"theyOfferWhatWeNeed","ours":"Glacier storage units","theirs":"Storage units beside the glacier"}`, cold.Organization)
	if !strings.HasPrefix(got, want) {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func communes(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Mia"))
	mill := w.organization(t, "Mill", w.person(t, "Bea"))[0]
	farm := w.organization(t, "Farm", w.person(t, "Carl"))[0]
	charter := input{"name": "Valle", "purpose": "Trade.", "charter": "Pay within ten days.", "admission": 2, "founders": []string{mill.Organization}}
	if got := w.refused(t, coop[1], "found_community", charter); got != "NOT_STEWARD" {
		t.Error(got)
	}
	id := w.do(t, coop[0], "found_community", charter).IDs["community"]
	w.do(t, mill, "seek_membership", input{"community": id, "words": "Called, and here."})
	w.do(t, farm, "seek_membership", input{"community": id, "words": "We grow."})
	terms := w.do(t, mill, "offer_standing_terms", input{"community": id, "title": "Flour", "text": "A sack at 20 €."}).IDs["standing"]
	sees := func(who command.Actor) int { return len(w.reads(t, who, "registry.standing_terms")) }
	if sees(coop[0]) != 1 || sees(coop[1]) != 1 || sees(farm) != 0 {
		t.Errorf("standing terms are read by %d, %d and, outside, %d", sees(coop[0]), sees(coop[1]), sees(farm))
	}
	vouch := input{"community": id, "organization": farm.Organization, "words": "Good corn."}
	if got := w.refused(t, farm, "vouch_for", vouch); got != "NOT_IN_COMMUNITY" {
		t.Error(got)
	}
	w.do(t, coop[0], "vouch_for", vouch)
	if sees(farm) != 0 {
		t.Error("one word opened the door")
	}
	w.do(t, mill, "vouch_for", vouch)
	if sees(farm) != 1 {
		t.Error("admitted, and reads nothing")
	}
	var rows int
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM registry.community_roll WHERE parent = $1", id).Scan(&rows); err != nil || rows != 3 {
		t.Errorf("%d members on the roll: %v", rows, err)
	}
	w.do(t, farm, "leave_community", input{"community": id})
	if sees(farm) != 0 {
		t.Error("left, and still reads")
	}
	if got := w.refused(t, farm, "withdraw_standing_terms", input{"community": id, "standing": terms}); got != "NOT_IN_COMMUNITY" {
		t.Error(got)
	}
	dryRun := w.send(t, mill, "withdraw_standing_terms", uuid.NewString(), true, input{"community": id, "standing": terms})
	if dryRun.Preview == nil || !strings.Contains(string(dryRun.Preview), `"people":3`) || !strings.Contains(string(dryRun.Preview), "standing_withdrawn") {
		t.Errorf("%s %v", dryRun.Preview, dryRun.Refusal)
	}
}

func straw(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"))[0]
	id := w.do(t, coop, "found_community", input{"name": "V", "purpose": "T.", "charter": "P.", "admission": 2}).IDs["community"]
	eve := w.person(t, "Eve")
	for n := range 50 {
		one := w.organization(t, fmt.Sprint("Straw ", n), eve)[0]
		w.do(t, one, "seek_membership", input{"community": id, "words": "Me too."})
		if n == 0 {
			if got := w.refused(t, one, "vouch_for", input{"community": id, "organization": one.Organization, "words": "Mine."}); got != "NOT_IN_COMMUNITY" {
				t.Error(got)
			}
		}
	}
	var members, voices int
	err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*), count(DISTINCT doc->>'under') FROM registry.community_roll WHERE parent = $1", id).Scan(&members, &voices)
	if err != nil || members != 1 || voices != 1 {
		t.Errorf("%d members with %d voices: %v", members, voices, err)
	}
}

func named(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"), w.person(t, "Bea"))
	coop := w.organization(t, "Coop", w.person(t, "Carl"))[0]
	ines := w.person(t, "Inés")
	word := input{"person": ines.Person, "why": "She listens."}
	sees := func(who command.Actor) int {
		n := 0
		for _, doc := range w.reads(t, who, "registry.change_agent") {
			if strings.Contains(doc, ines.Person) {
				n++
			}
		}
		return n
	}
	if got := w.refused(t, ines, "name_change_agent", word); got != "SELF_NAMED input person" {
		t.Error(got)
	}
	w.do(t, city[0], "name_change_agent", word)
	w.do(t, city[1], "name_change_agent", word)
	if sees(ines) != 1 || sees(coop) != 0 {
		t.Errorf("two have named: she sees %d, others %d", sees(ines), sees(coop))
	}
	w.do(t, coop, "name_change_agent", word)
	if sees(coop) != 1 {
		t.Error("three have named, and nobody sees it")
	}
	member := w.organization(t, "Guild", w.person(t, "Dora"), ines)[1]
	opening := func(level int) input {
		return input{
			"title": "Commons", "purpose": "Live from it.", "level": level, "zone": "Europe/Madrid", "languages": []string{"es"},
			"visions": input{"person": "Nobody waits.", "organization": "Each decides.", "economy": "It is shared."},
		}
	}
	if got := w.refused(t, member, "open_initiative", opening(2)); got != "NO_MANDATE" {
		t.Error(got)
	}
	w.do(t, member, "open_initiative", opening(3))
	w.do(t, ines, "stand_down", input{})
	if got := w.refused(t, member, "open_initiative", opening(3)); got != "NO_MANDATE" {
		t.Error(got)
	}
	if sees(coop) != 0 {
		t.Error("she stood down, and is still named")
	}
}

func listed(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	carl := w.person(t, "=Carl")
	list := fmt.Sprintf("person,name,roles\n%s,Carl,member\n%s,Bea,steward member\n,Dora,member\n", carl.Person, coop[1].Person)
	broken := list + "per_" + strings.Repeat("a", 26) + ",Ghost,member\n"
	got := w.ask(t, coop[0], "people_import", input{"id": coop[0].Organization, "csv": broken})
	for _, want := range []string{`"line":2,"name":"Carl","effect":"add"`, `"line":3,"name":"Bea","effect":"change"`, `"effect":"invite"`, `"effect":"refused","code":"NOT_FOUND"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s has no %s", got, want)
		}
	}
	before := len(w.reads(t, coop[0], "registry.member"))
	if got := w.refused(t, coop[0], "import_people", input{"organization": coop[0].Organization, "csv": broken}); got != "LINE_REFUSED input csv" {
		t.Error(got)
	}
	if after := len(w.reads(t, coop[0], "registry.member")); after != before {
		t.Errorf("half done: %d became %d", before, after)
	}
	if got := w.refused(t, coop[1], "import_people", input{"organization": coop[0].Organization, "csv": list}); got != "NOT_STEWARD" {
		t.Error(got)
	}
	id := uuid.NewString()
	first := w.send(t, coop[0], "import_people", id, false, input{"organization": coop[0].Organization, "csv": list})
	again := w.send(t, coop[0], "import_people", id, false, input{"organization": coop[0].Organization, "csv": list})
	if first.Refusal != nil || first.Secrets["tokens"] != again.Secrets["tokens"] || first.Sequence != again.Sequence {
		t.Fatalf("first %+v, again %+v", first, again)
	}
	lines := strings.Split(strings.TrimSpace(first.Secrets["tokens"]), "\n")
	token := strings.TrimPrefix(lines[3][strings.LastIndexByte(lines[3], ',')+1:], "'")
	dora := w.person(t, "Dora")
	w.do(t, dora, "join_organization", input{"token": token})
	if got := w.refused(t, w.person(t, "Eve"), "join_organization", input{"token": token}); got != "NOT_FOUND input token" {
		t.Error(got)
	}
	var csv string
	if err := json.Unmarshal([]byte(w.ask(t, coop[0], "people_csv", input{"id": coop[0].Organization})), &csv); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(csv, carl.Person+",'=Carl,member,") || strings.Count(csv, "\n") != 5 {
		t.Error(csv)
	}
	if got := w.ask(t, carl, "people_csv", input{"id": coop[0].Organization}); !strings.Contains(got, "NOT_FOUND") {
		t.Error(got)
	}
}

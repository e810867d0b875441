package desk

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley.example/events/command"
)

// pair are two stewards whose organizations would be introduced, and somebody
// who thinks so.
func pair(t *testing.T, w town) (ana, bea, carl command.Actor) {
	ana = w.organization(t, "Coop", w.person(t, "Ana"))[0]
	bea = w.organization(t, "Mill", w.person(t, "Bea"))[0]
	if ana.Organization > bea.Organization { // so that each world lists them in one order
		ana, bea = bea, ana
	}
	return ana, bea, w.person(t, "Carl")
}

func between(a, b command.Actor) input {
	return input{"between": []string{a.Organization, b.Organization}, "why": "Both need cold storage."}
}

// mine is the id and the text of the only introduction that somebody reads.
func (w town) mine(t *testing.T, who command.Actor) (id, doc string) {
	t.Helper()
	docs := w.reads(t, who, "registry_sealed.introduction")
	if len(docs) != 1 {
		t.Fatalf("reads %v", docs)
	}
	return regexp.MustCompile(`int_[a-z2-7]{26}`).FindString(docs[0]), docs[0]
}

func introduced(t *testing.T, w town) {
	ana, bea, carl := pair(t, w)
	w.do(t, carl, "propose_introduction", between(ana, bea))
	if got := w.refused(t, carl, "propose_introduction", between(bea, ana)); got != "ALREADY_PROPOSED" {
		t.Error(got)
	}
	first, _ := w.mine(t, ana)
	second, _ := w.mine(t, bea)
	if got := w.refused(t, bea, "accept_introduction", input{"introduction": first, "contact": "x"}); got != "NOT_FOUND input introduction" {
		t.Errorf("the other side answers for one: %s", got)
	}
	w.do(t, ana, "accept_introduction", input{"introduction": first, "contact": "ana@coop"})
	w.do(t, bea, "accept_introduction", input{"introduction": second, "contact": "bea@mill"})
	for who, theirs := range map[command.Actor]string{ana: "bea@mill", bea: "ana@coop"} {
		if _, doc := w.mine(t, who); !strings.Contains(doc, `"theirContact":"`+theirs) || !strings.Contains(doc, `"introduced"`) {
			t.Error(doc)
		}
	}
	proposals := w.reads(t, carl, "registry_sealed.introduction_proposal")
	if len(proposals) != 1 || !strings.Contains(proposals[0], `"introduced"`) || strings.Contains(proposals[0], "@") {
		t.Errorf("who proposed reads %v", proposals)
	}
	if got := w.refused(t, ana, "decline_introduction", input{"introduction": first}); got != "INTRODUCED" {
		t.Error(got)
	}
	hidden := w.person(t, "Dora")
	if got := w.refused(t, carl, "propose_introduction", input{"between": []string{ana.Organization, hidden.Person}, "why": "x"}); got != "NOT_FOUND input between" {
		t.Errorf("who does not want to be found is asked: %s", got)
	}
	own := input{"between": []string{ana.Organization, bea.Organization}, "why": "Again.", "contact": "ana@coop"}
	w.do(t, ana, "propose_introduction", own)
	if docs := strings.Join(w.reads(t, ana, "registry_sealed.introduction"), "\n"); strings.Count(docs, `"waiting"`) != 1 {
		t.Errorf("who proposes for oneself has said yes: %s", docs)
	}
}

// Two worlds, in which Ana says something else: until both have said yes, all
// that Bea and Carl read and are told is the same.
func unspoken(t *testing.T, w town) {
	world := func(says string) string {
		ana, bea, carl := pair(t, w)
		w.do(t, carl, "propose_introduction", between(ana, bea))
		id, _ := w.mine(t, ana)
		switch says {
		case "yes":
			w.do(t, ana, "accept_introduction", input{"introduction": id, "contact": "ana@coop"})
		case "no":
			w.do(t, ana, "decline_introduction", input{"introduction": id})
		}
		theirs, _ := w.mine(t, bea)
		var transcript []string
		hear := func() {
			for _, who := range []command.Actor{bea, carl} {
				for _, table := range []string{"registry_sealed.introduction", "registry_sealed.introduction_proposal", "registry_sealed.news"} {
					transcript = append(transcript, w.reads(t, who, table)...)
				}
			}
			transcript = append(transcript, w.ask(t, bea, "may", input{"id": theirs}))
		}
		hear()
		for _, wish := range []string{"accept_introduction", "decline_introduction"} {
			in := input{"introduction": theirs}
			if wish == "accept_introduction" {
				in["contact"] = "bea@mill"
			}
			reply := w.send(t, bea, wish, uuid.NewString(), true, in)
			transcript = append(transcript, fmt.Sprintf("%s %v", reply.Preview, reply.Refusal))
		}
		w.do(t, bea, "decline_introduction", input{"introduction": theirs})
		hear()
		return anonymous(strings.Join(transcript, "\n"))
	}
	silent := world("nothing")
	for _, says := range []string{"yes", "no"} {
		if other := world(says); other != silent {
			t.Errorf("Ana says %s, and Bea can tell:\n%s\n%s", says, silent, other)
		}
	}
}

var random = regexp.MustCompile(`[a-z]{2,4}_[a-z2-7]{26}|\d{4}-\d\d-\d\dT[0-9:.]+Z`)

// anonymous replaces each random value by the order of its first appearance.
func anonymous(text string) string {
	seen := make(map[string]string)
	return random.ReplaceAllStringFunc(text, func(value string) string {
		if seen[value] == "" {
			seen[value] = fmt.Sprintf("<%d>", len(seen))
		}
		return seen[value]
	})
}

func offered(t *testing.T, w town) {
	ana, bea, _ := pair(t, w)
	w.do(t, ana, "revise_profile", profile(ana, input{"needs": []string{"Umbrella carpentry"}, "meets": true}))
	w.do(t, bea, "revise_profile", profile(bea, input{"offers": []string{"Carpentry of any umbrella"}, "meets": true}))
	w.until(t, "the policy has offered", func() bool { return len(w.reads(t, ana, "registry_sealed.introduction")) == 1 })
	if _, doc := w.mine(t, bea); !strings.Contains(doc, "Carpentry of any umbrella · Umbrella carpentry") || strings.Contains(doc, `"by"`) {
		t.Error(doc)
	}
}

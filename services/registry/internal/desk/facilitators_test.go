package desk

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/standing"
)

// happens appends what another service decides about a negotiation, after what
// happened there before, and returns where in the log it stands.
func (w town) happens(t *testing.T, id string, version, after uint64, e negotiation.Event) uint64 {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(record.Commit{
		ID: uuid.NewString(), Aggregate: id, Kind: string(negotiation.OfNegotiation), Version: version, At: record.InstantOf(time.Now()), Actor: "per_x",
		Events: []record.Entry{{Type: e.Name(), Data: data}},
	})
	if err != nil {
		t.Fatal(err)
	}
	seq, err := w.negotiation.Append(t.Context(), id, after, body, "")
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func needsTwo(t *testing.T, w town) {
	coop := w.organization(t, "Coop", w.person(t, "Ana"), w.person(t, "Bea"))
	other := w.organization(t, "Elsewhere", w.person(t, "Eve"))
	org := coop[0].Organization
	people := func() int {
		who, err := standing.Seconders(t.Context(), w.house.Pool(), org)
		if err != nil {
			t.Fatal(err)
		}
		return len(who)
	}
	before := w.sees(t, other[0])
	if n := people(); n != 0 {
		t.Errorf("nobody wanted a second person, and %d may be one", n)
	}
	for _, who := range []command.Actor{coop[1], other[0]} {
		if got := w.refused(t, who, "govern_offers", input{"organization": org, "by": "two"}); got != "NOT_STEWARD" {
			t.Error(got)
		}
	}
	if got := w.refused(t, coop[0], "govern_offers", input{"organization": org, "by": "three"}); got != "INVALID input by" {
		t.Error(got)
	}
	if got := w.refused(t, other[0], "govern_offers", input{"organization": other[0].Organization, "by": "two"}); got != "NO_COLLEAGUE" {
		t.Error(got)
	}
	if dry := w.send(t, coop[0], "govern_offers", uuid.NewString(), true, input{"organization": org, "by": "two"}); dry.Refusal != nil || people() != 0 {
		t.Errorf("a dry run: %+v", dry)
	}
	w.do(t, coop[0], "govern_offers", input{"organization": org, "by": "two"})
	if n := people(); n != 2 {
		t.Errorf("two belong to it, and %d may be the second person", n)
	}
	if docs := strings.Join(w.reads(t, coop[1], "registry.governance"), ""); !strings.Contains(docs, `"offersBy":"two"`) {
		t.Errorf("members read %s", docs)
	}
	if after := w.sees(t, other[0]); after != before {
		t.Error("others can tell that a second person is wanted")
	}
	w.do(t, coop[0], "govern_offers", input{"organization": org, "by": "one"})
	if n := people(); n != 0 {
		t.Errorf("it is lifted, and %d may be one", n)
	}
}

func facilitates(t *testing.T, w town) {
	city := w.organization(t, "City", w.person(t, "Ana"))
	initiative, seat := w.table(t, city[0])
	w.do(t, city[0], "record_attempt", input{"seat": seat, "channel": "visit", "note": "Closed."})
	alma, otto := w.person(t, "Alma"), w.person(t, "Otto")
	alone := w.organization(t, "Elsewhere", w.person(t, "Eve"))
	reads := func(who command.Actor) bool { return len(w.reads(t, who, "registry.attempt")) == 1 }
	appointed := func(who command.Actor) negotiation.Event {
		return negotiation.FacilitatorAppointed{Initiative: initiative, Facilitator: negotiation.Facilitator{Person: who.Person, Name: "F", Interests: "None."}}
	}
	dismissed := func(who command.Actor) negotiation.Event {
		return negotiation.FacilitatorDismissed{Initiative: initiative, Person: who.Person}
	}
	talks, other := record.NewID("neg", initiative, "1"), record.NewID("neg", initiative, "2")
	if reads(alma) || reads(otto) {
		t.Fatal("strangers read the table")
	}
	here := w.happens(t, talks, 1, 0, appointed(alma))
	w.until(t, "who leads the talks reads", func() bool { return reads(alma) })
	alma.Organization = alone[0].Organization
	if !reads(alma) {
		t.Error("whoever they act for, they lead the talks")
	}
	if got := w.refused(t, alma, "record_attempt", input{"seat": seat, "channel": "visit", "note": "Me."}); got == "granted" {
		t.Error("who leads the talks acts for no seat")
	}
	there := w.happens(t, other, 1, 0, appointed(otto))
	w.until(t, "so does who leads others", func() bool { return reads(otto) })
	here = w.happens(t, talks, 2, here, appointed(otto))
	w.until(t, "another leads in their place", func() bool { return !reads(alma) })
	here = w.happens(t, talks, 3, here, dismissed(otto))
	there = w.happens(t, other, 2, there, dismissed(alma)) // who never led there
	there = w.happens(t, other, 3, there, dismissed(otto))
	w.until(t, "nobody leads", func() bool { return !reads(otto) })
	w.happens(t, talks, 4, here, negotiation.FacilitatorAppointed{Initiative: "ini_x", Facilitator: negotiation.Facilitator{Person: alma.Person}})
	w.happens(t, other, 4, there, appointed(alma)) // the policy goes on
	w.until(t, "who leads again reads again", func() bool { return reads(alma) })
}

package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parley.example/deploy/story"
)

// The second level of Valle Verde to its end: ratified by members, six
// signatures, a surplus shared to the cent, a payment nine days late, and an
// amendment after the drought.
func TestPaymentIsRatifiedSignedSharedDisputedAndAmended(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	p := v.LayOutPayment()
	p.Haggle()
	p.AskAtHome()
	p.DecideFirst()
	p.Mediate()
	p.Carry()
	fatal(t, tale)

	ratifiedAtTheSameMoment(t, p)
	fatal(t, tale)
	p.Sign()
	fatal(t, tale)
	owedSinceTheEntry(t, p)
	theSurplusIsSharedToTheCent(t, p)
	fatal(t, tale)
	theLatePaymentIsResolved(t, p)
	fatal(t, tale)
	first := p.Drawn
	next := p.Drought()
	fatal(t, tale)
	theDroughtCancelsOneOfFour(t, p, first, next)
	fatal(t, tale)

	key := strings.TrimSpace(string(fetched(t, h.URL+"/log/key", "", http.StatusOK)))
	file := fetched(t, h.URL+"/agreements/"+next.ID+"/proof.json", v.Joan.Token, http.StatusOK)
	holds(t, "in force: true", file, nil, key)
	record, _ := readRecord(t, v.Joan, "agreement", next.ID)
	sound(t, record)
}

// ratifiedAtTheSameMoment: the kitchens ratify, and nobody else learns of it
// before the riders have.
func ratifiedAtTheSameMoment(t *testing.T, p *story.Payment) {
	t.Helper()
	before := ratification(p.Joan, p.Drawn.ID)
	if before.Status != "ratifying" || len(before.Ratification) != 0 || len(before.Ratifying) != 2 {
		t.Fatalf("to be ratified: %+v", before)
	}
	if err := p.Luis.Confirm(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.Luis.IsRefused("NOT_RATIFIED", "signAgreement", story.Input{"agreement": p.Drawn.ID, "version": 1, "hash": p.Drawn.Hash})
	p.Mesa.RatifiesAtHome(19, p.Kitchens...)
	story.Waits(p.Beatriz, `subscription($id: ID!) { organization(id: $id) { ratifications(first: 5) { edges { node { said } } } } }`, story.Input{"id": p.Mesa.ID}, func(a homeWord) bool {
		return len(a.Organization.Ratifications.Edges) == 1 && a.Organization.Ratifications.Edges[0].Node.Said == "ratified"
	})
	fatal(t, p.Tale)
	if now := ratification(p.Joan, p.Drawn.ID); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Errorf("the city sees that somebody has ratified: %+v, before %+v", now, before)
	}
	p.Ciclo.RatifiesAtHome(2, p.Ines, p.Karim, p.Lucia)
	p.Drawn = p.Joan.Version(p.Drawn.ID, 1, "open")
	after := ratification(p.Joan, p.Drawn.ID)
	fatal(t, p.Tale)
	if len(after.Ratification) != 2 {
		t.Fatalf("unfolded: %+v", after)
	}
	for _, r := range after.Ratification {
		if r.By != "members" || r.Outcome != "ratified" {
			t.Errorf("%s: %s by %s", r.Seat.ID, r.Outcome, r.By)
		}
	}
}

type homeWord struct {
	Organization struct {
		Ratifications struct {
			Edges []struct{ Node struct{ Said string } }
		}
	}
}

type ratified struct {
	Status, UpdatedAt string
	Revision          int
	Ratifying         []struct {
		By   string
		Seat struct{ ID string }
	}
	Ratification []struct {
		By, Outcome string
		Seat        struct{ ID string }
	}
}

func ratification(p *story.Person, id string) ratified {
	var got struct{ Agreement ratified }
	p.Sees("query($id: ID!) { agreement(id: $id) { status updatedAt revision ratifying { by seat { id } } ratification { by outcome seat { id } } } }", story.Input{"id": id}, &got)
	return got.Agreement
}

func owedSinceTheEntry(t *testing.T, p *story.Payment) {
	t.Helper()
	owed := p.Joan.Owed(p.Drawn.ID, func(all []story.Obligation) bool { return len(all) == 4 })
	couriers, kitchens := p.Ciclo.Seats[p.Initiative], p.Mesa.Seats[p.Initiative]
	for duty, by := range map[string]struct {
		debtor    string
		creditors int
	}{"pay": {kitchens, 3}, "drops": {kitchens, 1}, "makeup": {kitchens, 3}, "totals": {couriers, 5}} {
		o := story.Named(owed, duty)
		if o.State != "raised" || o.Version != 1 || o.Debtor.ID != by.debtor || len(o.Creditors) != by.creditors {
			t.Errorf("%s: %+v", duty, o)
		}
	}
	if o := story.Named(owed, "makeup"); o.What != "Pay what was not taken of 60 % of the volume announced." {
		t.Errorf("the guarantee reads %q", o.What)
	}
}

func theSurplusIsSharedToTheCent(t *testing.T, p *story.Payment) {
	t.Helper()
	period, shared := p.ShareSurplus()
	fatal(t, p.Tale)
	round := shared.Distributions.Edges[0].Node
	got := map[string]string{"pot": round.Pot.Minor}
	for _, part := range round.Portions {
		got[part.Portion] = part.Amount.Minor
	}
	want := map[string]string{"pot": "3600000", "growers": "1260000", "couriers": "900000", "restaurants": "1080000", "reserve": "360000"}
	if !maps.Equal(got, want) {
		t.Errorf("shared: %v, want %v", got, want)
	}
	for who, cents := range map[*story.Person]string{p.Luis: "667059", p.Pau: "444706", p.Ramon: "148235", p.Karim: "900000", p.Marc: "1080000"} {
		paid := who.Paid(who.Org.Seats[p.Initiative], "owed", 1)
		if len(paid) != 1 || paid[0].Amount.Minor != cents {
			t.Errorf("%s is paid %+v, want %s", who.Name, paid, cents)
		}
	}
	fatal(t, p.Tale)
	for portion, people := range map[string][]*story.Person{"growers": {p.Luis, p.Pau, p.Ramon}, "couriers": {p.Karim}, "restaurants": {p.Marc}} {
		for i, who := range people {
			id := fmt.Sprintf("1.%d", i+1)
			p.Marc.Pays(period, portion, "2026-06-23", "By transfer.", id)
			if who == p.Karim {
				who.Answers(period, portion, id, "disputed", story.Input{"reason": "It came nine days late, and 12 € short of the fees."})
				p.Marc.Pays(period, portion, "2026-07-01", "With the fees of the bank, and our apologies.", id)
			}
			who.Answers(period, portion, id, "confirmed", nil)
			who.Paid(who.Org.Seats[p.Initiative], "confirmed", 1)
		}
	}
	for _, other := range p.Joan.Payables(period) {
		t.Errorf("the city reads a payout that is not its own: %+v", other)
	}
}

func theLatePaymentIsResolved(t *testing.T, p *story.Payment) {
	t.Helper()
	o := p.PayLate()
	if o.State != "raised" || o.Resolution == nil || o.Resolution.Outcome != "owed" || o.Dispute == nil || o.On != p.In(21 * 24 * 3600e9)[:10] {
		t.Errorf("the late payment stands as %+v", o)
	}
}

func theDroughtCancelsOneOfFour(t *testing.T, p *story.Payment, first, next story.Agreement) {
	t.Helper()
	if next.ID != first.ID || next.Version != 2 || next.Hash == first.Hash {
		t.Errorf("after the drought: %+v, before %+v", next, first)
	}
	owed := p.Joan.Owed(next.ID, func(all []story.Obligation) bool {
		return story.Named(all, "makeup").State == "cancelled" && story.Named(all, "pay").Version == 2 && story.Named(all, "totals").Version == 2
	})
	got := map[string]string{}
	for _, o := range owed {
		got[o.Duty] += fmt.Sprintf("%s in version %d", o.State, o.Version)
	}
	want := map[string]string{"pay": "raised in version 2", "drops": "raised in version 2", "totals": "raised in version 2", "makeup": "cancelled in version 1"}
	if !maps.Equal(got, want) {
		t.Errorf("owed after the drought: %v, want %v", got, want)
	}
	var said struct {
		Agreement struct {
			InForce   int
			Status    string
			Parties   []struct{ ID string }
			Documents struct {
				Edges []struct {
					Node struct {
						Version int
						Hash    string
						Parent  *struct {
							Version int
							Hash    string
						}
						Carries []struct{ Duty, Fate string }
						Clauses struct {
							Edges []struct{ Node struct{ Key, Text string } }
						}
					}
				}
			}
		}
	}
	p.Ramon.Sees(`query($id: ID!) { agreement(id: $id) { inForce status parties { id }
		documents(first: 5) { edges { node { version hash parent { version hash } carries { duty fate } clauses(first: 20) { edges { node { key text } } } } } } } }`, story.Input{"id": next.ID}, &said)
	a := said.Agreement
	if a.InForce != 2 || a.Status != "inForce" || len(a.Parties) != 6 || len(a.Documents.Edges) != 2 {
		t.Fatalf("in force: %+v", a)
	}
	second := a.Documents.Edges[1].Node
	if second.Parent == nil || second.Parent.Version != 1 || second.Parent.Hash != first.Hash {
		t.Errorf("version 2 follows %+v", second.Parent)
	}
	var fates []string
	for _, c := range second.Carries {
		fates = append(fates, c.Duty+" "+c.Fate)
	}
	if slices.Sort(fates); !slices.Equal(fates, []string{"drops keep", "makeup cancel", "pay keep", "totals keep"}) {
		t.Errorf("carried: %v", fates)
	}
	for n, says := range map[int]string{0: "at least 60 % of", 1: "at least 40 % of"} {
		var text []string
		for _, c := range a.Documents.Edges[n].Node.Clauses.Edges {
			text = append(text, c.Node.Text)
		}
		if !strings.Contains(strings.Join(text, "\n"), says) {
			t.Errorf("version %d does not say %q: %q", n+1, says, text)
		}
	}
}

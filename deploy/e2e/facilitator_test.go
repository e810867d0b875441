package e2e

import (
	"testing"
	"time"

	"parley.example/deploy/client"
	"parley.example/deploy/story"
)

// Somebody from outside leads the talks: they read the table and what the
// library has for it, and nothing of it any more once they are dismissed. And
// where an organization wants a second person, it gets no offer past them.
func TestWhoLeadsTheTalksFromOutsideReadsThem(t *testing.T) {
	v := story.TellValleVerde(tell(t, open(t).URL), story.MesaLimit)
	c := v.OpenCrates("PT1H")
	fatal(t, v.Tale)
	type page struct {
		Negotiation *struct {
			Title       string
			TermLibrary []struct {
				Key   string
				Texts []struct{ Language, Name, Clause string }
			}
		}
	}
	reads := func() (p page, there bool) {
		err := v.Sol.Do(t.Context(), "query($id: ID!) { negotiation(id: $id) { title termLibrary(level: 2) { key texts { language name clause } } } }", story.Input{"id": c.ID}, &p)
		if err != nil && client.Code(err) != "NOT_FOUND" {
			t.Fatal(err)
		}
		return p, err == nil && p.Negotiation != nil
	}
	if _, there := reads(); there {
		t.Fatal("a stranger reads the table")
	}
	var got struct{ Motion struct{ ID string } }
	agreed := func(act string, input story.Input) {
		v.Karim.Does(act, input, "motion { id }", &got)
		for _, p := range v.Delegates() {
			if p != v.Karim {
				p.Does("supportMotion", story.Input{"negotiation": c.ID, "motion": got.Motion.ID}, "motion { id }", nil)
			}
		}
	}
	agreed("appointFacilitator", story.Input{"negotiation": c.ID, "person": v.Sol.Person, "name": "Sol", "interests": "None.", "reason": "We need help."})
	fatal(t, v.Tale)
	p, there := reads()
	for began := time.Now(); !there && time.Since(began) < 10*time.Second; p, there = reads() { // the registry hears of it
		time.Sleep(20 * time.Millisecond)
	}
	if !there || len(p.Negotiation.TermLibrary) < 5 || len(p.Negotiation.TermLibrary[0].Texts) != 2 || p.Negotiation.TermLibrary[0].Texts[1].Language != "es" {
		t.Fatalf("who leads the talks reads %+v", p.Negotiation)
	}
	v.Sol.Does("dismissFacilitator", story.Input{"negotiation": c.ID, "reason": "You manage alone."}, "motion { id }", nil)
	fatal(t, v.Tale)
	if _, there := reads(); there {
		t.Error("who was dismissed reads on")
	}
}

func TestWhereASecondPersonIsWantedNobodyOffersAlone(t *testing.T) {
	v := story.TellValleVerde(tell(t, open(t).URL), story.MesaLimit)
	c := v.OpenCrates("PT1H")
	v.Beatriz.Does("governOffers", story.Input{"organization": v.Beatriz.Org.ID, "by": "two"}, "governance { offersBy }", nil)
	values := story.Values{"deposit": "100", "days": "7"}
	v.Marc.IsRefused("OFFER_NOT_SECONDED", "tablePackage", c.Tabling("offer", "One.", values, nil))
	draft := c.Drafts(v.Marc, "One.", values)
	v.Beatriz.Does("reviewDraft", story.Input{"negotiation": c.ID, "draft": draft, "verdict": "approves"}, "draft { id }", nil)
	v.Marc.Does("tablePackage", c.Tabling("offer", "One.", values, nil), "package { id }", nil)
	fatal(t, v.Tale)
}

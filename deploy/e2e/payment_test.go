package e2e

import (
	"fmt"
	"strconv"
	"testing"

	"parley.example/deploy/story"
)

// The second level of Valle Verde: a delegate who asks at home, a decision that
// 43 of 58 people want and that fails in one class, a round of mediation over
// sealed preferences, blind votes, and a text that is fixed.
func TestPaymentRunsFromTheFirstOfferToTheFixedText(t *testing.T) {
	tale := tell(t, open(t).URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	p := v.LayOutPayment()
	fatal(t, tale)
	p.Haggle()
	tooFar := p.Asks(p.Luis, p.Best, "Seven per cent?")
	p.Marc.IsRefused("BEYOND_MANDATE", "castVote", story.Ballot(tooFar, "yes"))
	for _, seat := range p.Delegates() {
		seat.Votes(tooFar, "abstain")
	}
	p.Luis.Closes(tooFar)
	fatal(t, tale)
	p.Best = p.Offers(p.Luis, "Once more, when the kitchens have been asked.", p.Again(), p.Best)
	p.AskAtHome()
	fatal(t, tale)

	p.DecideFirst()
	fatal(t, tale)
	if p.Rejected.Outcome != "rejected" {
		t.Errorf("the first decision is %q, want it rejected", p.Rejected.Outcome)
	}
	yes, all := 0, 0
	for class, want := range map[string]string{"growers": "3 of 3", "couriers": "10 of 23", "restaurants": "29 of 31", "city": "1 of 1"} {
		got, y, n := counted(p.Rejected, class)
		if yes, all = yes+y, all+n; got != want {
			t.Errorf("of the %s %s say yes, want %s", class, got, want)
		}
	}
	if yes != 43 || all != 58 {
		t.Errorf("%d of %d people say yes, want 43 of 58", yes, all)
	}

	p.Mediate()
	fatal(t, tale)
	if len(p.Mediated.Suggestions) != 1 {
		t.Fatalf("one text is improved on by %d suggestions", len(p.Mediated.Suggestions))
	}
	p.DecideAgain()
	fatal(t, tale)
	if p.Ended.Status != "carried" || p.Ended.Package == nil {
		t.Fatalf("the round ends as %+v", p.Ended)
	}
	var fixed struct {
		Negotiation struct {
			Status string
			Text   struct{ ID string }
		}
	}
	p.Joan.Sees("query($id: ID!) { negotiation(id: $id) { status text { id } } }", story.Input{"id": p.ID}, &fixed)
	if fixed.Negotiation.Text.ID != p.Ended.Package.ID {
		t.Errorf("the text is %+v, the package that was carried %s", fixed, p.Ended.Package.ID)
	}
	drawn := p.Agreement(p.Luis)
	fatal(t, tale)
	if drawn.Hash == "" {
		t.Error("nothing is drawn up to be signed")
	}
}

// counted is how many of a class say yes, and how many of how many.
func counted(d story.Decision, class string) (text string, yes, all int) {
	for _, s := range d.Steps {
		if s.Class == class && s.Yes != "" {
			y, _ := strconv.Atoi(s.Yes)
			n, _ := strconv.Atoi(s.No)
			return fmt.Sprintf("%d of %d", y, y+n), y, y + n
		}
	}
	return "nothing is shown", 0, 0
}

package e2e

import (
	"slices"
	"testing"

	"parley.example/deploy/story"
)

// The second level of Ruedas: an ask for figures that a decision waits for, a
// sealed round, two rooms and an offer of two seats, a rule over seats and
// trips, and blind votes that carry 18.5 %.
func TestCommissionRunsFromAnAskToTheFixedText(t *testing.T) {
	tale := tell(t, open(t).URL)
	c := story.TellRuedasPeople(tale).OpenCommission()
	fatal(t, tale)
	c.AskForData()
	c.SealedRound()
	fatal(t, tale)
	if len(c.Round.Packages) != 4 {
		t.Errorf("the sealed round reveals %d packages, want 4", len(c.Round.Packages))
	}
	c.TwoRooms()
	waiting := c.Wait()
	fatal(t, tale)
	c.Pilar.IsRefused("WAITS_FOR_ASK", "castVote", story.Ballot(waiting, "yes"))
	c.AnswerWithRows()
	fatal(t, tale)
	rowsAreForTheAuditor(t, c)
	c.Decide(waiting)
	fatal(t, tale)
	if c.Rejected.Outcome != "rejected" {
		t.Errorf("with half of the trips it is %q", c.Rejected.Outcome)
	}
	c.Mediate()
	fatal(t, tale)
	if len(c.Mediated.Suggestions) != 1 {
		t.Fatalf("there are %d suggestions: %+v", len(c.Mediated.Suggestions), c.Mediated)
	}
	suggested := c.Mediated.Suggestions[0].Values
	at := slices.IndexFunc(suggested, func(v struct {
		Term  struct{ Key string }
		Value story.Worded
	},
	) bool {
		return v.Term.Key == "commission"
	})
	if share := suggested[at].Value.Percentage; share == nil || *share != "18.5" {
		t.Errorf("the commission that is suggested is %v, want 18.5", share)
	}
	c.DecideBlind()
	fatal(t, tale)
	if c.Ended.Status != "carried" || c.Ended.Package == nil {
		t.Fatalf("the round ends as %+v", c.Ended)
	}
	if drawn := c.Agreement(c.Tomas); drawn.Hash == "" {
		t.Error("nothing is drawn up to be signed")
	}
	fatal(t, tale)
}

// rowsAreForTheAuditor: everybody sees that there is an answer and for whom, and
// the auditor alone reads it.
func rowsAreForTheAuditor(t *testing.T, c *story.Commission) {
	t.Helper()
	for p, reads := range map[*story.Person]int{c.Leo: 1, c.Hugo: 1, c.Dani: 0, c.Pilar: 0} {
		var got struct {
			Ask struct {
				Status  string
				Annexes struct {
					Nodes []struct{ Document struct{ Name string } }
				}
			}
		}
		p.Sees("query($id: ID!) { ask(id: $id) { status annexes(first: 5) { nodes { document { name } } } } }", story.Input{"id": c.Data}, &got)
		if got.Ask.Status != "confirmed" {
			t.Errorf("%s sees the ask as %q", p.Name, got.Ask.Status)
		}
		if n := len(got.Ask.Annexes.Nodes); n != reads {
			t.Errorf("%s reads the rows of %d answers, want %d", p.Name, n, reads)
		}
	}
}

package e2e

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"parley.example/deploy/client"
	"parley.example/deploy/story"
)

// cooperative is an organization of many who decide together.
type cooperative struct {
	*story.Organization
	members []*story.Person
}

// meet founds one. The first of its members is its steward.
func meet(tale *story.Tale, name string, members int) *cooperative {
	c := &cooperative{}
	for i := range members {
		c.members = append(c.members, tale.Person(fmt.Sprintf("%s %02d", name, i)))
	}
	c.Organization = c.members[0].Founds(name, "cooperative", "To decide together.")
	for _, p := range c.members[1:] {
		c.TakesIn(p, "member")
	}
	return c
}

// asks opens a ballot and returns its id.
func (c *cooperative) asks(tale *story.Tale, question string, rule story.Input, more story.Input) string {
	input := story.Input{
		"organization": c.ID, "question": question, "openness": "sealed", "deadline": tale.In(3 * 24 * time.Hour), "rule": rule,
	}
	maps.Copy(input, more)
	var got struct{ Ballot struct{ ID string } }
	c.members[0].Does("openBallot", input, "ballot { id status }", &got)
	return got.Ballot.ID
}

func (c *cooperative) vote(ballot string, choices ...string) {
	for i, choice := range choices {
		if choice != "" {
			c.members[i].Does("castBallot", story.Input{"ballot": ballot, "choice": choice}, "ballot { id }", nil)
		}
	}
}

// unfolded is a ballot after its close, as the API shows it.
type unfolded struct {
	Status, Outcome string
	Voted           int
	Count           []struct{ Choice, People string }
	Steps           []struct {
		Kind, Yes, No, Share string
		Met                  bool
		People               []struct{ Name string }
	}
	Turnout []struct {
		Voted string
		Of    int
	}
	Ranking []struct {
		Place   int
		Options []string
	}
	Recount struct{ Same bool }
	Mandate struct{ ID string }
}

const unfolding = `subscription($id: ID!) { ballot(id: $id) { status outcome voted count { choice people } steps { kind yes no share met people { name } }
	turnout { voted of } ranking { place options } recount { same } mandate { id } } }`

// closes ends a ballot in which all have voted, and returns what it comes to.
func (c *cooperative) closes(ballot string) unfolded {
	c.members[0].Does("closeBallot", story.Input{"ballot": ballot}, "ballot { id }", nil)
	type answer struct{ Ballot unfolded }
	return story.Waits(c.members[1], unfolding, story.Input{"id": ballot}, func(a answer) bool { return a.Ballot.Status == "closed" }).Ballot
}

func repeat(n int, choice string) []string { return slices.Repeat([]string{choice}, n) }

// ranked is a vote's order of options, best first.
func ranked(places ...[]string) (order []story.Input) {
	for _, options := range places {
		order = append(order, story.Input{"options": options})
	}
	return order
}

// A mandate is proposed, a ballot opens by itself, 19 of 25 say yes, and the
// mandate is granted because of that.
func TestMembersGrantAMandateByBallot(t *testing.T) {
	tale := tell(t, open(t).URL)
	c := meet(tale, "Mesa", 25)
	chair, marta := c.members[0], c.members[5]
	chair.Does("governMandates", story.Input{"organization": c.ID, "by": "ballot"}, "organization { id }", nil)
	marta.Does("proposeMandate", story.Input{
		"organization": c.ID, "delegate": marta.Person, "acts": []string{"speak", "offer", "vote"}, "until": tale.In(365 * 24 * time.Hour),
		"question": "May Marta go up to seven per cent?", "deadline": tale.In(2 * 24 * time.Hour),
	}, "proposal { id }", nil)
	type page struct {
		Organization struct {
			Ballots struct {
				Edges []struct {
					Node struct {
						ID, SubjectKind, CausedBy string
						Proposal                  struct{ Delegate struct{ Name string } }
					}
				}
			}
		}
	}
	got := story.Waits(chair, `subscription($id: ID!) { organization(id: $id) { ballots(first: 5) { edges { node { id subjectKind causedBy proposal { delegate { name } } } } } } }`,
		story.Input{"id": c.ID}, func(p page) bool { return len(p.Organization.Ballots.Edges) == 1 })
	fatal(t, tale)
	node := got.Organization.Ballots.Edges[0].Node
	if node.SubjectKind != "mandate" || node.CausedBy == "" || node.Proposal.Delegate.Name != marta.Name {
		t.Errorf("%+v", node)
	}
	c.vote(node.ID, append(repeat(19, "yes"), repeat(6, "no")...)...)
	b := c.closes(node.ID)
	fatal(t, tale)
	if b.Outcome != "carried" || b.Count[0].People != "19" || b.Count[1].People != "6" || b.Steps[1].Share != "19/25" || !b.Recount.Same {
		t.Errorf("%+v", b)
	}
	type granted struct{ Ballot unfolded }
	after := story.Waits(marta, unfolding, story.Input{"id": node.ID}, func(g granted) bool { return g.Ballot.Mandate.ID != "" })
	if after.Ballot.Mandate.ID == "" {
		t.Error("no mandate was granted")
	}
	fatal(t, tale)
}

func TestMembersDecideInManyWays(t *testing.T) {
	tale := tell(t, open(t).URL)
	c := meet(tale, "Ciclo", 7)
	chair := c.members[0]
	half := story.Input{"method": "majority", "threshold": "1/2", "quorum": "0"}

	// Votes are lent: the last three follow the second, who says yes; one of them
	// votes after all.
	for _, p := range c.members[4:] {
		p.Does("lendVote", story.Input{"organization": c.ID, "to": c.members[1].Person}, "position", nil)
	}
	chair.IsRefused("OWN_VOTE", "lendVote", story.Input{"organization": c.ID, "to": chair.Person})
	lending := c.asks(tale, "Shall we buy the bikes together?", half, story.Input{"lending": true, "openness": "open"})
	c.vote(lending, "no", "yes", "no")
	c.members[6].Does("castBallot", story.Input{"ballot": lending, "choice": "abstain"}, "ballot { id }", nil)
	var own struct {
		Ballot struct {
			ViewerVote struct {
				Voted  bool
				LentTo struct{ Name string }
			}
		}
	}
	c.members[4].Sees("query($id: ID!) { ballot(id: $id) { viewerVote { voted lentTo { name } } } }", story.Input{"id": lending}, &own)
	if v := own.Ballot.ViewerVote; v.Voted || v.LentTo.Name != c.members[1].Name {
		t.Errorf("%+v", own)
	}
	chair.IsRefused("NOT_ALL_HAVE_VOTED", "closeBallot", story.Input{"ballot": lending})

	// Options are ranked.
	depot := c.asks(tale, "Which depot first?", story.Input{"method": "ranked", "quorum": "1/2"}, story.Input{"options": []string{"North", "South", "West"}})
	for i, p := range c.members {
		order := ranked([]string{"1"}, []string{"2"})
		if i > 2 {
			order = ranked([]string{"2"}, []string{"3", "1"})
		}
		p.Does("castBallot", story.Input{"ballot": depot, "choice": "rank", "ranking": order}, "ballot { id }", nil)
	}
	chair.IsRefused("INVALID", "castBallot", story.Input{"ballot": depot, "choice": "rank", "ranking": ranked([]string{"9"})})
	if b := c.closes(depot); tale.Err() == nil && (b.Outcome != "carried" || b.Ranking[0].Options[0] != "2") {
		t.Errorf("%+v", b)
	}

	// An objection is read back before the close, and seen by two until then.
	consent := c.asks(tale, "Deposit of two euros?", story.Input{"method": "consent", "quorum": "1/2"}, nil)
	c.vote(consent, repeat(6, "yes")...)
	objector, reader := c.members[6], c.members[2]
	objector.Does("castBallot", story.Input{"ballot": consent, "choice": "object", "objection": story.Input{
		"about": "the deposit", "harm": "We pay it before we are paid.", "change": "Bill it monthly.", "reader": reader.Person,
	}}, "ballot { id }", nil)
	reader.Does("readObjectionBack", story.Input{"ballot": consent, "person": objector.Person, "words": "It comes too early for you."}, "ballot { id }", nil)
	objector.Does("answerReading", story.Input{"ballot": consent}, "ballot { id }", nil)
	for p, want := range map[*story.Person]int{objector: 1, reader: 1, chair: 0} {
		var seen struct {
			Ballot struct {
				Objections struct {
					Edges []struct{ Node struct{ Heard string } }
				}
			}
		}
		p.Sees("query($id: ID!) { ballot(id: $id) { objections(first: 5) { edges { node { heard } } } } }", story.Input{"id": consent}, &seen)
		if edges := seen.Ballot.Objections.Edges; len(edges) != want || want > 0 && edges[0].Node.Heard != "confirmed" {
			t.Errorf("%s sees %+v", p.Name, edges)
		}
	}
	if b := c.closes(consent); tale.Err() == nil && (b.Outcome != "rejected" || b.Steps[1].People[0].Name != objector.Name) {
		t.Errorf("%+v", b)
	}

	// To others none of this is there.
	stranger := tale.Person("Nadia Roca")
	stranger.Founds("Elsewhere", "company", "Something else.")
	fatal(t, tale)
	if err := stranger.Do(t.Context(), "query($id: ID!) { ballot(id: $id) { id } }", story.Input{"id": consent}, nil); client.Code(err) != "NOT_FOUND" {
		t.Errorf("a stranger asks for the ballot: %v", err)
	}
	stranger.IsRefused("NOT_FOUND", "castBallot", story.Input{"ballot": consent, "choice": "yes"})
	fatal(t, tale)
}

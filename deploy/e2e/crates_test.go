package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley.example/deploy/story"
	"parley.example/events/record"
)

// The main job: from an invitation to an agreement in force, by people of all
// seats, with everything in between that can go otherwise.
func TestCratesRunFromAnInvitationToAnAgreementInForce(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	c := v.OpenCrates("PT2S")
	follower := follow(t, v.Joan, table, c.ID)

	c.FirstRound()
	refusedWhileTalking(c)
	withdrawn := c.OffersBriefly(v.Pau, "Seven days, to try.", fourEuros("7"))
	c.Withdraws(v.Pau, withdrawn, "Too long for stone fruit: I had not asked at home.")
	brief := c.OffersBriefly(v.Ramon, "Only if you say yes before lunch.", fourEuros("3"))
	expires(v.Luis, brief)
	refusedWhileDeciding(c)
	c.FirstDecision()
	v.Joan.IsRefused("CLOSED", "castVote", story.Ballot(c.Rejected.ID, "yes"))
	c.SecondRound()
	c.SecondDecision()
	c.Sign()
	fatal(t, tale)

	theObjectionStopped(t, c)
	theConditionHeld(t, c)
	inForce(t, c)
	theCountIsKept(t, c)
	fatal(t, tale)
	for id, want := range map[string]string{c.Idea: "idea", withdrawn: "withdrawn", brief: "expired", c.Second: "rejected", c.Final: "carried"} {
		if got := statusOf(v.Elena, id); got != want {
			t.Errorf("a package is %s, want %s", got, want)
		}
	}
	follower.equals(t, v.Joan)
	everySeatReadsTheSame(t, c)
	thereIsNothingForStrangers(t, c)
	fatal(t, tale)
}

func fourEuros(days string) story.Values {
	return story.Values{"deposit": "400", "days": days, "loss": "split", "counting": "Whenever somebody finds the time."}
}

// refusedWhileTalking is one wish of each of these people that is not granted
// while ideas and offers are on the table.
func refusedWhileTalking(c *story.Crates) {
	wish := func(as string, values story.Values) story.Input { return c.Tabling(as, "", values, nil) }
	c.Carmen.IsRefused("NO_MANDATE", "tablePackage", wish("offer", fourEuros("7")))
	c.Luis.IsRefused("INCOMPLETE", "openDecision", story.Input{"negotiation": c.ID, "package": c.Idea, "deadline": c.In(1e15)})
	c.Teresa.IsRefused("INVALID", "addTerm", story.Input{"negotiation": c.ID, "key": "colour", "name": "Colour", "kind": "text"}) // she may ask for it by now, but says why
	c.Pau.IsRefused("NOT_AN_OPTION", "tablePackage", wish("idea", story.Values{"deposit": "300"}))
	c.Ramon.IsRefused("NOT_AUTHOR", "withdrawPackage", story.Input{"package": c.First, "reason": "I do not like it."})
	c.Beatriz.IsRefused("RULES_CHANGED", "acceptGroundRules", story.Input{"negotiation": c.ID, "version": 2})
	c.Marc.IsRefused("BEYOND_MANDATE", "tablePackage", wish("offer", fourEuros("14")))
	c.Nuria.IsRefused("NO_MANDATE", "draftPackage", story.Input{"negotiation": c.ID, "values": []any{}})
	c.Elena.IsRefused("NOT_CONVENER", "changeGroundRules", story.Input{"negotiation": c.ID, "groundRules": story.Input{"quorum": "0"}})
	c.Sol.IsRefused("NOT_FOUND", "tablePackage", wish("idea", story.Values{"deposit": "0"}))
}

// refusedWhileDeciding is the same while a decision is open. Nobody but the
// couriers tries, and their vote is no different for it.
func refusedWhileDeciding(c *story.Crates) {
	id := c.Asks(c.Karim, c.First, "Four euros?")
	c.Ines.IsRefused("NO_MANDATE", "castVote", story.Ballot(id, "yes"))
	c.Karim.IsRefused("NOT_ALL_VOTED", "closeNow", story.Input{"decision": id})
	c.Lucia.IsRefused("OBJECTION_INCOMPLETE", "castVote", story.Ballot(id, "objects"))
	for _, p := range c.Delegates() {
		if p != c.Marc {
			p.Votes(id, "abstain")
		}
	}
	c.Marc.IsRefused("BEYOND_MANDATE", "castVote", story.Ballot(id, "yes"))
	c.Marc.Votes(id, "objects", c.Because("deposit", "It ties up 240 € in every kitchen.", "Two euros at most."))
	c.Karim.Closes(id)
}

// expires waits until the clock has ended an offer.
func expires(p *story.Person, id string) {
	type answer struct {
		Package struct{ Status, EndedAt string }
	}
	story.Waits(p, "subscription($id: ID!) { package(id: $id) { status endedAt } }", story.Input{"id": id},
		func(a answer) bool { return a.Package.Status == "expired" && a.Package.EndedAt != "" })
}

func statusOf(p *story.Person, id string) string {
	var got struct{ Package struct{ Status string } }
	p.Sees("query($id: ID!) { package(id: $id) { status } }", story.Input{"id": id}, &got)
	return got.Package.Status
}

func theObjectionStopped(t *testing.T, c *story.Crates) {
	t.Helper()
	if c.Rejected.Outcome != "rejected" {
		t.Errorf("the first decision is %q, want it rejected", c.Rejected.Outcome)
	}
	couriers := c.Ciclo.Seats[c.Initiative]
	stopped := slices.ContainsFunc(c.Rejected.Steps, func(s story.Step) bool {
		return s.Kind == "objections" && !s.Met && slices.Equal(s.Seats, []string{couriers})
	})
	if !stopped {
		t.Errorf("the arithmetic does not show the couriers' objection: %+v", c.Rejected.Steps)
	}
	for _, vote := range c.Rejected.Votes.Nodes {
		if vote.Seat.ID == couriers && (vote.Objection == nil || vote.Objection.Change == "") {
			t.Error("the objection does not say what would lift it")
		}
	}
}

func theConditionHeld(t *testing.T, c *story.Crates) {
	t.Helper()
	if c.Carried.Outcome != "carried" {
		t.Errorf("the second decision is %q, want it carried", c.Carried.Outcome)
	}
	for _, step := range c.Carried.Steps {
		if step.Kind == "struck" {
			t.Errorf("a yes was struck whose condition holds: %+v", step)
		}
	}
	city := c.City.Seats[c.Initiative]
	conditional := slices.ContainsFunc(c.Carried.Votes.Nodes, func(v struct {
		Seat      struct{ ID string }
		Choice    string
		Objection *struct{ Harm, Change string }
		Condition *struct{ Seats []string }
	},
	) bool {
		return v.Condition != nil && slices.Equal(v.Condition.Seats, []string{city})
	})
	if !conditional {
		t.Error("no yes depends on the city's")
	}
}

// inForce holds the agreement against what was agreed on.
func inForce(t *testing.T, c *story.Crates) {
	t.Helper()
	var got struct {
		Agreement struct {
			Status           string
			Parties, Missing []struct{ ID string }
			Document         struct {
				Clauses struct {
					Edges []struct{ Node struct{ Text string } }
				}
				Preamble struct {
					Paragraphs []string
					Missing    []struct{ Name string }
				}
			}
		}
	}
	c.Nuria.Sees(`query($id: ID!) { agreement(id: $id) { status parties { id } missing { id }
		document { clauses(first: 10) { edges { node { text } } } preamble { paragraphs missing { name } } } } }`,
		story.Input{"id": c.Drawn.ID}, &got)
	a := got.Agreement
	if a.Status != "inForce" || len(a.Parties) != 6 || len(a.Missing) != 0 {
		t.Errorf("the agreement is %s between %d, without %d; want it in force between six", a.Status, len(a.Parties), len(a.Missing))
	}
	var sentences []string
	for _, edge := range a.Document.Clauses.Edges {
		sentences = append(sentences, edge.Node.Text)
	}
	want := []string{
		"Whoever receives a crate pays a deposit of 2 €, and gets it back with the crate.",
		"Empty crates are ready to be collected within 5 days.",
		"A crate that is lost between farm and kitchen is borne by both halves: grower and couriers.",
		"Every Monday the riders count the crates at each stop and write the numbers where all parties can read them.",
	}
	if !slices.Equal(sentences, want) {
		t.Errorf("the text says %q", sentences)
	}
	if len(a.Document.Preamble.Missing) != 2 || len(a.Document.Preamble.Paragraphs) == 0 {
		t.Errorf("the preamble does not say who was missing: %+v", a.Document.Preamble)
	}
}

// theCountIsKept: what the riders owe every week is raised with the entry into
// force, reported, and accepted by one of those whom they owe it.
func theCountIsKept(t *testing.T, c *story.Crates) {
	t.Helper()
	owed := c.Count()
	if owed.State != "raised" || owed.Debtor.ID != c.Ciclo.Seats[c.Initiative] || len(owed.Creditors) != 5 || owed.Version != 1 {
		t.Errorf("with the entry into force it is owed that %+v", owed)
	}
	if kept := c.AcceptCount(owed); kept.ID != owed.ID || kept.State != "accepted" {
		t.Errorf("what was counted stands as %+v", kept)
	}
	fatal(t, c.Tale)
}

// thereIsNothingForStrangers: what somebody may not see is answered like what
// there is not.
func thereIsNothingForStrangers(t *testing.T, c *story.Crates) {
	t.Helper()
	for kind, id := range map[string]string{
		"negotiation": c.ID, "package": c.Final, "decision": c.Carried.ID, "agreement": c.Drawn.ID, "node": c.Drawn.ID,
	} {
		ask := func(id string) string {
			status, body := post(t, c.Sol, request("query($id: ID!) { "+kind+"(id: $id) { id } }", story.Input{"id": id}))
			return fmt.Sprint(status, " ", string(body))
		}
		made := record.NewID(id[:3], "nothing of this name")
		if there, not := ask(id), ask(made); there != not || !strings.Contains(there, "NOT_FOUND") {
			t.Errorf("%s: a stranger is told %s, and %s of what there is not", kind, there, not)
		}
	}
}

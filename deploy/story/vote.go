package story

import (
	"maps"
	"time"

	"parley.example/deploy/client"
)

// How long things stand that nobody ends before.
const (
	standing = 60 * 24 * time.Hour // an offer
	deciding = 30 * 24 * time.Hour // a decision
)

// Asks puts a package to the vote of all seats, and returns the decision's id.
func (t *Table) Asks(p *Person, id, question string) string {
	var got struct{ Decision struct{ ID string } }
	p.Does("openDecision", Input{"negotiation": t.ID, "package": id, "deadline": t.tale.In(deciding), "question": question}, "decision { id }", &got)
	return got.Decision.ID
}

// Votes says yes, no or abstain, or more in its own words.
func (p *Person) Votes(decision, choice string, more ...Input) {
	p.Does("castVote", Ballot(decision, choice, more...), "vote { id choice }", nil)
}

// Ballot is a vote as the API takes it.
func Ballot(decision, choice string, more ...Input) Input {
	input := Input{"decision": decision, "choice": choice}
	for _, m := range more {
		maps.Copy(input, m)
	}
	return input
}

// IfToo makes a yes depend on those of other seats.
func IfToo(seats ...string) Input { return Input{"condition": Input{"seats": seats}} }

// Because is what an objection consists of.
func (t *Table) Because(key, harm, change string) Input {
	return Input{"objection": Input{"term": t.Term(key).ID, "harm": harm, "change": change}}
}

// Decision is one as everybody at the table sees it.
type Decision struct {
	ID       string
	Status   string
	Outcome  string
	Electors []struct {
		Seat  struct{ ID, Name string }
		Voted bool
	}
	Steps []Step
	Votes struct {
		Nodes []struct {
			Seat      struct{ ID string }
			Choice    string
			Objection *struct{ Harm, Change string }
			Condition *struct{ Seats []string }
		}
	}
}

// Step is a line of the arithmetic.
type Step struct {
	Kind    string
	Class   string
	Seats   []string
	Have    string
	Of      string
	Yes, No string
	Met     bool
}

const decisionQuery = `subscription($id: ID!) { decision(id: $id) {
	id status outcome electors { seat { id name } voted }
	steps { kind class seats have of yes no met }
	votes(first: 50) { nodes { seat { id } choice objection { harm change } condition { seats } } }
} }`

// Closes ends a decision as soon as everybody has voted, and returns it with
// its arithmetic.
func (p *Person) Closes(decision string) Decision {
	type answer struct{ Decision Decision }
	Waits(p, decisionQuery, Input{"id": decision}, func(a answer) bool {
		for _, e := range a.Decision.Electors {
			if !e.Voted {
				return false
			}
		}
		return len(a.Decision.Electors) > 0
	})
	p.Does("closeNow", Input{"decision": decision}, "decision { id status }", nil)
	return Waits(p, decisionQuery, Input{"id": decision}, func(a answer) bool { return a.Decision.Status == "closed" }).Decision
}

// Agreement is one as everybody at the table sees it.
type Agreement struct {
	ID      string
	Version int
	Status  string
	Hash    string
}

// Agreement waits for the text that was decided on to be drawn up.
func (t *Table) Agreement(p *Person) Agreement {
	type answer struct {
		Negotiation struct {
			Agreements struct{ Edges []struct{ Node Agreement } }
		}
	}
	drawnUp := Waits(p, `subscription($id: ID!) { negotiation(id: $id) { agreements(first: 1) { edges { node { id version status hash } } } } }`,
		Input{"id": t.ID}, func(a answer) bool {
			edges := a.Negotiation.Agreements.Edges
			return len(edges) == 1 && edges[0].Node.Status != "draft"
		})
	if len(drawnUp.Negotiation.Agreements.Edges) == 0 {
		return Agreement{}
	}
	return drawnUp.Negotiation.Agreements.Edges[0].Node
}

// Signs puts the organization's name under an agreement, with a key of the
// person's own.
func (p *Person) Signs(a Agreement) {
	t := p.tale
	if t.err != nil {
		return
	}
	err := p.Sign(t.ctx, t.commandID(p.Name, "signAgreement"), a.ID, a.Version, a.Hash)
	if t.Name != "" && client.Code(err) == "COMMAND_ID_REUSED" {
		return // an interrupted telling has signed already, at another moment
	}
	if err != nil {
		t.fail(p.Name, "signAgreement", err)
	}
}

// Declines says no to an agreement.
func (p *Person) Declines(a Agreement, reason string) {
	p.Does("declineAgreement", Input{"agreement": a.ID, "version": a.Version, "reason": reason}, "agreement { id status }", nil)
}

// Signing is what it takes to sign an agreement now.
func (p *Person) Signing(a Agreement) Input {
	if p.tale.err != nil {
		return nil
	}
	input, err := p.Signed(p.tale.ctx, a.ID, a.Version, a.Hash)
	if err != nil {
		p.tale.fail(p.Name, "sign", err)
	}
	return input
}

// OwnKey is the key that the person signs with, made known if it was not.
func (p *Person) OwnKey() string {
	if p.tale.err != nil {
		return ""
	}
	key, err := p.Key(p.tale.ctx)
	if err != nil {
		p.tale.fail(p.Name, "registerSigningKey", err)
	}
	return key
}

package e2e

import (
	"testing"

	"parley.example/deploy/story"
)

type node[T any] struct{ Edges []struct{ Node T } }

// origin is where a clause comes from, as far as somebody reads it.
type origin struct {
	Clause            struct{ ID, Key string }
	Package, Decision struct{ ID string }
	Term              struct {
		ID    string
		Lifts node[struct {
			Words     string
			Statement struct {
				ID    string
				Tally struct{ Agree string }
			}
		}]
	}
}

const originOf = `clause { id key } package { id } decision { id } term { id lifts(first: 5) { edges { node { words statement { id tally { agree } } } } } }`

// What somebody said is followed to the clause that answers it, and back; who has
// no part at the table reads of it what was said, and no more.
func TestAVoiceIsFollowedToItsClauseAndBack(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	c := v.OpenCrates("PT2S")
	const said = "Nobody waits for empty crates."
	statement := c.Initiative.Wonders(v.Ines, "What do crates cost you?").Says(v.Ramon, said)
	deposit := c.Term("deposit").ID
	v.Karim.Does("liftStatement", story.Input{"statement": statement, "from": 0, "to": len(said), "negotiation": c.ID, "term": deposit}, "lift { id }", nil)
	c.FirstRound()
	c.FirstDecision()
	c.SecondRound()
	c.SecondDecision()
	fatal(t, tale)

	type became struct {
		Statement struct {
			Became node[struct {
				Words  string
				Became node[struct {
					Version int
					Clause  struct{ ID, Key string }
				}]
			}]
		}
	}
	const forward = `query($id: ID!) { statement(id: $id) { became(first: 5) { edges { node { words became(first: 5) { edges { node { version clause { id key } } } } } } } } }`
	var seen, outside became
	v.Ramon.Sees(forward, story.Input{"id": statement}, &seen)
	v.Sol.Sees(forward, story.Input{"id": statement}, &outside)
	fatal(t, tale)
	lifts := seen.Statement.Became.Edges
	if len(lifts) != 1 || lifts[0].Node.Words != said || len(lifts[0].Node.Became.Edges) != 1 {
		t.Fatalf("forward: %+v", seen)
	}
	clause := lifts[0].Node.Became.Edges[0].Node
	if clause.Version != 1 || clause.Clause.Key != "deposit" {
		t.Errorf("forward: %+v", clause)
	}
	if got := outside.Statement.Became.Edges; len(got) != 1 || len(got[0].Node.Became.Edges) != 0 {
		t.Errorf("a stranger to the table reads %+v", outside)
	}

	var back struct{ Node struct{ Lineage origin } }
	v.Ramon.Sees(`query($id: ID!) { node(id: $id) { ... on Clause { lineage { `+originOf+` } } } }`, story.Input{"id": clause.Clause.ID}, &back)
	fatal(t, tale)
	from := back.Node.Lineage
	if from.Clause != clause.Clause || from.Term.ID != deposit || from.Package.ID == "" || from.Decision.ID == "" || len(from.Term.Lifts.Edges) != 1 {
		t.Fatalf("back: %+v", from)
	}
	if voice := from.Term.Lifts.Edges[0].Node; voice.Statement.ID != statement || voice.Words != said || voice.Statement.Tally.Agree != "< 5" {
		t.Errorf("back to the voice: %+v", voice)
	}

	for _, p := range []*story.Person{v.Karim, c.Luis, c.Pau, c.Marc, c.Joan, c.Ramon} {
		p.Signs(c.Drawn)
	}
	causedBy(t, tale, v.Karim, c.Drawn)
	fatal(t, tale)
}

// causedBy follows an obligation to its clause, and the clause to what it has
// caused.
func causedBy(t *testing.T, tale *story.Tale, p *story.Person, of story.Agreement) {
	t.Helper()
	owed := p.Owed(of.ID, func(all []story.Obligation) bool { return len(all) > 0 })
	fatal(t, tale)
	var got struct {
		Node struct {
			ClauseKey string
			Lineage   struct {
				Lineage struct {
					Clause  struct{ Key string }
					Term    struct{ Key string }
					Effects node[struct{ Obligation struct{ ID string } }]
				}
			}
		}
	}
	p.Sees(`query($id: ID!) { node(id: $id) { ... on Obligation { clauseKey lineage { lineage { clause { key } term { key } effects(first: 50) { edges { node { obligation { id } } } } } } } } }`,
		story.Input{"id": owed[0].ID}, &got)
	from := got.Node.Lineage.Lineage
	caused := false
	for _, e := range from.Effects.Edges {
		caused = caused || e.Node.Obligation.ID == owed[0].ID
	}
	if got.Node.ClauseKey == "" || from.Clause.Key != got.Node.ClauseKey || from.Term.Key != got.Node.ClauseKey || !caused {
		t.Errorf("from an obligation back: %+v", got)
	}
}

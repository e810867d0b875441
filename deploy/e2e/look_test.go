package e2e

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley.example/deploy/story"
)

// everything is all that somebody sees of all initiatives, their tables and
// agreements, the records among it.
func everything(t *testing.T, p *story.Person) []byte {
	t.Helper()
	var all bytes.Buffer
	for _, question := range []string{
		"{ viewer { person { name } organization { name } memberships(first: 5) { edges { node { roles limits(first: 5) { edges { node { limits { term max } } } } } } } } }",
		"{ organizations(first: 50) { edges { node { id name members(first: 9) { edges { node { person { name } roles } } } mandates(first: 9) { edges { node { id acts limits { limits { term max } } } } } } } } }",
		`{ initiatives(first: 5) { edges { node { id title purpose level visions { person } convener { organization { name } } classes { name }
			seats(first: 10) { edges { node { id name state seeks organization { name } } } } conversations(first: 2) { edges { node { question statements(first: 5) { edges { node { text tally { agree } } } } } } } } } } }`,
		`{ initiatives(first: 5) { edges { node { negotiations(first: 3) { nodes { id title status terms(first: 10) { nodes { id key clause } }
			packages(first: 10) { nodes { id status note values { value { choice quantity } } } } decisions(first: 5) { nodes { id outcome steps { kind met } } }
			agreements(first: 2) { edges { node { id status hash head } } } } } } } } }`,
	} {
		_, body := post(t, p, request(question, nil))
		if bytes.Contains(body, []byte(`"errors"`)) {
			t.Fatalf("%s asks %s: %.300s", p.Name, question, body)
		}
		all.Write(positions.ReplaceAll(body, nil))
	}
	return all.Bytes()
}

// someTable is the negotiation that is still being talked at.
func someTable(t *testing.T, p *story.Person) string {
	t.Helper()
	var got struct {
		Initiatives struct {
			Edges []struct {
				Node struct {
					Negotiations struct{ Nodes []struct{ ID, Status string } }
				}
			}
		}
	}
	if err := p.Do(t.Context(), "{ initiatives(first: 5) { edges { node { negotiations(first: 5) { nodes { id status } } } } } }", nil, &got); err != nil {
		t.Fatal(err)
	}
	for _, initiative := range got.Initiatives.Edges {
		for _, table := range initiative.Node.Negotiations.Nodes {
			if table.Status == "open" {
				return table.ID
			}
		}
	}
	t.Fatal("no table is open")
	return ""
}

// say says one thing after another until nobody answers any more, and tells of
// each that was acknowledged.
func say(p *story.Person, table string) <-chan int {
	acknowledged := make(chan int)
	go func() {
		defer close(acknowledged)
		for i := 1; ; i++ {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			err := p.Mutate(ctx, "postMessage", story.Input{"negotiation": table, "room": "all", "text": fmt.Sprintf("Number %d.", i)}, "", nil)
			cancel()
			if err != nil {
				return
			}
			acknowledged <- i
		}
	}()
	return acknowledged
}

func messages(t *testing.T, p *story.Person, table string) int {
	t.Helper()
	var got struct {
		Negotiation struct {
			Messages struct{ Nodes []struct{ Text string } }
		}
	}
	if err := p.Do(t.Context(), "query($id: ID!) { negotiation(id: $id) { messages(first: 100) { nodes { text } } } }", map[string]any{"id": table}, &got); err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, m := range got.Negotiation.Messages.Nodes {
		if strings.HasPrefix(m.Text, "Number ") {
			count++
		}
	}
	return count
}

package e2e

import (
	"encoding/json"
	"testing"
	"time"

	"parley.example/deploy/client"
	"parley.example/deploy/story"
)

// table is all that somebody at a table sees of it.
const table = `negotiation(id: $id) {
	id title status level openedAt fixedAt text { id } groundRules { version rule quorum differences { rule template } }
	accepted { seat { id name } at }
	terms(first: 10) { nodes { id key name kind options { key label } clause } }
	packages(first: 20) { nodes { id number status as seat { id } by { name } note reason counterTo { id } expiresAt endedAt
		values { term { key } version value { money { minor currency } quantity choice text } }
		positions(first: 10) { nodes { id stance reason change term { key } seat { id } by { name } } } } }
	decisions(first: 5) { nodes { id number status outcome question deadline electors { seat { id } class voted } absent { seat { name } state }
		steps { kind class seats yes no have of share needed met }
		votes(first: 10) { nodes { id seat { id } choice objection { harm change term { key } } condition { seats } } } } }
	messages(first: 20) { nodes { id text by { name } } }
	agreements(first: 2) { edges { node { id status version hash signed { id } missing { id } parties { id } inForceAt
		signatures(first: 10) { edges { node { id seat { id } person { name } signedAt } } } } } }
}`

// follower is a second device that looks on by live query.
type follower struct {
	live  *client.Live
	query string
	id    string
}

func follow(t *testing.T, p *story.Person, selection, id string) *follower {
	t.Helper()
	device := client.New(p.URL)
	device.Token = p.Token
	live, err := device.Subscribe(t.Context(), "subscription lookOn($id: ID!) {"+selection+"}", map[string]any{"id": id})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(live.Stop)
	return &follower{live, "query($id: ID!) {" + selection + "}", id}
}

// equals waits until the live query shows what a query returns now.
func (f *follower) equals(t *testing.T, p *story.Person) {
	t.Helper()
	var want json.RawMessage
	if err := p.Do(t.Context(), f.query, map[string]any{"id": f.id}, &want); err != nil {
		t.Fatal(err)
	}
	snapshots := 0
	for got := range f.live.Next {
		snapshots++
		if string(got) == string(want) {
			t.Logf("the live query has shown %d snapshots", snapshots)
			return
		}
		if snapshots > 5_000 {
			break
		}
	}
	t.Fatalf("the live query ends after %d snapshots without what the query returns: %v", snapshots, f.live.Err())
}

// moves waits for the next snapshot.
func (f *follower) moves(t *testing.T) {
	t.Helper()
	select {
	case _, there := <-f.live.Next:
		if !there {
			t.Fatalf("the live query has ended: %v", f.live.Err())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the live query shows nothing new")
	}
}

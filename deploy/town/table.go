package town

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Table is a negotiation with one term.
type Table struct{ ID, Term string }

// Table opens a negotiation that may decide as soon as everyone has voted.
func (t *Town) Table(ctx context.Context, title string) (Table, error) {
	var table Table
	var err error
	if table.ID, err = t.Convener.make(ctx, "openNegotiation", "negotiation", map[string]any{
		"initiative": t.Initiative, "title": title, "level": 1,
		"groundRules": map[string]any{"rule": "unanimity", "readMinimum": "PT0S", "decideMinimum": "PT0S", "offerMinimum": "PT0S"},
	}); err != nil {
		return table, err
	}
	table.Term, err = t.Convener.make(ctx, "addTerm", "term", map[string]any{
		"negotiation": table.ID, "key": "deposit", "name": "Deposit", "kind": "money", "currency": "EUR",
		"min": "0", "max": "1000", "step": "1", "clause": "The deposit is {value}.", "level": 1,
	})
	return table, err
}

// Term adds one more term of money to a table.
func (t *Town) Term(ctx context.Context, table Table, n int) (string, error) {
	return t.Convener.make(ctx, "addTerm", "term", map[string]any{
		"negotiation": table.ID, "key": fmt.Sprintf("term_%d", n), "name": fmt.Sprintf("Term %d", n), "kind": "money", "currency": "EUR",
		"min": "0", "max": "1000", "step": "1", "clause": "It is {value}.", "level": 1,
	})
}

// Offer puts a package on a table that gives each of these terms an amount.
func (n *Neighbour) Offer(ctx context.Context, table Table, terms []string, cents int) (string, error) {
	values := make([]any, len(terms))
	for i, term := range terms {
		amount := map[string]any{"minor": strconv.Itoa(cents), "currency": "EUR"}
		values[i] = map[string]any{"term": term, "value": map[string]any{"money": amount}}
	}
	return n.make(ctx, "tablePackage", "package", map[string]any{
		"negotiation": table.ID, "as": "offer", "expiresAt": time.Now().UTC().Add(24 * time.Hour).Format(time.RFC3339), "values": values,
	})
}

// Agreement is a text that waits to be signed.
type Agreement struct {
	ID, Hash string
	Version  int
	Table    Table
}

// Agree leads everyone through a table to an agreement that all have to sign.
func (t *Town) Agree(ctx context.Context, title string) (Agreement, error) {
	a := Agreement{}
	var err error
	if a.Table, err = t.Table(ctx, title); err != nil {
		return a, err
	}
	for _, n := range t.Neighbours {
		if err := n.Mutate(ctx, "acceptGroundRules", map[string]any{"negotiation": a.Table.ID, "version": 1}, "", nil); err != nil {
			return a, err
		}
	}
	if err := t.decide(ctx, a.Table); err != nil {
		return a, err
	}
	return a, t.await(ctx, &a)
}

// decide has a package offered and carried.
func (t *Town) decide(ctx context.Context, table Table) error {
	offered, err := t.Neighbours[0].make(ctx, "tablePackage", "package", map[string]any{
		"negotiation": table.ID, "as": "offer", "expiresAt": time.Now().UTC().Add(24 * time.Hour).Format(time.RFC3339),
		"values": []any{map[string]any{"term": table.Term, "value": map[string]any{"money": map[string]any{"minor": "250", "currency": "EUR"}}}},
	})
	if err != nil {
		return err
	}
	decision, err := t.Convener.make(ctx, "openDecision", "decision", map[string]any{
		"negotiation": table.ID, "package": offered, "deadline": time.Now().UTC().Add(time.Hour).Format(time.RFC3339),
	})
	if err != nil {
		return err
	}
	for _, n := range t.Neighbours {
		if err := n.Mutate(ctx, "castVote", map[string]any{"decision": decision, "choice": "yes"}, "", nil); err != nil {
			return err
		}
	}
	return t.Convener.Mutate(ctx, "closeNow", map[string]any{"decision": decision}, "", nil)
}

// await follows a table until the agreement is drawn up: that is a policy's
// work, and no part of any acknowledgement.
func (t *Town) await(ctx context.Context, a *Agreement) error {
	live, err := t.Convener.Subscribe(ctx, `subscription($id: ID!) { negotiation(id: $id) { agreements(first: 1) { edges { node { id hash version } } } } }`,
		map[string]any{"id": a.Table.ID})
	if err != nil {
		return err
	}
	defer live.Stop()
	for answer := range live.Next {
		var got struct {
			Negotiation struct {
				Agreements struct{ Edges []struct{ Node Agreement } }
			}
		}
		if err := json.Unmarshal(answer, &got); err != nil {
			return err
		}
		if edges := got.Negotiation.Agreements.Edges; len(edges) > 0 {
			a.ID, a.Hash, a.Version = edges[0].Node.ID, edges[0].Node.Hash, edges[0].Node.Version
			return nil
		}
	}
	return fmt.Errorf("await the agreement of %s: %w", a.Table.ID, live.Err())
}

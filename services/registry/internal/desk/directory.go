package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/directory"
	"parley.example/services/registry/internal/view"
)

// Looking is a search in the directory.
type Looking struct {
	ID     string         `json:"id"`
	Search string         `json:"search" need:"true"`
	Kind   directory.Kind `json:"kind"`
	First  int            `json:"first"`
	After  string         `json:"after"`
}

// ForAllies asks for those of an organization.
type ForAllies struct {
	ID    string `json:"id" need:"true"`
	First int    `json:"first"`
}

// Bounds of an answer.
const (
	maxSearch = 200 // characters
	maxFound  = 50
	someFound = 20
	maxAllies = 50
)

// found is a page of the directory, in the shape of its GraphQL type.
type found struct {
	Edges    []foundEdge `json:"edges"`
	PageInfo pageInfo    `json:"pageInfo"`
}

type foundEdge struct {
	Node   foundNode `json:"node"`
	Cursor string    `json:"cursor"`
}

type foundNode struct {
	Kind         directory.Kind `json:"kind"`
	Organization string         `json:"organization,omitempty"`
	Person       string         `json:"person,omitempty"`
	Matches      []foundMatch   `json:"matches"`
}

type foundMatch struct {
	Field directory.Field `json:"field"`
	Line  string          `json:"line"`
	Spans []foundSpan     `json:"spans"`
}

type foundSpan struct {
	From int `json:"from"`
	To   int `json:"to"`
}

type pageInfo struct {
	HasNextPage     bool   `json:"hasNextPage"`
	HasPreviousPage bool   `json:"hasPreviousPage"`
	StartCursor     string `json:"startCursor,omitempty"`
	EndCursor       string `json:"endCursor,omitempty"`
}

// search is for whoever is registered.
func (d *desk) search(ctx context.Context, c serve.Call, in Looking) (any, error) {
	if err := d.registered(ctx, c.Actor); err != nil {
		return nil, err
	}
	first, err := some(in.First, someFound, maxFound)
	switch {
	case err != nil:
		return nil, err
	case utf8.RuneCountInString(in.Search) > maxSearch:
		return nil, command.Refuse(command.Invalid, "search", "rule", "too_long", "max", fmt.Sprint(maxSearch))
	case in.Kind != "" && in.Kind != directory.Organization && in.Kind != directory.Person:
		return nil, command.Refuse(command.Invalid, "kind", "rule", "unknown")
	}
	if err := d.catchUp(ctx); err != nil {
		return nil, err
	}
	hits, more, ok := d.society.index.Search(directory.Query{Words: in.Search, Kind: in.Kind, First: first, After: in.After})
	if !ok {
		return nil, command.Refuse(command.Invalid, "after", "rule", "cursor")
	}
	return page(hits, more, in.After != ""), nil
}

func page(hits []directory.Hit, more, after bool) found {
	p := found{Edges: []foundEdge{}, PageInfo: pageInfo{HasNextPage: more, HasPreviousPage: after}}
	for _, h := range hits {
		node := foundNode{Kind: h.Kind, Matches: []foundMatch{}}
		if h.Kind == directory.Person {
			node.Person = h.ID
		} else {
			node.Organization = h.ID
		}
		for _, m := range h.Matches {
			match := foundMatch{Field: m.Field, Line: m.Line, Spans: []foundSpan{}}
			for _, s := range m.Spans {
				match.Spans = append(match.Spans, foundSpan{s[0], s[1]})
			}
			node.Matches = append(node.Matches, match)
		}
		p.Edges = append(p.Edges, foundEdge{node, h.Cursor})
	}
	if n := len(p.Edges); n > 0 {
		p.PageInfo.StartCursor, p.PageInfo.EndCursor = p.Edges[0].Cursor, p.Edges[n-1].Cursor
	}
	return p
}

// allied is an ally in the shape of its GraphQL type.
type allied struct {
	Organization string `json:"organization"`
	Reasons      []tied `json:"reasons"`
}

type tied struct {
	Tie        directory.Tie `json:"tie"`
	Ours       string        `json:"ours,omitempty"`
	Theirs     string        `json:"theirs,omitempty"`
	Initiative string        `json:"initiative,omitempty"`
	Community  string        `json:"community,omitempty"`
}

func (d *desk) allies(ctx context.Context, c serve.Call, in ForAllies) (any, error) {
	if err := d.registered(ctx, c.Actor); err != nil {
		return nil, err
	}
	first, err := some(in.First, someFound, maxAllies)
	if err != nil {
		return nil, err
	}
	if err := d.catchUp(ctx); err != nil {
		return nil, err
	}
	list := []allied{}
	for _, a := range d.society.index.Allies(in.ID, first) {
		one := allied{Organization: a.Organization}
		for _, r := range a.Reasons {
			t := tied{Tie: r.Tie, Ours: r.Ours, Theirs: r.Theirs}
			if r.Tie == directory.SameCommunity {
				t.Community = r.Within
			} else {
				t.Initiative = r.Within
			}
			one.Reasons = append(one.Reasons, t)
		}
		list = append(list, one)
	}
	return list, nil
}

// registered refuses whoever has no account, or left it half made.
func (d *desk) registered(ctx context.Context, who command.Actor) error {
	if who.Person == "" {
		return command.Unauthenticated
	}
	return d.known(ctx, who.Person, "")
}

// some is how many are wanted, within bounds.
func some(first, usual, most int) (int, error) {
	switch {
	case first == 0:
		return usual, nil
	case first < 0 || first > most:
		return 0, command.Refuse(command.Invalid, "first", "rule", "range", "min", "1", "max", fmt.Sprint(most))
	}
	return first, nil
}

// keepIndex lets the index come along by itself, so that a search after a start,
// or after many have come, does not have to wait for all of them.
func (d *desk) keepIndex(ctx context.Context) error {
	for {
		if err := d.catchUp(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(indexPulse):
		}
	}
}

const indexPulse = time.Second

// entriesAtOnce bounds what is read of the directory in one go.
const entriesAtOnce = 1000

// catchUp tells the index what has changed since it was last asked: one look at
// the end of a sorted list. Whoever asks finds what they have just written.
func (d *desk) catchUp(ctx context.Context) error {
	s := d.society
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		rows, err := d.house.Pool().Query(ctx, "SELECT sort, id, doc::text FROM registry.directory WHERE parent = 'all' AND (sort, id) > ($1, $2) ORDER BY sort, id LIMIT $3", s.sort, s.id, entriesAtOnce)
		if err != nil {
			return fmt.Errorf("read directory: %w", err)
		}
		var entries []directory.Entry
		var sort, id, doc string
		_, err = pgx.ForEachRow(rows, []any{&sort, &id, &doc}, func() error {
			var e view.Entry
			if err := json.Unmarshal([]byte(doc), &e); err != nil {
				return fmt.Errorf("entry %s: %w", id, err)
			}
			entries = append(entries, e.Entry)
			return nil
		})
		if err != nil {
			return fmt.Errorf("read directory: %w", err)
		}
		if len(entries) == 0 {
			return nil
		}
		s.index.Tell(entries...)
		s.sort, s.id = strings.Clone(sort), strings.Clone(id)
		if len(entries) < entriesAtOnce {
			return nil
		}
	}
}

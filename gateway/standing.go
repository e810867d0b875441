package main

import (
	"context"
	"encoding/json"
	"fmt"

	"parley.example/events/command"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
)

// standing answers from the read models what sessions want to know of a person.
// It asks as that person, so that it knows nothing that they do not.
type standing func(command.Actor, position.Vector) *read.Reader

// Holds implements [session.Standing].
func (s standing) Holds(ctx context.Context, actor command.Actor, name string) (bool, error) {
	r := s(actor, position.Vector{})
	defer r.Close()
	return r.Holds(ctx, name)
}

// Organizations implements [session.Standing].
func (s standing) Organizations(ctx context.Context, actor command.Actor, most int) ([]string, error) {
	r := s(actor, position.Vector{})
	defer r.Close()
	found, err := r.Read(ctx, read.Batch{Pages: []read.Page{{Table: "registry.membership", Parent: actor.Person, Limit: most}}})
	if err != nil {
		return nil, err
	}
	var all []string
	for _, row := range found.Pages[0] {
		var membership struct{ Organization string }
		if err := json.Unmarshal(row.Doc, &membership); err != nil {
			return nil, fmt.Errorf("decode membership %s: %w", row.ID, err)
		}
		all = append(all, membership.Organization)
	}
	return all, nil
}

// audiences are those that an actor holds, as the read models know.
func audiences(reader func(command.Actor, position.Vector) *read.Reader) func(context.Context, command.Actor) ([]string, error) {
	return func(ctx context.Context, actor command.Actor) ([]string, error) {
		r := reader(actor, position.Vector{})
		defer r.Close()
		if _, err := r.Read(ctx, read.Batch{Feeds: []read.Feed{{}}}); err != nil { // a feed of nothing asks whose documents they may read
			return nil, err
		}
		return r.Audiences(), nil
	}
}

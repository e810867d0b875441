package session

import (
	"context"
	"errors"
	"log/slog"

	"parley.example/events/command"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/graph"
)

func (d *Desk) logOut(ctx context.Context, c *graph.Call) (any, error) {
	visit := From(ctx)
	if visit.Session == nil {
		return object{}, nil
	}
	if err := d.end(ctx, visit.Session.Person, visit.Session.ID); err != nil {
		return nil, err
	}
	visit.Session, visit.Token, visit.Ended = nil, "", true
	c.Become(command.Actor{})
	return object{}, nil
}

func (d *Desk) revokeSession(ctx context.Context, c *graph.Call) (any, error) {
	visit := From(ctx)
	if visit.Session == nil {
		return nil, command.Unauthenticated
	}
	id, _ := c.Args["session"].(string)
	if id == visit.Session.ID {
		return d.logOut(ctx, c)
	}
	return object{}, d.end(ctx, visit.Session.Person, id)
}

// end ends a session. That it is over is told to all gateways, so that its live
// queries end too.
func (d *Desk) end(ctx context.Context, person, id string) error {
	switch err := d.Store.Revoke(ctx, person, id); {
	case errors.Is(err, ErrNone):
		return &command.Refusal{Code: command.NotFound, Field: []string{"session"}}
	case err != nil:
		return unavailable(err)
	}
	d.tell(ctx, bus.SessionNotice{Session: id, Person: person})
	return nil
}

// tell announces a change. Connections look their session up now and then in
// any case, for an announcement that is lost.
func (d *Desk) tell(ctx context.Context, n bus.SessionNotice) {
	if err := d.Tell(n); err != nil {
		slog.WarnContext(ctx, "announce session", "error", err)
	}
}

// actFor chooses the organization that the session's person acts for. That
// the person belongs to it is asked of the read models, as that person.
func (d *Desk) actFor(ctx context.Context, c *graph.Call) (any, error) {
	visit := From(ctx)
	if visit.Session == nil {
		return nil, command.Unauthenticated
	}
	organization, _ := c.Args["organization"].(string)
	next := *visit.Session
	next.Organization = organization
	if organization != "" {
		belongs, err := d.belongs(ctx, next.Actor(), organization)
		if err != nil {
			return nil, err
		}
		if !belongs {
			return nil, &command.Refusal{Code: NotAMember, Field: []string{"organization"}}
		}
	}
	if err := d.Store.ActFor(ctx, next.ID, organization); err != nil {
		return nil, unavailable(err)
	}
	d.tell(ctx, bus.SessionNotice{Session: next.ID, Person: next.Person})
	visit.Session = &next
	c.Become(next.Actor())
	return object{}, nil
}

// belongs tells whether somebody is a member of an organization or, as its
// counsel are, among its leadership.
func (d *Desk) belongs(ctx context.Context, actor command.Actor, organization string) (bool, error) {
	for _, holder := range []string{"org:", "steward:"} {
		if holds, err := d.Standing.Holds(ctx, actor, holder+organization); holds || err != nil {
			return holds, err
		}
	}
	return false, nil
}

func (d *Desk) personas(ctx context.Context, _ *graph.Call) (any, error) {
	all, err := d.Store.personas(ctx)
	if err != nil {
		return nil, unavailable(err)
	}
	out := make([]any, len(all))
	for i, p := range all {
		out[i] = object{"id": p.Person, "label": p.Label, "story": p.Story, "note": p.Note}
	}
	return out, nil
}

// becomePersona opens a session without a password. The schema has it in
// development only; this checks again.
func (d *Desk) becomePersona(ctx context.Context, c *graph.Call) (any, error) {
	person, _ := c.Args["person"].(string)
	if !d.Development {
		return nil, &command.Refusal{Code: command.NotFound}
	}
	there, err := d.Store.isPersona(ctx, person)
	if err != nil {
		return nil, unavailable(err)
	}
	if !there {
		return nil, &command.Refusal{Code: command.NotFound, Field: []string{"person"}}
	}
	return d.begin(ctx, c, person)
}

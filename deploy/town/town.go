// Package town is a small community that is set up through the public address
// like any other, for runs that count or measure: a convener, some organizations
// with a seat each, and tables at which they talk.
package town

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"parley.example/deploy/client"
	"parley.example/events/command"
)

// Town is one initiative with everyone in it.
type Town struct {
	Convener   *Neighbour
	Neighbours []*Neighbour // each in a seat
	Initiative string

	url  string
	http *http.Client
}

// Neighbour is the founder and only steward of an organization, and holds a
// mandate to offer, vote and sign for it.
type Neighbour struct {
	*client.Client
	Organization string
	Seat         string // "" for the convener
}

// Actor is who they are to a service that they reach without the gateway.
func (n *Neighbour) Actor() command.Actor {
	return command.Actor{Person: n.Person, Organization: n.Organization}
}

// Device returns the same person at another device, in the same session.
func (n *Neighbour) Device() *Neighbour {
	return &Neighbour{
		Client:       &client.Client{URL: n.URL, Token: n.Token, Person: n.Person, Password: n.Password, HTTP: n.HTTP},
		Organization: n.Organization, Seat: n.Seat,
	}
}

// Found sets up a town with so many seats. Patience is how long its people wait
// for an answer.
func Found(ctx context.Context, url string, seats int, patience time.Duration) (*Town, error) {
	t := &Town{url: url, http: &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConns: 1024, MaxIdleConnsPerHost: 1024}}}
	var err error
	if t.Convener, err = t.settle(ctx, "Convener"); err != nil {
		return nil, err
	}
	if t.Initiative, err = t.Open(ctx, "Crates that come back"); err != nil {
		return nil, err
	}
	for i := range seats {
		n, err := t.settle(ctx, fmt.Sprintf("Neighbour %d", i+1))
		if err != nil {
			return nil, err
		}
		if err := t.seat(ctx, n, fmt.Sprintf("Seat %d", i+1)); err != nil {
			return nil, err
		}
		t.Neighbours = append(t.Neighbours, n)
	}
	return t, nil
}

// settle signs somebody up and founds their organization.
func (t *Town) settle(ctx context.Context, name string) (*Neighbour, error) {
	n, err := t.Newcomer(ctx, name)
	if err != nil {
		return nil, err
	}
	if n.Organization, err = n.make(ctx, "foundOrganization", "organization", map[string]any{
		"name": name + " & partners", "purpose": "To have a say.",
	}); err != nil {
		return nil, err
	}
	if err := n.ActFor(ctx, n.Organization); err != nil {
		return nil, fmt.Errorf("act for %s: %w", n.Organization, err)
	}
	_, err = t.Mandate(ctx, n, n.Person, "offer", "vote", "sign")
	return n, err
}

// Newcomer signs up somebody who belongs to no organization yet.
func (t *Town) Newcomer(ctx context.Context, name string) (*Neighbour, error) {
	c := client.New(t.url)
	c.HTTP = t.http
	if err := c.SignUp(ctx, name, uuid.NewString()+"@town.example", "a long enough pass phrase"); err != nil {
		return nil, fmt.Errorf("sign up %s: %w", name, err)
	}
	return &Neighbour{Client: c}, nil
}

// Mandate lets a member act for a steward's organization for a month, and
// returns the mandate's id.
func (t *Town) Mandate(ctx context.Context, steward *Neighbour, delegate string, acts ...string) (string, error) {
	return steward.make(ctx, "grantMandate", "mandate", map[string]any{
		"organization": steward.Organization, "delegate": delegate, "acts": acts,
		"until": time.Now().UTC().AddDate(0, 1, 0).Format(time.RFC3339),
	})
}

// Open opens an initiative of the convener's.
func (t *Town) Open(ctx context.Context, title string) (string, error) {
	id, err := t.Convener.make(ctx, "openInitiative", "initiative", map[string]any{
		"title": title, "purpose": "Fewer boxes in the bin.", "level": 1, "zone": "Europe/Madrid", "languages": []string{"en"},
		"visions": map[string]any{"person": "Less to carry.", "organization": "Less to buy.", "economy": "Less to burn."},
	})
	if err != nil {
		return "", err
	}
	_, err = t.Convener.make(ctx, "addClass", "initiative", map[string]any{"initiative": id, "name": "trade"})
	return id, err
}

// Chair opens a seat that nobody has taken yet.
func (t *Town) Chair(ctx context.Context, initiative, name string) (string, error) {
	return t.Convener.make(ctx, "openSeat", "seat", map[string]any{"initiative": initiative, "class": "trade", "name": name})
}

// seat opens a seat and lets a neighbour take it.
func (t *Town) seat(ctx context.Context, n *Neighbour, name string) (err error) {
	if n.Seat, err = t.Chair(ctx, t.Initiative, name); err != nil {
		return err
	}
	var invited struct{ Token string }
	if err := t.Convener.Mutate(ctx, "inviteSeat", map[string]any{
		"seat": n.Seat, "name": name, "note": "Come and talk.", "expires": time.Now().UTC().AddDate(0, 0, 7).Format(time.RFC3339),
	}, "token", &invited); err != nil {
		return err
	}
	return n.Mutate(ctx, "takeSeat", map[string]any{"token": invited.Token, "seeks": 1}, "seat { id }", nil)
}

// make sends a mutation and returns the id of what it made.
func (n *Neighbour) make(ctx context.Context, mutation, made string, input map[string]any) (string, error) {
	payload := make(map[string]any)
	if err := n.Mutate(ctx, mutation, input, made+" { id }", &payload); err != nil {
		return "", err
	}
	object, _ := payload[made].(map[string]any)
	id, _ := object["id"].(string)
	if id == "" {
		return "", fmt.Errorf("%s made no %s: %v", mutation, made, payload)
	}
	return id, nil
}

// Ask opens a conversation for everyone at the table.
func (t *Town) Ask(ctx context.Context, question string) (string, error) {
	return t.Convener.make(ctx, "openConversation", "conversation", map[string]any{
		"initiative": t.Initiative, "question": question, "audience": "table",
	})
}

// Say makes the convener's statement in a conversation.
func (t *Town) Say(ctx context.Context, conversation, text string) (string, error) {
	return t.Convener.make(ctx, "makeStatement", "statement", map[string]any{"conversation": conversation, "text": text})
}

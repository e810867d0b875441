package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/mask"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// place is what never changes of a conversation or petition.
type place struct {
	initiative string
	masked     bool // people have pseudonyms
	language   string
	community  string // whose it is, if it is for one
}

// remembered bounds what is kept in memory of each kind; then it is looked up
// anew.
const remembered = 100_000

func keep[V any](d *desk, in map[string]V, key string, value V) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(in) >= remembered {
		clear(in)
	}
	in[key] = value
}

func known[V any](d *desk, in map[string]V, key string) (V, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	value, is := in[key]
	return value, is
}

// place returns where a conversation is, if there is one.
func (d *desk) place(ctx context.Context, id string) (place, error) {
	if p, is := known(d, d.places, id); is {
		return p, nil
	}
	if !record.ValidID("cnv", id) {
		return place{}, missing("conversation")
	}
	var p place
	err := d.conversations.With(ctx, id, func(s conversation.Conversation, _ uint64) error {
		if !s.Exists() {
			return missing("conversation")
		}
		p = place{s.Initiative, s.Pseudonyms, s.Language, s.Community}
		return nil
	})
	if err == nil {
		keep(d, d.places, id, p)
	}
	return p, err
}

// drawing is the policy that draws masks.
const drawing = "draw-mask"

// mask returns the secret of a conversation or petition, which is drawn when it
// is first needed: when that opens.
func (d *desk) mask(ctx context.Context, subject string) (mask.Mask, error) {
	if m, is := known(d, d.drawn, subject); is {
		return m, nil
	}
	id := record.NewID("msk", subject)
	w := serve.Wish{ID: serve.PolicyID(drawing, subject, id), Aggregate: id, Actor: "system:" + drawing}
	_, err := d.masks.Do(ctx, w, func(_ context.Context, m mask.Mask, _ time.Time) (resident.Ruling, error) {
		var random [mask.Size]byte
		if _, err := rand.Read(random[:]); err != nil {
			return resident.Ruling{}, err
		}
		return ruling(mask.Draw(m, subject, random), nil)
	})
	if err != nil {
		return mask.Mask{}, err
	}
	var m mask.Mask
	err = d.masks.With(ctx, id, func(s mask.Mask, _ uint64) error { m = s; return nil })
	if err == nil && !m.Drawn() {
		err = fmt.Errorf("mask of %s: not drawn", subject)
	}
	if err == nil {
		keep(d, d.drawn, subject, m)
	}
	return m, err
}

// guise is how somebody is known in one conversation.
type guise struct {
	place
	voice string // the aggregate of their stances
	name  string // person or pseudonym
	alias string
	mask  mask.Mask // drawn where there are pseudonyms
}

func (d *desk) guise(ctx context.Context, who command.Actor, id string) (guise, error) {
	p, err := d.place(ctx, id)
	g := guise{place: p, name: who.Person}
	if err == nil && p.masked {
		if g.mask, err = d.mask(ctx, id); err != nil {
			return g, err
		}
		g.name = g.mask.Pseudonym(who.Person)
		g.alias = mask.Alias(g.name, p.language)
	}
	g.voice = view.VoiceID(g.name, id)
	return g, err
}

// dress gives what somebody does as an author the name under which they are
// known. Nothing of the commit then leads to the person: neither who acted, nor
// the id that they chose for the command, nor the fingerprint made of both.
func (g guise) dress(w resident.Wish, who command.Actor) resident.Wish {
	if g.masked {
		w.Actor, w.ID = g.name, g.mask.CommandID(who.Person, w.ID)
	}
	return w
}

// conversationOf returns the conversation of a statement or lift.
func (d *desk) conversationOf(ctx context.Context, prefix, id, field string) (string, error) {
	if c, is := known(d, d.parts, id); is {
		return c, nil
	}
	if !record.ValidID(prefix, id) {
		return "", missing(field)
	}
	table := map[string]string{"stm": "statement", "lft": "lift"}[prefix]
	var conversation string
	err := d.house.Pool().QueryRow(ctx, "SELECT aggregate FROM deliberation."+table+" WHERE id = $1", id).Scan(&conversation)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return "", missing(field)
	case err != nil:
		return "", fmt.Errorf("conversation of %s: %w", id, err)
	}
	keep(d, d.parts, id, conversation)
	return conversation, nil
}

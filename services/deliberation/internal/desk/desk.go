// Package desk is where wishes and questions about conversations come in.
package desk

import (
	"context"
	"fmt"
	"sync"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/mask"
	"parley.example/services/deliberation/internal/opinion/live"
	"parley.example/services/deliberation/internal/petition"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/deliberation/internal/voice"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

type desk struct {
	house         *serve.House
	conversations *resident.Store[conversation.Conversation]
	voices        *resident.Store[voice.Voice]
	masks         *resident.Store[mask.Mask]
	petitions     *resident.Store[petition.Petition]
	opinions      *live.Room
	listening     listeners

	mu     sync.Mutex
	places map[string]place     // by the id of a conversation or petition
	drawn  map[string]mask.Mask // by the same
	parts  map[string]string    // the conversation of a statement or lift
}

// Open declares what the service projects and answers.
func Open(h *serve.House) error { return furnish(h, ballot.Shortest) }

// furnish is Open with the shortest time that a ballot may take.
func furnish(h *serve.House, shortest func(deliberation.SubjectKind) time.Duration) error {
	h.Project(view.Model())
	h.Project(view.Sealed())
	d := &desk{
		house:         h,
		conversations: resident.New(h, kind(deliberation.OfConversation, deliberation.Stream, conversation.Evolve)),
		voices:        resident.New(h, kind(deliberation.OfVoice, deliberation.Stream, voice.Evolve)),
		masks:         resident.New(h, kind(deliberation.OfMask, deliberation.Sealed, mask.Evolve)),
		petitions:     resident.New(h, kind(deliberation.OfPetition, deliberation.Stream, petition.Evolve)),
		places:        make(map[string]place), drawn: make(map[string]mask.Mask), parts: make(map[string]string),
	}
	d.opinions = live.NewRoom(d.heardAfter, h.Now)
	d.aboutConversations()
	d.aboutStatements()
	d.aboutPetitions()
	d.aboutOpinions()
	h.OnDue(deliberation.Stream, openPolls(h, shortest).due(d.timeIsUp))
	return nil
}

// kind says how one kind of aggregate of the contract remembers.
func kind[S any](of deliberation.Kind, stream string, evolve func(S, deliberation.Event) S) resident.Kind[S] {
	return resident.Kind[S]{Name: string(of), Stream: stream, Evolve: func(s S, e record.Event) S {
		return evolve(s, e.(deliberation.Event))
	}}
}

// by is whoever acts, with what the registry knows of them.
func (d *desk) by(ctx context.Context, who command.Actor, initiative string, at time.Time) (conversation.By, *record.Authority, error) {
	s, err := standing.Glance(ctx, d.house.Pool(), who, initiative)
	if err != nil {
		return conversation.By{}, nil, err
	}
	authority, silent := s.MaySpeak(at)
	_, away := s.Seat()
	by := conversation.By{
		Person: who.Person, Organization: who.Organization,
		Belongs: s.Authority.Has(registry.Member) || s.Authority.Has(registry.Steward),
		Leads:   s.Authority.Has(registry.Steward),
		Present: away == nil,
		Speaks:  silent == nil,
	}
	by.Convenes = by.Speaks && who.Organization == s.Seats.Convener.Organization
	return by, authority, nil
}

// within is by where it may matter to which community the organization belongs.
func (d *desk) within(ctx context.Context, who command.Actor, p place, at time.Time) (conversation.By, *record.Authority, error) {
	by, authority, err := d.by(ctx, who, p.initiative, at)
	if err != nil || p.community == "" || who.Organization == "" {
		return by, authority, err
	}
	var belongs bool
	err = d.house.Pool().QueryRow(ctx, "SELECT EXISTS (SELECT FROM registry.community_roll WHERE parent = $1 AND sort = $2)", p.community, who.Organization).Scan(&belongs)
	if err != nil {
		return by, authority, fmt.Errorf("members of %s: %w", p.community, err)
	}
	if belongs {
		by.Community = p.community
	}
	return by, authority, nil
}

// wish is what a caller wants of one aggregate.
func wish(c serve.Call, aggregate string) resident.Wish {
	return resident.Wish{ID: c.ID, Aggregate: aggregate, Actor: c.Actor.ID(), Body: c.Body, Expected: c.Expected, DryRun: c.DryRun}
}

// ruling is what rules have decided, ready to be recorded.
func ruling(events []deliberation.Event, err error) (resident.Ruling, error) {
	list := make([]record.Event, len(events))
	for i, e := range events {
		list[i] = e
	}
	return resident.Ruling{Events: list}, err
}

// missing refuses what does not exist, or not for this caller.
func missing(field string) error { return command.Refuse(command.NotFound, field) }

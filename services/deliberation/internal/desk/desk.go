// Package desk is where wishes and questions about conversations come in.
package desk

import (
	"context"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/deliberation/internal/conversation"
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
}

// Open declares what the service projects and answers.
func Open(h *serve.House) error {
	h.Project(view.Model())
	h.Project(view.Sealed())
	d := &desk{
		house:         h,
		conversations: resident.New(h, kind(deliberation.OfConversation, conversation.Evolve)),
		voices:        resident.New(h, kind(deliberation.OfVoice, voice.Evolve)),
	}
	serve.Command(h, "open_conversation", d.open)
	serve.Command(h, "make_statement", d.state)
	serve.Command(h, "close_conversation", d.close)
	serve.Command(h, "take_stance", d.take)
	serve.Question(h, "may", d.may)
	serve.Question(h, "voice", d.voice)
	return nil
}

// kind says how one kind of aggregate of the contract remembers.
func kind[S any](of deliberation.Kind, evolve func(S, deliberation.Event) S) resident.Kind[S] {
	return resident.Kind[S]{Name: string(of), Stream: deliberation.Stream, Evolve: func(s S, e record.Event) S {
		return evolve(s, e.(deliberation.Event))
	}}
}

// OpenConversation asks a question about an initiative.
type OpenConversation struct {
	serve.Common
	Initiative   string                `json:"initiative" need:"true"`
	Question     string                `json:"question" need:"true"`
	Audience     deliberation.Audience `json:"audience" need:"true"`
	Organization string                `json:"organization"`
}

// MakeStatement says something to the question.
type MakeStatement struct {
	serve.Common
	Conversation string `json:"conversation" need:"true"`
	Text         string `json:"text" need:"true"`
}

// CloseConversation ends a conversation.
type CloseConversation struct {
	serve.Common
	Conversation string `json:"conversation" need:"true"`
}

// TakeStance says where the caller stands on a statement.
type TakeStance struct {
	serve.Common
	Conversation string              `json:"conversation" need:"true"`
	Statement    string              `json:"statement" need:"true"`
	Stance       deliberation.Stance `json:"stance" need:"true"`
}

func (d *desk) open(ctx context.Context, c serve.Call, in OpenConversation) (command.Receipt, error) {
	if !record.ValidID("ini", in.Initiative) {
		return command.Receipt{}, missing("initiative")
	}
	id := record.NewID("cnv", "new", c.Actor.Person, "open_conversation", c.ID)
	wanted := conversation.Open{Initiative: in.Initiative, Question: in.Question, Audience: in.Audience, Organization: in.Organization}
	var readers string
	out, err := d.conversations.Do(ctx, wish(c, id), func(ctx context.Context, s conversation.Conversation, at time.Time) (resident.Ruling, error) {
		by, authority, err := d.by(ctx, c.Actor, in.Initiative, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		r, err := ruling(conversation.Decide(s, by, wanted))
		if len(r.Events) > 0 {
			readers = r.Events[0].(deliberation.ConversationOpened).Readers
		}
		r.Authority = authority
		return r, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return answer(c, out, map[string]string{"conversation": id}, readers), nil
}

func (d *desk) state(ctx context.Context, c serve.Call, in MakeStatement) (command.Receipt, error) {
	statement := record.NewID("stm", in.Conversation, c.ID)
	return d.converse(ctx, c, in.Conversation, map[string]string{"statement": statement}, conversation.State{Statement: statement, Text: in.Text})
}

func (d *desk) close(ctx context.Context, c serve.Call, in CloseConversation) (command.Receipt, error) {
	return d.converse(ctx, c, in.Conversation, nil, conversation.Close{})
}

// converse lets the rules decide on a conversation, with what the registry
// knows of the caller at that very moment.
func (d *desk) converse(ctx context.Context, c serve.Call, id string, made map[string]string, wanted conversation.Command) (command.Receipt, error) {
	if !record.ValidID("cnv", id) {
		return command.Receipt{}, missing("conversation")
	}
	var readers string
	out, err := d.conversations.Do(ctx, wish(c, id), func(ctx context.Context, s conversation.Conversation, at time.Time) (resident.Ruling, error) {
		if !s.Exists() {
			return resident.Ruling{}, missing("conversation")
		}
		by, authority, err := d.by(ctx, c.Actor, s.Initiative, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		readers = s.Readers
		r, err := ruling(conversation.Decide(s, by, wanted))
		r.Authority = authority
		return r, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"conversation": id}
	maps.Copy(ids, made)
	return answer(c, out, ids, readers), nil
}

func (d *desk) take(ctx context.Context, c serve.Call, in TakeStance) (command.Receipt, error) {
	if !record.ValidID("cnv", in.Conversation) {
		return command.Receipt{}, missing("conversation")
	}
	id := view.VoiceID(c.Actor.Person, in.Conversation)
	out, err := d.voices.Do(ctx, wish(c, id), func(ctx context.Context, v voice.Voice, at time.Time) (resident.Ruling, error) {
		s, by, err := d.heard(ctx, c.Actor, in.Conversation, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		if err := s.MayTake(by, in.Statement); err != nil {
			return resident.Ruling{}, err
		}
		return ruling(voice.Decide(v, voice.Take{
			Conversation: in.Conversation, Statement: in.Statement, Person: c.Actor.Person, Stance: in.Stance,
		}))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{
		"conversation": in.Conversation, "statement": in.Statement, "stance": view.StanceID(c.Actor.Person, in.Statement),
	}
	return answer(c, out, ids, "person:"+c.Actor.Person), nil
}

// heard returns a conversation and what the caller is to it. Where there is
// none, the rules say so.
func (d *desk) heard(ctx context.Context, who command.Actor, id string, at time.Time) (conversation.Conversation, conversation.By, error) {
	s, _, err := d.conversations.Look(ctx, id)
	if err != nil || !s.Exists() {
		return s, conversation.By{}, err
	}
	by, _, err := d.by(ctx, who, s.Initiative, at)
	return s, by, err
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

// answer tells what became of a wish or, for a dry run, who would see it.
// Nothing that is said here binds.
func answer(c serve.Call, out resident.Outcome, ids map[string]string, readers string) command.Receipt {
	if !c.DryRun {
		return out.Receipt(ids)
	}
	p := serve.Preview{Audience: []string{readers}, Events: []string{}}
	for _, e := range out.Events {
		p.Events = append(p.Events, e.Name())
	}
	c.Preview(p)
	return command.Receipt{}
}

// missing refuses what does not exist, or not for this caller.
func missing(field string) error { return command.Refuse(command.NotFound, field) }

package desk

import (
	"context"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/petition"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/deliberation/internal/voice"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// OpenConversation asks a question about an initiative.
type OpenConversation struct {
	serve.Common
	Initiative   string                  `json:"initiative" need:"true"`
	Question     string                  `json:"question" need:"true"`
	Audience     deliberation.Audience   `json:"audience" need:"true"`
	Organization string                  `json:"organization"`
	Community    string                  `json:"community"`
	Pseudonyms   bool                    `json:"pseudonyms"`
	Moderation   deliberation.Moderation `json:"moderation"`
	Longest      int                     `json:"longest"`
	Deadline     *time.Time              `json:"deadline"`
	Languages    []string                `json:"languages"`
}

// MakeStatement says something to the question.
type MakeStatement struct {
	serve.Common
	Conversation string `json:"conversation" need:"true"`
	Text         string `json:"text" need:"true"`
	Seed         bool   `json:"seed"`
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

func (d *desk) aboutConversations() {
	serve.Command(d.house, "open_conversation", d.open)
	serve.Command(d.house, "make_statement", d.state)
	serve.Command(d.house, "close_conversation", d.close)
	serve.Command(d.house, "take_stance", d.take)
	serve.Question(d.house, "may", d.may)
	serve.Question(d.house, "voice", d.voice)
}

func (d *desk) open(ctx context.Context, c serve.Call, in OpenConversation) (command.Receipt, error) {
	if !record.ValidID("ini", in.Initiative) {
		return command.Receipt{}, missing("initiative")
	}
	id := record.NewID("cnv", "new", c.Actor.Person, "open_conversation", c.ID)
	wanted := conversation.Open{
		Initiative: in.Initiative, Question: in.Question, Audience: in.Audience, Organization: in.Organization, Community: in.Community,
		Pseudonyms: in.Pseudonyms, Moderation: in.Moderation, Longest: in.Longest, Deadline: in.Deadline, Languages: in.Languages,
	}
	var readers string
	out, err := d.conversations.Do(ctx, wish(c, id), func(ctx context.Context, s conversation.Conversation, at time.Time) (resident.Ruling, error) {
		by, authority, err := d.within(ctx, c.Actor, place{initiative: in.Initiative, community: in.Community}, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		r, err := ruling(conversation.Decide(s, by, at, wanted))
		if len(r.Events) > 0 {
			readers = r.Events[0].(deliberation.ConversationOpened).Readers
		}
		r.Authority = authority
		return r, err
	})
	if err == nil && in.Pseudonyms && !c.DryRun {
		_, err = d.mask(ctx, id)
	}
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"conversation": id}, readers)
}

func (d *desk) state(ctx context.Context, c serve.Call, in MakeStatement) (command.Receipt, error) {
	g, err := d.guise(ctx, c.Actor, in.Conversation)
	if err != nil {
		return command.Receipt{}, err
	}
	w := wish(c, in.Conversation)
	if !in.Seed {
		w = g.dress(w, c.Actor)
	}
	statement := record.NewID("stm", in.Conversation, w.ID)
	ids := map[string]string{"statement": statement}
	return d.converse(ctx, c, w, g, ids, conversation.Say{Statement: statement, Text: in.Text, Seed: in.Seed})
}

func (d *desk) close(ctx context.Context, c serve.Call, in CloseConversation) (command.Receipt, error) {
	g, err := d.guise(ctx, c.Actor, in.Conversation)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.converse(ctx, c, wish(c, in.Conversation), g, nil, conversation.Close{})
}

// converse lets the rules decide on a conversation, with what the registry
// knows of the caller at that very moment.
func (d *desk) converse(ctx context.Context, c serve.Call, w resident.Wish, g guise, made map[string]string, wanted conversation.Command) (command.Receipt, error) {
	id := w.Aggregate
	var readers string
	out, err := d.conversations.Do(ctx, w, func(ctx context.Context, s conversation.Conversation, at time.Time) (resident.Ruling, error) {
		by, authority, err := d.within(ctx, c.Actor, g.place, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		by.Voice, by.Alias = g.name, g.alias
		readers = s.Readers
		r, err := ruling(conversation.Decide(s, by, at, wanted))
		if w.Actor == c.Actor.ID() { // a mandate leads to its delegate
			r.Authority = authority
		}
		return r, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"conversation": id}
	maps.Copy(ids, made)
	return d.answer(ctx, c, out, ids, seenBy(out, readers))
}

// seenBy is who reads what somebody does: the moderators alone, or all who hear
// the conversation.
func seenBy(out resident.Outcome, readers string) string {
	for _, e := range out.Events {
		switch e := e.(type) {
		case deliberation.StatementMade:
			return e.Readers
		case deliberation.StatementReported:
			return e.Readers
		}
	}
	return readers
}

func (d *desk) take(ctx context.Context, c serve.Call, in TakeStance) (command.Receipt, error) {
	g, err := d.guise(ctx, c.Actor, in.Conversation)
	if err != nil {
		return command.Receipt{}, err
	}
	taken := voice.Take{Conversation: in.Conversation, Statement: in.Statement, Stance: in.Stance}
	if !g.masked {
		taken.Person = c.Actor.Person
	}
	out, err := d.voices.Do(ctx, g.dress(wish(c, g.voice), c.Actor), func(ctx context.Context, v voice.Voice, at time.Time) (resident.Ruling, error) {
		by, _, err := d.within(ctx, c.Actor, g.place, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		err = d.look(ctx, in.Conversation, func(s conversation.Conversation) error { return s.MayTake(by, at, in.Statement) })
		if err != nil {
			return resident.Ruling{}, err
		}
		return ruling(voice.Decide(v, taken))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"conversation": in.Conversation, "statement": in.Statement}
	if !g.masked {
		ids["stance"] = view.StanceID(c.Actor.Person, in.Statement)
	}
	return d.answer(ctx, c, out, ids, "person:"+c.Actor.Person)
}

// answer tells what became of a wish or, for a dry run, who would see it.
// Nothing that is said here binds.
func (d *desk) answer(ctx context.Context, c serve.Call, out resident.Outcome, ids map[string]string, readers string) (command.Receipt, error) {
	if !c.DryRun {
		return out.Receipt(ids), nil
	}
	p := serve.Preview{Audience: []string{readers}, Events: []string{}}
	for _, e := range out.Events {
		p.Events = append(p.Events, e.Name())
	}
	var err error
	if p.People, err = standing.People(ctx, d.house.Pool(), p.Audience); err != nil {
		return command.Receipt{}, err
	}
	c.Preview(p)
	return command.Receipt{}, nil
}

// timeIsUp ends what has come to its deadline.
func (d *desk) timeIsUp(ctx context.Context, due project.Due) error {
	w := serve.DueWish(due)
	if record.ValidID("pet", due.Aggregate) {
		_, err := d.petitions.Do(ctx, w, func(_ context.Context, s petition.Petition, at time.Time) (resident.Ruling, error) {
			return ruling(petition.Decide(s, petition.By{System: true}, at, petition.Close{}))
		})
		return err
	}
	_, err := d.conversations.Do(ctx, w, func(_ context.Context, s conversation.Conversation, at time.Time) (resident.Ruling, error) {
		return ruling(conversation.Decide(s, conversation.By{System: true}, at, conversation.Close{}))
	})
	return err
}

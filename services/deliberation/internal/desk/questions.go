package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/voice"
	"parley.example/services/internal/serve"
)

// About names the conversation, statement or petition that is asked about.
type About struct {
	ID string `json:"id" need:"true"`
}

// asker is who asks about a conversation that is for them.
type asker struct {
	guise
	by        conversation.By
	moderates bool
}

// asker returns who asks, if the conversation is for them.
func (d *desk) asker(ctx context.Context, c serve.Call, id string) (asker, error) {
	var a asker
	if !record.ValidID("cnv", id) || c.Actor.Person == "" {
		return a, command.NotFound
	}
	var err error
	if a.guise, err = d.guise(ctx, c.Actor, id); err != nil {
		return a, notFound(err)
	}
	if a.by, _, err = d.within(ctx, c.Actor, a.place, d.house.Now()); err != nil {
		return a, notFound(err)
	}
	a.by.Voice, a.by.Alias = a.name, a.alias
	return a, d.look(ctx, id, func(s conversation.Conversation) error {
		if a.moderates = s.Moderates(a.by); !s.Exists() || !s.Hears(a.by) {
			return command.NotFound
		}
		return nil
	})
}

// notFound makes what is missing look like what is forbidden.
func notFound(err error) error {
	if refusal, is := err.(*command.Refusal); is && refusal.Code == command.NotFound {
		return command.NotFound
	}
	return err
}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in About) (any, error) {
	a, err := d.asker(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	var told []serve.Permission
	err = d.conversations.With(ctx, in.ID, func(s conversation.Conversation, _ uint64) error {
		told = serve.Permits(conversation.Acts, func(act string) error { return conversation.May(s, a.by, d.house.Now(), act) })
		return nil
	})
	return told, err
}

// mayStatement is may of a statement.
func (d *desk) mayStatement(ctx context.Context, c serve.Call, in About) (any, error) {
	id, err := d.conversationOf(ctx, "stm", in.ID, "statement")
	if err != nil {
		return nil, notFound(err)
	}
	a, err := d.asker(ctx, c, id)
	if err != nil {
		return nil, err
	}
	var told []serve.Permission
	err = d.conversations.With(ctx, id, func(s conversation.Conversation, _ uint64) error {
		told = serve.Permits(conversation.StatementActs, func(act string) error { return conversation.MayDo(s, a.by, d.house.Now(), in.ID, act) })
		return nil
	})
	return told, err
}

// Voice names the asker's own stances in one conversation, and the pseudonym
// that they have there.
type Voice struct {
	ID        string  `json:"id"`
	Pseudonym string  `json:"pseudonym,omitempty"`
	Alias     string  `json:"alias,omitempty"`
	Taken     []Taken `json:"taken"`
}

// Taken is where the asker stands on a statement.
type Taken struct {
	Statement string              `json:"statement"`
	Stance    deliberation.Stance `json:"stance"`
}

// voice says where the asker stands. Others cannot ask for it.
func (d *desk) voice(ctx context.Context, c serve.Call, in About) (any, error) {
	a, err := d.asker(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	v := Voice{ID: a.guise.voice, Taken: []Taken{}}
	if a.masked {
		v.Pseudonym, v.Alias = a.name, a.alias
	}
	var order []string
	err = d.conversations.With(ctx, in.ID, func(s conversation.Conversation, _ uint64) error { order = s.Order; return nil })
	if err != nil {
		return nil, err
	}
	err = d.voices.With(ctx, v.ID, func(s voice.Voice, _ uint64) error {
		for _, statement := range order {
			if stance := s.Stances[statement]; stance != "" {
				v.Taken = append(v.Taken, Taken{statement, stance})
			}
		}
		return nil
	})
	return v, err
}

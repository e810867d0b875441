package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/internal/serve"
)

// About names the conversation that is asked about.
type About struct {
	ID string `json:"id" need:"true"`
}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in About) (any, error) {
	s, by, err := d.asked(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	return serve.Permits(conversation.Acts, func(act string) error { return conversation.May(s, by, act) }), nil
}

// Voice names the asker's own stances in one conversation.
type Voice struct {
	ID string `json:"id"`
}

// voice says where the asker's stances stand. Others cannot ask for it.
func (d *desk) voice(ctx context.Context, c serve.Call, in About) (any, error) {
	if _, _, err := d.asked(ctx, c, in.ID); err != nil {
		return nil, err
	}
	return Voice{view.VoiceID(c.Actor.Person, in.ID)}, nil
}

// asked returns the conversation that a question is about, if it is for the
// asker.
func (d *desk) asked(ctx context.Context, c serve.Call, id string) (conversation.Conversation, conversation.By, error) {
	if !record.ValidID("cnv", id) {
		return conversation.Conversation{}, conversation.By{}, command.NotFound
	}
	s, by, err := d.heard(ctx, c.Actor, id, d.house.Now())
	if err == nil && !(s.Exists() && s.Hears(by)) {
		err = command.NotFound
	}
	return s, by, err
}

package desk

import (
	"context"
	"errors"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
)

// About names the conversation that is asked about.
type About struct {
	ID string `json:"id" need:"true"`
}

// Permission is what the asker may do now, and why not.
type Permission struct {
	Act     string  `json:"act"`
	Allowed bool    `json:"allowed"`
	Code    string  `json:"code,omitempty"`
	Params  []Param `json:"params"`
}

// Param is a named value of the sentence that says why not.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in About) (any, error) {
	s, by, err := d.asked(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	list := make([]Permission, len(conversation.Acts))
	for i, act := range conversation.Acts {
		err := conversation.May(s, by, act)
		list[i] = Permission{Act: act, Allowed: err == nil, Params: []Param{}}
		var refused *rule.Refusal
		if errors.As(err, &refused) {
			list[i].Code = refused.Code
		}
	}
	return list, nil
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

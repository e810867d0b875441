package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"parley.example/deploy/house"
	"parley.example/deploy/story"
)

// rightly sends it as it should be: it is granted once. The same id with
// another body is refused; the same again is answered as before; and nothing
// more is recorded by either.
func (m *misuse) rightly(h *house.House) {
	input := m.full()
	send := func(input story.Input) (refused, error) {
		_, body := post(m.t, m.wish.by, request(m.document(), story.Input{"input": input}))
		return refusalIn(body)
	}
	first, err := send(input)
	if granted := err != nil && err.Error() == "it is granted"; granted != (m.wish.refused == "") {
		m.t.Fatalf("it is answered %v %v, want %q", first, err, m.wish.refused)
	}
	if m.wish.refused != "" {
		return
	}
	settled := heads(m.t, h)
	if again, err := send(input); err == nil {
		m.t.Errorf("the same again is refused: %+v", again)
	}
	if other := m.otherBody(input); other == nil {
		m.t.Log("it can say nothing else of the same thing")
	} else if other, err := send(other); err != nil || other.code != "COMMAND_ID_REUSED" {
		m.t.Errorf("the same id with another body is answered %+v, %v", other, err)
	}
	if now := headsNow(m.t, h); !maps.Equal(now, settled) {
		m.t.Errorf("something was recorded twice: %v, before %v", now, settled)
	}
}

// otherBody is an input that says something else in one place, nil if there is
// none: whoever leaves an organization says nothing but that.
func (m *misuse) otherBody(input story.Input) story.Input {
	for _, text := range []string{"reason", "name", "title", "note", "text", "question", "purpose", "words", "why", "contact"} {
		if was, there := input[text].(string); there {
			return with(input, was+" Or not.", text)
		}
	}
	for field, other := range map[string]any{
		"seeks": 1, "stance": "disagree", "choice": "abstain", "roles": []string{"steward"}, "deputy": m.stage.Dora.Person, "hash": strings.Repeat("0", 64),
		"version": 7, "acts": []string{"sign"}, "number": 7, "csv": "person,name,roles\n,Ada,member\n", "limits": []story.Input{{"term": "deposit", "max": "1"}}, "groundRules": story.Input{"quorum": "1"},
	} {
		if _, there := input[field]; there {
			return with(input, other, field)
		}
	}
	if m.api.Types[strings.ToUpper(m.act[:1])+m.act[1:]+"Input"].Fields.ForName("expectedVersion") != nil {
		return with(input, 0, "expectedVersion")
	}
	return nil
}

// refused is what a refusal says, wherever in the answer it stands.
type refused struct {
	code, message, rule string
	field               []string
}

func refusalIn(body []byte) (r refused, err error) {
	var got struct {
		Data *struct {
			Answer struct {
				Errors []struct {
					Code, Message string
					Field         []string
					Params        []struct{ Name, Value string }
				}
			}
		}
		Errors []struct {
			Message    string
			Extensions struct {
				Code, Rule string
				Field      []string
			}
		}
	}
	if err := json.Unmarshal(body, &got); err != nil {
		return r, err
	}
	switch {
	case len(got.Errors) == 1 && got.Data == nil:
		e := got.Errors[0]
		return refused{e.Extensions.Code, e.Message, e.Extensions.Rule, e.Extensions.Field}, nil
	case len(got.Errors) > 0:
		return r, fmt.Errorf("it fails half way")
	case got.Data == nil || len(got.Data.Answer.Errors) != 1:
		return r, fmt.Errorf("it is granted")
	}
	e := got.Data.Answer.Errors[0]
	r = refused{code: e.Code, message: e.Message, field: e.Field}
	for _, p := range e.Params {
		if p.Name == "rule" {
			r.rule = p.Value
		}
	}
	return r, nil
}

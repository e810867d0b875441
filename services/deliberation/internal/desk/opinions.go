package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/deliberation/internal/opinion/live"
	"parley.example/services/deliberation/internal/opinion/public"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// raising is the policy that raises what a conversation owes an answer, when it
// closes.
const raising = "raise-asks"

// RaiseAsks raises it before.
type RaiseAsks struct {
	serve.Common
	Conversation string `json:"conversation" need:"true"`
}

func (d *desk) aboutOpinions() {
	serve.Command(d.house, "raise_asks", d.raise)
	serve.Question(d.house, "analysis", d.analysis)
	serve.Question(d.house, "export", d.export)
	serve.Question(d.house, "measures", d.measures)
	d.house.Policy(raising, deliberation.Stream, d.raiseAtClose)
}

var stanceOf = map[deliberation.Stance]opinion.Stance{
	deliberation.Agree: opinion.Agree, deliberation.Disagree: opinion.Disagree, deliberation.Pass: opinion.Pass,
}

// One statement, so that all of it is of one moment.
const heardSince = `SELECT '', seq::text FROM projection.checkpoint WHERE stream = 'deliberation'
	UNION ALL SELECT id, doc::text FROM deliberation.heard WHERE parent = $1 AND sort > $2`

// heardAfter reads what has changed in a conversation since a sequence.
func (d *desk) heardAfter(ctx context.Context, conversation string, after uint64, hear func(live.Row)) (upTo uint64, err error) {
	rows, err := d.house.Pool().Query(ctx, heardSince, conversation, view.HeardAt(after))
	if err != nil {
		return 0, fmt.Errorf("hear %s: %w", conversation, err)
	}
	var id, doc string
	_, err = pgx.ForEachRow(rows, []any{&id, &doc}, func() error {
		if id == "" {
			return json.Unmarshal([]byte(doc), &upTo)
		}
		var h view.Heard
		if err := json.Unmarshal([]byte(doc), &h); err != nil {
			return err
		}
		hear(rowOf(id, h))
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("hear %s: %w", conversation, err)
	}
	return upTo, nil
}

// rowOf is what a document says to the analysis. A statement that was never
// shown is none.
func rowOf(id string, h view.Heard) live.Row {
	row := live.Row{Voice: id, Sequence: h.Sequence}
	switch {
	case h.Statement == "":
		row.Said = make(map[string]opinion.Stance)
		view.Unpack(h.Said, func(statement string, stance deliberation.Stance) { row.Said[statement] = stanceOf[stance] })
	case !h.Unseen:
		row.Statement = &opinion.Statement{ID: h.Statement, Out: h.Out}
	}
	return row
}

// analysis tells what everybody may know of the analysis, and where the asker
// stands in it.
func (d *desk) analysis(ctx context.Context, c serve.Call, in About) (any, error) {
	a, err := d.asker(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	r, err := d.opinions.Read(ctx, in.ID, false)
	if err != nil {
		return nil, err
	}
	said, err := d.said(ctx, a.guise.voice)
	if err != nil {
		return nil, err
	}
	var next []string
	for _, lesson := range r.Next(a.guise.voice, said) {
		if next = append(next, lesson.Statement); len(next) == nextFew {
			break
		}
	}
	return public.Of(r.Analysis, r.Sequence, r.Place(a.guise.voice), next), nil
}

// nextFew is how many statements are proposed to a viewer at a time.
const nextFew = 5

// said is what a voice says now, which may be newer than the analysis.
func (d *desk) said(ctx context.Context, voice string) (map[string]opinion.Stance, error) {
	var doc string
	err := d.house.Pool().QueryRow(ctx, "SELECT coalesce((SELECT doc->>'said' FROM deliberation.heard WHERE id = $1), '')", voice).Scan(&doc)
	if err != nil {
		return nil, fmt.Errorf("what %s says: %w", voice, err)
	}
	said := make(map[string]opinion.Stance)
	view.Unpack(doc, func(statement string, stance deliberation.Stance) { said[statement] = stanceOf[stance] })
	return said, nil
}

func (d *desk) raise(ctx context.Context, c serve.Call, in RaiseAsks) (command.Receipt, error) {
	g, err := d.guise(ctx, c.Actor, in.Conversation)
	if err != nil {
		return command.Receipt{}, err
	}
	if _, err := d.asker(ctx, c, in.Conversation); err != nil {
		return command.Receipt{}, missing("conversation")
	}
	wanted, err := d.asks(ctx, in.Conversation)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.converse(ctx, c, wish(c, in.Conversation), g, nil, wanted)
}

// raiseAtClose raises what is owed an answer when a conversation has closed.
func (d *desk) raiseAtClose(ctx context.Context, e project.Event) error {
	if _, closed := e.Event.(deliberation.ConversationClosed); !closed {
		return nil
	}
	wanted, err := d.asks(ctx, e.Commit.Aggregate)
	if err != nil {
		return err
	}
	_, err = d.conversations.Do(ctx, serve.PolicyWish(raising, e, e.Commit.Aggregate), func(_ context.Context, s conversation.Conversation, at time.Time) (resident.Ruling, error) {
		return ruling(conversation.Decide(s, conversation.By{System: true}, at, wanted))
	})
	return err
}

// asks is what the analysis of a conversation owes an answer.
func (d *desk) asks(ctx context.Context, id string) (conversation.Raise, error) {
	wanted := conversation.Raise{Conversation: id}
	r, err := d.opinions.Read(ctx, id, true)
	if err != nil {
		return wanted, err
	}
	wanted.Analysis, wanted.Of = r.ID, len(r.People)
	asks := public.Asks(r.Analysis)
	ids := make([]string, len(asks))
	for i, a := range asks {
		ids[i] = a.Statement
	}
	texts, err := d.texts(ctx, ids)
	for _, a := range asks {
		reason := deliberation.ByGroup
		if a.Consensus {
			reason = deliberation.ByConsensus
		}
		wanted.Asks = append(wanted.Asks, conversation.Ask{
			Statement: a.Statement, Text: texts[a.Statement], Reason: reason, Groups: a.Groups, People: a.People, Behind: a.Behind,
		})
	}
	return wanted, err
}

func (d *desk) texts(ctx context.Context, ids []string) (map[string]string, error) {
	texts := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return texts, nil
	}
	rows, err := d.house.Pool().Query(ctx, "SELECT id, doc->>'text' FROM deliberation.statement WHERE id = ANY ($1)", ids)
	if err != nil {
		return nil, fmt.Errorf("texts: %w", err)
	}
	var id, text string
	_, err = pgx.ForEachRow(rows, []any{&id, &text}, func() error { texts[id] = text; return nil })
	return texts, err
}

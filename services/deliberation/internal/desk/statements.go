package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/voice"
	"parley.example/services/internal/serve"
)

// AboutStatement is a wish about a statement, with the reason for it.
type AboutStatement struct {
	serve.Common
	Statement string `json:"statement" need:"true"`
	Reason    string `json:"reason" need:"true"`
}

// ShowStatement lets everybody read a statement.
type ShowStatement struct {
	serve.Common
	Statement string `json:"statement" need:"true"`
}

// DecideAppeal is the second look at what moderation has decided.
type DecideAppeal struct {
	AboutStatement
	Restore bool `json:"restore"`
}

// LiftStatement marks which words of a statement a term answers.
type LiftStatement struct {
	serve.Common
	Statement   string `json:"statement" need:"true"`
	From        int    `json:"from"`
	To          int    `json:"to" need:"true"`
	Negotiation string `json:"negotiation" need:"true"`
	Term        string `json:"term" need:"true"`
}

// ContestLift says that lifted words mean something else.
type ContestLift struct {
	serve.Common
	Lift   string `json:"lift" need:"true"`
	Reason string `json:"reason" need:"true"`
}

func (d *desk) aboutStatements() {
	serve.Command(d.house, "withdraw_statement", d.withdraw)
	serve.Command(d.house, "report_statement", d.report)
	serve.Command(d.house, "show_statement", d.show)
	serve.Command(d.house, "hide_statement", func(ctx context.Context, c serve.Call, in AboutStatement) (command.Receipt, error) {
		return d.moderate(ctx, c, in.Statement, conversation.Hide{Statement: in.Statement, Reason: in.Reason})
	})
	serve.Command(d.house, "appeal_moderation", func(ctx context.Context, c serve.Call, in AboutStatement) (command.Receipt, error) {
		return d.asAuthor(ctx, c, in.Statement, conversation.Appeal{Statement: in.Statement, Reason: in.Reason})
	})
	serve.Command(d.house, "decide_appeal", func(ctx context.Context, c serve.Call, in DecideAppeal) (command.Receipt, error) {
		return d.moderate(ctx, c, in.Statement, conversation.DecideAppeal{Statement: in.Statement, Reason: in.Reason, Restore: in.Restore})
	})
	serve.Command(d.house, "lift_statement", d.lift)
	serve.Command(d.house, "contest_lift", d.contest)
	serve.Question(d.house, "may_statement", d.mayStatement)
	serve.Question(d.house, "own_statements", d.ownStatements)
	serve.Question(d.house, "waiting_statements", d.waitingStatements)
	serve.Question(d.house, "similar_statements", d.similarStatements)
}

func (d *desk) show(ctx context.Context, c serve.Call, in ShowStatement) (command.Receipt, error) {
	return d.moderate(ctx, c, in.Statement, conversation.Show{Statement: in.Statement})
}

// moderate is done in one's own name.
func (d *desk) moderate(ctx context.Context, c serve.Call, statement string, wanted conversation.Command) (command.Receipt, error) {
	id, g, err := d.about(ctx, c.Actor, statement)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.converse(ctx, c, wish(c, id), g, map[string]string{"statement": statement}, wanted)
}

// asAuthor is done under the name under which one speaks there.
func (d *desk) asAuthor(ctx context.Context, c serve.Call, statement string, wanted conversation.Command) (command.Receipt, error) {
	id, g, err := d.about(ctx, c.Actor, statement)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.converse(ctx, c, g.dress(wish(c, id), c.Actor), g, map[string]string{"statement": statement}, wanted)
}

func (d *desk) about(ctx context.Context, who command.Actor, statement string) (string, guise, error) {
	id, err := d.conversationOf(ctx, "stm", statement, "statement")
	if err != nil {
		return "", guise{}, err
	}
	g, err := d.guise(ctx, who, id)
	return id, g, err
}

func (d *desk) report(ctx context.Context, c serve.Call, in AboutStatement) (command.Receipt, error) {
	_, g, err := d.about(ctx, c.Actor, in.Statement)
	if err != nil {
		return command.Receipt{}, err
	}
	report := conversation.Report{Report: record.NewID("rpt", g.name, in.Statement), Statement: in.Statement, Reason: in.Reason}
	return d.asAuthor(ctx, c, in.Statement, report)
}

// withdraw counts on the primary who else has answered: whoever answers at this
// very moment answers something that is no longer there.
func (d *desk) withdraw(ctx context.Context, c serve.Call, in AboutStatement) (command.Receipt, error) {
	_, g, err := d.about(ctx, c.Actor, in.Statement)
	if err != nil {
		return command.Receipt{}, err
	}
	var others int
	err = d.house.Pool().QueryRow(ctx, `SELECT coalesce((SELECT sum(n.value::int) FROM json_each_text(doc->'counts') n), 0)
		FROM deliberation.tally WHERE id = $1`, in.Statement).Scan(&others)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return command.Receipt{}, fmt.Errorf("answers to %s: %w", in.Statement, err)
	}
	err = d.voices.With(ctx, g.voice, func(v voice.Voice, _ uint64) error {
		if v.Stances[in.Statement] != "" {
			others--
		}
		return nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.asAuthor(ctx, c, in.Statement, conversation.Withdraw{Statement: in.Statement, Reason: in.Reason, Others: others})
}

func (d *desk) lift(ctx context.Context, c serve.Call, in LiftStatement) (command.Receipt, error) {
	id, g, err := d.about(ctx, c.Actor, in.Statement)
	if err != nil {
		return command.Receipt{}, err
	}
	if err := d.onSheet(ctx, g.initiative, in.Negotiation, in.Term); err != nil {
		return command.Receipt{}, err
	}
	var said string
	if err := d.house.Pool().QueryRow(ctx, "SELECT doc->>'text' FROM deliberation.statement WHERE id = $1", in.Statement).Scan(&said); err != nil {
		return command.Receipt{}, fmt.Errorf("text of %s: %w", in.Statement, err)
	}
	lift := record.NewID("lft", id, c.ID)
	return d.converse(ctx, c, wish(c, id), g, map[string]string{"statement": in.Statement, "lift": lift}, conversation.LiftStatement{
		Lift: lift, Statement: in.Statement, Text: said, From: in.From, To: in.To, Negotiation: in.Negotiation, Term: in.Term,
	})
}

// onSheet refuses a term that is on no sheet of this initiative.
func (d *desk) onSheet(ctx context.Context, initiative, negotiation, term string) error {
	var there bool
	err := d.house.Pool().QueryRow(ctx, `SELECT EXISTS (SELECT FROM negotiation.sheet, json_array_elements(doc->'terms') t
		WHERE id = $1 AND parent = $2 AND t->>'id' = $3)`, negotiation, initiative, term).Scan(&there)
	switch {
	case err != nil:
		return fmt.Errorf("sheet of %s: %w", negotiation, err)
	case !there:
		return missing("term")
	}
	return nil
}

func (d *desk) contest(ctx context.Context, c serve.Call, in ContestLift) (command.Receipt, error) {
	id, err := d.conversationOf(ctx, "lft", in.Lift, "lift")
	if err != nil {
		return command.Receipt{}, err
	}
	g, err := d.guise(ctx, c.Actor, id)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.converse(ctx, c, g.dress(wish(c, id), c.Actor), g, map[string]string{"lift": in.Lift}, conversation.ContestLift{Lift: in.Lift, Reason: in.Reason})
}

// Statement is one that is told to whoever may know it, beside the documents.
type Statement struct {
	Statement string `json:"statement"`
	Text      string `json:"text"`
	State     string `json:"state"`
	Reason    string `json:"reason,omitempty"`
	Appealed  bool   `json:"appealed"`
	Alias     string `json:"alias,omitempty"`
}

// ownStatements tells an author what became of what they said.
func (d *desk) ownStatements(ctx context.Context, c serve.Call, in About) (any, error) {
	g, err := d.asker(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	return d.statements(ctx, in.ID, func(s *conversation.Statement) bool { return s.Author == g.name })
}

// waitingStatements tells those who moderate what waits for them.
func (d *desk) waitingStatements(ctx context.Context, c serve.Call, in About) (any, error) {
	g, err := d.asker(ctx, c, in.ID)
	switch {
	case err != nil:
		return nil, err
	case !g.moderates:
		return nil, command.NotFound
	}
	return d.statements(ctx, in.ID, func(s *conversation.Statement) bool { return s.State == conversation.Waiting || s.Appealed })
}

func (d *desk) statements(ctx context.Context, id string, want func(*conversation.Statement) bool) ([]Statement, error) {
	var ids []string
	err := d.conversations.With(ctx, id, func(s conversation.Conversation, _ uint64) error {
		for _, statement := range s.Order {
			if want(s.Statements[statement]) {
				ids = append(ids, statement)
			}
		}
		return nil
	})
	list := []Statement{}
	if err != nil || len(ids) == 0 {
		return list, err
	}
	slices.Sort(ids)
	ids = ids[:min(len(ids), 500)] // more than anybody reads at once
	rows, err := d.house.Pool().Query(ctx, `SELECT id, doc->>'text', doc->>'state', coalesce(doc->>'reason', ''), (doc->>'appealed')::bool, coalesce(doc->>'alias', '')
		FROM deliberation.statement WHERE id = ANY ($1) ORDER BY id`, ids)
	if err != nil {
		return nil, fmt.Errorf("statements of %s: %w", id, err)
	}
	var one Statement
	_, err = pgx.ForEachRow(rows, []any{&one.Statement, &one.Text, &one.State, &one.Reason, &one.Appealed, &one.Alias}, func() error {
		list = append(list, one)
		return nil
	})
	return list, err
}

package desk

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/services/deliberation/internal/opinion/export"
	"parley.example/services/deliberation/internal/opinion/similar"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// Export names a file of a conversation and where a page of it begins.
type Export struct {
	ID   string `json:"id" need:"true"`
	File string `json:"file" need:"true"`
	From int    `json:"from"`
}

// Page is a part of a file. Pages of one analysis belong together.
type Page struct {
	Analysis string `json:"analysis"`
	Text     string `json:"text"`
	Next     *int   `json:"next,omitempty"`
}

// export hands a conversation to those who look after it, without a name. Of
// fewer than five people there is none: whoever knows who took part would know
// what each of them said.
func (d *desk) export(ctx context.Context, c serve.Call, in Export) (any, error) {
	a, err := d.asker(ctx, c, in.ID)
	switch {
	case err != nil:
		return nil, err
	case !a.moderates || in.From < 0:
		return nil, command.NotFound
	}
	r, err := d.opinions.Read(ctx, in.ID, in.From == 0)
	if err != nil {
		return nil, err
	}
	if len(r.People) < 5 {
		return nil, command.NotFound
	}
	p, next := Page{Analysis: r.ID}, 0
	switch in.File {
	case "votes":
		p.Text, next = export.Votes(r.Matrix, in.From)
	case "comments":
		var ids []string
		for _, s := range r.Statements {
			ids = append(ids, s.ID)
		}
		texts, err := d.texts(ctx, ids)
		if err != nil {
			return nil, err
		}
		p.Text, next = export.Comments(r.Matrix, texts, in.From)
	default:
		return nil, command.Refuse(command.Invalid, "file", "rule", "unknown")
	}
	if next > 0 {
		p.Next = &next
	}
	return p, nil
}

// Draft is what somebody is about to say.
type Draft struct {
	ID   string `json:"id" need:"true"`
	Text string `json:"text"`
}

// longestDraft is how many bytes of a draft are compared.
const longestDraft = 4000

// similarStatements hints at what has been said already.
func (d *desk) similarStatements(ctx context.Context, c serve.Call, in Draft) (any, error) {
	if _, err := d.asker(ctx, c, in.ID); err != nil {
		return nil, err
	}
	if len(in.Text) > longestDraft {
		return nil, command.Refuse(command.Invalid, "text", "rule", "too_long")
	}
	rows, err := d.house.Pool().Query(ctx, "SELECT id, doc->>'text' FROM deliberation.statement WHERE parent = $1 AND doc->>'state' = 'shown'", in.ID)
	if err != nil {
		return nil, fmt.Errorf("statements of %s: %w", in.ID, err)
	}
	said, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t similar.Text, err error) {
		return t, row.Scan(&t.Statement, &t.Text)
	})
	if err != nil {
		return nil, fmt.Errorf("statements of %s: %w", in.ID, err)
	}
	return similar.To(in.Text, said), nil
}

// Measures are the numbers beside a conversation: how many could be heard, and
// whose voices were.
type Measures struct {
	Hearers    int       `json:"hearers"`    // who could speak
	Voices     string    `json:"voices"`     // who took a stance
	Statements int       `json:"statements"` // that are shown
	Classes    []OfClass `json:"classes"`    // who is known to have made them
}

// OfClass counts the statements of a class of stakeholders. What is said under
// a pseudonym is nobody's class's.
type OfClass struct {
	Class      string `json:"class"`
	Statements int    `json:"statements"`
}

func (d *desk) measures(ctx context.Context, c serve.Call, in About) (any, error) {
	a, err := d.asker(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	r, err := d.opinions.Read(ctx, in.ID, false)
	if err != nil {
		return nil, err
	}
	m := Measures{Voices: "< 5", Classes: []OfClass{}}
	if n := len(r.People); n >= 5 {
		m.Voices = fmt.Sprint(n)
	}
	for _, s := range r.Statements {
		if !s.Out {
			m.Statements++
		}
	}
	var readers string
	err = d.house.Pool().QueryRow(ctx, "SELECT audience FROM deliberation.conversation WHERE id = $1", in.ID).Scan(&readers)
	if err != nil {
		return nil, fmt.Errorf("readers of %s: %w", in.ID, err)
	}
	if m.Hearers, err = standing.People(ctx, d.house.Pool(), []string{readers}); err != nil {
		return nil, err
	}
	err = d.byClass(ctx, in.ID, a.guise, &m)
	return m, err
}

// byClass counts what is said in the open, by the seat for whom it is said.
func (d *desk) byClass(ctx context.Context, id string, g guise, m *Measures) error {
	s, err := standing.Glance(ctx, d.house.Pool(), command.Actor{}, g.initiative)
	if err != nil {
		return err
	}
	rows, err := d.house.Pool().Query(ctx, `SELECT doc->>'authorFor', count(*) FROM deliberation.statement
		WHERE parent = $1 AND doc->>'state' = 'shown' AND doc->>'authorFor' IS NOT NULL GROUP BY 1 ORDER BY 1`, id)
	if err != nil {
		return fmt.Errorf("statements of %s: %w", id, err)
	}
	var organization string
	var n int
	_, err = pgx.ForEachRow(rows, []any{&organization, &n}, func() error {
		seat, held := s.Seats.Held(organization)
		if !held {
			return nil
		}
		i := slices.IndexFunc(m.Classes, func(c OfClass) bool { return c.Class == seat.Class })
		if i < 0 {
			m.Classes = append(m.Classes, OfClass{Class: seat.Class})
			i = len(m.Classes) - 1
		}
		m.Classes[i].Statements += n
		return nil
	})
	return err
}

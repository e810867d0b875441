package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/measure"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

// heard is who was heard at a table and who was not, seat by seat.
type heard struct {
	Seats       []heardSeat            `json:"seats"`
	Gini        string                 `json:"gini"`
	Asks        negotiation.AskNumbers `json:"asks"`
	Empty       []string               `json:"empty"`
	Represented []string               `json:"represented"`
}

// heardSeat is one taken seat.
type heardSeat struct {
	Seat        string                 `json:"seat"`
	Class       string                 `json:"class"`
	Messages    int                    `json:"messages"`
	Packages    int                    `json:"packages"`
	Positions   int                    `json:"positions"`
	LastSpokeAt *negotiation.Instant   `json:"lastSpokeAt,omitempty"`
	Silent      bool                   `json:"silent"` // it has said nothing, or not for a while
	Asks        negotiation.AskNumbers `json:"asks"`
	Unanswered  int                    `json:"unanswered"` // asks that it owes an answer to
}

func (d *desk) hearQuestions() { serve.Question(d.house, "heard", d.whoIsHeard) }

func (d *desk) whoIsHeard(ctx context.Context, c serve.Call, in about) (any, error) {
	who, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	return d.heardAt(ctx, p, who.Seats.Seats, d.house.Now())
}

// heardAt counts what was done in the open, from the documents that everybody
// at the table can read.
func (d *desk) heardAt(ctx context.Context, p place, seats []registry.SeatRow, now time.Time) (heard, error) {
	h := heard{Seats: []heardSeat{}, Empty: []string{}, Represented: []string{}}
	voices, err := documents[view.Voice](ctx, d, "voice", p.negotiation)
	if err != nil {
		return h, err
	}
	duties, err := documents[view.Duty](ctx, d, "duty", p.initiative)
	if err != nil {
		return h, err
	}
	var spread []*big.Rat
	for _, s := range seats {
		switch {
		case s.State == registry.Represented:
			h.Represented = append(h.Represented, s.ID)
			continue
		case s.State != registry.Taken:
			h.Empty = append(h.Empty, s.ID)
			continue
		}
		one := heardSeat{Seat: s.ID, Class: s.Class, Silent: true}
		for _, v := range voices {
			if v.Seat == s.ID {
				spoke := v.LastSpokeAt
				one.Messages, one.Packages, one.Positions, one.LastSpokeAt = v.Messages, v.Packages, v.Positions, &spoke
				one.Silent = now.Sub(spoke.Time) > view.Quiet
			}
		}
		for _, duty := range duties {
			if duty.Seat == s.ID || duty.Organization != "" && duty.Organization == s.Organization {
				one.Asks = together(one.Asks, duty.AskNumbers)
			}
		}
		one.Unanswered = one.Asks.Raised - one.Asks.Answered + one.Asks.Contested
		h.Seats = append(h.Seats, one)
		spread = append(spread, big.NewRat(int64(one.Messages+one.Packages+one.Positions), 1))
	}
	for _, duty := range duties {
		h.Asks = together(h.Asks, duty.AskNumbers)
	}
	h.Gini = measure.Gini(spread).RatString()
	return h, nil
}

func together(a, b negotiation.AskNumbers) negotiation.AskNumbers {
	return negotiation.AskNumbers{
		Raised: a.Raised + b.Raised, Answered: a.Answered + b.Answered, Confirmed: a.Confirmed + b.Confirmed, Contested: a.Contested + b.Contested,
	}
}

// documents reads all of one parent.
func documents[D any](ctx context.Context, d *desk, table, parent string) ([]D, error) {
	rows, err := d.house.Pool().Query(ctx, "SELECT doc::text FROM "+pgx.Identifier{negotiation.Stream, table}.Sanitize()+" WHERE parent = $1 ORDER BY sort, id", parent)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", table, err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (doc D, err error) {
		var text string
		if err = row.Scan(&text); err == nil {
			err = json.Unmarshal([]byte(text), &doc)
		}
		return doc, err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", table, err)
	}
	return all, nil
}

const (
	askedBeside = 50  // open asks that are printed beside a result
	askedWords  = 200 // characters of each
)

// beside is what stands beside a result: whose voices were heard, and who still
// owes whom an answer. Turnout is the table's to add.
func (d *desk) beside(ctx context.Context, p place) (negotiation.Beside, error) {
	var b negotiation.Beside
	seats, err := d.seatsOf(ctx, p.initiative)
	if err != nil {
		return b, err
	}
	h, err := d.heardAt(ctx, p, seats.Seats, d.house.Now())
	if err != nil {
		return b, err
	}
	b.Measures = &negotiation.Measures{Voices: []negotiation.Voice{}, Gini: h.Gini, Asks: h.Asks, Empty: h.Empty, Represented: h.Represented}
	for _, s := range h.Seats {
		b.Measures.Voices = append(b.Measures.Voices, negotiation.Voice{
			Seat: s.Seat, Class: s.Class, Messages: s.Messages, Packages: s.Packages, Positions: s.Positions, Asks: s.Asks,
		})
	}
	asks, err := documents[view.Ask](ctx, d, "ask", p.initiative)
	if err != nil {
		return b, err
	}
	asks = slices.DeleteFunc(asks, func(a view.Ask) bool {
		return a.Status != "open" && a.Status != "contested" || a.Negotiation != "" && a.Negotiation != p.negotiation
	})
	for i, a := range asks {
		if i == askedBeside {
			b.MoreAsks = len(asks) - i
			break
		}
		b.Asks = append(b.Asks, negotiation.OpenAsk{Ask: a.ID, Kind: a.Kind, From: a.From, To: a.To, Text: begins(a.Text), Due: a.Due})
	}
	return b, nil
}

// begins is the beginning of a text.
func begins(s string) string {
	if runes := []rune(s); len(runes) > askedWords {
		return string(runes[:askedWords-1]) + "…"
	}
	return s
}

// bringClose brings the votes of a closed box to the table, with what is to
// stand beside the result.
func (d *desk) bringClose(ctx context.Context, w serve.Wish, closed negotiation.BoxClosed) error {
	p, err := d.find(ctx, "neg", closed.Negotiation)
	if err != nil {
		return err
	}
	beside, err := d.beside(ctx, p)
	if err != nil {
		return err
	}
	return d.tell(ctx, w, table.Close{Decision: closed.Decision, Votes: closed.Votes, Beside: beside})
}

// facilitator is the person who leads through a table's talks; "" for none.
func (d *desk) facilitator(ctx context.Context, p place) (person string, err error) {
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		person = t.Led.Person
		return nil
	})
	return person, err
}

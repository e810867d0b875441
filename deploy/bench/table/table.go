// Package table measures a full table beside a small one: how soon its first
// page opens, and whether a new position takes longer where much lies already.
//
// Packages and messages come in through the record, as valid commits, never
// into read models.
package table

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
	"parley.example/events/command"
)

// Size says how much lies on the table and how often it is looked at.
type Size struct{ Seats, Packages, Messages, Repeats int }

// Full is a run whose figures count; Small only produces each of them.
var (
	Full  = Size{Seats: 60, Packages: 2000, Messages: 20_000, Repeats: 400}
	Small = Size{Seats: 3, Packages: 30, Messages: 100, Repeats: 10}
)

type bench struct {
	size            Size
	say             func(string)
	house           *house.House
	deploy, gateway *nats.Conn
	pool            *pgxpool.Pool // as the superuser
	town            *town.Town
}

// Run measures in a house of its own.
func Run(ctx context.Context, size Size, say func(string)) ([]figures.Row, error) {
	folder, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	say("starting a house")
	b := &bench{size: size, say: say}
	if b.house, err = house.Start(ctx, house.Options{Data: folder, Disposable: true, Development: true}); err != nil {
		return nil, err
	}
	defer b.house.Close()
	if b.deploy, err = b.house.NATS("deploy"); err != nil {
		return nil, err
	}
	defer b.deploy.Close()
	if b.gateway, err = b.house.NATS("gateway"); err != nil {
		return nil, err
	}
	defer b.gateway.Close()
	dsn, err := b.house.DSN("postgres")
	if err != nil {
		return nil, err
	}
	if b.pool, err = pgxpool.New(ctx, dsn); err != nil {
		return nil, err
	}
	defer b.pool.Close()
	say(fmt.Sprintf("%d seats sit down", size.Seats))
	if b.town, err = town.Found(ctx, b.house.URL, size.Seats, time.Minute); err != nil {
		return nil, err
	}
	return b.measure(ctx)
}

func (b *bench) measure(ctx context.Context) ([]figures.Row, error) {
	small, err := b.town.Table(ctx, "Small")
	if err != nil {
		return nil, err
	}
	full, err := b.town.Table(ctx, "Full")
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := b.fill(ctx, full); err != nil {
		return nil, err
	}
	loaded := float64(b.size.Packages+b.size.Messages) / time.Since(began).Seconds()
	pages, err := b.opens(ctx, full, small)
	if err != nil {
		return nil, err
	}
	positions, err := b.opine(ctx, full, small)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("table of %d seats, %d packages, %d messages: ", b.size.Seats, b.size.Packages, b.size.Messages)
	return []figures.Row{
		figures.Of(name+"loaded through the record", loaded, "/s"),
		figures.Of(name+"first page, p50", load.Quantile(pages[0], 0.5), "ms").Beside(load.Quantile(pages[1], 0.5)).AtMost(100),
		figures.Of(name+"first page, p99", load.Quantile(pages[0], 0.99), "ms").Beside(load.Quantile(pages[1], 0.99)),
		figures.Of(name+"a new position, p50", load.Quantile(positions[0], 0.5), "ms").Beside(load.Quantile(positions[1], 0.5)).AtMostTimes(1.2),
	}, nil
}

// firstPage is what the screen of a table asks for when it opens.
const firstPage = `query($id: ID!) { negotiation(id: $id) {
	title level status openedAt version
	groundRules { version rule threshold quorum sheetChange ladder differences { rule template } }
	accepted { seat { id name } at }
	talks { phase { kind } rung round { id status } speakers { id } agenda { id } }
	terms(first: 50) { nodes { id key name kind unit min max step options { key label } } }
	packages(last: 20) { nodes { id number status as note tabledAt expiresAt seat { id name } values { version value { money { minor currency } } } } }
	decisions(last: 5) { nodes { id number status outcome } }
	motions(last: 10) { nodes { id what status until } }
	messages(last: 30) { nodes { id text } }
	viewerMay { act allowed code }
} }`

// opens asks for the first pages of tables in turn.
func (b *bench) opens(ctx context.Context, tables ...town.Table) ([][]time.Duration, error) {
	b.say("somebody opens it again and again")
	who := b.town.Neighbours[0]
	return b.inTurn(tables, func(t town.Table, _ int) error {
		var got struct {
			Negotiation struct {
				Title string
			}
		}
		if err := who.Do(ctx, firstPage, map[string]any{"id": t.ID}, &got); err != nil {
			return err
		}
		if got.Negotiation.Title == "" {
			return fmt.Errorf("there is no table %s", t.ID)
		}
		return nil
	})
}

// opine takes positions at tables in turn, at the service itself: what the
// gateway adds is the same for both.
func (b *bench) opine(ctx context.Context, tables ...town.Table) ([][]time.Duration, error) {
	b.say("seats take positions")
	return b.inTurn(tables, func(t town.Table, n int) error {
		by := b.town.Neighbours[n%len(b.town.Neighbours)]
		body, err := json.Marshal(map[string]any{
			"commandId": uuid.NewString(), "negotiation": t.ID, "term": t.Term, "stance": "concern", "reason": fmt.Sprint("For the ", n, ". time."),
		})
		if err != nil {
			return err
		}
		answer, err := command.Request(ctx, b.gateway, command.Subject("negotiation", "take_position"), by.Actor(), false, body)
		if err != nil {
			return err
		}
		var reply command.Reply
		if err := json.Unmarshal(answer, &reply); err != nil {
			return fmt.Errorf("take_position answers %.200s: %w", answer, err)
		}
		if reply.Refusal != nil {
			return reply.Refusal
		}
		return nil
	})
}

// inTurn does something to each table, in turn, and returns how long it took at
// each. The first times, when nothing is in memory, are not counted.
func (b *bench) inTurn(tables []town.Table, do func(t town.Table, n int) error) ([][]time.Duration, error) {
	const warm = 5
	took := make([][]time.Duration, len(tables))
	for n := range b.size.Repeats + warm {
		for i, t := range tables {
			began := time.Now()
			if err := do(t, n); err != nil {
				return nil, err
			}
			if n >= warm {
				took[i] = append(took[i], time.Since(began))
			}
		}
	}
	for i := range took {
		slices.Sort(took[i])
	}
	return took, nil
}

package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
)

type editMessage struct {
	serve.Common
	room.Edit
}

type withdrawMessage struct {
	serve.Common
	room.Unsay
}

func (d *desk) hearThreads() {
	serve.Command(d.house, "edit_message", func(ctx context.Context, c serve.Call, in editMessage) (command.Receipt, error) {
		return d.onMessage(ctx, c, in.ID, in.Edit)
	})
	serve.Command(d.house, "withdraw_message", func(ctx context.Context, c serve.Call, in withdrawMessage) (command.Receipt, error) {
		return d.onMessage(ctx, c, in.ID, in.Unsay)
	})
}

// beforeAll says something in the room of all seats, or in the thread of a term
// or a package, for all seats to read.
func (d *desk) beforeAll(ctx context.Context, c serve.Call, in postMessage) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	inside := room.Place{Negotiation: p.negotiation, Initiative: p.initiative}
	where := roomOf(p.negotiation, "all")
	if in.Term != "" || in.Package != "" {
		if inside.About, err = d.thread(ctx, c.Actor, p, in); err != nil {
			return command.Receipt{}, err
		}
		where = threadOf(p.negotiation, *inside.About)
	}
	in.ID = record.NewID("msg", where, c.ID)
	out, err := d.inShared(ctx, c, where, inside, in.Post)
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"message": in.ID}), nil
}

// thread is what a message is about, if it is on the table.
func (d *desk) thread(ctx context.Context, actor command.Actor, p place, in postMessage) (about *negotiation.Subject, err error) {
	if in.Term != "" && in.Package != "" {
		return nil, rule.Refuse("INVALID", "rule", "one").At("term")
	}
	if _, err := d.party(ctx, actor, p.initiative); err != nil {
		return nil, err // before anything is told of the table
	}
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		_, listed := t.Sheet[in.Term]
		_, tabled := t.Packages[in.Package]
		switch {
		case listed:
			about = &negotiation.Subject{Kind: "term", ID: in.Term}
		case tabled:
			about = &negotiation.Subject{Kind: "package", ID: in.Package}
		case in.Term != "":
			return rule.Refuse("NO_SUCH_TERM").At("term")
		default:
			return rule.Refuse("NO_SUCH_PACKAGE").At("package")
		}
		return nil
	})
	return about, err
}

func threadOf(id string, about negotiation.Subject) string {
	return record.NewID("thr", id, about.Kind, about.ID)
}

// inShared lets the rules of a room or thread of all seats decide.
func (d *desk) inShared(ctx context.Context, c serve.Call, where string, inside room.Place, wish room.Command) (out resident.Outcome, err error) {
	who, err := d.party(ctx, c.Actor, inside.Initiative)
	if err != nil {
		return out, err
	}
	if inside.Readers, err = d.readers(ctx, "table:"+inside.Initiative, wish); err != nil {
		return out, err
	}
	out, err = d.threads.Do(ctx, c.Wish(where, c.Actor.ID()), inRoom(who, inside, wish))
	if err == nil && c.DryRun {
		err = d.show(ctx, c, preview(who, "table:"+inside.Initiative, out.Events))
	}
	return out, err
}

// onMessage lets its author edit or withdraw a message, wherever it was said.
func (d *desk) onMessage(ctx context.Context, c serve.Call, id string, wish room.Command) (command.Receipt, error) {
	if record.ValidID("tms", id) {
		return d.onTeamMessage(ctx, c, id, wish)
	}
	if !record.ValidID("msg", id) {
		return command.Receipt{}, command.NotFound
	}
	var where string
	inside := room.Place{}
	err := d.house.Pool().QueryRow(ctx, "SELECT aggregate, doc->>'negotiation', doc->>'initiative' FROM negotiation.message WHERE id = $1", id).
		Scan(&where, &inside.Negotiation, &inside.Initiative)
	if err != nil {
		return command.Receipt{}, notThere(err, id)
	}
	out, err := d.inShared(ctx, c, where, inside, wish)
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"message": id}), nil
}

func (d *desk) onTeamMessage(ctx context.Context, c serve.Call, id string, wish room.Command) (command.Receipt, error) {
	var table, seat string
	err := d.house.Pool().QueryRow(ctx, "SELECT doc->>'negotiation', doc->>'seat' FROM negotiation_sealed.message WHERE id = $1", id).Scan(&table, &seat)
	if err != nil {
		return command.Receipt{}, notThere(err, id)
	}
	p, err := d.find(ctx, "neg", table)
	if err != nil {
		return command.Receipt{}, err
	}
	who, err := d.party(ctx, c.Actor, p.initiative)
	if err != nil || who.seat != seat {
		return command.Receipt{}, either(err, command.NotFound)
	}
	return d.inOwnRoom(ctx, c, p.negotiation, "teamMessage", func(string) (room.Command, string) { return wish, id })
}

func either(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// notThere is what somebody is told of an id that leads nowhere.
func notThere(err error, id string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return command.NotFound
	}
	return fmt.Errorf("find %s: %w", id, err)
}

// readers tells of the people whom a wish mentions which of them can read what
// is for an audience.
func (d *desk) readers(ctx context.Context, audience string, wish room.Command) (map[string]bool, error) {
	var mentions []negotiation.Mention
	switch w := wish.(type) {
	case room.Post:
		mentions = w.Mentions
	case room.Edit:
		mentions = w.Mentions
	}
	var people []string
	for _, m := range mentions {
		if m.Person != "" {
			people = append(people, m.Person)
		}
	}
	if len(people) == 0 {
		return nil, nil
	}
	rows, err := d.house.Pool().Query(ctx, `SELECT DISTINCT parent FROM registry.holder WHERE parent = ANY ($2)
		AND (audience = $1 OR audience = ANY (ARRAY(SELECT parent FROM registry.audience_grant WHERE audience = $1)))`, audience, people)
	if err != nil {
		return nil, fmt.Errorf("who reads %s: %w", audience, err)
	}
	known, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("who reads %s: %w", audience, err)
	}
	there := make(map[string]bool)
	for _, person := range known {
		there[person] = true
	}
	return there, nil
}

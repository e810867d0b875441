package desk

import (
	"context"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
)

type draftPackage struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	room.Make
}

type reviseDraft struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	room.Revise
}

type discardDraft struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	room.Discard
}

type postMessage struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	Room        string `json:"room" need:"true"` // team, all
	Term        string `json:"term"`             // the thread of a term, or …
	Package     string `json:"package"`          // … of a package
	room.Post
}

type reviewDraft struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	room.Review
}

func (d *desk) hearRooms() {
	serve.Command(d.house, "draft_package", func(ctx context.Context, c serve.Call, in draftPackage) (command.Receipt, error) {
		return d.inOwnRoom(ctx, c, in.Negotiation, "draft", func(own string) (room.Command, string) {
			in.ID = record.NewID("dft", own, c.ID)
			in.Package = record.NewID("pkg", in.ID)
			return in.Make, in.ID
		})
	})
	serve.Command(d.house, "revise_draft", func(ctx context.Context, c serve.Call, in reviseDraft) (command.Receipt, error) {
		return d.inOwnRoom(ctx, c, in.Negotiation, "draft", func(string) (room.Command, string) { return in.Revise, in.ID })
	})
	serve.Command(d.house, "discard_draft", func(ctx context.Context, c serve.Call, in discardDraft) (command.Receipt, error) {
		return d.inOwnRoom(ctx, c, in.Negotiation, "draft", func(string) (room.Command, string) { return in.Discard, in.ID })
	})
	serve.Command(d.house, "review_draft", func(ctx context.Context, c serve.Call, in reviewDraft) (command.Receipt, error) {
		return d.inOwnRoom(ctx, c, in.Negotiation, "draft", func(string) (room.Command, string) { return in.Review, in.ID })
	})
	serve.Command(d.house, "post_message", d.postMessage)
	d.hearThreads()
}

func (d *desk) postMessage(ctx context.Context, c serve.Call, in postMessage) (command.Receipt, error) {
	switch in.Room {
	case "team":
		if in.Term != "" || in.Package != "" {
			return command.Receipt{}, rule.Refuse("INVALID", "rule", "room").At("room")
		}
		return d.inOwnRoom(ctx, c, in.Negotiation, "teamMessage", func(own string) (room.Command, string) {
			in.ID = record.NewID("tms", own, c.ID)
			return in.Post, in.ID
		})
	case "all":
		return d.beforeAll(ctx, c, in)
	}
	return command.Receipt{}, rule.Refuse("INVALID", "rule", "room").At("room")
}

// roomOf is the id of a seat's room, or of everyone's: "all".
func roomOf(negotiation, seat string) string { return record.NewID("roo", negotiation, seat) }

// inOwnRoom lets the rules of the actor's own room decide. wish makes the
// command, given the room's id, and names what it is about.
func (d *desk) inOwnRoom(ctx context.Context, c serve.Call, id, about string, wish func(own string) (room.Command, string)) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", id)
	if err != nil {
		return command.Receipt{}, err
	}
	who, err := d.party(ctx, c.Actor, p.initiative)
	if err != nil {
		return command.Receipt{}, err
	}
	if who.seat == "" {
		return command.Receipt{}, rule.Refuse("NOT_SEATED")
	}
	inside := room.Place{Negotiation: p.negotiation, Initiative: p.initiative, Seat: who.seat}
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		inside.Sheet = maps.Clone(t.Sheet)
		return nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	own := roomOf(p.negotiation, who.seat)
	wanted, made := wish(own)
	if inside.Readers, err = d.readers(ctx, "seat:"+who.seat, wanted); err != nil {
		return command.Receipt{}, err
	}
	out, err := d.rooms.Do(ctx, c.Wish(own, c.Actor.ID()), inRoom(who, inside, wanted))
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		if err := d.show(ctx, c, preview(who, "seat:"+who.seat, out.Events)); err != nil {
			return command.Receipt{}, err
		}
	}
	return out.Receipt(map[string]string{about: made}), nil
}

func inRoom(who party, p room.Place, wish room.Command) resident.Decide[room.Room] {
	return func(_ context.Context, r room.Room, at time.Time) (resident.Ruling, error) {
		p.Person, p.At = who.Actor.Person, at
		events, err := room.Decide(r, who.by(at), p, wish)
		return resident.Ruling{Events: recorded(events), Actor: who.name()}, err
	}
}

package desk

import (
	"context"
	"slices"

	"parley.example/services/internal/standing"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
)

// second looks up what a second person has approved in the actor's own room, if
// the organization that they act for wants one for its offers.
func (d *desk) second(ctx context.Context, p place, who *party) error {
	if who.seat == "" || who.advocate {
		return nil
	}
	people, err := standing.Seconders(ctx, d.house.Pool(), who.Actor.Organization)
	if err != nil || people == nil {
		return err
	}
	who.seconded = &table.Seconded{}
	return d.rooms.With(ctx, roomOf(p.negotiation, who.seat), func(r room.Room, _ uint64) error {
		for _, draft := range r.Drafts {
			if slices.ContainsFunc(draft.Approved(), func(person string) bool { return people[person] }) {
				who.seconded.Drafts = append(who.seconded.Drafts, draft.Values)
			}
		}
		return nil
	})
}

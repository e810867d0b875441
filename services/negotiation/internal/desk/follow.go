package desk

import (
	"context"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/box"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

// The policies of this service.
const (
	bringVotes = "bring-votes" // from the box to the table
	closeBox   = "close-box"   // when the close was called
)

// follow declares what follows from what.
func (d *desk) follow() {
	d.house.Policy(bringVotes, negotiation.Sealed, d.bringVotes)
	d.house.Policy(closeBox, negotiation.Stream, d.closeCalled)
	d.house.Policy(showSeals, negotiation.Sealed, d.showSeal)
	d.house.Policy(mediate, negotiation.Stream, d.mediator.began)
	d.house.Policy(bringCarried, negotiation.Sealed, d.bringCarried)
	d.followAround()
	d.followRounds()
	d.followRatifications()
	d.house.OnDue(negotiation.Stream, d.timeIsUp)
}

// bringVotes tells the table that a seat has voted, the first time it does; in
// the end it brings the votes themselves. One policy does both, so that they
// come in the order in which they happened.
func (d *desk) bringVotes(ctx context.Context, e project.Event) error {
	switch ev := e.Event.(type) {
	case negotiation.VoteCast:
		if ev.First || ev.OpenVotes {
			w := serve.UnseenWish(bringVotes, e, ev.Decision+"/"+ev.Seat, ev.Negotiation)
			if ev.OpenVotes {
				w = serve.PolicyWish(bringVotes, e, ev.Negotiation)
			}
			return d.tell(ctx, w, table.Heard{Decision: ev.Decision, Vote: ev.Vote})
		}
	case negotiation.BoxClosed:
		return d.bringClose(ctx, serve.UnseenWish(bringVotes, e, ev.Decision+"/closed", ev.Negotiation), ev)
	}
	return nil
}

// tell lets a table hear something that nobody in particular says.
func (d *desk) tell(ctx context.Context, w serve.Wish, what table.Command) error {
	_, err := d.tables.Do(ctx, w, func(_ context.Context, t table.Table, at time.Time) (resident.Ruling, error) {
		events, err := table.Decide(t, table.By{}, at, what)
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

func (d *desk) closeCalled(ctx context.Context, e project.Event) error {
	called, is := e.Event.(negotiation.ClosingCalled)
	if !is {
		return nil
	}
	w := serve.PolicyWish(closeBox, e, boxOf(called.Decision))
	return d.closeBox(ctx, w, e.Commit.Aggregate, called.Decision)
}

// timeIsUp answers the moments that a table waits for.
func (d *desk) timeIsUp(ctx context.Context, due project.Due) error {
	w := serve.DueWish(due)
	switch moment, id := view.DueFor(due); moment {
	case view.Expiry:
		return d.tell(ctx, w, table.Expire{Package: id})
	case view.Closing:
		w.Aggregate = boxOf(id)
		return d.closeBox(ctx, w, due.Aggregate, id)
	case view.Lapsing:
		return d.tell(ctx, w, table.Lapse{Motion: id})
	case view.RoundEnd:
		return d.roundEnds(ctx, w, due.Aggregate, id)
	case view.AskDate:
		return d.dateOfAsk(ctx, w, id)
	case view.Silence:
		return d.silence(ctx, w, due, id)
	}
	return d.roundIsUp(ctx, due)
}

func (d *desk) closeBox(ctx context.Context, w serve.Wish, id, decision string) error {
	ballot, err := d.ballot(ctx, place{negotiation: id}, decision)
	if err != nil {
		return err
	}
	_, err = d.boxes.Do(ctx, w, func(_ context.Context, b box.Box, at time.Time) (resident.Ruling, error) {
		events, err := box.Decide(b, table.By{}, ballot, at, box.Close{Negotiation: id})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

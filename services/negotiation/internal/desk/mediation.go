package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/blind"
	"parley.example/services/negotiation/internal/suggest"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
	"parley.example/services/negotiation/internal/view"
)

// The policies of mediation.
const (
	showSeals    = "show-seals"    // that a seat has sealed, to the table
	mediate      = "mediate"       // compute a round that has begun
	bringCarried = "bring-carried" // from the closed blind box to the table
)

type askMediation struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.AskMediation
}

type joinMediation struct {
	serve.Common
	table.JoinMediation
}

type castBlindVote struct {
	serve.Common
	Round string `json:"round" need:"true"`
	blind.Cast
}

func (d *desk) hearMediation() {
	serve.Command(d.house, "ask_mediation", func(ctx context.Context, c serve.Call, in askMediation) (command.Receipt, error) {
		in.ID = record.NewID("med", in.Negotiation, c.ID)
		return d.onTable(ctx, c, in.Negotiation, in.AskMediation, map[string]string{"round": in.ID})
	})
	serve.Command(d.house, "join_mediation", d.joinMediation)
	serve.Command(d.house, "cast_blind_vote", d.castBlindVote)
}

func (d *desk) joinMediation(ctx context.Context, c serve.Call, in joinMediation) (command.Receipt, error) {
	p, err := d.find(ctx, "med", in.Round)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Window = suggest.Window
	out, err := d.atTable(ctx, c, p, "", plainly(in.JoinMediation))
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"negotiation": p.negotiation, "round": in.Round}), nil
}

// castBlindVote puts a seat's word on every suggestion into the sealed box of
// the round. Nobody learns that anything lies in it.
func (d *desk) castBlindVote(ctx context.Context, c serve.Call, in castBlindVote) (command.Receipt, error) {
	p, err := d.find(ctx, "med", in.Round)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Negotiation = p.negotiation
	var who party
	var asked table.Blind
	wish := c.Wish(blindBoxOf(in.Round), c.Actor.ID())
	wish.Expected = nil
	out, err := d.blinds.Do(ctx, wish, func(ctx context.Context, b blind.Box, at time.Time) (_ resident.Ruling, err error) {
		if who, err = d.party(ctx, c.Actor, p.initiative); err != nil {
			return resident.Ruling{}, err
		}
		if asked, err = d.asked(ctx, p.negotiation, in.Round); err != nil {
			return resident.Ruling{}, err
		}
		events, err := blind.Decide(b, who.by(at), asked, at, in.Cast)
		return resident.Ruling{Events: recorded(events), Authority: who.authority(registry.Vote, at), Actor: who.name()}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		seen := preview(who, "seat:"+who.seat, out.Events)
		seen.Binds, seen.Until = true, &asked.Until // until then it can be changed
		if err := d.show(ctx, c, seen); err != nil {
			return command.Receipt{}, err
		}
	}
	receipt := out.Receipt(map[string]string{"round": in.Round})
	if who.seat != "" { // not looked up for a retry
		receipt.IDs["ownBlindVote"] = view.BlindVoteID(in.Round, who.seat)
	}
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

// blindBoxOf is the id of the sealed box of a round.
func blindBoxOf(round string) string { return record.NewID("bli", round) }

// asked is what the blind votes of a round are about, from a state at least as
// new as the journal.
func (d *desk) asked(ctx context.Context, id, round string) (asked table.Blind, err error) {
	err = d.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		asked = t.Blind(round)
		return nil
	})
	return asked, err
}

// bringCarried tells the table which suggestion was carried, or that none was.
func (d *desk) bringCarried(ctx context.Context, e project.Event) error {
	closed, is := e.Event.(negotiation.BlindBoxClosed)
	if !is {
		return nil
	}
	w := serve.UnseenWish(bringCarried, e, closed.Round+"/closed", closed.Negotiation)
	return d.tell(ctx, w, table.CloseMediation{Round: closed.Round, Package: record.NewID("pkg", closed.Round), Votes: closed.Votes})
}

// roundIsUp answers the moments that a round of mediation waits for.
func (d *desk) roundIsUp(ctx context.Context, due project.Due) error {
	w := serve.DueWish(due)
	switch moment, round := view.DueForRound(due); moment {
	case view.RoundLapses:
		return d.tell(ctx, w, table.LapseMediation{Round: round})
	case view.RoundAnswers:
		found, err := d.mediator.found(ctx, due.Aggregate, round)
		if err != nil {
			return err
		}
		return d.tell(ctx, w, table.AnswerMediation{Round: round, Found: found})
	case view.RoundCloses:
		w.Aggregate = blindBoxOf(round)
		return d.closeBlindBox(ctx, w, due.Aggregate, round)
	}
	return fmt.Errorf("due row of %s: nothing known about %q", due.Aggregate, due.What)
}

func (d *desk) closeBlindBox(ctx context.Context, w serve.Wish, id, round string) error {
	asked, err := d.asked(ctx, id, round)
	if err != nil {
		return err
	}
	_, err = d.blinds.Do(ctx, w, func(_ context.Context, b blind.Box, at time.Time) (resident.Ruling, error) {
		events, err := blind.Decide(b, table.By{}, asked, at, blind.Close{Negotiation: id})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// mediator computes rounds, one at a time and beside all other work. What it
// has found waits in memory for the moment at which the round answers; if that
// is lost the round is computed again, and finds the same.
type mediator struct {
	desk *desk
	turn sync.Mutex // one search at a time

	mu   sync.Mutex
	work map[string]*search // by round
}

type search struct {
	done  chan struct{}
	found []negotiation.Suggestion
	err   error
}

// patience is how long the clock waits for a search that is not done in time,
// before it looks after other moments and comes back.
const patience = 100 * time.Millisecond

// begin starts to compute a round, unless that is being done.
func (m *mediator) begin(id, round string) *search {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, begun := m.work[round]; begun {
		return s
	}
	s := &search{done: make(chan struct{})}
	m.work[round] = s
	go func() {
		defer close(s.done)
		m.turn.Lock()
		defer m.turn.Unlock()
		s.found, s.err = m.search(context.Background(), id, round)
	}()
	return s
}

// found returns what a round has found.
func (m *mediator) found(ctx context.Context, id, round string) ([]negotiation.Suggestion, error) {
	s := m.begin(id, round)
	select {
	case <-s.done:
		m.mu.Lock()
		delete(m.work, round)
		m.mu.Unlock()
		return s.found, s.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(patience):
		return nil, errors.New("the round is still being computed")
	}
}

func (m *mediator) search(ctx context.Context, id, round string) ([]negotiation.Suggestion, error) {
	var q table.Question
	err := m.desk.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		q = t.Question(round)
		return nil
	})
	if err != nil || !q.Open {
		return nil, err // what is stale has no answer
	}
	var seals []negotiation.PreferencesSealed
	for _, s := range q.Seals {
		err := m.desk.vaults.With(ctx, vaultOf(id, s.Seat), func(v vault.Vault, _ uint64) error {
			sealed, there := v.At(s.Version)
			if !there || sealed.Commitment != s.Commitment {
				return fmt.Errorf("seal %d of %s is not the one that was shown", s.Version, s.Seat)
			}
			seals = append(seals, sealed)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var all []negotiation.Suggestion
	for i, f := range suggest.Round(q, seals) {
		all = append(all, negotiation.Suggestion{Suggestion: record.NewID("sug", round, strconv.Itoa(i+1)), Methods: f.Methods, Values: f.Values})
	}
	return all, nil
}

// began starts the computation of a round when it begins, so that it is done by
// the time the round answers.
func (m *mediator) began(_ context.Context, e project.Event) error {
	if ev, is := e.Event.(negotiation.MediationBegan); is && ev.AnswerAt.After(m.desk.house.Now()) {
		m.begin(e.Commit.Aggregate, ev.Round)
	}
	return nil
}

// cutID splits an id into what it is of and the rest.
func cutID(id string) (prefix, rest string, is bool) { return strings.Cut(id, "_") }

// read reads a document into a value.
func (d *desk) read(ctx context.Context, table, id string, into any) error {
	var doc []byte
	err := d.house.Pool().QueryRow(ctx, "SELECT doc FROM "+table+" WHERE id = $1", id).Scan(&doc)
	if errors.Is(err, pgx.ErrNoRows) {
		return command.NotFound
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", id, err)
	}
	return json.Unmarshal(doc, into)
}

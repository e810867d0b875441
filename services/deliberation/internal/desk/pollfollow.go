package desk

import (
	"context"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/ballotbox"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// The policies about ballots.
const (
	bringBallots   = "bring-ballots"        // from the box to the ballot
	closeBallots   = "close-ballot-boxes"   // when the close was called
	recallBallots  = "call-second-ballots"  // of what nobody in particular had asked
	mandateBallots = "open-mandate-ballots" // of what was proposed in the registry
)

// proposed are the events that a ballot follows.
var proposed = []string{registry.MandateProposed{}.Name(), registry.LimitsAsked{}.Name()}

// follow declares what follows from what.
func (p *polls) follow() {
	p.house.Policy(bringBallots, deliberation.Sealed, p.bring)
	p.house.Policy(closeBallots, deliberation.Stream, p.closeCalled)
	p.house.Policy(recallBallots, deliberation.Stream, p.recall)
	p.house.PolicyOn(mandateBallots, registry.Stream, proposed, project.Decoding(registry.Decoders), p.propose)
	p.house.PolicyOn(ratificationBallots, agreements.Stream, []string{agreements.RatificationOpened{}.Name()}, project.Decoding(agreements.Decoders), p.ratify)
}

// bring tells a ballot that somebody has voted, the first time they do, and in
// an open one each time; of a secret one it says nothing until the votes come.
func (p *polls) bring(ctx context.Context, e project.Event) error {
	switch ev := e.Event.(type) {
	case deliberation.BallotCast:
		switch {
		case ev.Openness == deliberation.OpenVotes:
			return p.tell(ctx, serve.PolicyWish(bringBallots, e, ev.Ballot), ballot.Heard{Vote: ev.Vote})
		case ev.Openness == deliberation.SealedVotes && ev.First:
			return p.tell(ctx, fromBox(e, ev.Ballot, ev.Vote.Person), ballot.Heard{Vote: ev.Vote})
		}
	case deliberation.BallotBoxClosed:
		asked, err := p.asked(ctx, ev.Ballot)
		if err != nil {
			return err
		}
		votes, err := p.content(ctx, ev.Ballot, asked)
		if err != nil {
			return err
		}
		return p.tell(ctx, fromBox(e, ev.Ballot, "close"), ballot.Close{Votes: votes})
	}
	return nil
}

// fromBox is what a box makes its ballot hear. The cause is the box and not the
// commit in it: from that one could count who has changed their mind.
func fromBox(e project.Event, ballot, what string) serve.Wish {
	w := serve.PolicyWish(bringBallots, e, ballot)
	w.Cause = e.Commit.Aggregate
	w.ID = serve.PolicyID(bringBallots, w.Cause+"/"+what, ballot)
	return w
}

// tell lets a ballot hear something that nobody in particular says.
func (p *polls) tell(ctx context.Context, w serve.Wish, what ballot.Command) error {
	_, err := p.ballots.Do(ctx, w, func(_ context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
		return ruling(ballot.Decide(b, ballot.By{Policy: true}, at, what))
	})
	return err
}

func (p *polls) closeCalled(ctx context.Context, e project.Event) error {
	if _, called := e.Event.(deliberation.BallotClosingCalled); !called {
		return nil
	}
	return p.closeBox(ctx, serve.PolicyWish(closeBallots, e, boxOf(e.Commit.Aggregate)), e.Commit.Aggregate)
}

// due answers the moment at which a ballot ends; other moments are for others.
func (p *polls) due(others func(context.Context, project.Due) error) func(context.Context, project.Due) error {
	return func(ctx context.Context, due project.Due) error {
		if !record.ValidID("bal", due.Aggregate) {
			return others(ctx, due)
		}
		w := serve.DueWish(due)
		w.Aggregate = boxOf(due.Aggregate)
		return p.closeBox(ctx, w, due.Aggregate)
	}
}

func (p *polls) closeBox(ctx context.Context, w serve.Wish, id string) error {
	_, err := p.boxes.Do(ctx, w, func(ctx context.Context, b ballotbox.Box, at time.Time) (resident.Ruling, error) {
		asked, err := p.asked(ctx, id)
		if err != nil {
			return resident.Ruling{}, err
		}
		return ruling(ballotbox.Decide(b, asked, id, ballotbox.By{By: ballot.By{Policy: true}}, at, ballotbox.Close{}))
	})
	return err
}

// recall asks a second time what no person has asked, when too few have voted:
// as long as the first time.
func (p *polls) recall(ctx context.Context, e project.Event) error {
	closed, is := e.Event.(deliberation.BallotClosed)
	if !is || !closed.SecondCall {
		return nil
	}
	id := e.Commit.Aggregate
	first, err := p.asked(ctx, id)
	if err != nil || first.Asked.Person != "" || first.Asked.Subject.Kind == deliberation.AboutRatification {
		return err // a ratification unfolds for all at one moment: a second call would come too late
	}
	_, err = p.ballots.Do(ctx, serve.PolicyWish(recallBallots, e, secondOf(id)), func(_ context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
		by := ballot.By{Policy: true, Leads: true, Recalls: b.Exists()}
		return p.again(first, id, by, at, at.Add(first.Asked.Deadline.Sub(first.Asked.OpenedAt.Time)))
	})
	return err
}

// propose opens the ballot of a proposed mandate, or of limits that a delegate
// asks for. Its id follows from the proposal, so that there is one.
func (p *polls) propose(ctx context.Context, e project.Event) error {
	wanted := ballot.Open{
		Rule:     deliberation.BallotRule{Method: deliberation.ByMajority, Threshold: "1/2", Strict: true, Quorum: "1/3"},
		Openness: deliberation.SealedVotes, Lending: true,
	}
	switch ev := e.Event.(type) {
	case registry.MandateProposed:
		wanted.Subject = deliberation.Subject{Kind: deliberation.AboutMandate, ID: ev.Mandate}
		wanted.Organization, wanted.Question, wanted.Deadline = ev.Organization, ev.Question, ev.Deadline.Time
	case registry.LimitsAsked:
		wanted.Subject = deliberation.Subject{Kind: deliberation.AboutLimits, ID: ev.Request}
		wanted.Organization, wanted.Question, wanted.Deadline = ev.Organization, ev.Question, ev.Deadline.Time
	default:
		return nil
	}
	wanted.ID = record.NewID("bal", string(wanted.Subject.Kind), wanted.Subject.ID)
	_, err := p.ballots.Do(ctx, serve.PolicyWish(mandateBallots, e, wanted.ID), func(ctx context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
		if soonest := at.Add(p.shortest(wanted.Subject.Kind)); wanted.Deadline.Before(soonest) {
			wanted.Deadline = soonest // nobody is asked in less time than it takes
		}
		return p.opening(ctx, b, ballot.By{Policy: true}, at, wanted)
	})
	return err
}

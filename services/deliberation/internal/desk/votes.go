package desk

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/trace"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/ballotbox"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

type castBallot struct {
	serve.Common
	Ballot string `json:"ballot" need:"true"`
	ballotbox.Cast
}

type readObjectionBack struct {
	serve.Common
	Ballot string `json:"ballot" need:"true"`
	ballotbox.ReadBack
}

type answerReading struct {
	serve.Common
	Ballot string `json:"ballot" need:"true"`
	ballotbox.Answer
}

func (p *polls) hearVotes() {
	serve.Command(p.house, "cast_ballot", p.cast)
	serve.Command(p.house, "read_objection_back", func(ctx context.Context, c serve.Call, in readObjectionBack) (command.Receipt, error) {
		return p.inBox(ctx, c, in.Ballot, in.ReadBack, serve.Preview{Audience: []string{view.Voice(in.Person)}})
	})
	serve.Command(p.house, "answer_reading", func(ctx context.Context, c serve.Call, in answerReading) (command.Receipt, error) {
		return p.inBox(ctx, c, in.Ballot, in.Answer, serve.Preview{Audience: []string{"person:" + c.Actor.Person}, People: 2})
	})
}

// cast puts a vote into its box. A dry run says who learns of it before the
// close: that there is one, in an open ballot what it says, and in a secret one
// nothing.
func (p *polls) cast(ctx context.Context, c serve.Call, in castBallot) (command.Receipt, error) {
	asked, err := p.asked(ctx, in.Ballot)
	if err != nil {
		return command.Receipt{}, err
	}
	seen := serve.Preview{Binds: true, Until: &asked.Deadline}
	if !asked.Secret() {
		seen.Audience = []string{asked.Asked.Readers}
	}
	return p.inBox(ctx, c, in.Ballot, in.Cast, seen)
}

// inBox lets the rules of a box decide on a wish. How much lies in it stays
// there: neither the box's version nor a guess at it travels.
func (p *polls) inBox(ctx context.Context, c serve.Call, id string, wanted ballotbox.Command, seen serve.Preview) (command.Receipt, error) {
	asked, err := p.asked(ctx, id)
	if err != nil {
		return command.Receipt{}, err
	}
	name, err := p.nameOf(ctx, c.Actor, asked, id)
	if err != nil {
		return command.Receipt{}, err
	}
	if asked.Secret() {
		// A trace would lead from the vote back to the session that cast it.
		ctx = trace.ContextWithSpanContext(ctx, trace.SpanContext{})
	}
	w := c.Wish(boxOf(id), name)
	if w.Expected = nil; !asked.Secret() {
		w.Actor = c.Actor.ID() // in a community whoever casts an organization's vote
	}
	out, err := p.boxes.Do(ctx, w, func(ctx context.Context, b ballotbox.Box, at time.Time) (resident.Ruling, error) {
		asked, err := p.asked(ctx, id)
		if err != nil {
			return resident.Ruling{}, err
		}
		by, err := p.to(ctx, c.Actor, asked.Asked)
		if err != nil {
			return resident.Ruling{}, err
		}
		return ruling(ballotbox.Decide(b, asked, id, ballotbox.By{By: by, Name: name}, at, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return quietly(p.told(ctx, c, out, map[string]string{"ballot": id}, seen))
}

// nameOf is under whom a box knows whoever acts.
func (p *polls) nameOf(ctx context.Context, who command.Actor, asked ballot.Ballot, id string) (string, error) {
	person := who.Person
	if asked.Asked.Community != "" {
		by, err := p.to(ctx, who, asked.Asked)
		if err != nil {
			return "", err
		}
		person = by.Person
	}
	return p.nameIn(asked, id, person)
}

// nameIn is under whom a box knows an elector.
func (p *polls) nameIn(asked ballot.Ballot, id, person string) (string, error) {
	if !asked.Secret() {
		return person, nil
	}
	return p.names.of(id, person)
}

// content is what lies in a closed box, with the votes that had been lent to
// whoever cast one. In a secret ballot nothing is lent.
func (p *polls) content(ctx context.Context, id string, asked ballot.Ballot) (votes []deliberation.BallotVote, err error) {
	err = p.boxes.With(ctx, boxOf(id), func(b ballotbox.Box, _ uint64) error {
		votes = b.Content()
		return nil
	})
	if err != nil {
		return nil, err
	}
	lent, err := p.lent(ctx, asked)
	if err != nil {
		return nil, err
	}
	return lent.Unfolded(asked.Asked, votes), nil
}

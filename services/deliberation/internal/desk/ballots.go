package desk

import (
	"context"
	"maps"
	"slices"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/ballotbox"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// OpenBallot asks the members of the organization that the caller acts for.
type OpenBallot struct {
	serve.Common
	Organization string                    `json:"organization" need:"true"`
	Community    string                    `json:"community"` // absent: the organization's own members
	Subject      *deliberation.Subject     `json:"subject"`   // absent: the question itself
	Question     string                    `json:"question" need:"true"`
	Explanation  string                    `json:"explanation"`
	Options      []string                  `json:"options"`
	Rule         deliberation.BallotRule   `json:"rule"`
	Openness     deliberation.Openness     `json:"openness" need:"true"`
	Lending      bool                      `json:"lending"`
	Scope        deliberation.LendingScope `json:"scope"`
	Electors     []deliberation.Voter      `json:"electors"`
	WeightSource string                    `json:"weightSource"`
	Deadline     deliberation.Instant      `json:"deadline" need:"true"`
}

type moveBallotDeadline struct {
	serve.Common
	Ballot string               `json:"ballot" need:"true"`
	To     deliberation.Instant `json:"to" need:"true"`
	Reason string               `json:"reason" need:"true"`
}

type closeBallot struct {
	serve.Common
	Ballot string `json:"ballot" need:"true"`
}

type callSecondBallot struct {
	serve.Common
	Ballot   string               `json:"ballot" need:"true"`
	Deadline deliberation.Instant `json:"deadline" need:"true"`
}

func (p *polls) hearBallots() {
	serve.Command(p.house, "open_ballot", p.open)
	serve.Command(p.house, "move_ballot_deadline", func(ctx context.Context, c serve.Call, in moveBallotDeadline) (command.Receipt, error) {
		return p.onBallot(ctx, c, in.Ballot, nil, ballot.MoveDeadline{To: in.To.Time, Reason: in.Reason})
	})
	serve.Command(p.house, "close_ballot", p.close)
	serve.Command(p.house, "call_second_ballot", p.callSecond)
}

func (p *polls) open(ctx context.Context, c serve.Call, in OpenBallot) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	if in.Community != "" && !record.ValidID("com", in.Community) {
		return command.Receipt{}, missing("community")
	}
	wanted := ballot.Open{
		ID: record.NewID("bal", "new", c.Actor.Person, "open_ballot", c.ID), Organization: in.Organization, Community: in.Community,
		Subject: deliberation.Subject{Kind: deliberation.AboutQuestion}, Question: in.Question, Explanation: in.Explanation,
		Options: in.Options, Rule: in.Rule, Openness: in.Openness, Lending: in.Lending, Scope: in.Scope,
		Details: in.Electors, WeightSource: in.WeightSource, Deadline: in.Deadline.Time,
	}
	if in.Subject != nil {
		wanted.Subject = *in.Subject
	}
	var electors int
	var readers string
	out, err := p.ballots.Do(ctx, wish(c, wanted.ID), func(ctx context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
		by, err := p.by(ctx, c.Actor, in.Organization)
		if err != nil {
			return resident.Ruling{}, err
		}
		if !by.Reads {
			return resident.Ruling{}, missing("organization")
		}
		if in.Community != "" {
			if by, err = p.byIn(ctx, c.Actor, in.Community); err != nil {
				return resident.Ruling{}, err
			}
			if !by.Reads {
				return resident.Ruling{}, missing("community")
			}
		}
		r, err := p.opening(ctx, b, by, at, wanted)
		if len(r.Events) > 0 {
			e := r.Events[0].(deliberation.BallotOpened)
			electors, readers = len(e.Electors), e.Readers
		}
		return r, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return p.told(ctx, c, out, map[string]string{"ballot": wanted.ID}, serve.Preview{
		Audience: []string{readers}, People: electors, Until: &in.Deadline.Time,
	})
}

// opening freezes the electorate as the primary has it at that moment.
func (p *polls) opening(ctx context.Context, b ballot.Ballot, by ballot.By, at time.Time, wanted ballot.Open) (_ resident.Ruling, err error) {
	if wanted.Roll, err = p.roll(ctx, wanted.Organization, wanted.Community); err != nil {
		return resident.Ruling{}, err
	}
	if !by.Policy { // what follows from something that happened has its time from there
		wanted.Shortest = p.shortest(wanted.Subject.Kind)
	}
	return ruling(ballot.Decide(b, by, at, wanted))
}

// close looks into the box itself, since whoever has just cast the last vote
// need not wait until the ballot has heard of it.
func (p *polls) close(ctx context.Context, c serve.Call, in closeBallot) (command.Receipt, error) {
	asked, err := p.asked(ctx, in.Ballot)
	if err != nil {
		return command.Receipt{}, err
	}
	var voted []string
	if !asked.Secret() {
		err = p.boxes.With(ctx, boxOf(in.Ballot), func(b ballotbox.Box, _ uint64) error {
			voted = slices.Collect(maps.Keys(b.Votes))
			return nil
		})
		if err != nil {
			return command.Receipt{}, err
		}
	}
	return p.onBallot(ctx, c, in.Ballot, voted, ballot.CallClose{})
}

// callSecond asks once more. It is a ballot of its own, whose id follows from
// the first one's.
func (p *polls) callSecond(ctx context.Context, c serve.Call, in callSecondBallot) (command.Receipt, error) {
	first, err := p.asked(ctx, in.Ballot)
	if err != nil {
		return command.Receipt{}, err
	}
	id := secondOf(in.Ballot)
	out, err := p.ballots.Do(ctx, wish(c, id), func(ctx context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
		by, err := p.to(ctx, c.Actor, first.Asked)
		if err != nil {
			return resident.Ruling{}, err
		}
		if !by.Reads {
			return resident.Ruling{}, missing("ballot")
		}
		by.Recalls = b.Exists()
		return p.again(first, in.Ballot, by, at, in.Deadline.Time)
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return p.told(ctx, c, out, map[string]string{"ballot": id}, serve.Preview{
		Audience: []string{first.Asked.Readers}, People: len(first.Asked.Electors), Until: &in.Deadline.Time,
	})
}

func (p *polls) again(first ballot.Ballot, id string, by ballot.By, at, deadline time.Time) (resident.Ruling, error) {
	e, err := first.Again(by, at, ballot.CallAgain{Deadline: deadline, Shortest: p.shortest(first.Asked.Subject.Kind)})
	if err != nil {
		return resident.Ruling{}, err
	}
	e.First = id
	return ruling([]deliberation.Event{e}, nil)
}

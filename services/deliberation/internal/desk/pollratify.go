package desk

import (
	"cmp"
	"context"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// ratificationBallots is the policy that asks members whether they ratify what
// their delegates have agreed on.
const ratificationBallots = "open-ratification-ballots"

// ratify opens a ballot in every organization whose members have to be asked, all
// of them until the same moment. Its id follows from the ratification, so that
// there is one, and only the organization itself reads it.
func (p *polls) ratify(ctx context.Context, e project.Event) error {
	opened, is := e.Event.(agreements.RatificationOpened)
	if !is {
		return nil
	}
	for _, seat := range opened.Seats {
		if seat.By != agreements.ByMembers {
			continue
		}
		id := record.NewID("bal", string(deliberation.AboutRatification), seat.Ratification)
		wanted := ballot.Open{
			ID: id, Organization: seat.Organization, Question: opened.Title, Deadline: opened.VoteBy.Time,
			Subject:  deliberation.Subject{Kind: deliberation.AboutRatification, ID: seat.Ratification},
			Rule:     deliberation.BallotRule{Method: deliberation.ByMajority, Threshold: "1/2", Strict: true, Quorum: cmp.Or(opened.Turnout, "0")},
			Openness: deliberation.SealedVotes, Lending: true,
		}
		_, err := p.ballots.Do(ctx, serve.PolicyWish(ratificationBallots, e, id), func(ctx context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
			return p.opening(ctx, b, ballot.By{Policy: true}, at, wanted)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

package desk

import (
	"context"
	"reflect"
	"strconv"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/ballotbox"
	"parley.example/services/internal/excerpt"
	"parley.example/services/internal/rules/measure"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
)

func (p *polls) answer() {
	serve.Question(p.house, "ballot_may", p.may)
	serve.Question(p.house, "ballots_may", p.mayIn)
	serve.Question(p.house, "ballot_own", p.own)
	serve.Question(p.house, "ballot_recount", p.recount)
	serve.Question(p.house, "ballot_record", p.record)
}

// reads returns the ballot that a question is about, if it is for the asker.
func (p *polls) reads(ctx context.Context, c serve.Call, id string) (ballot.Ballot, ballot.By, error) {
	b, err := p.asked(ctx, id)
	if err != nil {
		return b, ballot.By{}, command.NotFound
	}
	by, err := p.to(ctx, c.Actor, b.Asked)
	if err == nil && !by.Reads {
		err = command.NotFound
	}
	return b, by, err
}

// may asks the rules themselves, so that a button never says anything else than
// the act behind it.
func (p *polls) may(ctx context.Context, c serve.Call, in About) (any, error) {
	b, by, err := p.reads(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	second, _, err := p.ballots.Look(ctx, secondOf(in.ID))
	if err != nil {
		return nil, err
	}
	by.Recalls = second.Exists()
	at := p.house.Now()
	all := serve.Permits(ballot.Acts, func(act string) error { return ballot.May(b, by, at, act) })
	err = p.boxes.With(ctx, boxOf(in.ID), func(box ballotbox.Box, _ uint64) error {
		for _, act := range ballotbox.Acts {
			all = append(all, serve.Permit(act, ballotbox.May(box, b, by, at, act)))
		}
		return nil
	})
	return all, err
}

// mayIn tells a member what they may begin in their organization. To others it
// says what it would say of none.
func (p *polls) mayIn(ctx context.Context, c serve.Call, in About) (any, error) {
	by, err := p.by(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	return serve.Permits([]string{"openBallot", "lendVote", "takeVoteBack"}, func(act string) error {
		if refusal := ballot.MayOpen(by); act == "openBallot" && refusal != nil {
			return refusal
		} else if !by.Votes {
			return rule.Refuse("NO_ORGANIZATION")
		}
		return nil
	}), nil
}

// ownVote is what the asker alone is told of their vote in a ballot.
type ownVote struct {
	Elector bool       `json:"elector"`
	Voted   bool       `json:"voted"`
	Vote    *ownBallot `json:"vote,omitempty"`
	LentTo  string     `json:"lentTo,omitempty"` // who votes for them if they do not
	Lost    string     `json:"lost,omitempty"`   // or why nobody would
	Carries string     `json:"carries,omitempty"`
}

type ownBallot struct {
	Choice    deliberation.BallotChoice     `json:"choice"`
	Ranking   []rank                        `json:"ranking"`
	Condition *deliberation.BallotCondition `json:"condition,omitempty"`
	Objection *deliberation.BallotObjection `json:"objection,omitempty"`
}

type rank struct {
	Place   int      `json:"place"`
	Options []string `json:"options"`
}

// own tells the asker what lies in the box under their name.
func (p *polls) own(ctx context.Context, c serve.Call, in About) (any, error) {
	b, by, err := p.reads(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	name, err := p.nameIn(b, in.ID, by.Person)
	if err != nil {
		return nil, err
	}
	var told ownVote
	_, told.Elector = b.Elector(by.Person)
	err = p.boxes.With(ctx, boxOf(in.ID), func(box ballotbox.Box, _ uint64) error {
		v, voted := box.Votes[name]
		if told.Voted = voted; voted {
			told.Vote = ownOf(v)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return told, p.carried(ctx, b, by.Person, &told)
}

func ownOf(v deliberation.BallotVote) *ownBallot {
	o := &ownBallot{Choice: v.Choice, Ranking: []rank{}, Objection: v.Objection}
	for i, options := range v.Ranking {
		o.Ranking = append(o.Ranking, rank{i + 1, options})
	}
	if c := v.Condition; c != nil {
		o.Condition = &deliberation.BallotCondition{People: c.People, Classes: c.Classes}
	}
	return o
}

// carried says to whom the asker's vote goes and how many others' the asker
// carries; of fewer than five that is not told, as of nobody.
func (p *polls) carried(ctx context.Context, b ballot.Ballot, person string, told *ownVote) error {
	if !b.Asked.Lending || !told.Elector {
		return nil
	}
	lent, err := p.lent(ctx, b)
	if err != nil {
		return err
	}
	told.LentTo, told.Lost = lent.Way(b.Asked, person)
	voices := lent.Voices(b.Asked, person)
	told.Carries = "< 5"
	if shown, _ := measure.Five([]int{voices}); voices > 0 && shown[0] {
		told.Carries = strconv.Itoa(voices)
	}
	return nil
}

// recounted is whether the votes, counted again, come to the same.
type recounted struct {
	Outcome deliberation.BallotOutcome `json:"outcome"`
	Same    bool                       `json:"same"`
}

// recount counts once more what lies in the closed box, with what had been lent
// when the ballot opened.
func (p *polls) recount(ctx context.Context, c serve.Call, in About) (any, error) {
	b, _, err := p.reads(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	if b.Result == nil {
		return nil, nil
	}
	votes, err := p.content(ctx, in.ID, b)
	if err != nil {
		return nil, err
	}
	again := ballot.Unfold(b.Asked, votes)
	return recounted{again.Outcome, again.Outcome == b.Result.Outcome && reflect.DeepEqual(again.Steps, b.Result.Steps) && reflect.DeepEqual(again.Ranking, b.Result.Ranking)}, nil
}

// Since asks for the record after a sequence.
type Since struct {
	About
	After *uint64 `json:"after"`
}

// record hands out what is stored of a ballot, byte for byte, to everyone who
// reads it alike.
func (p *polls) record(ctx context.Context, c serve.Call, in Since) (any, error) {
	if _, _, err := p.reads(ctx, c, in.ID); err != nil {
		return nil, err
	}
	var after uint64
	if in.After != nil {
		after = *in.After
	}
	return excerpt.Of(ctx, p.house.Pool(), deliberation.Stream, in.ID, after)
}

package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/proxy"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

type lendVote struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	To           string `json:"to" need:"true"`
	Negotiation  string `json:"negotiation"`
	Term         string `json:"term"`
}

type takeVoteBack struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	Negotiation  string `json:"negotiation"`
	Term         string `json:"term"`
}

func (p *polls) hearLending() {
	serve.Command(p.house, "lend_vote", func(ctx context.Context, c serve.Call, in lendVote) (command.Receipt, error) {
		return p.lend(ctx, c, proxy.Lend{
			Organization: in.Organization, From: c.Actor.Person, To: in.To, Scope: deliberation.LendingScope{Negotiation: in.Negotiation, Term: in.Term},
		})
	})
	serve.Command(p.house, "take_vote_back", func(ctx context.Context, c serve.Call, in takeVoteBack) (command.Receipt, error) {
		return p.lend(ctx, c, proxy.Lend{
			Organization: in.Organization, From: c.Actor.Person, Scope: deliberation.LendingScope{Negotiation: in.Negotiation, Term: in.Term},
		})
	})
}

// lend changes who has somebody's vote within an organization. Only the two
// learn of it.
func (p *polls) lend(ctx context.Context, c serve.Call, wanted proxy.Lend) (command.Receipt, error) {
	for prefix, id := range map[string]string{"neg": wanted.Scope.Negotiation, "trm": wanted.Scope.Term} {
		if id != "" && !record.ValidID(prefix, id) {
			return command.Receipt{}, missing(map[string]string{"neg": "negotiation", "trm": "term"}[prefix])
		}
	}
	if !record.ValidID("org", wanted.Organization) {
		return command.Receipt{}, missing("organization")
	}
	w := wish(c, lendingsOf(wanted.Organization))
	w.Expected = nil
	out, err := p.lendings.Do(ctx, w, func(ctx context.Context, d proxy.Delegations, at time.Time) (resident.Ruling, error) {
		if err := p.bothVote(ctx, c.Actor, wanted); err != nil {
			return resident.Ruling{}, err
		}
		return ruling(proxy.Decide(d, at, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	seen := serve.Preview{Audience: []string{"person:" + wanted.From}, People: 1}
	if wanted.To != "" {
		seen = serve.Preview{Audience: []string{"person:" + wanted.From, "person:" + wanted.To}, People: 2, Binds: true}
	}
	return quietly(p.told(ctx, c, out, nil, seen))
}

// bothVote refuses to lend what somebody does not have, or to who could not use
// it.
func (p *polls) bothVote(ctx context.Context, who command.Actor, wanted proxy.Lend) error {
	by, err := p.by(ctx, who, wanted.Organization)
	if err != nil {
		return err
	}
	if !by.Votes {
		return missing("organization")
	}
	if wanted.To == "" {
		return nil
	}
	to, err := p.by(ctx, command.Actor{Person: wanted.To, Organization: wanted.Organization}, wanted.Organization)
	if err != nil {
		return err
	}
	if !to.Votes {
		return command.Refuse("NOT_MEMBER", "to")
	}
	return nil
}

// lent is what counts in a ballot: what had been lent when it opened.
func (p *polls) lent(ctx context.Context, asked ballot.Ballot) (d proxy.Delegations, err error) {
	if !asked.Asked.Lending {
		return d, nil
	}
	err = p.lendings.With(ctx, lendingsOf(asked.Asked.Organization), func(all proxy.Delegations, _ uint64) error {
		d = all.At(asked.Asked.OpenedAt.Time)
		return nil
	})
	return d, err
}

package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/ballotbox"
	"parley.example/services/deliberation/internal/proxy"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// polls is where wishes and questions about ballots come in. Locks are taken in
// one order: a box may be held while its ballot is looked at, never the other
// way round.
type polls struct {
	house    *serve.House
	ballots  *resident.Store[ballot.Ballot]
	boxes    *resident.Store[ballotbox.Box]
	lendings *resident.Store[proxy.Delegations]
	names    *names
	shortest func(deliberation.SubjectKind) time.Duration
}

// openPolls declares what the service answers about ballots.
func openPolls(h *serve.House, shortest func(deliberation.SubjectKind) time.Duration) *polls {
	p := &polls{
		house:    h,
		ballots:  resident.New(h, kind(deliberation.OfBallot, deliberation.Stream, ballot.Evolve)),
		boxes:    resident.New(h, kind(deliberation.OfBallotBox, deliberation.Sealed, ballotbox.Evolve)),
		lendings: resident.New(h, kind(deliberation.OfDelegations, deliberation.Sealed, proxy.Evolve)),
		names:    &names{folder: h.Config.Keys}, shortest: shortest,
	}
	p.hearBallots()
	p.hearVotes()
	p.hearLending()
	p.answer()
	p.follow()
	return p
}

// boxOf is the id of the sealed box of a ballot.
func boxOf(id string) string { return record.NewID("box", id) }

// lendingsOf is the id of all that is lent within an organization.
func lendingsOf(organization string) string { return record.NewID("dlg", organization) }

// secondOf is the id of a ballot's second call, so that there is one.
func secondOf(id string) string { return record.NewID("bal", "second call", id) }

// to is what somebody is to those who are asked in a ballot.
func (p *polls) to(ctx context.Context, who command.Actor, asked deliberation.BallotOpened) (ballot.By, error) {
	if asked.Community == "" {
		return p.by(ctx, who, asked.Organization)
	}
	by, err := p.byIn(ctx, who, asked.Community)
	if _, elector := (ballot.Ballot{Asked: asked}).Elector(who.Organization); elector && by.Person != "" {
		by.Person = who.Organization // it was an elector of its own when the ballot opened
	}
	return by, err
}

// byIn is what somebody is to a community: their organization is an elector, or
// the one under whose control it is, and its stewards cast the vote.
func (p *polls) byIn(ctx context.Context, who command.Actor, community string) (ballot.By, error) {
	by, err := p.by(ctx, who, who.Organization)
	if err != nil || !by.Reads {
		return ballot.By{}, err
	}
	groups, err := p.groups(ctx, community)
	if err != nil || groups[who.Organization] == "" {
		return ballot.By{}, err
	}
	by.Person, by.Votes = groups[who.Organization], by.Leads
	return by, nil
}

// groups is under which of them each organization of a community counts.
func (p *polls) groups(ctx context.Context, community string) (map[string]string, error) {
	rows, err := p.house.Pool().Query(ctx, "SELECT doc->>'organization', doc->>'under' FROM registry.community_roll WHERE parent = $1", community)
	if err != nil {
		return nil, fmt.Errorf("read roll of community: %w", err)
	}
	groups := make(map[string]string)
	var organization, under string
	_, err = pgx.ForEachRow(rows, []any{&organization, &under}, func() error {
		groups[organization] = under
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read roll of community: %w", err)
	}
	return groups, nil
}

// by is what somebody is to an organization: nothing, unless they act for it.
func (p *polls) by(ctx context.Context, who command.Actor, organization string) (ballot.By, error) {
	if organization == "" || who.Organization != organization {
		return ballot.By{Person: who.Person}, nil
	}
	s, err := standing.Glance(ctx, p.house.Pool(), who, "")
	if err != nil {
		return ballot.By{}, err
	}
	leads := s.Authority.Has(registry.Steward)
	votes := leads || s.Authority.Has(registry.Member)
	return ballot.By{Person: who.Person, Reads: votes, Votes: votes, Leads: leads}, nil
}

// roll is who has a vote in an organization, or in a community, at this moment.
func (p *polls) roll(ctx context.Context, organization, community string) ([]string, error) {
	if community != "" {
		groups, err := p.groups(ctx, community)
		return slices.Sorted(maps.Values(groups)), err
	}
	rows, err := standing.Roll(ctx, p.house.Pool(), organization)
	if err != nil {
		return nil, err
	}
	var people []string
	for _, r := range rows {
		if r.Votes() {
			people = append(people, r.Person)
		}
	}
	return people, nil
}

// asked is a ballot as it stands, for who holds something else meanwhile. What
// it shares with the resident is frozen, but for who has voted.
func (p *polls) asked(ctx context.Context, id string) (b ballot.Ballot, err error) {
	if !record.ValidID("bal", id) {
		return b, missing("ballot")
	}
	err = p.ballots.With(ctx, id, func(s ballot.Ballot, _ uint64) error {
		b = s
		b.Voted = nil
		return nil
	})
	if err == nil && !b.Exists() {
		err = missing("ballot")
	}
	return b, err
}

// onBallot lets the rules of a ballot decide on a wish.
func (p *polls) onBallot(ctx context.Context, c serve.Call, id string, inBox []string, wanted ballot.Command) (command.Receipt, error) {
	if !record.ValidID("bal", id) {
		return command.Receipt{}, missing("ballot")
	}
	var readers string
	out, err := p.ballots.Do(ctx, wish(c, id), func(ctx context.Context, b ballot.Ballot, at time.Time) (resident.Ruling, error) {
		by, err := p.to(ctx, c.Actor, b.Asked)
		if err != nil {
			return resident.Ruling{}, err
		}
		by.InBox, readers = inBox, b.Asked.Readers
		return ruling(ballot.Decide(b, by, at, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return p.told(ctx, c, out, map[string]string{"ballot": id}, serve.Preview{Audience: []string{readers}})
}

// told is the answer to a wish, or to a dry run with the number of people who
// would see it.
func (p *polls) told(ctx context.Context, c serve.Call, out resident.Outcome, ids map[string]string, seen serve.Preview) (command.Receipt, error) {
	if !c.DryRun {
		return out.Receipt(ids), nil
	}
	seen.Events = []string{}
	for _, e := range out.Events {
		seen.Events = append(seen.Events, e.Name())
	}
	if seen.Audience == nil {
		seen.Audience = []string{}
	}
	if len(seen.Audience) > 0 && seen.People == 0 {
		people, err := standing.People(ctx, p.house.Pool(), seen.Audience)
		if err != nil {
			return command.Receipt{}, err
		}
		seen.People = people
	}
	c.Preview(seen)
	return command.Receipt{}, nil
}

// quietly is a receipt from which nobody learns how much lies in a sealed
// aggregate.
func quietly(r command.Receipt, err error) (command.Receipt, error) {
	r.Aggregate, r.Version = "", 0
	return r, err
}

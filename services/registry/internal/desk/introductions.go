package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/introduction"
	"parley.example/services/registry/internal/view"
)

// ProposeIntroduction asks two sides whether they want to know each other.
// Whoever answers for one of them says yes with it, and how to be reached.
type ProposeIntroduction struct {
	serve.Common
	Between []string `json:"between" need:"true"` // two organizations or people
	Why     string   `json:"why" need:"true"`
	Contact string   `json:"contact"`
}

// AcceptIntroduction is a side's yes.
type AcceptIntroduction struct {
	serve.Common
	Introduction string `json:"introduction" need:"true"`
	Contact      string `json:"contact" need:"true"`
}

// DeclineIntroduction is a side's no.
type DeclineIntroduction struct {
	serve.Common
	Introduction string `json:"introduction" need:"true"`
}

// introducing is the policy that offers introductions to allies who want them.
const introducing = "registry/introduce-allies"

// Bounds of what one proposer may have open at a time, a change agent more,
// and of what a policy offers because of one profile.
const (
	maxOpen      = 20
	maxOpenAgent = 100
	maxOffered   = 3
)

func (d *desk) aboutIntroductions() {
	serve.Command(d.house, "propose_introduction", d.proposeIntroduction)
	serve.Command(d.house, "accept_introduction", func(ctx context.Context, c serve.Call, in AcceptIntroduction) (command.Receipt, error) {
		return d.respondIntroduction(ctx, c, in.Introduction, introduction.Answer{Yes: true, Contact: in.Contact, Person: c.Actor.Person})
	})
	serve.Command(d.house, "decline_introduction", func(ctx context.Context, c serve.Call, in DeclineIntroduction) (command.Receipt, error) {
		return d.respondIntroduction(ctx, c, in.Introduction, introduction.Answer{Person: c.Actor.Person})
	})
	d.house.Policy(introducing, registry.Stream, d.introduceAllies)
	d.house.OnDue(registry.Sealed, d.endSealed)
}

// introductionID is the aggregate of a proposer and two sides, whose ids are in
// order: whoever proposes it again asks no third time in secret.
func introductionID(sides [2]registry.Side, proposer string) string {
	return record.NewID("inr", sides[0].ID(), sides[1].ID(), proposer)
}

func (d *desk) proposeIntroduction(ctx context.Context, c serve.Call, in ProposeIntroduction) (command.Receipt, error) {
	if err := d.known(ctx, c.Actor.Person, ""); err != nil {
		return command.Receipt{}, err
	}
	sides, err := sidesOf(in.Between)
	if err != nil {
		return command.Receipt{}, err
	}
	id := introductionID(sides, c.Actor.Person)
	out, err := d.society.introductions.Do(ctx, sealedWish(c, id), func(ctx context.Context, i introduction.Introduction, at time.Time) (resident.Ruling, error) {
		wanted := introduction.Propose{Sides: sides, By: c.Actor.Person, Why: in.Why, Own: -1, Contact: in.Contact}
		if err := d.weigh(ctx, c.Actor, id, &wanted); err != nil {
			return resident.Ruling{}, err
		}
		return ruling(introduction.Decide(i, at, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.tellSealed(c, out, map[string]string{"proposal": view.ProposalID(id)}, sides)
}

// sealedWish expects no version: what moves it is not for the caller to know.
func sealedWish(c serve.Call, aggregate string) resident.Wish {
	w := wish(c, aggregate)
	w.Expected = nil
	return w
}

// sidesOf reads the two ids, and puts them in order.
func sidesOf(between []string) (sides [2]registry.Side, err error) {
	if len(between) != 2 || between[0] == between[1] {
		return sides, command.Refuse(command.Invalid, "between", "rule", "two_sides")
	}
	for n, id := range []string{min(between[0], between[1]), max(between[0], between[1])} {
		switch {
		case record.ValidID("org", id):
			sides[n].Organization = id
		case record.ValidID("per", id):
			sides[n].Person = id
		default:
			return sides, missing("between")
		}
	}
	return sides, nil
}

// weigh completes a proposal by what is known of its proposer, and refuses one
// of sides that are not there. A person who is not the proposer has to want to
// be found: otherwise they are as unknown as somebody who does not exist.
func (d *desk) weigh(ctx context.Context, who command.Actor, aggregate string, wanted *introduction.Propose) error {
	for n, side := range wanted.Sides {
		if err := d.reachable(ctx, who, side); err != nil {
			return err
		}
		own, err := d.answersFor(ctx, who, side)
		if err != nil {
			return err
		}
		if own {
			wanted.Own = n
		}
	}
	a, _, err := d.society.agents.Look(ctx, agentID(who.Person))
	if err != nil {
		return err
	}
	wanted.Agent = a.Is()
	return d.mayPropose(ctx, who.Person, aggregate, a.Is())
}

func (d *desk) reachable(ctx context.Context, who command.Actor, side registry.Side) error {
	if side.Organization != "" {
		return d.all(ctx, []string{side.Organization}, "between")
	}
	p, _, err := d.people.Look(ctx, side.Person)
	if err == nil && (!p.Known() || !p.Expertise.Findable && side.Person != who.Person) {
		return missing("between")
	}
	return err
}

// mayPropose bounds what one person asks of others at a time.
func (d *desk) mayPropose(ctx context.Context, who, aggregate string, agent bool) error {
	var open int
	err := d.house.Pool().QueryRow(ctx, `SELECT count(*) FROM registry_sealed.introduction_proposal
		WHERE parent = $1 AND aggregate <> $2 AND doc->>'state' = 'open'`, who, aggregate).Scan(&open)
	most := maxOpen
	if agent {
		most = maxOpenAgent
	}
	switch {
	case err != nil:
		return fmt.Errorf("count proposals: %w", err)
	case open >= most:
		return rule.Refuse("TOO_MANY_PROPOSED", "max", fmt.Sprint(most))
	}
	return nil
}

// answersFor tells whether somebody answers for a side.
func (d *desk) answersFor(ctx context.Context, who command.Actor, side registry.Side) (bool, error) {
	if side.Organization == "" {
		return side.Person == who.Person, nil
	}
	organization, err := d.steward(ctx, who)
	return organization == side.Organization, err
}

// respondIntroduction lets a side answer. Whoever does not answer for it learns
// that there is nothing.
func (d *desk) respondIntroduction(ctx context.Context, c serve.Call, id string, answer introduction.Answer) (command.Receipt, error) {
	aggregate, side, err := d.sideOf(ctx, id, "introduction")
	if err != nil {
		return command.Receipt{}, err
	}
	answer.Side = side
	var sides [2]registry.Side
	out, err := d.society.introductions.Do(ctx, sealedWish(c, aggregate), func(ctx context.Context, i introduction.Introduction, at time.Time) (resident.Ruling, error) {
		sides = i.Sides
		own, err := d.answersFor(ctx, c.Actor, i.Sides[side])
		switch {
		case err != nil:
			return resident.Ruling{}, err
		case !own:
			return resident.Ruling{}, missing("introduction")
		}
		return ruling(introduction.Decide(i, at, answer))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.tellSealed(c, out, map[string]string{"introduction": id}, sides)
}

func (d *desk) sideOf(ctx context.Context, id, field string) (aggregate string, side int, err error) {
	err = d.house.Pool().QueryRow(ctx, "SELECT aggregate, (doc->>'side')::int FROM registry_sealed.introduction WHERE id = $1", id).Scan(&aggregate, &side)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return "", 0, missing(field)
	case err != nil:
		return "", 0, fmt.Errorf("find introduction: %w", err)
	case side != 0 && side != 1:
		return "", 0, missing(field)
	}
	return aggregate, side, nil
}

// tellSealed names who would see it. How many stewards another organization
// has is not for the caller to count.
func (d *desk) tellSealed(c serve.Call, out resident.Outcome, ids map[string]string, sides [2]registry.Side) (command.Receipt, error) {
	if !c.DryRun {
		return out.Receipt(ids), nil
	}
	p := serve.Preview{Audience: []string{sides[0].Audience(), sides[1].Audience()}, Events: []string{}}
	for _, e := range out.Events {
		p.Events = append(p.Events, e.Name())
	}
	c.Preview(p)
	return command.Receipt{}, nil
}

// mayIntroduction asks the rules whether a side may still answer.
func (d *desk) mayIntroduction(ctx context.Context, who command.Actor, id string) (any, error) {
	aggregate, side, err := d.sideOf(ctx, id, "id")
	if err != nil {
		return nil, err
	}
	i, _, err := d.society.introductions.Look(ctx, aggregate)
	if err != nil {
		return nil, err
	}
	own, err := d.answersFor(ctx, who, i.Sides[side])
	switch {
	case err != nil:
		return nil, err
	case !own:
		return nil, missing("id")
	}
	return serve.Permits(introduction.Acts, func(string) error { return i.May(d.house.Now()) }), nil
}

// endSealed answers the moment at which an introduction runs out.
func (d *desk) endSealed(ctx context.Context, due project.Due) error {
	round, ok := view.DueIntroduction(due.What)
	if !ok {
		return fmt.Errorf("due row of %s: nothing known about %q", due.Aggregate, due.What)
	}
	_, err := d.society.introductions.Do(ctx, serve.DueWish(due), func(_ context.Context, i introduction.Introduction, at time.Time) (resident.Ruling, error) {
		return ruling(introduction.Decide(i, at, introduction.Expire{Round: round}))
	})
	return err
}

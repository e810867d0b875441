// Package desk is where wishes and questions about people, organizations and
// initiatives come in, and where the service keeps its own deadlines.
package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
	"parley.example/services/registry/internal/initiative"
	"parley.example/services/registry/internal/limits"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/person"
	"parley.example/services/registry/internal/presumption"
	"parley.example/services/registry/internal/view"
)

type desk struct {
	house         *serve.House
	key           []byte // for the tokens of invitations
	people        *resident.Store[person.Person]
	organizations *resident.Store[organization.Organization]
	initiatives   *resident.Store[initiative.Initiative]
	limits        *resident.Store[limits.State]
	presumptions  *resident.Store[presumption.State]
	society       *society
}

// Open declares what the service projects, answers and follows.
func Open(h *serve.House) error {
	key, err := invitationKey(h.Config.Keys)
	if err != nil {
		return err
	}
	h.Project(view.Model())
	h.Project(view.Sealed())
	d := &desk{
		house: h, key: key,
		people:        resident.New(h, kind(registry.OfPerson, registry.Stream, person.Evolve)),
		organizations: resident.New(h, kind(registry.OfOrganization, registry.Stream, organization.Evolve)),
		initiatives:   resident.New(h, kind(registry.OfInitiative, registry.Stream, initiative.Evolve)),
		limits:        resident.New(h, kind(registry.OfLimits, registry.Sealed, limits.Evolve)),
		presumptions:  resident.New(h, kind(registry.OfPresumptions, registry.Sealed, presumption.Evolve)),
	}
	d.aboutPeople()
	d.aboutOrganizations()
	d.aboutMandates()
	d.aboutInitiatives()
	d.aboutSeats()
	d.aboutJoining()
	d.aboutProposals()
	d.aboutAnswers()
	d.aboutLevels()
	d.aboutPages()
	d.aboutSociety()
	d.aboutOffers()
	d.aboutKeys()
	d.followFacilitators()
	serve.Question(h, "may", d.may)
	serve.Question(h, "invitation", d.invitation)
	h.Policy(showing, registry.Stream, d.showLimits)
	h.OnDue(registry.Stream, d.end)
	return nil
}

// kind says how one kind of aggregate of the contract remembers.
func kind[S any](of registry.Kind, stream string, evolve func(S, registry.Event) S) resident.Kind[S] {
	return resident.Kind[S]{Name: string(of), Stream: stream, Evolve: func(s S, e record.Event) S {
		return evolve(s, e.(registry.Event))
	}}
}

// wish is what a caller wants of one aggregate.
func wish(c serve.Call, aggregate string) resident.Wish {
	return resident.Wish{ID: c.ID, Aggregate: aggregate, Actor: c.Actor.ID(), Body: c.Body, Expected: c.Expected, DryRun: c.DryRun}
}

// ruling is what rules have decided, ready to be recorded.
func ruling(events []registry.Event, err error) (resident.Ruling, error) {
	list := make([]record.Event, len(events))
	for i, e := range events {
		list[i] = e
	}
	return resident.Ruling{Events: list}, err
}

// answer tells what became of a wish or, for a dry run, who would see it.
func (d *desk) answer(ctx context.Context, c serve.Call, out resident.Outcome, ids map[string]string, audiences ...string) (command.Receipt, error) {
	if !c.DryRun {
		return out.Receipt(ids), nil
	}
	p := serve.Preview{Audience: audiences, Public: slices.Contains(audiences, view.Anybody), Events: []string{}}
	for _, e := range out.Events {
		p.Events = append(p.Events, e.Name())
	}
	var err error
	if p.People, err = standing.People(ctx, d.house.Pool(), audiences); err != nil {
		return command.Receipt{}, err
	}
	c.Preview(p)
	return command.Receipt{}, nil
}

// within returns the aggregate that holds what has this id in a read model. A
// command answers only after these have changed, so that nothing a caller
// could know of is missing.
func (d *desk) within(ctx context.Context, table, id, field string) (aggregate string, err error) {
	err = d.house.Pool().QueryRow(ctx, "SELECT coalesce((SELECT aggregate FROM registry."+table+" WHERE id = $1), '')", id).Scan(&aggregate)
	if err != nil {
		return "", fmt.Errorf("find %s %s: %w", table, id, err)
	}
	if aggregate == "" {
		return "", missing(field)
	}
	return aggregate, nil
}

// missing refuses what does not exist, or not for this caller.
func missing(field string) error { return command.Refuse(command.NotFound, field) }

// instant reads a moment of an input.
func instant(s, field string) (registry.Instant, error) {
	var i registry.Instant
	if err := i.UnmarshalJSON([]byte(`"` + s + `"`)); err != nil {
		return i, command.Refuse(command.Invalid, field, "rule", "instant")
	}
	return i, nil
}

// zone refuses what is no IANA time zone. The names come with the program.
func zone(name, field string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "" || name == "Local" {
		return command.Refuse(command.Invalid, field, "rule", "zone")
	}
	return nil
}

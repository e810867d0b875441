package desk

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"parley.example/events/command"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
	"parley.example/services/registry/internal/agent"
	"parley.example/services/registry/internal/community"
	"parley.example/services/registry/internal/directory"
	"parley.example/services/registry/internal/initiative"
	"parley.example/services/registry/internal/introduction"
)

// society is how people and organizations find each other.
type society struct {
	communities   *resident.Store[community.Community]
	introductions *resident.Store[introduction.Introduction]
	agents        *resident.Store[agent.Agent]
	index         directory.Index

	mu       sync.Mutex // of how far the index has come
	sort, id string
}

func (d *desk) aboutSociety() {
	h := d.house
	d.society = &society{
		communities:   resident.New(h, kind(registry.OfCommunity, registry.Stream, community.Evolve)),
		introductions: resident.New(h, kind(registry.OfIntroduction, registry.Sealed, introduction.Evolve)),
		agents:        resident.New(h, kind(registry.OfAgent, registry.Stream, agent.Evolve)),
	}
	d.aboutProfiles()
	d.aboutCommunities()
	d.aboutIntroductions()
	d.aboutAgents()
	d.aboutImport()
	h.Keep(d.keepIndex)
	serve.Question(h, "directory", d.search)
	serve.Question(h, "allies", d.allies)
}

// steward is the organization that somebody acts for as its steward, or "".
func (d *desk) steward(ctx context.Context, who command.Actor) (string, error) {
	return d.acting(ctx, who, func(roles []registry.Role) bool { return slices.Contains(roles, registry.Steward) })
}

// member is the organization that somebody acts for and belongs to, or "".
func (d *desk) member(ctx context.Context, who command.Actor) (string, error) {
	return d.acting(ctx, who, func(roles []registry.Role) bool {
		return slices.Contains(roles, registry.Steward) || slices.Contains(roles, registry.Member)
	})
}

func (d *desk) acting(ctx context.Context, who command.Actor, enough func([]registry.Role) bool) (string, error) {
	if who.Organization == "" {
		return "", nil
	}
	o, _, err := d.organizations.Look(ctx, who.Organization)
	if err != nil || !enough(o.Members[who.Person]) {
		return "", err
	}
	return who.Organization, nil
}

// tell answers a wish of this part of the service: also those are counted whom
// belonging to a community lets read.
func (d *desk) tell(ctx context.Context, c serve.Call, out resident.Outcome, ids map[string]string, audiences ...string) (command.Receipt, error) {
	if !c.DryRun {
		return out.Receipt(ids), nil
	}
	p := serve.Preview{Audience: audiences, Events: []string{}}
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

// all refuses organizations of which one does not exist.
func (d *desk) all(ctx context.Context, organizations []string, field string) error {
	ids := slices.Compact(slices.Sorted(slices.Values(organizations)))
	if len(ids) == 0 {
		return nil
	}
	var n int
	if err := d.house.Pool().QueryRow(ctx, "SELECT count(*) FROM registry.organization WHERE id = ANY ($1)", ids).Scan(&n); err != nil {
		return fmt.Errorf("find organizations: %w", err)
	}
	if n < len(ids) {
		return missing(field)
	}
	return nil
}

// convene opens an initiative for whoever speaks for an organization; one that
// would change how all act with each other also for a change agent, in the name
// of the organization that they belong to.
func (d *desk) convene(ctx context.Context, who command.Actor, i initiative.Initiative, at time.Time, wanted initiative.Open) (resident.Ruling, error) {
	r, err := d.decide(ctx, who, "", i, at, wanted)
	if err == nil || wanted.Level != registry.Ecosystem {
		return r, err
	}
	organization, looked := d.member(ctx, who)
	if looked != nil || organization == "" {
		return r, err
	}
	if a, _, looked := d.society.agents.Look(ctx, agentID(who.Person)); looked != nil || !a.Is() {
		return r, err
	}
	return ruling(initiative.Decide(i, initiative.By{Person: who.Person, Organization: organization}, at, wanted))
}

package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/agent"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/person"
	"parley.example/services/registry/internal/view"
)

// ReviseProfile says anew what an organization is for, offers, needs and knows.
type ReviseProfile struct {
	serve.Common
	Organization string   `json:"organization" need:"true"`
	Purposes     []string `json:"purposes"`
	Offers       []string `json:"offers"`
	Needs        []string `json:"needs"`
	Expertise    []string `json:"expertise"`
	Meets        bool     `json:"meets"`
}

// ReviseExpertise says anew what the caller knows.
type ReviseExpertise struct {
	serve.Common
	Expertise []string `json:"expertise"`
	Findable  bool     `json:"findable"`
}

// NameChangeAgent is the caller's word for somebody.
type NameChangeAgent struct {
	serve.Common
	Person string `json:"person" need:"true"`
	Why    string `json:"why" need:"true"`
}

// WithdrawNaming takes it back.
type WithdrawNaming struct {
	serve.Common
	Person string `json:"person" need:"true"`
}

// StandDown is the caller's wish not to be named, StandUp their consent to be.
type (
	StandDown struct{ serve.Common }
	StandUp   struct{ serve.Common }
)

func (d *desk) aboutProfiles() {
	serve.Command(d.house, "revise_profile", func(ctx context.Context, c serve.Call, in ReviseProfile) (command.Receipt, error) {
		if !record.ValidID("org", in.Organization) {
			return command.Receipt{}, missing("organization")
		}
		out, err := d.organization(ctx, c, wish(c, in.Organization), organization.ReviseProfile{ProfileRevised: registry.ProfileRevised{
			Purposes: in.Purposes, Offers: in.Offers, Needs: in.Needs, Expertise: in.Expertise, Meets: in.Meets,
		}})
		if err != nil {
			return command.Receipt{}, err
		}
		return d.tell(ctx, c, out, map[string]string{"organization": in.Organization, "profile": in.Organization}, view.Everybody)
	})
	serve.Command(d.house, "revise_expertise", d.reviseExpertise)
}

func (d *desk) reviseExpertise(ctx context.Context, c serve.Call, in ReviseExpertise) (command.Receipt, error) {
	who := c.Actor.Person
	wanted := person.ReviseExpertise{ExpertiseRevised: registry.ExpertiseRevised{Expertise: in.Expertise, Findable: in.Findable}}
	out, err := d.people.Do(ctx, wish(c, who), func(_ context.Context, p person.Person, _ time.Time) (resident.Ruling, error) {
		return ruling(person.Decide(p, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	audience := "person:" + who
	if in.Findable {
		audience = view.Everybody
	}
	return d.tell(ctx, c, out, map[string]string{"person": who, "ownExpertise": who}, audience)
}

func (d *desk) aboutAgents() {
	serve.Command(d.house, "name_change_agent", func(ctx context.Context, c serve.Call, in NameChangeAgent) (command.Receipt, error) {
		if err := d.known(ctx, in.Person, "person"); err != nil {
			return command.Receipt{}, err
		}
		return d.naming(ctx, c, in.Person, agent.Name{Person: in.Person, Why: in.Why})
	})
	serve.Command(d.house, "withdraw_naming", func(ctx context.Context, c serve.Call, in WithdrawNaming) (command.Receipt, error) {
		if err := d.known(ctx, in.Person, "person"); err != nil {
			return command.Receipt{}, err
		}
		return d.naming(ctx, c, in.Person, agent.Withdraw{Person: in.Person})
	})
	serve.Command(d.house, "stand_down", func(ctx context.Context, c serve.Call, _ StandDown) (command.Receipt, error) {
		return d.naming(ctx, c, c.Actor.Person, agent.StandDown{})
	})
	serve.Command(d.house, "stand_up", func(ctx context.Context, c serve.Call, _ StandUp) (command.Receipt, error) {
		return d.naming(ctx, c, c.Actor.Person, agent.StandUp{})
	})
}

// agentID is the aggregate that holds who has named a person.
func agentID(person string) string { return record.NewID("agt", person) }

// naming lets the rules decide on who is named. What a peer says is shown to
// everybody once there are enough, and may be from the beginning.
func (d *desk) naming(ctx context.Context, c serve.Call, who string, wanted agent.Command) (command.Receipt, error) {
	out, err := d.society.agents.Do(ctx, wish(c, agentID(who)), func(ctx context.Context, a agent.Agent, _ time.Time) (resident.Ruling, error) {
		organization, err := d.member(ctx, c.Actor)
		if err != nil {
			return resident.Ruling{}, err
		}
		return ruling(agent.Decide(a, agent.By{Person: c.Actor.Person, Organization: organization}, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"person": who, "agent": who, "naming": view.NamingID(who, c.Actor.Person)}
	return d.tell(ctx, c, out, ids, view.Everybody)
}

// mayName asks the rules what the caller may do about naming a person.
func (d *desk) mayName(ctx context.Context, c command.Actor, who string) (any, error) {
	if err := d.known(ctx, who, "id"); err != nil {
		return nil, err
	}
	a, _, err := d.society.agents.Look(ctx, agentID(who))
	if err != nil {
		return nil, err
	}
	organization, err := d.member(ctx, c)
	if err != nil {
		return nil, err
	}
	by := agent.By{Person: c.Person, Organization: organization}
	return serve.Permits(agent.Acts, func(act string) error { return agent.May(a, by, who, act) }), nil
}

package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/limits"
	"parley.example/services/registry/internal/organization"
)

// GovernMandates says who decides on an organization's mandates.
type GovernMandates struct {
	serve.Common
	Organization string              `json:"organization" need:"true"`
	By           registry.Governance `json:"by" need:"true"`
}

// ProposeMandate puts a mandate before the members. Limits are sealed.
type ProposeMandate struct {
	serve.Common
	Organization string           `json:"organization" need:"true"`
	Delegate     string           `json:"delegate" need:"true"`
	Deputy       string           `json:"deputy"`
	Initiative   string           `json:"initiative"` // "" is every initiative
	Acts         []registry.Act   `json:"acts" need:"true"`
	Until        string           `json:"until" need:"true"`
	Limits       []registry.Limit `json:"limits"`
	Question     string           `json:"question" need:"true"`
	Deadline     string           `json:"deadline" need:"true"`
}

// AskMembers puts wider limits of the caller's own mandate before the members.
type AskMembers struct {
	serve.Common
	Mandate  string           `json:"mandate" need:"true"`
	Limits   []registry.Limit `json:"limits" need:"true"`
	Question string           `json:"question" need:"true"`
	Deadline string           `json:"deadline" need:"true"`
}

// WithdrawProposal takes back what the caller has asked.
type WithdrawProposal struct {
	serve.Common
	Proposal string `json:"proposal" need:"true"`
	Reason   string `json:"reason" need:"true"`
}

func (d *desk) aboutProposals() {
	serve.Command(d.house, "govern_mandates", func(ctx context.Context, c serve.Call, in GovernMandates) (command.Receipt, error) {
		if !record.ValidID("org", in.Organization) {
			return command.Receipt{}, missing("organization")
		}
		out, err := d.organization(ctx, c, wish(c, in.Organization), organization.Govern{By: in.By})
		if err != nil {
			return command.Receipt{}, err
		}
		return d.answer(ctx, c, out, map[string]string{"organization": in.Organization, "governance": in.Organization}, "org:"+in.Organization)
	})
	serve.Command(d.house, "propose_mandate", d.propose)
	serve.Command(d.house, "ask_members", d.askMembers)
	serve.Command(d.house, "withdraw_proposal", d.withdraw)
	d.house.Policy(dropping, registry.Stream, d.dropWanted)
	d.house.PolicyOn(adopting, deliberation.Stream, []string{deliberation.BallotClosed{}.Name()}, project.Decoding(deliberation.Decoders), d.adopt)
}

func (d *desk) propose(ctx context.Context, c serve.Call, in ProposeMandate) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	until, err := instant(in.Until, "until")
	if err != nil {
		return command.Receipt{}, err
	}
	deadline, err := instant(in.Deadline, "deadline")
	if err != nil {
		return command.Receipt{}, err
	}
	if err := d.opened(ctx, in.Initiative); err != nil {
		return command.Receipt{}, err
	}
	mandate := record.NewID("man", in.Organization, c.ID)
	wanted := organization.Propose{Terms: registry.Terms{
		Mandate: mandate, Delegate: in.Delegate, Deputy: in.Deputy, Initiative: in.Initiative, Acts: in.Acts, Until: until, Limited: len(in.Limits) > 0,
	}, Organization: in.Organization, Question: in.Question, Deadline: deadline.Time}
	limited := in.Limits
	in.Limits = nil
	return d.put(ctx, c, in.Organization, wanted, limits.Want{
		Limits: registry.Limits{Mandate: mandate, Organization: in.Organization, Limits: limited}, Request: mandate,
	}, in)
}

func (d *desk) askMembers(ctx context.Context, c serve.Call, in AskMembers) (command.Receipt, error) {
	org, err := d.within(ctx, "mandate", in.Mandate, "mandate")
	if err != nil {
		return command.Receipt{}, err
	}
	deadline, err := instant(in.Deadline, "deadline")
	if err != nil {
		return command.Receipt{}, err
	}
	request := record.NewID("req", in.Mandate, c.ID)
	wanted := organization.Ask{Mandate: in.Mandate, Request: request, Organization: org, Question: in.Question, Deadline: deadline.Time}
	limited := in.Limits
	in.Limits = nil
	return d.put(ctx, c, org, wanted, limits.Want{
		Limits: registry.Limits{Mandate: in.Mandate, Organization: org, Limits: limited}, Request: request,
	}, in)
}

// put seals what is wanted before the members are asked, so that nobody votes on
// what is not there. The shared commit knows the input without it.
func (d *desk) put(ctx context.Context, c serve.Call, org string, wanted organization.Command, want limits.Want, bare any) (command.Receipt, error) {
	limited := len(want.Limits.Limits) > 0
	body, err := json.Marshal(struct {
		Wanted  any  `json:"wanted"`
		Limited bool `json:"limited"`
	}{bare, limited})
	if err != nil {
		return command.Receipt{}, fmt.Errorf("encode proposal: %w", err)
	}
	if limited {
		if err := d.sealWanted(ctx, c, org, wanted, want); err != nil {
			return command.Receipt{}, err
		}
	}
	w := wish(c, org)
	w.Body = body
	out, err := d.organization(ctx, c, w, wanted)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"organization": org, "proposal": want.Request}, "org:"+org)
}

// sealWanted leaves nothing behind of who would be refused: that is said, or an
// answer from memory given, when the members are asked.
func (d *desk) sealWanted(ctx context.Context, c serve.Call, org string, wanted organization.Command, want limits.Want) error {
	if _, err := limits.Clean(want.Limits.Limits); err != nil {
		return err
	}
	o, _, err := d.organizations.Look(ctx, org)
	if err != nil {
		return err
	}
	if _, refused := organization.Decide(o, c.Actor.Person, d.house.Now(), wanted); refused != nil {
		return nil
	}
	w := wish(c, limitsID(want.Mandate))
	w.Expected = nil
	_, err = d.limits.Do(ctx, w, func(_ context.Context, s limits.State, _ time.Time) (resident.Ruling, error) {
		return ruling(limits.Decide(s, want))
	})
	return err
}

func (d *desk) withdraw(ctx context.Context, c serve.Call, in WithdrawProposal) (command.Receipt, error) {
	return d.inside(ctx, c, "proposal", in.Proposal, "proposal", "org:", organization.Withdraw{Request: in.Proposal, Reason: in.Reason})
}

// adopting is the policy that does what members have decided about a mandate.
const adopting = "registry/adopt"

func (d *desk) adopt(ctx context.Context, e project.Event) error {
	b, closed := e.Event.(deliberation.BallotClosed)
	about := b.Subject.Kind == deliberation.AboutMandate || b.Subject.Kind == deliberation.AboutLimits
	if !closed || !about || b.SecondCall {
		return nil // a second call may still carry it
	}
	outcome := map[deliberation.BallotOutcome]registry.ProposalOutcome{
		deliberation.BallotCarried: registry.Adopted, deliberation.BallotNoQuorum: registry.NoQuorum,
	}[b.Outcome]
	if outcome == "" {
		outcome = registry.Rejected
	}
	w := serve.PolicyWish(adopting, e, b.Organization)
	w.Body = []byte(b.Subject.ID + " " + string(outcome))
	if !record.ValidID("org", b.Organization) {
		return nil
	}
	o, _, err := d.organizations.Look(ctx, b.Organization)
	if err != nil {
		return err
	}
	if p, open := o.Proposal(b.Subject.ID); open {
		if err := d.limitsAnswered(ctx, e, o, p, outcome); err != nil {
			return err
		}
	}
	_, err = d.organizations.Do(ctx, w, func(_ context.Context, o organization.Organization, at time.Time) (resident.Ruling, error) {
		return ruling(organization.Decide(o, w.Actor, at, organization.Conclude{Request: b.Subject.ID, Outcome: outcome, Ballot: e.Commit.Aggregate}))
	})
	return err
}

// limitsAnswered sets what members agreed to before the mandate says so.
func (d *desk) limitsAnswered(ctx context.Context, e project.Event, o organization.Organization, p organization.Proposal, outcome registry.ProposalOutcome) error {
	if p.New && !p.Limited {
		return nil
	}
	if outcome == registry.Adopted && !o.CanStill(p.Request, d.house.Now()) {
		outcome = registry.Lapsed
	}
	w := serve.PolicyWish(adopting, e, limitsID(p.Mandate))
	w.Body = []byte(p.Request + " " + string(outcome))
	_, err := d.limits.Do(ctx, w, func(_ context.Context, s limits.State, _ time.Time) (resident.Ruling, error) {
		who := s.Holders
		if p.New {
			who = holders(p.Terms)
		}
		return ruling(limits.Decide(s, limits.Answer{Request: p.Request, Outcome: outcome, Holders: who}))
	})
	return err
}

// dropping is the policy by which nobody wants any more what was taken back.
const dropping = "registry/drop-wanted"

func (d *desk) dropWanted(ctx context.Context, e project.Event) error {
	ended, ok := e.Event.(registry.ProposalEnded)
	if !ok || ended.Outcome != registry.Withdrawn {
		return nil
	}
	w := serve.PolicyWish(dropping, e, limitsID(ended.Mandate))
	_, err := d.limits.Do(ctx, w, func(_ context.Context, s limits.State, _ time.Time) (resident.Ruling, error) {
		return ruling(limits.Decide(s, limits.Answer{Request: ended.Request, Outcome: ended.Outcome}))
	})
	return err
}

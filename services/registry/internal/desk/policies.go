package desk

import (
	"context"
	"fmt"
	"time"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
	"parley.example/services/registry/internal/limits"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/view"
)

// showing is the policy that lets a new deputy read a mandate's limits, and
// nobody any more once the mandate is over.
const showing = "registry/show-limits"

func (d *desk) showLimits(ctx context.Context, e project.Event) error {
	mandate, who, changed := readers(e)
	if !changed {
		return nil
	}
	_, err := d.limits.Do(ctx, resident.Wish{
		ID:        serve.PolicyID(showing, fmt.Sprintf("%s/%d", e.Commit.ID, e.Index), mandate),
		Aggregate: limitsID(mandate), Actor: command.Actor{Policy: showing}.ID(),
		Cause: serve.Cause(e.Commit.Aggregate, e.Commit.Version), Correlation: e.Commit.Correlation,
	}, func(_ context.Context, s limits.State, _ time.Time) (resident.Ruling, error) {
		return ruling(limits.Decide(s, limits.Show{Holders: who}))
	})
	return err
}

// readers are the holders of a limited mandate after an event, if it may have
// changed them.
func readers(e project.Event) (mandate string, who []string, changed bool) {
	switch e := e.Event.(type) {
	case registry.DeputyNamed:
		return e.Mandate, holders(e.Terms), e.Limited
	case registry.MandateHandedOver:
		return e.Mandate, holders(e.Terms), e.Limited
	case registry.MandateRevoked:
		return e.Mandate, []string{}, e.Limited
	case registry.MandateLapsed:
		return e.Mandate, []string{}, e.Limited
	case registry.MandateExpired:
		return e.Mandate, []string{}, e.Limited
	}
	return "", nil, false
}

// overdue is what the clock wishes of an initiative by a due row.
func overdue(what string) initiative.Command {
	if invitation, ok := view.DueInvitation(what); ok {
		return initiative.ExpireInvitation{Invitation: invitation}
	}
	if invitation, ok := view.DueReminder(what); ok {
		return initiative.Remind{Invitation: invitation, Days: int(view.SilentAfter.Hours() / 24)}
	}
	if observer, ok := view.DueObserver(what); ok {
		return initiative.ExpireObservation{Observer: observer}
	}
	return nil
}

// end answers the moment at which a mandate or an invitation runs out.
func (d *desk) end(ctx context.Context, due project.Due) error {
	at := due.At.UTC().Format(time.RFC3339Nano)
	w := resident.Wish{
		ID:        serve.PolicyID("due", due.Aggregate+"/"+due.What, at),
		Aggregate: due.Aggregate, Actor: command.Actor{Policy: "due"}.ID(), Body: []byte(due.What + " " + at),
	}
	if mandate, ok := view.DueMandate(due.What); ok {
		_, err := d.organizations.Do(ctx, w, func(_ context.Context, o organization.Organization, at time.Time) (resident.Ruling, error) {
			return ruling(organization.Decide(o, w.Actor, at, organization.Expire{Mandate: mandate}))
		})
		return err
	}
	if invitation, ok := view.DueJoining(due.What); ok {
		_, err := d.organizations.Do(ctx, w, func(_ context.Context, o organization.Organization, at time.Time) (resident.Ruling, error) {
			return ruling(organization.Decide(o, w.Actor, at, organization.ExpireJoining{Invitation: invitation}))
		})
		return err
	}
	if wanted := overdue(due.What); wanted != nil {
		_, err := d.initiatives.Do(ctx, w, func(_ context.Context, i initiative.Initiative, at time.Time) (resident.Ruling, error) {
			return ruling(initiative.Decide(i, initiative.By{}, at, wanted))
		})
		return err
	}
	return fmt.Errorf("due row of %s: nothing known about %q", due.Aggregate, due.What)
}

package desk

import (
	"context"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
)

// admitting is the policy that lets a facilitator read what is for the table,
// even one who belongs to no seat, and nobody any more who was dismissed.
const admitting = "registry/admit-facilitator"

func (d *desk) followFacilitators() {
	about := []string{negotiation.FacilitatorAppointed{}.Name(), negotiation.FacilitatorDismissed{}.Name()}
	d.house.PolicyOn(admitting, negotiation.Stream, about, project.Decoding(negotiation.Decoders), d.admit)
}

func (d *desk) admit(ctx context.Context, e project.Event) error {
	var in string
	var wanted initiative.Command
	switch event := e.Event.(type) {
	case negotiation.FacilitatorAppointed:
		in, wanted = event.Initiative, initiative.AdmitFacilitator{Leads: initiative.Leads{Negotiation: e.Commit.Aggregate, Person: event.Person}}
	case negotiation.FacilitatorDismissed:
		in, wanted = event.Initiative, initiative.EndFacilitation{Leads: initiative.Leads{Negotiation: e.Commit.Aggregate, Person: event.Person}}
	}
	if wanted == nil || !record.ValidID("ini", in) {
		return nil
	}
	w := serve.PolicyWish(admitting, e, in)
	_, err := d.initiatives.Do(ctx, w, func(_ context.Context, i initiative.Initiative, at time.Time) (resident.Ruling, error) {
		return ruling(initiative.Decide(i, initiative.By{}, at, wanted))
	})
	return err
}

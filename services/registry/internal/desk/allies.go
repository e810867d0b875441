package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"parley.example/events/project"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/directory"
	"parley.example/services/registry/internal/introduction"
)

// introduceAllies offers introductions to an organization that wants them and
// to those that offer what it needs, or need what it offers, and want them too.
func (d *desk) introduceAllies(ctx context.Context, e project.Event) error {
	revised, ok := e.Event.(registry.ProfileRevised)
	if !ok || !revised.Meets {
		return nil
	}
	if err := d.catchUp(ctx); err != nil {
		return err
	}
	us, offered := e.Commit.Aggregate, 0
	for _, ally := range d.society.index.Allies(us, maxAllies) {
		why := complement(ally)
		if why == "" || !ally.Meets {
			continue
		}
		if offered++; offered > maxOffered {
			return nil
		}
		sides := [2]registry.Side{{Organization: min(us, ally.Organization)}, {Organization: max(us, ally.Organization)}}
		wanted := introduction.Propose{Sides: sides, Policy: introducing, Why: why, Own: -1}
		_, err := d.society.introductions.Do(ctx, serve.PolicyWish(introducing, e, introductionID(sides, introducing)),
			func(_ context.Context, i introduction.Introduction, at time.Time) (resident.Ruling, error) {
				return ruling(introduction.Decide(i, at, wanted))
			})
		var refused *rule.Refusal
		if err != nil && !errors.As(err, &refused) { // those who were asked before are left alone
			return err
		}
	}
	return nil
}

// complement is an offer of one beside the need of the other, in their words:
// the same whichever of the two is asked about.
func complement(a directory.Ally) string {
	var all []string
	for _, r := range a.Reasons {
		switch r.Tie {
		case directory.TheyOffer:
			all = append(all, r.Theirs+" · "+r.Ours)
		case directory.WeOffer:
			all = append(all, r.Ours+" · "+r.Theirs)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return slices.Min(all)
}

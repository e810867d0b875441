package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// ExitAgreement is a party's word that it leaves, and why.
type ExitAgreement struct {
	serve.Common
	Agreement string `json:"agreement" need:"true"`
	Version   int    `json:"version" need:"true"`
	Reason    string `json:"reason" need:"true"`
}

func (d *desk) exit(ctx context.Context, c serve.Call, in ExitAgreement) (command.Receipt, error) {
	return d.act(ctx, c, in.Agreement, func(_ context.Context, s standing.Standing, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		return exiting(s, a, in, at)
	})
}

// exiting brings together who may leave and what binds them. Limits bound what
// is agreed to, not a leave-taking.
func exiting(s standing.Standing, a accord.Agreement, in ExitAgreement, at time.Time) (resident.Ruling, error) {
	seat, err := s.Seat()
	if err != nil {
		return resident.Ruling{}, err
	}
	grant, err := limitless(s).Mandate(registry.Sign, at)
	if err != nil {
		return resident.Ruling{}, err
	}
	events, err := accord.Decide(a, accord.Exit{By: signatory(s, seat), Version: in.Version, Reason: in.Reason, At: at})
	return resident.Ruling{Events: recorded(events), Authority: &grant.Authority}, err
}

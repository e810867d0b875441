package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
)

// SetPublicPage shows or hides the public page of an initiative.
type SetPublicPage struct {
	serve.Common
	Initiative string `json:"initiative" need:"true"`
	Shown      *bool  `json:"shown" need:"true"`
	Reason     string `json:"reason" need:"true"`
}

// ShowName says whether the public page names the holder of a seat.
type ShowName struct {
	serve.Common
	Seat  string `json:"seat" need:"true"`
	Shown *bool  `json:"shown" need:"true"`
}

// StepForward asks to be at a table.
type StepForward struct {
	serve.Common
	Initiative string `json:"initiative" need:"true"`
	Seat       string `json:"seat"`
	Words      string `json:"words" need:"true"`
}

func (d *desk) aboutPages() {
	serve.Command(d.house, "set_public_page", func(ctx context.Context, c serve.Call, in SetPublicPage) (command.Receipt, error) {
		return d.initiative(ctx, c, in.Initiative, nil, initiative.SetPage{Shown: *in.Shown, Reason: in.Reason})
	})
	serve.Command(d.house, "show_name", func(ctx context.Context, c serve.Call, in ShowName) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.ShowName{Seat: in.Seat, Shown: *in.Shown})
	})
	serve.Command(d.house, "step_forward", func(ctx context.Context, c serve.Call, in StepForward) (command.Receipt, error) {
		forward := record.NewID("fwd", in.Initiative, c.Actor.Person, c.ID)
		return d.initiative(ctx, c, in.Initiative, map[string]string{"forward": forward}, initiative.StepForward{
			Forward: forward, Seat: in.Seat, Words: in.Words,
		})
	})
}

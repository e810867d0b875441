package desk

import (
	"context"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/excerpt"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// About names the agreement that is asked about.
type About struct {
	ID string `json:"id" need:"true"`
}

// acts are what people may wish of an agreement, by the names of their mutations.
var acts = []string{"signAgreement", "declineAgreement", "exitAgreement"}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in About) (any, error) {
	a, _, s, err := d.seen(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	var list []serve.Permission
	for _, act := range acts {
		list = append(list, serve.Permit(act, try(act, s, a, in.ID, d.house.Now())))
	}
	return list, nil
}

// try is what the rules would say to an act on the living version.
func try(act string, s standing.Standing, a accord.Agreement, id string, at time.Time) error {
	version := len(a.Versions)
	var ruling resident.Ruling
	var err error
	switch act {
	case "signAgreement":
		_, ruling, err = signing(s, a, SignAgreement{Agreement: id, Version: version, Hash: a.Versions[version-1].Hash}, at)
	case "declineAgreement":
		ruling, err = declining(s, a, DeclineAgreement{Agreement: id, Version: version, Reason: "because"}, at)
	}
	if act == "exitAgreement" {
		n, _, _ := a.Binding()
		ruling, err = exiting(s, a, ExitAgreement{Agreement: id, Version: max(n, 1), Reason: "because"}, at)
	}
	if err == nil && len(ruling.Events) == 0 {
		return AlreadyDone
	}
	return err
}

// AlreadyDone is why a button is off whose act would change nothing.
var AlreadyDone = rule.Refuse("ALREADY_DONE")

// version is how many commits the record has: also those that changed nothing,
// of which no document knows.
func (d *desk) version(ctx context.Context, c serve.Call, in About) (any, error) {
	_, version, _, err := d.seen(ctx, c, in.ID)
	return version, err
}

// Since asks for the record after a sequence.
type Since struct {
	About
	After *uint64 `json:"after"`
}

// record hands out what is stored, byte for byte, to everyone at the table
// alike: it depends on nothing but the agreement and the place asked for.
func (d *desk) record(ctx context.Context, c serve.Call, in Since) (any, error) {
	if _, _, _, err := d.seen(ctx, c, in.ID); err != nil {
		return nil, err
	}
	var after uint64
	if in.After != nil {
		after = *in.After
	}
	return excerpt.Of(ctx, d.house.Pool(), agreements.Stream, in.ID, after)
}

// seen is an agreement and its version, with what the asker is at its table.
func (d *desk) seen(ctx context.Context, c serve.Call, id string) (accord.Agreement, uint64, standing.Standing, error) {
	a, version, err := d.held.Look(ctx, id)
	if err != nil {
		return a, 0, standing.Standing{}, err
	}
	s, err := d.standing(ctx, c.Actor, a)
	return a, version, s, err
}

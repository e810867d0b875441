package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
	"parley.example/services/registry/internal/presumption"
	"parley.example/services/registry/internal/view"
)

// PresumeLevel notes which level the caller's seat thinks that another seeks.
type PresumeLevel struct {
	serve.Common
	Seat  string         `json:"seat" need:"true"`
	About string         `json:"about" need:"true"`
	Level registry.Level `json:"level" need:"true"`
}

// PublishPresumptions shows all that the caller's seat has noted.
type PublishPresumptions struct {
	serve.Common
	Seat string `json:"seat" need:"true"`
}

// ReviseVisions puts other visions in the place of those before.
type ReviseVisions struct {
	serve.Common
	Initiative string           `json:"initiative" need:"true"`
	Visions    registry.Visions `json:"visions" need:"true"`
	Reason     string           `json:"reason" need:"true"`
}

// LinkInitiative says what one initiative is to another.
type LinkInitiative struct {
	serve.Common
	Initiative string            `json:"initiative" need:"true"`
	To         string            `json:"to" need:"true"`
	As         registry.LinkKind `json:"as" need:"true"`
}

// ConfirmLink says for the other that it is so.
type ConfirmLink struct {
	serve.Common
	Link string `json:"link" need:"true"`
}

func (d *desk) aboutLevels() {
	serve.Command(d.house, "presume_level", d.presume)
	serve.Command(d.house, "publish_presumptions", d.publish)
	serve.Command(d.house, "revise_visions", func(ctx context.Context, c serve.Call, in ReviseVisions) (command.Receipt, error) {
		return d.initiative(ctx, c, in.Initiative, nil, initiative.ReviseVisions{Visions: in.Visions, Reason: in.Reason})
	})
	serve.Command(d.house, "link_initiative", d.link)
	serve.Command(d.house, "confirm_link", d.confirmLink)
}

// presume touches nothing that is shared: not even that somebody thought
// anything is known before they publish it.
func (d *desk) presume(ctx context.Context, c serve.Call, in PresumeLevel) (command.Receipt, error) {
	ini, err := d.within(ctx, "seat", in.Seat, "seat")
	if err != nil {
		return command.Receipt{}, err
	}
	organization := c.Actor.Organization
	out, err := d.presumptions.Do(ctx, wish(c, presumptionsID(in.Seat, organization)), func(ctx context.Context, s presumption.State, at time.Time) (resident.Ruling, error) {
		if err := d.mayPresume(ctx, c.Actor, ini, in, at); err != nil {
			return resident.Ruling{}, err
		}
		return ruling(presumption.Decide(s, presumption.Presume{
			Initiative: ini, Seat: in.Seat, Organization: organization, About: registry.Presumed{Seat: in.About, Level: in.Level},
		}))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"presumption": view.PresumptionID(in.Seat, organization, in.About), "seat": in.Seat}
	return d.answer(ctx, c, out, ids, "org:"+organization)
}

// mayPresume refuses whoever does not speak for the seat, and thoughts about a
// chair that nobody sits on.
func (d *desk) mayPresume(ctx context.Context, who command.Actor, ini string, in PresumeLevel, at time.Time) error {
	i, _, err := d.initiatives.Look(ctx, ini)
	if err != nil {
		return err
	}
	by, _, silent, err := d.by(ctx, who, ini, at)
	if err != nil {
		return err
	}
	own, err := i.Held(by.Organization)
	if err != nil {
		return because(err, silent)
	}
	about, err := i.Seat(in.About)
	switch {
	case own.ID != in.Seat:
		return rule.Refuse("NOT_SEATED").At("seat")
	case err != nil || about.State != registry.Taken:
		return missing("about")
	}
	return nil
}

// presumptionsID is the sealed aggregate of what one holder of a seat thinks.
func presumptionsID(seat, organization string) string { return record.NewID("psm", seat, organization) }

func (d *desk) publish(ctx context.Context, c serve.Call, in PublishPresumptions) (command.Receipt, error) {
	noted, _, err := d.presumptions.Look(ctx, presumptionsID(in.Seat, c.Actor.Organization))
	if err != nil {
		return command.Receipt{}, err
	}
	return d.seat(ctx, c, in.Seat, initiative.PublishPresumptions{Seat: in.Seat, Presumes: noted.Presumes})
}

func (d *desk) link(ctx context.Context, c serve.Call, in LinkInitiative) (command.Receipt, error) {
	if !record.ValidID("ini", in.To) || in.To == in.Initiative {
		return command.Receipt{}, missing("to")
	}
	other, _, err := d.initiatives.Look(ctx, in.To)
	switch {
	case err != nil:
		return command.Receipt{}, err
	case !other.Exists():
		return command.Receipt{}, missing("to")
	}
	link := record.NewID("lnk", in.Initiative, in.To, string(in.As))
	return d.initiative(ctx, c, in.Initiative, map[string]string{"link": link}, initiative.Link{Link: link, To: in.To, As: in.As, Level: other.Level})
}

func (d *desk) confirmLink(ctx context.Context, c serve.Call, in ConfirmLink) (command.Receipt, error) {
	var from, to, as string
	err := d.house.Pool().QueryRow(ctx, `SELECT coalesce(max(aggregate), ''), coalesce(max(doc->>'other'), ''), coalesce(max(doc->>'as'), '')
		FROM registry.link WHERE id = $1 AND doc->>'as' IN ('pilotOf', 'levelOf')`, in.Link).Scan(&from, &to, &as)
	if err != nil {
		return command.Receipt{}, err
	}
	if from == "" {
		return command.Receipt{}, missing("link")
	}
	return d.initiative(ctx, c, to, map[string]string{"link": in.Link}, initiative.ConfirmLink{Link: in.Link, From: from, As: registry.LinkKind(as)})
}

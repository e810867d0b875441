package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/joint"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

const bringJoint = "bring-joint" // a package that all its authors have confirmed, to the table

type draftJoint struct {
	talk
	table.Jointly
}

type confirmJoint struct {
	serve.Common
	Joint string `json:"joint" need:"true"`
}

type dropJoint struct {
	confirmJoint
	joint.Drop
}

func (d *desk) hearJoints() {
	serve.Command(d.house, "draft_joint", d.draftJoint)
	serve.Command(d.house, "confirm_joint", func(ctx context.Context, c serve.Call, in confirmJoint) (command.Receipt, error) {
		return d.onJoint(ctx, c, in.Joint, joint.Confirm{})
	})
	serve.Command(d.house, "drop_joint", func(ctx context.Context, c serve.Call, in dropJoint) (command.Receipt, error) {
		return d.onJoint(ctx, c, in.Joint, in.Drop)
	})
	d.house.Policy(bringJoint, negotiation.Sealed, d.bringJoint)
}

// draftJoint begins a package that is tabled when all its authors have
// confirmed it. Until then only they know of it.
func (d *desk) draftJoint(ctx context.Context, c serve.Call, in draftJoint) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	id := record.NewID("joi", p.negotiation, c.Actor.Person, c.ID)
	in.ID = record.NewID("pkg", id)
	return d.jointly(ctx, c, p, id, func(who party, t table.Table, _ joint.Joint, at time.Time) (joint.Command, error) {
		drafted, err := t.Joint(who.by(at), at, in.Jointly)
		drafted.Negotiation = p.negotiation
		return joint.Draft{JointDrafted: drafted}, err
	})
}

func (d *desk) onJoint(ctx context.Context, c serve.Call, id string, wish joint.Command) (command.Receipt, error) {
	p, aggregate, err := d.jointPlace(ctx, id)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.jointly(ctx, c, p, aggregate, func(who party, t table.Table, j joint.Joint, at time.Time) (joint.Command, error) {
		if view.JointID(aggregate, who.seat) != id {
			return nil, command.NotFound
		}
		if _, confirming := wish.(joint.Confirm); confirming {
			if err := t.Confirms(who.by(at), at, j.JointDrafted); err != nil {
				return nil, err
			}
		}
		return wish, nil
	})
}

// jointly lets a joint package decide on a wish, with the table looked at
// meanwhile. Its version travels no more than that of a box.
func (d *desk) jointly(ctx context.Context, c serve.Call, p place, id string, wish func(party, table.Table, joint.Joint, time.Time) (joint.Command, error)) (command.Receipt, error) {
	var who party
	w := c.Wish(id, c.Actor.ID())
	w.Expected = nil
	out, err := d.joints.Do(ctx, w, func(ctx context.Context, j joint.Joint, at time.Time) (_ resident.Ruling, err error) {
		if who, err = d.party(ctx, c.Actor, p.initiative); err != nil {
			return resident.Ruling{}, err
		}
		if err = d.second(ctx, p, &who); err != nil {
			return resident.Ruling{}, err
		}
		var wished joint.Command
		err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) (err error) {
			wished, err = wish(who, t, j, at)
			return err
		})
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := joint.Decide(j, who.seat, wished)
		return resident.Ruling{Events: recorded(events), Authority: who.authority(registry.Offer, at), Actor: who.name()}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		if err := d.show(ctx, c, jointPreview(who, out.Events)); err != nil {
			return command.Receipt{}, err
		}
	}
	receipt := out.Receipt(map[string]string{"negotiation": p.negotiation})
	if who.seat != "" { // not looked up for a retry
		receipt.IDs["joint"] = view.JointID(id, who.seat)
	}
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

// jointPreview says who would see it: its authors.
func jointPreview(who party, events []record.Event) serve.Preview {
	p := preview(who, "seat:"+who.seat, events)
	for _, e := range events {
		var seats []string
		switch e := e.(type) {
		case negotiation.JointDrafted:
			seats = e.Seats
		case negotiation.JointConfirmed:
			seats = e.Seats
		case negotiation.JointDropped:
			seats = e.Seats
		}
		p.Audience, p.Seats = nil, len(seats)
		for _, s := range seats {
			p.Audience = append(p.Audience, "seat:"+s)
		}
	}
	return p
}

// jointPlace is where a joint package, as one of its authors knows it, belongs.
func (d *desk) jointPlace(ctx context.Context, id string) (p place, aggregate string, err error) {
	if !record.ValidID("jnt", id) {
		return p, "", command.NotFound
	}
	err = d.house.Pool().QueryRow(ctx, "SELECT aggregate, doc->>'negotiation' FROM negotiation_sealed.joint WHERE id = $1", id).Scan(&aggregate, &p.negotiation)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, "", command.NotFound
	}
	if err != nil {
		return p, "", fmt.Errorf("find %s: %w", id, err)
	}
	p, err = d.find(ctx, "neg", p.negotiation)
	return p, aggregate, err
}

// bringJoint tables what the last of its authors has confirmed. Where the table
// does not take it any more, its authors are told why.
func (d *desk) bringJoint(ctx context.Context, e project.Event) error {
	confirmed, is := e.Event.(negotiation.JointConfirmed)
	if !is || !confirmed.Last {
		return nil
	}
	var drafted negotiation.JointDrafted
	err := d.joints.With(ctx, e.Commit.Aggregate, func(j joint.Joint, _ uint64) error {
		drafted = j.JointDrafted
		return nil
	})
	if err != nil {
		return err
	}
	// Who reads the table learns of the package alone: not how often its authors
	// were asked, nor by what it was known to them.
	w := serve.UnseenWish(bringJoint, e, drafted.Package+"/confirmed", confirmed.Negotiation)
	err = d.tell(ctx, w, table.TableJoint{JointDrafted: drafted})
	var refused *rule.Refusal
	if !errors.As(err, &refused) {
		return err
	}
	_, err = d.joints.Do(ctx, serve.PolicyWish(bringJoint+"-refused", e, e.Commit.Aggregate), func(_ context.Context, j joint.Joint, _ time.Time) (resident.Ruling, error) {
		events, err := joint.Decide(j, "", joint.Refused{Code: refused.Code})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
)

// RedirectSeat answers an invitation with somebody else's name.
type RedirectSeat struct {
	serve.Common
	Token   string `json:"token" need:"true"`
	Instead string `json:"instead" need:"true"`
	Reason  string `json:"reason" need:"true"`
}

// QuestionGroundRules answers one with what would have to be agreed first.
type QuestionGroundRules struct {
	serve.Common
	Token  string `json:"token" need:"true"`
	Reason string `json:"reason" need:"true"`
}

// LookFirst lets the caller look on for a while.
type LookFirst struct {
	serve.Common
	Token string `json:"token" need:"true"`
}

// EndObservation ends that.
type EndObservation struct {
	serve.Common
	Observer string `json:"observer" need:"true"`
	Reason   string `json:"reason"`
}

// NameAdvocate proposes who should speak in a seat, or that nobody should.
type NameAdvocate struct {
	serve.Common
	Seat   string `json:"seat" need:"true"`
	Person string `json:"person"` // "" is nobody any more
	Reason string `json:"reason" need:"true"`
}

// SecondAdvocate agrees for the other side.
type SecondAdvocate struct {
	serve.Common
	Seat string `json:"seat" need:"true"`
}

// RepresentSeat is the yes of whoever was named.
type RepresentSeat struct {
	serve.Common
	Seat      string `json:"seat" need:"true"`
	Interests string `json:"interests" need:"true"`
}

// StepBack ends the caller's part as an advocate.
type StepBack struct {
	serve.Common
	Seat   string `json:"seat" need:"true"`
	Reason string `json:"reason" need:"true"`
}

// ChangeClasses proposes to rename, split or merge.
type ChangeClasses struct {
	serve.Common
	Initiative string               `json:"initiative" need:"true"`
	Kind       registry.ClassChange `json:"kind" need:"true"`
	Classes    []string             `json:"classes" need:"true"`
	Into       []registry.ClassPart `json:"into" need:"true"`
	Reason     string               `json:"reason" need:"true"`
}

// VoteClassChange is a seat's answer to that.
type VoteClassChange struct {
	serve.Common
	Change string `json:"change" need:"true"`
	Yes    *bool  `json:"yes" need:"true"`
}

func (d *desk) aboutAnswers() {
	serve.CommandOfAnyone(d.house, "redirect_seat", func(ctx context.Context, c serve.Call, in RedirectSeat) (command.Receipt, error) {
		return d.respond(ctx, c, in.Token, initiative.Redirect{Token: hashed(in.Token), Instead: in.Instead, Reason: in.Reason})
	})
	serve.CommandOfAnyone(d.house, "question_ground_rules", func(ctx context.Context, c serve.Call, in QuestionGroundRules) (command.Receipt, error) {
		return d.respond(ctx, c, in.Token, initiative.QuestionGroundRules{Token: hashed(in.Token), Reason: in.Reason})
	})
	serve.Command(d.house, "look_first", d.lookFirst)
	serve.Command(d.house, "end_observation", func(ctx context.Context, c serve.Call, in EndObservation) (command.Receipt, error) {
		return d.at(ctx, c, "observer", in.Observer, "observer", initiative.EndObservation{Observer: in.Observer, Reason: in.Reason})
	})
	serve.Command(d.house, "name_advocate", d.nameAdvocate)
	serve.Command(d.house, "second_advocate", func(ctx context.Context, c serve.Call, in SecondAdvocate) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.SecondAdvocate{Seat: in.Seat})
	})
	serve.Command(d.house, "represent_seat", func(ctx context.Context, c serve.Call, in RepresentSeat) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.Represent{Seat: in.Seat, Interests: in.Interests})
	})
	serve.Command(d.house, "step_back", func(ctx context.Context, c serve.Call, in StepBack) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.StepBack{Seat: in.Seat, Reason: in.Reason})
	})
	serve.Command(d.house, "change_classes", func(ctx context.Context, c serve.Call, in ChangeClasses) (command.Receipt, error) {
		change := record.NewID("chg", in.Initiative, c.ID)
		return d.initiative(ctx, c, in.Initiative, map[string]string{"change": change}, initiative.ChangeClasses{
			Change: change, Kind: in.Kind, Classes: in.Classes, Into: in.Into, Reason: in.Reason,
		})
	})
	serve.Command(d.house, "vote_class_change", func(ctx context.Context, c serve.Call, in VoteClassChange) (command.Receipt, error) {
		return d.at(ctx, c, "class_change", in.Change, "change", initiative.VoteClassChange{Change: in.Change, Yes: *in.Yes})
	})
}

// at lets the rules decide on something within an initiative, which its own id
// leads to.
func (d *desk) at(ctx context.Context, c serve.Call, table, id, field string, wanted initiative.Command) (command.Receipt, error) {
	ini, err := d.within(ctx, table, id, field)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.initiative(ctx, c, ini, map[string]string{field: id}, wanted)
}

// lookFirst takes an account: nobody looks on without a name.
func (d *desk) lookFirst(ctx context.Context, c serve.Call, in LookFirst) (command.Receipt, error) {
	id, _, err := d.invited(ctx, in.Token)
	if err != nil {
		return command.Receipt{}, err
	}
	if err := d.known(ctx, c.Actor.Person, ""); err != nil {
		return command.Receipt{}, err
	}
	observer := record.NewID("obs", id, c.Actor.Person, hashed(in.Token))
	return d.initiative(ctx, c, id, map[string]string{"observer": observer}, initiative.LookFirst{Observer: observer, Token: hashed(in.Token)})
}

func (d *desk) nameAdvocate(ctx context.Context, c serve.Call, in NameAdvocate) (command.Receipt, error) {
	if in.Person != "" {
		if err := d.known(ctx, in.Person, "person"); err != nil {
			return command.Receipt{}, err
		}
	}
	return d.seat(ctx, c, in.Seat, initiative.NameAdvocate{
		Nomination: record.NewID("nmn", in.Seat, c.ID), Seat: in.Seat, Person: in.Person, Reason: in.Reason,
	})
}

// invited returns what a token leads to.
func (d *desk) invited(ctx context.Context, token string) (ini, seat string, err error) {
	err = d.house.Pool().QueryRow(ctx, "SELECT aggregate, doc->>'seat' FROM registry.invitation WHERE id = $1", invitationID(hashed(token))).Scan(&ini, &seat)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", "", missing("token")
	}
	if err != nil {
		return "", "", fmt.Errorf("find invitation: %w", err)
	}
	return ini, seat, nil
}

// kin are the organizations under one declared control with one, without it: up
// to whose word it says it follows, whether or not that is confirmed, and
// whatever has been confirmed to follow the same.
func (d *desk) kin(ctx context.Context, organization string) ([]string, error) {
	rows, err := d.house.Pool().Query(ctx, `WITH RECURSIVE up (id) AS (
			SELECT $1::text
			UNION SELECT c.doc->>'controller' FROM up JOIN registry.control c ON c.id = up.id
				LEFT JOIN registry.control over ON over.id = c.doc->>'controller'
				WHERE c.doc->>'controller' <> '' AND (c.id = $1 OR (over.doc->'controls')::jsonb ? c.id)
		), down (id) AS (
			SELECT id FROM up
			UNION SELECT c.id FROM down JOIN registry.control over ON over.id = down.id
				JOIN registry.control c ON c.doc->>'controller' = down.id AND (over.doc->'controls')::jsonb ? c.id
		) SELECT id FROM down WHERE id <> $1 LIMIT 1000`, organization)
	if err != nil {
		return nil, fmt.Errorf("find who is under one control: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

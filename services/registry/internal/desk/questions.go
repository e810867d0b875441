package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/view"
)

// About names the organization or the initiative that is asked about.
type About struct {
	ID string `json:"id" need:"true"`
}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in About) (any, error) {
	switch {
	case record.ValidID("org", in.ID):
		return d.mayOrganization(ctx, c.Actor, in.ID)
	case record.ValidID("ini", in.ID):
		return d.mayInitiative(ctx, c.Actor, in.ID)
	case record.ValidID("com", in.ID):
		return d.mayCommunity(ctx, c.Actor, in.ID)
	case record.ValidID("int", in.ID):
		return d.mayIntroduction(ctx, c.Actor, in.ID)
	case record.ValidID("per", in.ID):
		return d.mayName(ctx, c.Actor, in.ID)
	}
	return nil, missing("id")
}

func (d *desk) mayOrganization(ctx context.Context, who command.Actor, id string) (any, error) {
	o, _, err := d.organizations.Look(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case !o.Exists():
		return nil, missing("id")
	}
	return serve.Permits(organization.Acts, func(act string) error { return organization.May(o, who.Person, act) }), nil
}

func (d *desk) mayInitiative(ctx context.Context, who command.Actor, id string) (any, error) {
	i, _, err := d.initiatives.Look(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case !i.Exists():
		return nil, missing("id")
	}
	by, _, silent, err := d.by(ctx, who, id, d.house.Now())
	if err != nil {
		return nil, err
	}
	return serve.Permits(initiative.Acts, func(act string) error { return because(initiative.May(i, by, act), silent) }), nil
}

// Bearer asks on the strength of a token alone, without a log-in.
type Bearer struct {
	ID    string `json:"id"`
	Token string `json:"token" need:"true"`
}

// Card is what an invitation says to whoever holds it.
type Card struct {
	Initiative string           `json:"initiative"`
	Title      string           `json:"title"`
	Purpose    string           `json:"purpose"`
	Level      registry.Level   `json:"level"`
	Visions    registry.Visions `json:"visions"`
	Languages  []string         `json:"languages"`
	Seat       string           `json:"seat"`
	SeatName   string           `json:"seatName"`
	Class      string           `json:"class"`
	Affects    string           `json:"affects,omitempty"`
	Name       string           `json:"name"`
	Note       string           `json:"note"`
	Inviter    string           `json:"inviter"`
	InviterFor string           `json:"inviterFor"`
	Expires    registry.Instant `json:"expires"`
	Seated     []CardSeat       `json:"seated"`
	Missing    []CardSeat       `json:"missing"`
	Decides    Pace             `json:"decides"`
	Commits    []string         `json:"commits"`
	Public     bool             `json:"publicPage"`
	Sees       []string         `json:"sees"`
}

// CardSeat is one chair of the table that somebody is invited to.
type CardSeat struct {
	Seat         string             `json:"seat"`
	Name         string             `json:"name"`
	Class        string             `json:"class"`
	State        registry.SeatState `json:"state"`
	Organization string             `json:"organization,omitempty"` // its name
	Advocate     string             `json:"advocate,omitempty"`     // name of who speaks for them meanwhile
}

// invitation shows what a token leads to. A wrong one, a used one and one that
// came too late are answered in the same way.
func (d *desk) invitation(ctx context.Context, _ serve.Call, in Bearer) (any, error) {
	var doc string
	err := d.house.Pool().QueryRow(ctx, "SELECT doc::text FROM registry.invitation WHERE id = $1", invitationID(hashed(in.Token))).Scan(&doc)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, missing("token")
	}
	if err != nil {
		return nil, fmt.Errorf("find invitation: %w", err)
	}
	var i view.Invitation
	if err := json.Unmarshal([]byte(doc), &i); err != nil {
		return nil, fmt.Errorf("read invitation: %w", err)
	}
	if i.State != "open" || !i.Expires.After(d.house.Now()) {
		return nil, missing("token")
	}
	card, err := d.card(ctx, i)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, command.Unavailable // a rebuild is under way
	}
	return card, err
}

// card gathers what an invitation says in one round trip.
func (d *desk) card(ctx context.Context, i view.Invitation) (Card, error) {
	var about view.Initiative
	var seats []view.Seat
	var public bool
	names := make(map[string]string)
	b := &pgx.Batch{}
	b.Queue("SELECT coalesce((SELECT audience = $2 FROM registry.public_initiative WHERE id = $1), false)", i.Initiative, view.Anybody).QueryRow(func(row pgx.Row) error {
		return row.Scan(&public)
	})
	b.Queue("SELECT doc::text FROM registry.initiative WHERE id = $1", i.Initiative).QueryRow(func(row pgx.Row) error {
		return scan(row, &about)
	})
	b.Queue("SELECT doc::text FROM registry.seat WHERE parent = $1 ORDER BY sort, id", i.Initiative).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var s view.Seat
			if err := scan(rows, &s); err != nil {
				return err
			}
			seats = append(seats, s)
		}
		return rows.Err()
	})
	b.Queue(`SELECT id, doc->>'name' FROM registry.person WHERE id = $2
		UNION ALL SELECT id, doc->>'name' FROM registry.person WHERE id IN (SELECT doc->>'advocate' FROM registry.seat WHERE parent = $1)
		UNION ALL SELECT id, doc->>'name' FROM registry.organization WHERE id IN (
			SELECT doc->>'organization' FROM registry.seat WHERE parent = $1
			UNION ALL SELECT doc->'convener'->>'organization' FROM registry.initiative WHERE id = $1)`, i.Initiative, i.Inviter).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var id, name string
			if err := rows.Scan(&id, &name); err != nil {
				return err
			}
			names[id] = name
		}
		return rows.Err()
	})
	if err := d.house.Pool().SendBatch(ctx, b).Close(); err != nil {
		return Card{}, fmt.Errorf("read what an invitation is about: %w", err)
	}
	return draw(i, about, seats, names, public), nil
}

func scan(row pgx.Row, into any) error {
	var doc string
	if err := row.Scan(&doc); err != nil {
		return err
	}
	return json.Unmarshal([]byte(doc), into)
}

// draw lays the card out.
func draw(i view.Invitation, about view.Initiative, seats []view.Seat, names map[string]string, public bool) Card {
	card := Card{
		Initiative: i.Initiative, Title: about.Title, Purpose: about.Purpose, Level: about.Level, Visions: about.Visions,
		Languages: about.Languages, Seat: i.Seat, Name: i.Name, Note: i.Note, Expires: i.Expires,
		Inviter: names[i.Inviter], InviterFor: names[about.Convener.Organization], Seated: []CardSeat{}, Missing: []CardSeat{},
		Decides: paceOf(about.Level), Commits: whatAnswersCommitTo, Public: public, Sees: whatIsSeen(public),
	}
	for _, s := range seats {
		chair := CardSeat{Seat: s.ID, Name: s.Name, Class: s.Class, State: s.State, Organization: names[s.Organization], Advocate: names[s.Advocate]}
		switch {
		case s.ID == i.Seat:
			card.SeatName, card.Class, card.Affects = s.Name, s.Class, s.Affects
		case s.State == registry.Taken:
			card.Seated = append(card.Seated, chair)
		default:
			card.Missing = append(card.Missing, chair)
		}
	}
	return card
}

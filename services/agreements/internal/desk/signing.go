package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// SignAgreement puts the name of the organization that the caller acts for
// under a version, which the hash names beyond doubt. Key, moment and signature
// are needed for all but a dry run.
type SignAgreement struct {
	serve.Common
	Agreement string `json:"agreement" need:"true"`
	Version   int    `json:"version" need:"true"`
	Hash      string `json:"hash" need:"true"`
	Key       string `json:"key"`
	SignedAt  string `json:"signedAt"`
	Signature string `json:"signature"`
}

func (d *desk) sign(ctx context.Context, c serve.Call, in SignAgreement) (command.Receipt, error) {
	return d.act(ctx, c, in.Agreement, func(ctx context.Context, s standing.Standing, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		wanted, ruling, err := signing(s, a, in, at)
		if err != nil || c.DryRun || len(ruling.Events) == 0 { // who has signed changes nothing
			return ruling, err
		}
		if err := standing.Confirmed(c.Actor, at); err != nil {
			return resident.Ruling{}, err
		}
		if wanted.Pen, err = d.pen(ctx, in); err != nil {
			return resident.Ruling{}, err
		}
		events, err := accord.Decide(a, wanted)
		ruling.Events = recorded(events)
		return ruling, err
	})
}

// signing brings together who may sign and what may be signed, with what that
// would cause.
func signing(s standing.Standing, a accord.Agreement, in SignAgreement, at time.Time) (accord.Sign, resident.Ruling, error) {
	seat, err := s.Seat()
	if err != nil {
		return accord.Sign{}, resident.Ruling{}, err
	}
	grant, err := s.Mandate(registry.Sign, at)
	if err != nil {
		return accord.Sign{}, resident.Ruling{}, err
	}
	wanted := accord.Sign{
		By: signatory(s, seat), Agreement: in.Agreement,
		Signature: record.NewID("sig", in.Agreement, strconv.Itoa(in.Version), seat.ID), // one per seat and version
		Version:   in.Version, Hash: in.Hash, Mandate: grant.Mandate.ID, Limits: grant.Limits, At: at,
	}
	events, err := accord.Decide(a, wanted)
	return wanted, resident.Ruling{Events: recorded(events), Authority: &grant.Authority}, err
}

// pen is what the caller has signed with.
func (d *desk) pen(ctx context.Context, in SignAgreement) (*accord.Pen, error) {
	for _, part := range []struct{ field, value string }{{"key", in.Key}, {"signedAt", in.SignedAt}, {"signature", in.Signature}} {
		if part.value == "" {
			return nil, command.Refuse(command.Invalid, part.field, "rule", "required")
		}
	}
	at, err := moment(in.SignedAt)
	if err != nil {
		return nil, err
	}
	p := &accord.Pen{At: at, Bytes: in.Signature}
	p.Key, p.Registry, err = d.key(ctx, in.Key)
	return p, err
}

func moment(text string) (agreements.Instant, error) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return agreements.Instant{}, command.Refuse(command.Invalid, "signedAt", "rule", "instant")
	}
	return agreements.InstantOf(t), nil
}

// key is what the registry says of a key on the primary, and how far it had
// come: one statement, so that both are of one moment. What it does not know is
// nobody's.
func (d *desk) key(ctx context.Context, id string) (k registry.Key, seq uint64, err error) {
	var doc string
	err = d.house.Pool().QueryRow(ctx, `SELECT k.doc::text, c.seq FROM registry.keys k, projection.checkpoint c
		WHERE k.id = $1 AND NOT k.parked AND c.stream = 'registry'`, id).Scan(&doc, &seq)
	if errors.Is(err, pgx.ErrNoRows) {
		return k, 0, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(doc), &k)
	}
	if err != nil {
		return k, 0, fmt.Errorf("look up key: %w", err)
	}
	return k, seq, nil
}

// ToSign asks what the caller would have to sign, with which key and when.
type ToSign struct {
	About
	Key string `json:"key" need:"true"`
	At  string `json:"at" need:"true"`
}

// statement is the very text that the caller signs with a key of theirs.
func (d *desk) statement(ctx context.Context, c serve.Call, in ToSign) (any, error) {
	a, _, s, err := d.seen(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	at, err := moment(in.At)
	if err != nil {
		return nil, err
	}
	version := len(a.Versions)
	wish := SignAgreement{Agreement: in.ID, Version: version, Hash: a.Versions[version-1].Hash, Key: in.Key}
	wanted, _, err := signing(s, a, wish, d.house.Now())
	if err != nil {
		return nil, err
	}
	k, _, err := d.key(ctx, in.Key)
	if err != nil {
		return nil, err
	}
	if err := accord.Usable(k, c.Actor.Person); err != nil {
		return nil, err
	}
	return string(wanted.Statement(at).Text()), nil
}

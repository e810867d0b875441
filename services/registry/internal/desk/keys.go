package desk

import (
	"context"
	"fmt"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/excerpt"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/signingkey"
	"parley.example/services/registry/internal/view"
)

// RegisterSigningKey makes a public key known as the caller's.
type RegisterSigningKey struct {
	serve.Common
	Public     string `json:"public" need:"true"`
	Possession string `json:"possession" need:"true"`
}

// RevokeSigningKey ends what one of the caller's keys is good for.
type RevokeSigningKey struct {
	serve.Common
	Key string `json:"key" need:"true"`
}

// KeySince asks for the record of a key after a sequence.
type KeySince struct {
	About
	After *uint64 `json:"after"`
}

func (d *desk) aboutKeys() {
	held := resident.New(d.house, kind(registry.OfKey, registry.Stream, signingkey.Evolve))
	serve.Command(d.house, "register_signing_key", func(ctx context.Context, c serve.Call, in RegisterSigningKey) (command.Receipt, error) {
		if err := d.known(ctx, c.Actor.Person, "public"); err != nil {
			return command.Receipt{}, err
		}
		wanted := signingkey.Register{Person: c.Actor.Person, Public: in.Public, Possession: in.Possession}
		return d.aboutKey(ctx, c, held, record.NewID("key", in.Public), func(ctx context.Context) (signingkey.Command, error) {
			err := d.house.Pool().QueryRow(ctx, "SELECT count(*) FROM registry.keys WHERE parent = $1", c.Actor.Person).Scan(&wanted.Others)
			return wanted, err
		})
	})
	serve.Command(d.house, "revoke_signing_key", func(ctx context.Context, c serve.Call, in RevokeSigningKey) (command.Receipt, error) {
		if !record.ValidID("key", in.Key) {
			return command.Receipt{}, missing("key")
		}
		return d.aboutKey(ctx, c, held, in.Key, func(context.Context) (signingkey.Command, error) {
			return signingkey.Revoke{Person: c.Actor.Person}, nil
		})
	})
	serve.Question(d.house, "key_may", func(ctx context.Context, c serve.Call, in About) (any, error) {
		k, _, err := held.Look(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		return []serve.Permission{serve.Permit("revokeSigningKey", mayRevoke(k, c.Actor.Person))}, nil
	})
	serve.Question(d.house, "key_record", func(ctx context.Context, c serve.Call, in KeySince) (any, error) {
		if !record.ValidID("key", in.ID) {
			return nil, missing("id")
		}
		var after uint64
		if in.After != nil {
			after = *in.After
		}
		return excerpt.Of(ctx, d.house.Pool(), registry.Stream, in.ID, after)
	})
}

// aboutKey lets the rules decide on one key.
func (d *desk) aboutKey(ctx context.Context, c serve.Call, held *resident.Store[signingkey.State], id string, wanted func(context.Context) (signingkey.Command, error)) (command.Receipt, error) {
	out, err := held.Do(ctx, wish(c, id), func(ctx context.Context, s signingkey.State, _ time.Time) (resident.Ruling, error) {
		wish, err := wanted(ctx)
		if err != nil {
			return resident.Ruling{}, fmt.Errorf("about key %s: %w", id, err)
		}
		return ruling(signingkey.Decide(s, wish))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"key": id}, view.Everybody)
}

// mayRevoke is what the rules would say to somebody who revokes a key.
func mayRevoke(k signingkey.State, person string) error {
	events, err := signingkey.Decide(k, signingkey.Revoke{Person: person})
	if err == nil && len(events) == 0 {
		return rule.Refuse("ALREADY_DONE")
	}
	return err
}

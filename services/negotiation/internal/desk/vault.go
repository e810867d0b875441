package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
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
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
	"parley.example/services/negotiation/internal/view"
)

type sealPreferences struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	vault.Wish
}

func (d *desk) hearVaults() {
	serve.Command(d.house, "seal_preferences", func(ctx context.Context, c serve.Call, in sealPreferences) (command.Receipt, error) {
		return d.seal(ctx, c, in.Negotiation, func(vault.Place) (vault.Wish, error) { return in.Wish, nil })
	})
	serve.Question(d.house, "seal_review", d.reviewSeal)
	serve.Question(d.house, "seal_opening", d.openSeal)
	serve.Question(d.house, "seal_advice", d.adviseSeal)
	serve.Question(d.house, "worth", d.worth)
	serve.Question(d.house, "own_blind_vote", d.ownBlindVote)
}

// vaultOf is the id of what a seat seals in a negotiation.
func vaultOf(negotiation, seat string) string { return record.NewID("vau", negotiation, seat) }

// seal puts a wish into the vault of the actor's seat. The wish may depend on
// the term sheet.
func (d *desk) seal(ctx context.Context, c serve.Call, id string, wish func(vault.Place) (vault.Wish, error)) (command.Receipt, error) {
	p, who, err := d.seated(ctx, c.Actor, id)
	if err != nil {
		return command.Receipt{}, err
	}
	key := make([]byte, 32)
	rand.Read(key) // never fails
	out, err := d.vaults.Do(ctx, c.Wish(vaultOf(p.negotiation, who.seat), c.Actor.ID()), func(ctx context.Context, v vault.Vault, at time.Time) (resident.Ruling, error) {
		who, err := d.party(ctx, c.Actor, p.initiative)
		if err != nil {
			return resident.Ruling{}, err
		}
		place, err := d.sealing(ctx, p, who.by(at))
		if err != nil {
			return resident.Ruling{}, err
		}
		wished, err := wish(place)
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := vault.Decide(v, who.by(at), place, vault.Seal{Wish: wished, Key: key})
		return resident.Ruling{Events: recorded(events), Actor: who.name()}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun { // what is sealed is the team's; that there is a seal everyone will see
		seen := preview(who, "table:"+p.initiative, append(out.Events, negotiation.SealShown{}))
		seen.Audience = []string{"seat:" + who.seat, "table:" + p.initiative}
		if err := d.show(ctx, c, seen); err != nil {
			return command.Receipt{}, err
		}
	}
	return out.Receipt(map[string]string{"negotiation": p.negotiation, "ownSeal": view.SealID(p.negotiation, who.seat)}), nil
}

// seated is a table, and somebody who sits at it.
func (d *desk) seated(ctx context.Context, actor command.Actor, id string) (place, party, error) {
	p, err := d.find(ctx, "neg", id)
	if err != nil {
		return p, party{}, err
	}
	who, err := d.party(ctx, actor, p.initiative)
	if err == nil && who.seat == "" {
		err = rule.Refuse("NOT_SEATED")
	}
	return p, who, err
}

// sealing is what a vault needs to know of its table.
func (d *desk) sealing(ctx context.Context, p place, by table.By) (at vault.Place, err error) {
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		at = vault.Place{Negotiation: p.negotiation, Sheet: maps.Clone(t.Sheet), Rounds: t.Mediation.Begun, May: table.May(t, by, "sealPreferences")}
		return nil
	})
	return at, err
}

// sealer is why somebody may not seal for their seat: its stewards may, and
// whoever may make offers for it.
func (p party) sealer(at time.Time) *rule.Refusal {
	if p.Authority.Has(registry.Steward) {
		return nil
	}
	_, err := p.Mandate(registry.Offer, at)
	return refusal(err)
}

// showSeal tells the table that a seat has sealed.
func (d *desk) showSeal(ctx context.Context, e project.Event) error {
	ev, sealed := e.Event.(negotiation.PreferencesSealed)
	if !sealed {
		return nil
	}
	w := serve.PolicyWish(showSeals, e, ev.Negotiation)
	return d.tell(ctx, w, table.ShowSeal{Seat: ev.Seat, Commitment: ev.Commitment, Sheet: ev.Sheet, Version: ev.Version})
}

// aboutSeal asks what preferences come to: those that are named, or those that
// are sealed.
type aboutSeal struct {
	about
	vault.Wish
}

// remark is one of the remarks with its sentence's values.
type remark struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params"`
	Term   string            `json:"term,omitempty"`
}

type review struct {
	vault.Review
	Remarks []remark `json:"remarks"`
}

func (d *desk) reviewSeal(ctx context.Context, c serve.Call, in aboutSeal) (any, error) {
	p, who, err := d.seated(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	at, err := d.sealing(ctx, p, who.by(d.house.Now()))
	if err != nil {
		return nil, err
	}
	wish := in.Wish
	if wish.Full == nil && len(wish.Refused) == 0 {
		sealed, err := d.sealOf(ctx, p.negotiation, who.seat)
		if err != nil {
			return nil, err
		}
		wish = vault.Wish{Full: sealed.Full, Refused: sealed.Refused}
	}
	if wish, err = vault.Check(at.Sheet, wish); err != nil {
		return nil, err
	}
	offers, err := d.ownOffers(ctx, p, who.seat)
	if err != nil {
		return nil, err
	}
	r := review{Review: vault.ReviewOf(at.Sheet, wish, offers), Remarks: []remark{}}
	for _, x := range r.Review.Remarks {
		r.Remarks = append(r.Remarks, remark{x.Code, map[string]string{"term": at.Sheet[x.Term].Name}, x.Term})
	}
	return r, nil
}

// ownOffers are the offers of a seat that stand.
func (d *desk) ownOffers(ctx context.Context, p place, seat string) (offers []map[string]negotiation.Value, err error) {
	now := d.house.Now()
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		for _, offer := range t.Packages {
			if offer.Seat == seat && offer.As == negotiation.Offer && offer.State == table.Tabled && offer.ExpiresAt.After(now) {
				offers = append(offers, valuesOf(offer.Values))
			}
		}
		return nil
	})
	return offers, err
}

func valuesOf(settings []negotiation.Setting) map[string]negotiation.Value {
	values := make(map[string]negotiation.Value, len(settings))
	for _, s := range settings {
		values[s.Term] = s.Value
	}
	return values
}

// sealOf is the seal that stands.
func (d *desk) sealOf(ctx context.Context, negotiationID, seat string) (sealed negotiation.PreferencesSealed, err error) {
	err = d.vaults.With(ctx, vaultOf(negotiationID, seat), func(v vault.Vault, _ uint64) error {
		var some bool
		if sealed, some = v.Newest(); !some {
			return command.NotFound
		}
		return nil
	})
	return sealed, err
}

// openSeal hands out what opens a commitment, to the seat's own people.
func (d *desk) openSeal(ctx context.Context, c serve.Call, in about) (any, error) {
	id, err := d.lookUp(ctx, "sel", "SELECT doc->>'negotiation' FROM negotiation_sealed.seal WHERE id = $1", in.ID)
	if err != nil {
		return nil, err
	}
	_, who, err := d.seated(ctx, c.Actor, id)
	if err != nil || view.SealID(id, who.seat) != in.ID {
		return nil, command.NotFound
	}
	sealed, err := d.sealOf(ctx, id, who.seat)
	if err != nil {
		return nil, err
	}
	return vault.Open(sealed), nil
}

// lookUp asks one question about a document.
func (d *desk) lookUp(ctx context.Context, prefix, query, id string) (found string, err error) {
	if !record.ValidID(prefix, id) {
		return "", command.NotFound
	}
	err = d.house.Pool().QueryRow(ctx, query, id).Scan(&found)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", command.NotFound
	}
	if err != nil {
		return "", fmt.Errorf("look up %s: %w", id, err)
	}
	return found, nil
}

// Package vault decides what one seat seals for mediation: its preferences, as
// weights and curves with the worth of no agreement, or a thin seal, which says
// what it cannot live with and no more. What lies in a vault is its seat's alone;
// the table learns a commitment.
//
// All numbers are exact decimals. A seal is made at once, whole; while it is
// being thought about it lies on the desk of whoever thinks.
package vault

import (
	"fmt"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

// Vault is all that a seat has sealed in one negotiation, the newest last. A
// round is computed over the version that stood when it began.
type Vault struct {
	Seals []negotiation.PreferencesSealed
}

// Newest returns the seal that stands.
func (v Vault) Newest() (negotiation.PreferencesSealed, bool) {
	if len(v.Seals) == 0 {
		return negotiation.PreferencesSealed{}, false
	}
	return v.Seals[len(v.Seals)-1], true
}

// At returns a version.
func (v Vault) At(version int) (negotiation.PreferencesSealed, bool) {
	if version < 1 || version > len(v.Seals) {
		return negotiation.PreferencesSealed{}, false
	}
	return v.Seals[version-1], true
}

// Place is what a vault needs to know of its table.
type Place struct {
	Negotiation string
	Sheet       table.Sheet
	Rounds      int   // of mediation that have begun
	May         error // what the table says to sealing
}

// Command is a wish that a vault may grant or refuse.
type Command interface {
	decide(v Vault, by table.By, p Place) ([]negotiation.Event, error)
}

// Decide returns the events that c causes.
func Decide(v Vault, by table.By, p Place, c Command) ([]negotiation.Event, error) {
	if p.May != nil {
		return nil, p.May
	}
	return c.decide(v, by, p)
}

// Evolve returns v after e.
func Evolve(v Vault, e negotiation.Event) Vault {
	sealed, is := e.(negotiation.PreferencesSealed)
	if !is {
		panic(fmt.Sprintf("vault: no place for %T", e)) // TestEvolve knows them all
	}
	v.Seals = append(v.Seals, sealed)
	return v
}

// Wish is what somebody wants to seal.
type Wish struct {
	Full    *negotiation.Utility  `json:"full"`
	Refused []negotiation.Refused `json:"refused"`
}

// Seal puts a wish into the vault, in place of what lay there: what is sealed a
// second time counts as a new version even if it is the same, since others see
// that there is one.
type Seal struct {
	Wish
	Key []byte `json:"-"` // random, drawn for this seal
}

func (c Seal) decide(v Vault, by table.By, p Place) ([]negotiation.Event, error) {
	digest := p.Sheet.Digest()
	if v.used(p.Rounds, digest) {
		return nil, rule.Refuse("SEALED_ALREADY")
	}
	wish, err := Check(p.Sheet, c.Wish)
	if err != nil {
		return nil, err
	}
	e := negotiation.PreferencesSealed{
		Negotiation: p.Negotiation, Seat: by.Seat, Version: len(v.Seals) + 1, Rounds: p.Rounds, Sheet: digest,
		Full: wish.Full, Refused: wish.Refused,
	}
	return []negotiation.Event{committed(e, c.Key)}, nil
}

// used tells whether the seat has changed its seal about this sheet once since
// the last round. The first seal about a sheet is no change.
func (v Vault) used(rounds int, sheet string) bool {
	before, since := 0, 0
	for _, s := range v.Seals {
		switch {
		case s.Sheet != sheet:
		case s.Rounds == rounds:
			since++
		default:
			before++
		}
	}
	return since >= 2 || since == 1 && before > 0
}

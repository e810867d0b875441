package accord

import (
	"time"

	"parley.example/events/agreements"
	"parley.example/events/proof"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Near is how far the moment that a statement names may lie from ours.
const Near = 5 * time.Minute

// The rules about keys and what is signed with them.
var (
	NoSuchKey      = rule.Refuse("NO_SUCH_KEY").At("key")
	KeyRevoked     = rule.Refuse("KEY_REVOKED").At("key")
	SignatureStale = rule.Refuse("SIGNATURE_STALE").At("signedAt")
	SignatureWrong = rule.Refuse("SIGNATURE_WRONG").At("signature")
)

// Sign puts the seat's name under one hash. Limits are those of the signer's
// mandate: nobody signs what they may not agree to.
type Sign struct {
	By        Signatory
	Agreement string // its id
	Signature string // the id of a new signature
	Version   int
	Hash      string
	Mandate   string // by which it is signed
	Limits    []registry.Limit
	At        time.Time
	Pen       *Pen // nil: what would happen if it were signed
}

// Pen is the key that somebody signs with, as the registry knows it at that
// moment, and what they have written with it.
type Pen struct {
	Key      registry.Key
	Registry uint64 // how far the registry had come
	At       agreements.Instant
	Bytes    string // the signature in base64
}

func (c Sign) decide(a Agreement) ([]agreements.Event, error) {
	v, err := a.current(c.Version)
	switch {
	case err != nil:
		return nil, err
	case c.Hash != v.Hash:
		return nil, HashMismatch
	case v.Has(c.By.Seat):
		return nil, nil
	}
	if err := v.alive(c.At); err != nil {
		return nil, err
	}
	if err := v.open(c.By.Seat); err != nil {
		return nil, err
	}
	if err := within(c.Limits, v.Text.Clauses); err != nil {
		return nil, err
	}
	signed, err := c.written(agreements.Signed{
		Signature: c.Signature, Initiative: v.Text.Initiative, Version: c.Version, Hash: v.Hash, Seat: c.By.Seat,
		Organization: c.By.Organization, Person: c.By.Person, Accession: v.Status == IsInForce,
	})
	if err != nil {
		return nil, err
	}
	return append([]agreements.Event{signed}, a.joins(c.Version, c.By.Seat, c.At)...), nil
}

// Statement is what has to be signed at a moment.
func (c Sign) Statement(at agreements.Instant) proof.Statement {
	return proof.Statement{
		Agreement: c.Agreement, Version: c.Version, Hash: c.Hash, Seat: c.By.Seat,
		Organization: c.By.Organization, Person: c.By.Person, Mandate: c.Mandate, At: at.String(),
	}
}

// written adds the key and the signature, if that is the key's over just this.
func (c Sign) written(s agreements.Signed) (agreements.Signed, error) {
	p := c.Pen
	if p == nil {
		return s, nil
	}
	if err := Usable(p.Key, c.By.Person); err != nil {
		return s, err
	}
	if off := p.At.Sub(c.At); off > Near || off < -Near {
		return s, SignatureStale
	}
	key, err := proof.PublicKey(p.Key.Public)
	if err != nil || !c.Statement(p.At).SignedWith(key, p.Bytes) {
		return s, SignatureWrong
	}
	s.Key, s.Public, s.SignedAt, s.Bytes, s.Registry = p.Key.ID, p.Key.Public, &p.At, p.Bytes, p.Registry
	return s, nil
}

// Usable refuses a key that somebody cannot sign with. Another's looks like
// none at all.
func Usable(k registry.Key, person string) error {
	switch {
	case k.Public == "" || k.Person != person:
		return NoSuchKey
	case k.RevokedAt != nil:
		return KeyRevoked
	}
	return nil
}

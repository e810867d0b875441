package accord

import (
	"crypto/ed25519"
	"encoding/base64"
	"testing"
	"time"

	. "parley.example/events/agreements" // so that a rule reads as a sentence
	"parley.example/events/registry"
)

var (
	anas   = ed25519.NewKeyFromSeed(make([]byte, 32))
	public = base64.StdEncoding.EncodeToString(anas.Public().(ed25519.PublicKey))
	hers   = registry.Key{ID: "key", Person: "ana", Public: public}
)

// with signs what the command says, at its moment, with Ana's key.
func (c Sign) with(k registry.Key, away time.Duration) Sign {
	at := InstantOf(c.At.Add(away))
	c.Agreement, c.Mandate = "agr", "man"
	c.Pen = &Pen{Key: k, Registry: 7, At: at, Bytes: base64.StdEncoding.EncodeToString(ed25519.Sign(anas, c.Statement(at).Text()))}
	return c
}

// but changes a command after it was signed.
func (c Sign) but(change func(*Sign)) Sign { change(&c); return c }

func TestSigningWithAKey(t *testing.T) {
	written := byGrower
	at := InstantOf(noon)
	honest := sign(growers, noon).with(hers, 0)
	written.Key, written.Public, written.SignedAt, written.Bytes, written.Registry = "key", public, &at, honest.Pen.Bytes, 7
	revoked, another := hers, hers
	revoked.RevokedAt = &registry.Instant{Time: noon}
	another.Person = "bo"
	tests := []struct {
		rule string
		spec spec
	}{
		{"a seat signs with its person's key", given(drafted, opened).when(honest).then(written)},
		{"with one that nobody knows it does not", given(drafted, opened).when(sign(growers, noon).with(registry.Key{}, 0)).refused(NoSuchKey)},
		{"nor with another's", given(drafted, opened).when(sign(growers, noon).with(another, 0)).refused(NoSuchKey)},
		{"nor with one that is revoked", given(drafted, opened).when(sign(growers, noon).with(revoked, 0)).refused(KeyRevoked)},
		{"another moment than was signed is refused", given(drafted, opened).when(sign(growers, noon).with(hers, -Near).but(func(c *Sign) { c.Pen.At = InstantOf(noon) })).refused(SignatureWrong)},
		{"a moment more than five minutes ago too", given(drafted, opened).when(sign(growers, noon).with(hers, -Near-time.Millisecond)).refused(SignatureStale)},
		{"not in the future either", given(drafted, opened).when(sign(growers, noon).with(hers, Near+time.Millisecond)).refused(SignatureStale)},
		{"a signature of another agreement is none", given(drafted, opened).when(honest.but(func(c *Sign) { c.Agreement = "agr2" })).refused(SignatureWrong)},
		{"nor by another mandate", given(drafted, opened).when(honest.but(func(c *Sign) { c.Mandate = "man2" })).refused(SignatureWrong)},
		{"nor for another seat", given(drafted, opened).when(honest.but(func(c *Sign) { c.By.Seat = "couriers" })).refused(SignatureWrong)},
		{"nor for another organization", given(drafted, opened).when(honest.but(func(c *Sign) { c.By.Organization = "mesa" })).refused(SignatureWrong)},
		{"nor another's bytes", given(drafted, opened).when(honest.but(func(c *Sign) { c.Pen = &Pen{Key: hers, At: at, Bytes: "AAAA"} })).refused(SignatureWrong)},
		{"whoever has signed changes nothing by signing again", given(drafted, opened, byGrower).when(honest).then()},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

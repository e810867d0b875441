package proof

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// The operator knows no secret of anybody's, and can rewrite everything else:
// these are tried without an older head, so that nothing but the signatures
// themselves can tell.
var forgeries = map[string]struct {
	finding string
	forge   tampering
}{
	"a bit of a signature": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		resigned(f, i, c.IntN(2), func(event map[string]any, s *Signature) {
			raw, _ := base64.StdEncoding.DecodeString(s.Bytes)
			flip(c, raw)
			s.Bytes = base64.StdEncoding.EncodeToString(raw)
			event["bytes"] = s.Bytes
		})
		return true
	}},
	"the keys of two swapped": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		other := f.Versions[0].Signatures[1-n].Key
		resigned(f, i, n, func(event map[string]any, s *Signature) { event["key"], s.Key = other, other })
		return true
	}},
	"a key swapped for the operator's in the event": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		h := founded(0).hand("sea_z", byte(c.IntN(256)), byte(c.IntN(256)))
		resigned(f, i, c.IntN(2), func(event map[string]any, s *Signature) {
			event["public"] = h.public
		})
		return true
	}},
	"the statement of another version": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		h := handOf(f, i, n)
		resigned(f, i, n, func(event map[string]any, s *Signature) {
			of := h.statement(&Checker{Agreement: f.Agreement, Version: 2 + c.IntN(9), Hash: s.Hash}, s.SignedAt)
			s.Bytes = h.with(of)
			event["bytes"] = s.Bytes
		})
		return true
	}},
	"a signature of another agreement replayed": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		h := handOf(f, i, n)
		resigned(f, i, n, func(event map[string]any, s *Signature) {
			of := h.statement(&Checker{Agreement: fmt.Sprint("agr_", c.Uint32()), Version: 1, Hash: s.Hash}, s.SignedAt)
			s.Bytes = h.with(of)
			event["bytes"] = s.Bytes
		})
		return true
	}},
	"a signature for another seat": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		h := handOf(f, i, n)
		resigned(f, i, n, func(event map[string]any, s *Signature) {
			of := h.statement(&Checker{Agreement: f.Agreement, Version: 1, Hash: s.Hash}, s.SignedAt)
			of.Seat = fmt.Sprint("sea_", c.Uint32())
			s.Bytes = h.with(of)
			event["bytes"] = s.Bytes
		})
		return true
	}},
	"the operator signs again with a key of their own": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		own := founded(0).hand("sea_z", byte(c.IntN(256)), byte(c.IntN(256)))
		h := handOf(f, i, n)
		resigned(f, i, n, func(event map[string]any, s *Signature) {
			s.Bytes = own.with(h.statement(&Checker{Agreement: f.Agreement, Version: 1, Hash: s.Hash}, s.SignedAt))
			event["bytes"] = s.Bytes
		})
		return true
	}},
	"the operator registers a key of their own for somebody": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		h := handOf(f, i, n)
		forged := *h
		forged.secret = ed25519.NewKeyFromSeed(fmt.Appendf(nil, "%32d", c.Uint32()))
		forged.public = base64.StdEncoding.EncodeToString(forged.secret.Public().(ed25519.PublicKey))
		rewritten(f, i, f.Head, func(again *installation) { // late: the registry had come less far
			data, _ := json.Marshal(map[string]any{"person": forged.person, "public": forged.public})
			own := &Checker{Agreement: "key_new"}
			own.commitBy(forged.person, "07:00", "", Event{"registry.key_registered.v1", data})
			own.Record.Stream = "registry"
			own.Record.Entries[0].Sequence = again.append("registry", own.Record.Entries[0].Body)
			f.Records.Keys[n] = own.Record
			reworded(f, again, n, func(event map[string]any, s *Signature) {
				s.Bytes = forged.with(h.statement(&Checker{Agreement: f.Agreement, Version: 1, Hash: s.Hash}, s.SignedAt))
				s.Key = "key_new"
				event["bytes"], event["key"], event["public"] = s.Bytes, s.Key, forged.public
			})
		})
		return true
	}},
	"a key that was revoked before": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		rekeyed(f, i, func(again *installation) {
			key := f.Versions[0].Signatures[n].Key
			r := &f.Records.Keys[n]
			body := fmt.Sprintf(`{"id":"x","aggregate":%q,"version":2,"prev":%q,"at":"2026-03-01T08:00:00.000Z","actor":"per_x","events":[{"type":"registry.key_revoked.v1","data":{"person":"per_x"}}]}`, key, r.Head)
			r.Entries = append(slices.Clone(r.Entries), Entry{again.append("registry", []byte(body)), []byte(body)})
			r.Head = Hash([]byte(body))
		})
		return true
	}},
	"a registration left out": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		n := c.IntN(2)
		f.Records.Keys = slices.Delete(f.Records.Keys, n, n+1)
		return true
	}},
	"a registration twice": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		f.Records.Keys = append(f.Records.Keys, f.Records.Keys[c.IntN(2)])
		return true
	}},
	"a key taken off, as if it were from before": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		resigned(f, i, c.IntN(2), func(event map[string]any, s *Signature) {
			for _, part := range []string{"key", "public", "signedAt", "bytes", "registry"} {
				delete(event, part)
			}
			s.Key, s.SignedAt, s.Bytes = "", "", ""
		})
		return true
	}},
	"another moment in the event": {"KEY", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		resigned(f, i, c.IntN(2), func(event map[string]any, s *Signature) {
			s.SignedAt = fmt.Sprintf("2026-03-0%dT10:00:00.000Z", 2+c.IntN(7))
			event["signedAt"] = s.SignedAt
		})
		return true
	}},
	"another mandate in the commit": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, older string) bool {
		rewritten(f, i, f.Head, func(again *installation) {
			e := &f.Records.Agreement.Entries[1+c.IntN(2)]
			e.Body = []byte(strings.Replace(string(e.Body), `"mandate":"man_`, fmt.Sprintf(`"mandate":"man_%d`, c.IntN(1000)), 1))
			relinked(&f.Records.Agreement, again)
		})
		return true
	}},
	"another organization in the event": {"SIGNATURE", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		resigned(f, i, c.IntN(2), func(event map[string]any, s *Signature) { event["organization"] = fmt.Sprint("org_", c.Uint32()) })
		return true
	}},
	"a bit of a key's record": {"", func(c *rand.Rand, i *installation, f *File, _ string) bool {
		flip(c, f.Records.Keys[c.IntN(2)].Entries[0].Body)
		return true
	}},
}

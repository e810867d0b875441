package proof

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
)

// hand is somebody with a key that an installation knows.
type hand struct {
	seat, person, key, public string
	secret                    ed25519.PrivateKey
	record                    Record
	registry                  uint64 // how far the registry had come when it was known
}

// hand makes a key known.
func (i *installation) hand(seat string, seeds ...byte) *hand {
	h := &hand{seat: seat, person: "per_" + seat[4:], key: "key_" + seat[4:]}
	h.secret = ed25519.NewKeyFromSeed(append(slices.Clone(seeds), make([]byte, 32-len(seeds))...))
	h.public = base64.StdEncoding.EncodeToString(h.secret.Public().(ed25519.PublicKey))
	data, _ := json.Marshal(map[string]any{"person": h.person, "public": h.public})
	c := &Checker{Agreement: h.key}
	c.commitBy(h.person, "07:00", "", Event{"registry.key_registered.v1", data})
	h.record = c.Record
	h.record.Stream = "registry"
	h.record.Entries[0].Sequence = i.append("registry", h.record.Entries[0].Body)
	h.registry = h.record.Entries[0].Sequence
	i.hands[seat] = h
	return h
}

// statement is what the hand has to sign of an agreement.
func (h *hand) statement(c *Checker, at string) Statement {
	return Statement{
		Agreement: c.Agreement, Version: c.Version, Hash: c.Hash, Seat: h.seat, Organization: "org_" + h.seat[4:],
		Person: h.person, Mandate: "man_" + h.seat, At: at,
	}
}

func (h *hand) with(s Statement) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(h.secret, s.Text()))
}

// signs shows a signature, and returns the event that records it.
func (h *hand) signs(c *Checker, at string) Event {
	s := Signature{"sig_" + h.seat, h.seat, c.Hash, h.key, at, h.with(h.statement(c, at))}
	c.Signatures = append(c.Signatures, s)
	return event("signed", map[string]any{
		"version": c.Version, "hash": c.Hash, "seat": h.seat, "signature": s.ID, "organization": "org_" + h.seat[4:], "person": h.person,
		"key": h.key, "public": h.public, "signedAt": at, "bytes": s.Bytes, "registry": h.registry,
	})
}

// resigned writes one part of the event of signature n anew, and of what is
// shown of it, and makes chain, log and head hold again: what the operator can
// do, but for the older head, which this test does not ask for.
func resigned(f *File, i *installation, n int, change func(event map[string]any, s *Signature)) {
	rewritten(f, i, f.Head, func(again *installation) { reworded(f, again, n, change) })
}

// reworded is the same in an installation that is being written anew.
func reworded(f *File, again *installation, n int, change func(event map[string]any, s *Signature)) {
	e := &f.Records.Agreement.Entries[n+1]
	var stored map[string]any
	if err := json.Unmarshal(e.Body, &stored); err != nil {
		panic(err)
	}
	data := stored["events"].([]any)[0].(map[string]any)["data"].(map[string]any)
	change(data, &f.Versions[0].Signatures[n])
	e.Body, _ = json.Marshal(stored)
	relinked(&f.Records.Agreement, again)
}

// rekeyed lets the operator change the record of a key and write all anew.
func rekeyed(f *File, i *installation, change func(again *installation)) {
	rewritten(f, i, f.Head, change)
}

// handOf is who made signature n, with their secret: a test's seeds tell.
func handOf(f *File, i *installation, n int) *hand {
	h := i.hands[f.Versions[0].Signatures[n].Seat]
	if h == nil {
		panic("nobody has signed")
	}
	return h
}

// Every kind is tried 500 times against a verifier that holds the file and the
// key, and no older head.
func TestForgingASignatureIsFound(t *testing.T) {
	for name, f := range forgeries {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chance := rand.New(rand.NewPCG(11, uint64(len(name))))
			i, whole, older := told(chance, byte(chance.IntN(256)))
			for tried := 0; tried < 500; {
				if tried%25 == 24 {
					i, whole, older = told(chance, byte(chance.IntN(256)))
				}
				file := whole.copied(t)
				if !f.forge(chance, i, &file, older) {
					continue
				}
				tried++
				_, err := file.Verify(i.key)
				if err == nil {
					t.Fatalf("try %d: it is not found", tried)
				}
				if f.finding != "" && Finding(err) != f.finding {
					t.Fatalf("try %d: it is found as %s (%v), want %s", tried, Finding(err), err, f.finding)
				}
			}
		})
	}
}

func TestSignaturesAreNamed(t *testing.T) {
	i, f, _ := told(rand.New(rand.NewPCG(1, 1)), 3)
	held, err := f.Verify(i.key)
	if err != nil {
		t.Fatal(err)
	}
	h := i.hands["sea_a"]
	want := "Growers, by per_a with the key " + Fingerprint(h.public) + ", at 2026-03-01T10:00:00.000Z"
	if !slices.Contains(held, Check{"signature", want}) {
		t.Errorf("%v does not say %q", held, want)
	}
}

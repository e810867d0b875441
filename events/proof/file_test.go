package proof

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// installation keeps the two logs that a file leads through.
type installation struct {
	key    string
	signer note.Signer
	bodies map[string][][]byte // by stream
	hashes map[string][]tlog.Hash
	hands  map[string]*hand // by seat
}

func founded(seed byte) *installation {
	secret := ed25519.NewKeyFromSeed(slices.Repeat([]byte{seed}, ed25519.SeedSize))
	key, err := note.NewEd25519VerifierKey("parley/test", secret.Public().(ed25519.PublicKey))
	if err != nil {
		panic(err)
	}
	verifier, _ := note.NewVerifier(key)
	return &installation{key, signer{secret, verifier}, make(map[string][][]byte), make(map[string][]tlog.Hash), make(map[string]*hand)}
}

type signer struct {
	secret   ed25519.PrivateKey
	verifier note.Verifier
}

func (s signer) Name() string                     { return s.verifier.Name() }
func (s signer) KeyHash() uint32                  { return s.verifier.KeyHash() }
func (s signer) Sign(text []byte) ([]byte, error) { return ed25519.Sign(s.secret, text), nil }

func (i *installation) reader(stream string) tlog.HashReaderFunc {
	return func(places []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, p := range places {
			found = append(found, i.hashes[stream][p])
		}
		return found, nil
	}
}

// append stores bytes and returns their sequence.
func (i *installation) append(stream string, body []byte) uint64 {
	n := len(i.bodies[stream])
	more, err := tlog.StoredHashes(int64(n), body, i.reader(stream))
	if err != nil {
		panic(err)
	}
	i.bodies[stream] = append(i.bodies[stream], body)
	i.hashes[stream] = append(i.hashes[stream], more...)
	return uint64(n) + 1
}

func (i *installation) head() string {
	h := Head{Origin: i.signer.Name()}
	for _, stream := range []string{"agreements", "negotiation", "registry"} {
		size := int64(len(i.bodies[stream]))
		root, err := tlog.TreeHash(size, i.reader(stream))
		if err != nil {
			panic(err)
		}
		h.Trees = append(h.Trees, Tree{stream, size, root})
	}
	signed, err := note.Sign(&note.Note{Text: h.Text()}, i.signer)
	if err != nil {
		panic(err)
	}
	return string(signed)
}

// prove fills in what the installation says about the records.
func (i *installation) prove(f *File, older string) {
	f.Head, f.Key, f.Paths, f.Since = i.head(), i.key, nil, nil
	entries := f.Records.Entries()
	for _, stream := range slices.Sorted(maps.Keys(entries)) {
		p := Paths{Stream: stream}
		for _, e := range entries[stream] {
			path, err := tlog.ProveRecord(int64(len(i.bodies[stream])), int64(e.Sequence)-1, i.reader(stream))
			if err != nil {
				panic(err)
			}
			p.Paths = append(p.Paths, path)
		}
		f.Paths = append(f.Paths, p)
	}
	if older == "" {
		return
	}
	before, err := ReadHead(older, i.key)
	if err != nil {
		panic(err)
	}
	for _, t := range before.Trees {
		if size := int64(len(i.bodies[t.Stream])); t.Size > 0 && t.Size < size {
			path, err := tlog.ProveTree(size, t.Size, i.reader(t.Stream))
			if err != nil {
				panic(err)
			}
			f.Since = append(f.Since, Continued{t.Stream, t.Size, path})
		}
	}
}

// told is one agreement of an installation where others write too: its file,
// and a head from the middle of its life.
func told(chance *rand.Rand, seed byte) (i *installation, f File, older string) {
	i = founded(seed)
	noise := func(stream string) {
		for range 1 + chance.IntN(4) {
			i.append(stream, fmt.Appendf(nil, `{"other":%d}`, chance.Uint64()))
		}
	}
	noise("negotiation")
	talk := &Checker{Agreement: "neg_x"}
	value := json.RawMessage(fmt.Sprintf(`{"text":"%d"}`, chance.IntN(1000)))
	terms := []any{map[string]any{"term": "trm_a", "key": "deposit", "value": value, "text": "A deposit."}}
	talk.commit("08:00", "", Event{"negotiation.opened.v1", json.RawMessage(`{"initiative":"ini_x"}`)})
	fixed, _ := json.Marshal(map[string]any{
		"decision": "dec_x", "package": "pkg_x", "terms": terms, "nature": "contract",
		"entry": map[string]any{"by": "2026-03-01T18:00:00.000Z", "seats": []string{"sea_b", "sea_a"}},
	})
	talk.commit("08:30", "", Event{"negotiation.text_fixed.v1", fixed})
	for n := range talk.Record.Entries {
		talk.Record.Entries[n].Sequence = i.append("negotiation", talk.Record.Entries[n].Body)
		noise("negotiation")
	}
	text, _ := json.Marshal(map[string]any{
		"format": "parley.agreement.2", "nature": "contract", "preamble": map[string]any{"seats": []any{map[string]any{"seat": "sea_a", "name": "Growers"}}},
		"agreement": "agr_x", "version": 1, "negotiation": "neg_x", "decision": "dec_x", "package": "pkg_x", "clauses": terms,
		"entry": map[string]any{"by": "2026-03-01T18:00:00.000Z", "seats": []string{"sea_a", "sea_b"}},
	})
	document, err := Canonical(text)
	if err != nil {
		panic(err)
	}
	c := &Checker{Agreement: "agr_x", Version: 1, Document: string(document), Hash: Hash(document)}
	c.commit("09:00", "", event("drafted", map[string]any{"version": 1, "hash": c.Hash, "document": c.Document}),
		event("opened", map[string]any{"version": 1, "by": "2026-03-01T18:00:00.000Z"}))
	drafted := &c.Record.Entries[0]
	drafted.Body = []byte(strings.Replace(string(drafted.Body), `"actor":"per_x"`, `"actor":"per_x","cause":"neg_x/2"`, 1))
	c.Record.Head = Hash(drafted.Body)
	var hands []*hand
	for n, seat := range []string{"sea_a", "sea_b"} {
		noise("registry")
		hands = append(hands, i.hand(seat, byte(chance.IntN(256)), byte(n)))
		noise("registry")
	}
	for n, h := range hands {
		events := []Event{h.signs(c, fmt.Sprintf("2026-03-01T1%d:00:00.000Z", n))}
		if n == 1 {
			events = append(events, event("entered_into_force", map[string]any{"version": 1}))
		}
		c.commitBy(h.person, fmt.Sprintf("1%d:00", n), "man_"+h.seat, events...)
	}
	for n := range c.Record.Entries {
		c.Record.Entries[n].Sequence = i.append("agreements", c.Record.Entries[n].Body)
		noise("agreements")
		if n == 1 {
			older = i.head()
		}
	}
	c.Record.Stream, talk.Record.Stream = "agreements", "negotiation"
	f = File{
		Format: FileFormat, Agreement: "agr_x", Negotiation: "neg_x",
		Versions: []Shown{{1, c.Hash, true, c.Document, c.Signatures}},
		Records:  Records{c.Record, talk.Record, nil, []Record{hands[0].record, hands[1].record}},
	}
	i.prove(&f, older)
	return i, f, older
}

// copied is a file of its own, as a verifier reads it.
func (f File) copied(t *testing.T) File {
	t.Helper()
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestUntouchedFilesHold(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for n := range 1_000 {
		i, f, older := told(chance, byte(n))
		held, err := f.copied(t).Verify(i.key, older)
		if err != nil {
			t.Fatalf("file %d: %v", n, err)
		}
		if len(held) != 6 {
			t.Fatalf("file %d: %d things hold, want the version, two signatures, the record, the log and the older head", n, len(held))
		}
	}
}

// tampering is what an operator, or whoever hands the file on, could try. It
// returns false where it changed nothing.
type tampering func(chance *rand.Rand, i *installation, f *File, older string) bool

func flip(chance *rand.Rand, b []byte) {
	b[chance.IntN(len(b))] ^= 1 << chance.IntN(8)
}

func flipText(chance *rand.Rand, s *string) {
	b := []byte(*s)
	flip(chance, b)
	*s = string(b)
}

// rewritten stores the changed records anew in a history of their own and signs
// that with the true key: what only the operator can do.
func rewritten(f *File, i *installation, older string, change func(*installation)) {
	again := &installation{i.key, i.signer, make(map[string][][]byte), make(map[string][]tlog.Hash), i.hands}
	for stream, bodies := range i.bodies {
		for _, b := range bodies {
			again.append(stream, b)
		}
	}
	change(again)
	f.Head, f.Key, f.Since = again.head(), i.key, nil
	again.prove(f, "")
	before, _ := ReadHead(older, i.key)
	for _, t := range before.Trees {
		if size := int64(len(again.bodies[t.Stream])); t.Size < size {
			path, err := tlog.ProveTree(size, t.Size, again.reader(t.Stream))
			if err != nil {
				panic(err)
			}
			f.Since = append(f.Since, Continued{t.Stream, t.Size, path})
		}
	}
}

// relinked makes a record's chain hold after a change of one entry, and puts
// it in the place of what was stored.
func relinked(r *Record, i *installation) {
	c := Checker{Record: *r}
	sequences := make([]uint64, len(r.Entries))
	for n, e := range r.Entries {
		sequences[n] = e.Sequence
	}
	c.relink()
	*r = c.Record
	for n := range r.Entries {
		r.Entries[n].Sequence = sequences[n]
		i.bodies[r.Stream][sequences[n]-1] = r.Entries[n].Body
	}
	i.hashes[r.Stream] = nil
	bodies := i.bodies[r.Stream]
	i.bodies[r.Stream] = nil
	for _, b := range bodies {
		i.append(r.Stream, b)
	}
}

var tamperings = map[string]tampering{
	"a bit of a commit": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		flip(c, f.Records.Agreement.Entries[c.IntN(3)].Body)
		return true
	},
	"a bit of the negotiation": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		flip(c, f.Records.Negotiation.Entries[c.IntN(2)].Body)
		return true
	},
	"a bit of the document": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		flipText(c, &f.Versions[0].Document)
		return true
	},
	"a bit of the hash": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		flipText(c, &f.Versions[0].Hash)
		return true
	},
	"a bit of the signed head": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		flipText(c, &f.Head)
		return true
	},
	"a bit of a proof": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		p := f.Paths[c.IntN(2)].Paths
		path := p[c.IntN(len(p))]
		flip(c, path[c.IntN(len(path))][:])
		return true
	},
	"two commits swapped": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		e := f.Records.Agreement.Entries
		a, b := c.IntN(3), c.IntN(3)
		e[a], e[b] = e[b], e[a]
		return a != b
	},
	"a commit left out": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		n := c.IntN(3)
		f.Records.Agreement.Entries = slices.Delete(f.Records.Agreement.Entries, n, n+1)
		f.Paths[0].Paths = slices.Delete(f.Paths[0].Paths, n, n+1)
		return true
	},
	"the end left out, and called the end": func(_ *rand.Rand, _ *installation, f *File, _ string) bool {
		r := &f.Records.Agreement
		r.Entries, f.Paths[0].Paths = r.Entries[:2], f.Paths[0].Paths[:2]
		r.Head = Hash(r.Entries[1].Body)
		return true // in force is shown still
	},
	"a signature left out": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		n := c.IntN(2)
		f.Versions[0].Signatures = slices.Delete(f.Versions[0].Signatures, n, n+1)
		return true
	},
	"a signature invented": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		f.Versions[0].Signatures = append(f.Versions[0].Signatures, Signature{ID: fmt.Sprint("sig_", c.Uint32()), Seat: "sea_c", Hash: f.Versions[0].Hash})
		return true
	},
	"shown as not in force": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		f.Versions[0].InForce = false
		return true
	},
	"a version left out": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		f.Versions = nil
		return true
	},
	"two proofs swapped": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		p := f.Paths[0].Paths
		a, b := c.IntN(3), c.IntN(3)
		p[a], p[b] = p[b], p[a]
		return a != b
	},
	"the proofs of another stream": func(_ *rand.Rand, _ *installation, f *File, _ string) bool {
		f.Paths[0].Stream, f.Paths[1].Stream = f.Paths[1].Stream, f.Paths[0].Stream
		return true
	},
	"another place in the stream": func(c *rand.Rand, _ *installation, f *File, _ string) bool {
		f.Records.Agreement.Entries[2].Sequence += 1 + c.Uint64N(3)
		return true
	},
	"signed by another installation": func(c *rand.Rand, i *installation, f *File, _ string) bool {
		other := founded(byte(c.IntN(200)) + 1)
		other.bodies, other.hashes = i.bodies, i.hashes
		if other.key == i.key {
			return false
		}
		other.prove(f, "")
		return true
	},
	"the operator writes a signature's time anew and signs": func(c *rand.Rand, i *installation, f *File, older string) bool {
		rewritten(f, i, older, func(again *installation) {
			e := &f.Records.Agreement.Entries[1]
			e.Body = []byte(strings.Replace(string(e.Body), "T10:00", fmt.Sprintf("T10:%02d", 1+c.IntN(59)), 1))
			relinked(&f.Records.Agreement, again)
		})
		return true
	},
	"the operator changes who opened the table and signs": func(c *rand.Rand, i *installation, f *File, older string) bool {
		rewritten(f, i, older, func(again *installation) {
			e := &f.Records.Negotiation.Entries[0]
			e.Body = []byte(strings.Replace(string(e.Body), "ini_x", fmt.Sprint("ini_", c.Uint32()), 1))
			relinked(&f.Records.Negotiation, again)
		})
		return true
	},
	"the operator puts something between and signs": func(c *rand.Rand, i *installation, f *File, older string) bool {
		rewritten(f, i, older, func(again *installation) {
			bodies, at := again.bodies["negotiation"], c.IntN(2)
			again.bodies["negotiation"], again.hashes["negotiation"] = nil, nil
			for n, b := range bodies {
				if n == at {
					again.append("negotiation", fmt.Appendf(nil, `{"slipped in":%d}`, c.Uint32()))
				}
				again.append("negotiation", b)
			}
			for n := range f.Records.Negotiation.Entries {
				if e := &f.Records.Negotiation.Entries[n]; int(e.Sequence) > at {
					e.Sequence++
				}
			}
		})
		return true
	},
	"the operator rolls back to before the older head": func(c *rand.Rand, i *installation, f *File, older string) bool {
		before, _ := ReadHead(older, i.key)
		again := &installation{i.key, i.signer, make(map[string][][]byte), make(map[string][]tlog.Hash), i.hands}
		for stream, bodies := range i.bodies {
			for _, b := range bodies[:before.Of(stream).Size-1-c.Int64N(2)] {
				again.append(stream, b)
			}
		}
		f.Head, f.Since = again.head(), nil
		return true
	},
}

// Every kind is tried 500 times, against a verifier that has nothing but the
// file, the key and the older head.
func TestTamperingWithAFileIsFound(t *testing.T) {
	for name, tamper := range tamperings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chance := rand.New(rand.NewPCG(7, uint64(len(name))))
			i, whole, older := told(chance, byte(chance.IntN(256)))
			for tried := 0; tried < 500; {
				if tried%25 == 24 { // another history now and then
					i, whole, older = told(chance, byte(chance.IntN(256)))
				}
				f := whole.copied(t)
				if !tamper(chance, i, &f, older) {
					continue
				}
				tried++
				if _, err := f.Verify(i.key, older); err == nil {
					t.Fatalf("try %d: it is not found", tried)
				}
			}
		})
	}
}

func FuzzReadFile(f *testing.F) {
	i, whole, older := told(rand.New(rand.NewPCG(3, 4)), 9)
	data, err := json.Marshal(whole)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, older)
	f.Fuzz(func(t *testing.T, data []byte, older string) {
		read, err := ReadFile(data)
		if err != nil {
			return
		}
		if _, err := read.Verify(i.key, older); err == nil && read.Versions[0].Hash != whole.Versions[0].Hash {
			t.Errorf("somebody else's text was verified")
		}
	})
}

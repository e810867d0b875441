package proof

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// story is an agreement as a client sees it: drafted for two seats, both of
// whom must sign before evening, and signed by as many of the seats as named.
func story(seats ...string) Checker {
	document := `{"agreement":"agr_x","entry":{"by":"2026-03-01T18:00:00.000Z","seats":["sea_a","sea_b"]},"format":"parley.agreement.1","text":"Crates: 2.00 €","version":1}`
	c := Checker{Agreement: "agr_x", Version: 1, Document: document, Hash: Hash([]byte(document))}
	c.commit("09:00", "", event("drafted", map[string]any{"version": 1, "hash": c.Hash, "document": document}))
	for i, seat := range seats {
		s := Signature{ID: "sig_" + seat, Seat: seat, Hash: c.Hash}
		events := []Event{event("signed", map[string]any{"version": 1, "hash": s.Hash, "seat": seat, "signature": s.ID})}
		c.Signatures = append(c.Signatures, s)
		if c.InForce = i > 0; i == 1 {
			events = append(events, event("entered_into_force", map[string]any{"version": 1}))
		}
		c.commit(fmt.Sprintf("1%d:00", i), "man_"+seat, events...)
	}
	return c
}

func event(what string, data map[string]any) Event {
	raw, _ := json.Marshal(data)
	return Event{Type: "agreements." + what + ".v1", Data: raw}
}

// commit adds a commit in its stored form.
func (c *Checker) commit(clock, mandate string, events ...Event) {
	c.commitBy("per_x", clock, mandate, events...)
}

func (c *Checker) commitBy(actor, clock, mandate string, events ...Event) {
	stored := map[string]any{
		"id": clock, "aggregate": c.Agreement, "version": len(c.Record.Entries) + 1,
		"at": "2026-03-01T" + clock + ":00.000Z", "actor": actor, "events": events,
	}
	if c.Record.Head != "" {
		stored["prev"] = c.Record.Head
	}
	if mandate != "" {
		stored["authority"] = map[string]any{"mandate": mandate}
	}
	body, _ := json.Marshal(stored)
	c.Record.Entries = append(c.Record.Entries, Entry{Sequence: 10 * uint64(len(c.Record.Entries)+1), Body: body})
	c.Record.Head = Hash(body)
}

// relink makes the chain hold again after a change: what whoever keeps the
// record could do, but for the heads that others have noted.
func (c *Checker) relink() {
	c.Record.Head = ""
	for i, e := range c.Record.Entries {
		var stored map[string]any
		_ = json.Unmarshal(e.Body, &stored)
		stored["version"] = i + 1
		delete(stored, "prev")
		if c.Record.Head != "" {
			stored["prev"] = c.Record.Head
		}
		c.Record.Entries[i].Body, _ = json.Marshal(stored)
		c.Record.Entries[i].Sequence = uint64(i + 1)
		c.Record.Head = Hash(c.Record.Entries[i].Body)
	}
}

func TestAnUntouchedAgreementHolds(t *testing.T) {
	for _, seats := range [][]string{{}, {"sea_a"}, {"sea_c"}, {"sea_a", "sea_b"}, {"sea_b", "sea_a", "sea_c"}} {
		c := story(seats...)
		c.Noted = []string{c.Record.Head, Hash(c.Record.Entries[0].Body)}
		if err := c.Check(); err != nil {
			t.Errorf("signed by %v: %v", seats, err)
		}
	}
}

// One bit anywhere, in the record or in what is shown, is found.
func TestEveryByteCounts(t *testing.T) {
	whole := story("sea_a", "sea_b", "sea_c")
	whole.Noted = []string{whole.Record.Head}
	flip := func(s string, i, bit int) string {
		b := []byte(s)
		b[i] ^= 1 << bit
		return string(b)
	}
	parts := map[string]func(c *Checker) *string{
		"document":  func(c *Checker) *string { return &c.Document },
		"hash":      func(c *Checker) *string { return &c.Hash },
		"head":      func(c *Checker) *string { return &c.Record.Head },
		"noted":     func(c *Checker) *string { return &c.Noted[0] },
		"agreement": func(c *Checker) *string { return &c.Agreement },
		"signature": func(c *Checker) *string { return &c.Signatures[1].Hash },
		"seat":      func(c *Checker) *string { return &c.Signatures[1].Seat },
	}
	for name, part := range parts {
		for i := range *part(&whole) {
			for bit := range 8 {
				c := whole
				c.Signatures, c.Noted = slices.Clone(whole.Signatures), slices.Clone(whole.Noted)
				*part(&c) = flip(*part(&c), i, bit)
				if c.Check() == nil {
					t.Errorf("%s, byte %d, bit %d: not found", name, i, bit)
				}
			}
		}
	}
	for n, e := range whole.Record.Entries {
		for i := range e.Body {
			for bit := range 8 {
				c := whole
				c.Record.Entries = slices.Clone(whole.Record.Entries)
				c.Record.Entries[n].Body = []byte(flip(string(e.Body), i, bit))
				if c.Check() == nil {
					t.Errorf("commit %d, byte %d, bit %d: not found", n+1, i, bit)
				}
			}
		}
	}
}

func TestTamperingIsFound(t *testing.T) {
	tests := []struct {
		how    string
		change func(c *Checker)
	}{
		{"the last commit is left out", func(c *Checker) { c.Record.Entries = c.Record.Entries[:3] }},
		{"the last commit is changed and no head is told", func(c *Checker) {
			e := &c.Record.Entries[3]
			e.Body = bytes.Replace(e.Body, []byte("T12:00"), []byte("T13:00"), 1)
			c.Record.Head = ""
		}},
		{"one between is left out", func(c *Checker) { c.Record.Entries = slices.Delete(c.Record.Entries, 1, 2) }},
		{"the first is left out", func(c *Checker) { c.Record.Entries = c.Record.Entries[1:] }},
		{"all are left out", func(c *Checker) { c.Record.Entries = nil }},
		{"one stands twice", func(c *Checker) { c.Record.Entries = slices.Insert(c.Record.Entries, 1, c.Record.Entries[1]) }},
		{"two change places", func(c *Checker) { e := c.Record.Entries; e[1], e[2] = e[2], e[1] }},
		{"sequences run backwards", func(c *Checker) { c.Record.Entries[2].Sequence = 1 }},
		{"all is written anew, but a head was noted", func(c *Checker) {
			c.Noted = []string{Hash(c.Record.Entries[1].Body)}
			c.Record.Entries[1].Body = bytes.Replace(c.Record.Entries[1].Body, []byte("T10:00"), []byte("T11:00"), 1)
			c.relink()
		}},
		{"a signature is left out and the chain made anew", func(c *Checker) {
			c.Record.Entries = slices.Delete(c.Record.Entries, 3, 4)
			c.relink()
		}},
		{"a signature is left out everywhere, force kept", func(c *Checker) {
			c.Record.Entries = slices.Delete(c.Record.Entries, 1, 2)
			c.Signatures = c.Signatures[1:]
			c.relink()
		}},
		{"a signature is shown that is not recorded", func(c *Checker) {
			c.Signatures = append(c.Signatures, Signature{ID: "sig_z", Seat: "sea_z", Hash: c.Hash})
		}},
		{"a recorded signature is not shown", func(c *Checker) { c.Signatures = c.Signatures[:2] }},
		{"a signature is over another hash", func(c *Checker) {
			e := &c.Record.Entries[1]
			e.Body = bytes.Replace(e.Body, []byte(c.Hash), []byte(strings.Repeat("0", 64)), 1)
			c.relink()
		}},
		{"a signature names no mandate", func(c *Checker) {
			e := &c.Record.Entries[1]
			e.Body = bytes.Replace(e.Body, []byte("man_sea_a"), nil, 1)
			c.relink()
		}},
		{"a signature came too late", func(c *Checker) {
			e := &c.Record.Entries[1]
			e.Body = bytes.Replace(e.Body, []byte("T10:00"), []byte("T18:00"), 1)
			c.relink()
		}},
		{"a seat signs twice", func(c *Checker) {
			e := &c.Record.Entries[2]
			e.Body = bytes.Replace(e.Body, []byte(`"sea_b"`), []byte(`"sea_a"`), 1)
			c.relink()
		}},
		{"it is shown as not in force", func(c *Checker) { c.InForce = false }},
		{"another document is shown", func(c *Checker) {
			c.Document = strings.Replace(c.Document, "2.00", "9.00", 1)
			c.Hash = Hash([]byte(c.Document))
		}},
		{"another document is shown, its hash is not", func(c *Checker) { c.Document = strings.Replace(c.Document, "2.00", "9.00", 1) }},
		{"the document is written otherwise", func(c *Checker) {
			c.Document = strings.Replace(c.Document, ",", ", ", 1)
			c.Hash = Hash([]byte(c.Document))
		}},
		{"another version is shown", func(c *Checker) { c.Version = 2 }},
		{"the record is another agreement's", func(c *Checker) {
			for i, e := range c.Record.Entries {
				c.Record.Entries[i].Body = bytes.Replace(e.Body, []byte(`"aggregate":"agr_x"`), []byte(`"aggregate":"agr_y"`), 1)
			}
			c.relink()
		}},
		{"a name stands twice in a commit", func(c *Checker) {
			e := &c.Record.Entries[3]
			e.Body = bytes.Replace(e.Body, []byte(`{"actor"`), []byte(`{"actor":"per_y","actor"`), 1)
			c.Record.Head = Hash(e.Body)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.how, func(t *testing.T) {
			c := story("sea_a", "sea_b", "sea_c")
			tt.change(&c)
			if err := c.Check(); err == nil {
				t.Error("not found")
			}
		})
	}
}

func TestTheFirstBadLinkIsNamed(t *testing.T) {
	c := story("sea_a", "sea_b")
	c.Record.Entries[1].Body[40] ^= 1
	_, err := Chain(c.Agreement, c.Record)
	if b, ok := err.(*Broken); !ok || b.Version != 2 && b.Version != 3 {
		t.Errorf("got %v", err)
	}
}

// Whatever is cut out of a history, put in or exchanged, its head tells.
func TestOneHistoryPerHead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Checker{Agreement: "agr_x"}
		for i := range rapid.IntRange(1, 8).Draw(t, "commits") {
			c.commit(fmt.Sprintf("1%d:00", i), "", event("x", map[string]any{"n": rapid.Int().Draw(t, "n")}))
		}
		if _, err := Chain(c.Agreement, c.Record); err != nil {
			t.Fatal(err)
		}
		other := Record{Entries: slices.Clone(c.Record.Entries), Head: c.Record.Head}
		i := rapid.IntRange(0, len(other.Entries)-1).Draw(t, "i")
		j := rapid.IntRange(0, len(other.Entries)-1).Draw(t, "j")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			other.Entries = slices.Delete(other.Entries, i, i+1)
		case 1:
			other.Entries = slices.Insert(other.Entries, i, other.Entries[j])
		case 2:
			if i == j {
				return
			}
			other.Entries[i], other.Entries[j] = other.Entries[j], other.Entries[i]
		case 3:
			body := slices.Clone(other.Entries[i].Body)
			body[rapid.IntRange(0, len(body)-1).Draw(t, "byte")] ^= rapid.ByteRange(1, 255).Draw(t, "bits")
			other.Entries[i].Body = body
		}
		if _, err := Chain(c.Agreement, other); err == nil {
			t.Fatalf("not found")
		}
	})
}

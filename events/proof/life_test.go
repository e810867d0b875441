package proof

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// The commits of the agreement that lived tells, by what happens in them.
const (
	drafts1 = iota
	first1
	second1
	joins1
	drafts2
	ratifies2
	first2
	second2
	enters2
	joins2
	notice2
	leaves2
)

type fields = map[string]any

// lived is an agreement with a life behind it: a version in force, a late
// accession that wakes an article, an amendment from another table that was
// ratified and cooled off, and a party that has left.
func lived(chance *rand.Rand, seed byte) (i *installation, f File) {
	i = founded(seed)
	c := &Checker{Agreement: "agr_x"}
	hands := map[string]*hand{}
	for n, seat := range []string{"sea_a", "sea_b", "sea_c"} {
		hands[seat] = i.hand(seat, byte(n), byte(chance.IntN(256)))
	}
	clause := func(key string, more fields) fields {
		all := fields{"term": "trm_" + key, "key": key, "name": key, "kind": "text", "level": 2, "value": fields{"text": "v"}, "text": key + "."}
		maps.Copy(all, more)
		return all
	}
	duty := fields{"key": "pay", "debtor": fields{"seat": "sea_a"}, "creditor": fields{"all": true}, "what": "Pay.", "due": fields{"after": "P7D"}, "evidence": "note"}
	fixedDuty, textDuty := maps.Clone(duty), maps.Clone(duty)
	fixedDuty["amount"], textDuty["amount"] = fields{"money": fields{"minor": "500", "currency": "EUR"}}, fields{"minor": "500", "currency": "EUR"}
	both := fields{
		"nature": "contract", "title": "Crates", "lasts": fields{"until": "2027-12-31", "notice": "P3M", "renews": "P1Y"},
		"languages": []string{"en"}, "level": 2, "zone": "Europe/Madrid",
	}
	draw := func(table, decision string, version int, more fields, hash string) (Record, fields) {
		fixed, text := maps.Clone(both), maps.Clone(both)
		maps.Copy(fixed, more)
		maps.Copy(text, more)
		if hash != "" {
			fixed["amends"] = fields{"agreement": "agr_x", "version": 1, "hash": hash, "owed": []any{}}
			text["parent"] = fields{"agreement": "agr_x", "version": 1, "hash": hash}
			both := []any{fields{"clause": "deposit", "duty": "pay", "fate": "keep"}}
			fixed["carries"], text["carries"] = both, both
		}
		fixed["decision"], fixed["package"], text["decision"], text["package"] = decision, "pkg_x", decision, "pkg_x"
		shares := fields{"contest": "P5D", "within": []any{fields{"portion": "a", "by": "equal"}}}
		insured := clause("insurance", fields{"needs": []string{"sea_c"}, "sharing": shares})
		fixed["terms"] = []any{clause("deposit", fields{"duties": []any{fixedDuty}}), insured}
		text["clauses"] = []any{clause("deposit", fields{"duties": []any{textDuty}}), insured}
		text["format"], text["agreement"], text["version"], text["negotiation"] = "parley.agreement.2", "agr_x", version, table
		talk := &Checker{Agreement: table}
		talk.commitAt("2026-03-01T08:00:00.000Z", "per_x", "", "", Event{"negotiation.opened.v1", json.RawMessage(`{"initiative":"ini_x"}`)})
		data, _ := json.Marshal(fixed)
		talk.commitAt("2026-03-01T08:30:00.000Z", "per_x", "", "", Event{"negotiation.text_fixed.v1", data})
		for n := range talk.Record.Entries {
			talk.Record.Entries[n].Sequence = i.append("negotiation", talk.Record.Entries[n].Body)
		}
		talk.Record.Stream = "negotiation"
		return talk.Record, text
	}
	version := func(n int, text fields) {
		raw, _ := json.Marshal(text)
		document, err := Canonical(raw)
		if err != nil {
			panic(err)
		}
		c.Version, c.Document, c.Hash, c.Signatures = n, string(document), Hash(document), []Signature{}
	}
	signs := func(seat, at string, accession bool, more ...Event) {
		e := hands[seat].signs(c, at)
		if accession {
			e.Data = json.RawMessage(`{"accession":true,` + string(e.Data[1:]))
		}
		c.commitAt(at, hands[seat].person, "", "man_"+seat, append([]Event{e}, more...)...)
	}
	shown := func(inForce bool) Shown { return Shown{c.Version, c.Hash, inForce, c.Document, c.Signatures} }
	awoke := event("article_awoke", fields{"version": 1, "number": 2, "clause": "insurance", "needs": []string{"sea_c"}})

	by1, by2, from2, until2 := "2026-03-01T18:00:00.000Z", "2026-04-01T18:00:00.000Z", "2026-03-20T00:00:00.000Z", "2026-03-10T00:00:00.000Z"
	talk1, text1 := draw("neg_x", "dec_1", 1, fields{"entry": fields{"seats": []string{"sea_a", "sea_b"}, "by": by1}}, "")
	version(1, text1)
	c.commitAt("2026-03-01T09:00:00.000Z", "system:x", "neg_x/2", "",
		event("drafted", fields{"version": 1, "hash": c.Hash, "document": c.Document}), event("opened", fields{"version": 1, "by": by1}))
	signs("sea_a", "2026-03-01T10:00:00.000Z", false)
	signs("sea_b", "2026-03-01T11:00:00.000Z", false,
		event("entered_into_force", fields{"version": 1, "hash": c.Hash, "parties": []string{"sea_a", "sea_b"}, "until": "2027-12-31T23:00:00.000Z"}))
	signs("sea_c", "2026-03-01T12:00:00.000Z", true, awoke)
	one := c.Hash
	version1 := shown(false)

	talk2, text2 := draw("neg_y", "dec_2", 2, fields{
		"entry":        fields{"seats": []string{"sea_a", "sea_b"}, "by": by2, "notBefore": from2},
		"ratification": fields{"by": "members", "seats": []string{"sea_a", "sea_b"}, "until": until2, "turnout": "1/3"},
	}, one)
	version(2, text2)
	c.commitAt("2026-03-02T09:00:00.000Z", "system:x", "neg_y/2", "",
		event("drafted", fields{"version": 2, "hash": c.Hash, "document": c.Document}), event("ratification_opened", fields{"version": 2, "until": until2}))
	c.commitAt(until2, "system:x", "", "",
		event("ratification_closed", fields{"version": 2, "seats": []any{
			fields{"seat": "sea_a", "by": "members", "outcome": "ratified"}, fields{"seat": "sea_b", "by": "mandate", "outcome": "ratified"},
		}}),
		event("opened", fields{"version": 2, "by": by2, "notBefore": from2}))
	signs("sea_a", "2026-03-11T10:00:00.000Z", false)
	signs("sea_b", "2026-03-12T10:00:00.000Z", false)
	c.commitAt(from2, "system:x", "", "",
		event("superseded", fields{"version": 1, "by": 2, "left": []string{"sea_c"}}),
		event("entered_into_force", fields{"version": 2, "hash": c.Hash, "parties": []string{"sea_a", "sea_b"}, "until": "2027-12-31T23:00:00.000Z"}))
	awoke.Data = json.RawMessage(`{"version":2,"number":2,"clause":"insurance","needs":["sea_c"]}`)
	signs("sea_c", "2026-03-21T10:00:00.000Z", true, awoke)
	c.commitAt("2026-03-22T10:00:00.000Z", "per_c", "", "man_sea_c", event("exit_announced", fields{"version": 2, "seat": "sea_c", "ends": "2026-06-22T09:00:00.000Z"}))
	c.commitAt("2026-06-22T09:00:00.100Z", "system:x", "", "", event("exited", fields{"version": 2, "seat": "sea_c", "parties": []string{"sea_a", "sea_b"}}))
	for n := range c.Record.Entries {
		c.Record.Entries[n].Sequence = i.append("agreements", c.Record.Entries[n].Body)
	}
	c.Record.Stream = "agreements"
	f = File{
		Format: FileFormat, Agreement: "agr_x", Negotiation: "neg_x", Versions: []Shown{version1, shown(true)},
		Records: Records{c.Record, talk1, []Record{talk2}, []Record{hands["sea_a"].record, hands["sea_b"].record, hands["sea_c"].record}},
	}
	i.prove(&f, "")
	return i, f
}

// commitAt adds a commit of some moment, with a cause.
func (c *Checker) commitAt(at, actor, cause, mandate string, events ...Event) {
	c.commitBy(actor, "00:00", mandate, events...)
	e := &c.Record.Entries[len(c.Record.Entries)-1]
	var stored fields
	_ = json.Unmarshal(e.Body, &stored)
	if stored["at"] = at; cause != "" {
		stored["cause"] = cause
	}
	e.Body, _ = json.Marshal(stored)
	c.Record.Head = Hash(e.Body)
}

// changed lets the operator change one commit of a record and write everything
// anew, heads too.
func changed(f *File, i *installation, r *Record, n int, change func(commit fields)) {
	rewritten(f, i, f.Head, func(again *installation) {
		var stored fields
		_ = json.Unmarshal(r.Entries[n].Body, &stored)
		change(stored)
		r.Entries[n].Body, _ = json.Marshal(stored)
		relinked(r, again)
	})
}

// dataOf is what an event of a commit says.
func dataOf(commit fields, n int) fields {
	return commit["events"].([]any)[n].(fields)["data"].(fields)
}

// without takes an event out of a commit.
func without(n int) func(fields) {
	return func(commit fields) { commit["events"] = slices.Delete(commit["events"].([]any), n, n+1) }
}

// with puts an event at the end of a commit.
func with(kind string, data fields) func(fields) {
	return func(commit fields) {
		commit["events"] = append(commit["events"].([]any), fields{"type": "agreements." + kind + ".v1", "data": data})
	}
}

func TestUntouchedLivesHold(t *testing.T) {
	chance := rand.New(rand.NewPCG(4, 2))
	for n := range 300 {
		i, f := lived(chance, byte(n))
		held, err := f.copied(t).Verify(i.key)
		if err != nil {
			t.Fatalf("life %d: %v", n, err)
		}
		if len(held) != 10 {
			t.Fatalf("life %d: %d things hold, want two versions, six signatures, the record and the log", n, len(held))
		}
	}
}

// All of these are written by the operator, who signs a new head: nothing but
// the texts themselves can tell.
func TestARewrittenLifeIsFound(t *testing.T) {
	for name, l := range otherLives {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chance := rand.New(rand.NewPCG(13, uint64(len(name))))
			var i *installation
			var whole File
			for tried := range 500 {
				if tried%50 == 0 { // another history now and then
					i, whole = lived(chance, byte(chance.IntN(256)))
				}
				f := whole.copied(t)
				l.tell(chance, i, &f)
				if _, err := f.Verify(i.key); Finding(err) != l.finding {
					t.Fatalf("try %d: it is found as %q (%v), want %s", tried, Finding(err), err, l.finding)
				}
			}
		})
	}
}

// TestLivesAreVectors holds the verifier against stored files with a life.
func TestLivesAreVectors(t *testing.T) {
	holdVectors(t, "testdata/lives.json", []string{"", "FILE", "NEGOTIATION", "FORCE"}, func() []vector {
		chance := rand.New(rand.NewPCG(8, 9))
		i, whole := lived(chance, 24)
		all := []vector{stored(t, "a life untouched", i, whole)}
		for _, name := range slices.Sorted(maps.Keys(otherLives)) {
			f := whole.copied(t)
			otherLives[name].tell(chance, i, &f)
			all = append(all, stored(t, name, i, f))
		}
		return all
	})
}

func stored(t *testing.T, name string, i *installation, f File) vector {
	t.Helper()
	file, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	v := vector{Name: name, Key: i.key, File: string(file)}
	v.Finding, _ = v.finding()
	return v
}

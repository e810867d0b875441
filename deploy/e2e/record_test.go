package e2e

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"parley.example/deploy/story"
	"parley.example/events/proof"
)

// readRecord fetches the whole record of a negotiation or agreement, and also
// the answers as they came.
func readRecord(t *testing.T, p *story.Person, kind, id string) (proof.Record, []byte) {
	t.Helper()
	var record proof.Record
	var answers bytes.Buffer
	after := uint64(0)
	for {
		var data json.RawMessage
		err := p.Do(t.Context(), "query($id: ID!, $after: Int) { object: "+kind+"(id: $id) { record(after: $after) { stream entries { sequence body } more head } } }",
			map[string]any{"id": id, "after": after}, &data)
		if err != nil {
			t.Fatalf("%s reads the record: %v", p.Name, err)
		}
		answers.Write(data)
		var page struct {
			Object struct {
				Record struct {
					proof.Record
					More bool
				}
			}
		}
		if err := json.Unmarshal(data, &page); err != nil {
			t.Fatal(err)
		}
		got := page.Object.Record
		record.Stream, record.Head = got.Stream, got.Head
		record.Entries = append(record.Entries, got.Entries...)
		if !got.More {
			return record, answers.Bytes()
		}
		after = got.Entries[len(got.Entries)-1].Sequence
	}
}

// everySeatReadsTheSame lets everybody at the table fetch both records: they
// get the same bytes (I10), and these prove what is shown (I19).
func everySeatReadsTheSame(t *testing.T, c *story.Crates) {
	t.Helper()
	talks, talked := readRecord(t, c.Ines, "negotiation", c.ID)
	record, recorded := readRecord(t, c.Ines, "agreement", c.Drawn.ID)
	readers := 0
	for _, p := range c.People {
		if p == c.Sol || p == c.Ines {
			continue
		}
		readers++
		if _, got := readRecord(t, p, "negotiation", c.ID); !bytes.Equal(got, talked) {
			t.Errorf("%s reads another record of the negotiation than Inés", p.Name)
		}
		if _, got := readRecord(t, p, "agreement", c.Drawn.ID); !bytes.Equal(got, recorded) {
			t.Errorf("%s reads another record of the agreement than Inés", p.Name)
		}
	}
	t.Logf("%d people read the same %d and %d commits", readers+1, len(talks.Entries), len(record.Entries))
	shown := asShown(c, record)
	if err := shown.Check(); err != nil {
		t.Fatalf("what is shown does not fit its record: %v", err)
	}
	if err := shown.Follows(c.ID, talks); err != nil {
		t.Fatalf("the agreement is not what was decided: %v", err)
	}
	everyByteCounts(t, c.ID, shown, talks)
}

// asShown is the agreement as the API shows it, to be held against its record.
func asShown(c *story.Crates, record proof.Record) proof.Checker {
	var got struct {
		Agreement struct {
			ID, Status, Hash, Head string
			Version                int
			Document               struct{ Canonical string }
			Signatures             struct {
				Edges []struct {
					Node struct {
						ID, Hash, StatementAt, Bytes string
						Seat, Key                    struct{ ID string }
					}
				}
			}
		}
	}
	c.Ramon.Sees(`query($id: ID!) { agreement(id: $id) { id status hash head version document { canonical }
		signatures(first: 20) { edges { node { id hash statementAt bytes seat { id } key { id } } } } } }`, story.Input{"id": c.Drawn.ID}, &got)
	a := got.Agreement
	shown := proof.Checker{
		Agreement: a.ID, Version: a.Version, InForce: a.Status == "inForce", Hash: a.Hash,
		Document: a.Document.Canonical, Record: record, Noted: []string{a.Head},
	}
	for _, edge := range a.Signatures.Edges {
		shown.Signatures = append(shown.Signatures, proof.Signature{
			ID: edge.Node.ID, Seat: edge.Node.Seat.ID, Hash: edge.Node.Hash,
			Key: edge.Node.Key.ID, SignedAt: edge.Node.StatementAt, Bytes: edge.Node.Bytes,
		})
		shown.Keys = append(shown.Keys, keyRecord(c, edge.Node.Key.ID))
	}
	return shown
}

// keyRecord is the record of a key that was signed with, as any seat reads it.
func keyRecord(c *story.Crates, id string) proof.Record {
	var got struct {
		SigningKey struct{ Record proof.Record }
	}
	c.Ramon.Sees(`query($id: ID!) { signingKey(id: $id) { record { stream head entries { sequence body } } } }`, story.Input{"id": id}, &got)
	return got.SigningKey.Record
}

// everyByteCounts changes one byte after another of what the API has handed
// out: the checker finds each.
func everyByteCounts(t *testing.T, table string, shown proof.Checker, talks proof.Record) {
	t.Helper()
	const stride = 41 // a prime: all parts of all commits come in for it
	tried := 0
	for i := range shown.Record.Entries {
		for at := i % stride; at < len(shown.Record.Entries[i].Body); at += stride {
			changed := shown
			changed.Record = oneByteOff(shown.Record, i, at)
			if changed.Check() == nil {
				t.Errorf("byte %d of the agreement's commit %d can be changed unseen", at, i)
			}
			tried++
		}
	}
	for i := range talks.Entries {
		for at := i % stride; at < len(talks.Entries[i].Body); at += stride {
			if shown.Follows(table, oneByteOff(talks, i, at)) == nil {
				t.Errorf("byte %d of the negotiation's commit %d can be changed unseen", at, i)
			}
			tried++
		}
	}
	for at := 0; at < len(shown.Document); at += stride {
		changed, document := shown, []byte(shown.Document)
		document[at] ^= 1
		if changed.Document = string(document); changed.Check() == nil {
			t.Errorf("byte %d of the document can be changed unseen", at)
		}
		tried++
	}
	unsigned := shown
	unsigned.Signatures = shown.Signatures[1:]
	if unsigned.Check() == nil {
		t.Error("a signature can be left out unseen")
	}
	t.Logf("%d changes of one byte were all found", tried)
}

func oneByteOff(r proof.Record, entry, at int) proof.Record {
	entries := append([]proof.Entry{}, r.Entries...)
	entries[entry].Body = bytes.Clone(entries[entry].Body)
	entries[entry].Body[at] ^= 1
	r.Entries = entries
	return r
}

func TestTheCheckerKnowsNothingOfWhatItChecks(t *testing.T) {
	command := exec.Command("go", "list", "-deps", "parley.example/events/proof")
	command.Dir = root
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	for dependency := range strings.FieldsSeq(string(out)) {
		if strings.HasPrefix(dependency, "parley.example/") && dependency != "parley.example/events/proof" {
			t.Errorf("the checker imports %s", dependency)
		}
	}
}

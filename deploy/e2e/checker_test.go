package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"testing"

	"parley.example/events/proof"
)

// kept is what a checker that knows nothing but an agreement's record has made
// out of it. It has words of its own for what it reads, and nothing of the
// services'.
type kept struct {
	t        *testing.T
	texts    map[int]paper
	signed   map[int][]string
	gone     map[int]bool // replaced or over
	inForce  int
	parties  []string
	raised   map[string]bool
	entries  int
	obliging int
}

type paper struct {
	hash  string
	Entry struct {
		Seats []string `json:"seats"`
	} `json:"entry"`
	Clauses []struct {
		Key    string
		Needs  []string
		Duties []struct{ Key string }
	}
}

// said is any event of an agreement, as far as the checker reads it.
type said struct {
	Version                                    int
	By                                         any // the next version, or a moment
	Hash, Document, Seat, Clause, Duty, Debtor string
	Obligation                                 string
	Creditors, Parties                         []string
}

// sound holds the record of an agreement to I6, I7 and I9.
func sound(t *testing.T, r proof.Record) *kept {
	t.Helper()
	k := &kept{t: t, texts: map[int]paper{}, signed: map[int][]string{}, gone: map[int]bool{}, raised: map[string]bool{}}
	for _, e := range r.Entries {
		var commit struct {
			Events []struct {
				Type string
				Data json.RawMessage
			}
		}
		if err := json.Unmarshal(e.Body, &commit); err != nil {
			t.Fatal(err)
		}
		for _, event := range commit.Events {
			var s said
			if event.Type == "agreements.signed.v1" || k.reads(event.Type) {
				if err := json.Unmarshal(event.Data, &s); err != nil {
					t.Fatalf("%s: %v", event.Type, err)
				}
				k.hear(event.Type, s)
			}
			k.entries++
		}
	}
	t.Logf("%d events: %d versions, version %d in force, %d obligations", k.entries, len(k.texts), k.inForce, k.obliging)
	return k
}

func (k *kept) reads(event string) bool {
	return slices.Contains([]string{
		"agreements.drafted.v1", "agreements.entered_into_force.v1", "agreements.superseded.v1", "agreements.ended.v1", "agreements.obligation_raised.v1",
	}, event)
}

func (k *kept) hear(event string, s said) {
	k.t.Helper()
	switch event {
	case "agreements.drafted.v1":
		sum := sha256.Sum256([]byte(s.Document))
		text := paper{hash: s.Hash}
		if _, again := k.texts[s.Version]; again || hex.EncodeToString(sum[:]) != s.Hash || json.Unmarshal([]byte(s.Document), &text) != nil {
			k.t.Errorf("I7: version %d is not the one text of its hash", s.Version)
		}
		k.texts[s.Version] = text
	case "agreements.signed.v1":
		if s.Hash != k.texts[s.Version].hash || slices.Contains(k.signed[s.Version], s.Seat) {
			k.t.Errorf("I6: %s signs %s as version %d", s.Seat, s.Hash, s.Version)
		}
		k.signed[s.Version] = append(k.signed[s.Version], s.Seat)
		if s.Version == k.inForce {
			k.parties = append(k.parties, s.Seat)
		}
	case "agreements.superseded.v1":
		if next, _ := s.By.(float64); s.Version != k.inForce || int(next) <= s.Version || k.gone[s.Version] {
			k.t.Errorf("I7: version %d is replaced by %v while %d is in force", s.Version, s.By, k.inForce)
		}
		k.inForce, k.gone[s.Version], k.parties = 0, true, nil
	case "agreements.ended.v1":
		k.inForce, k.gone[s.Version], k.parties = 0, true, nil
	case "agreements.entered_into_force.v1":
		for _, seat := range k.texts[s.Version].Entry.Seats {
			if !slices.Contains(k.signed[s.Version], seat) {
				k.t.Errorf("I6: version %d is in force, and %s has not signed", s.Version, seat)
			}
		}
		if k.inForce != 0 || k.gone[s.Version] || !slices.Equal(s.Parties, k.signed[s.Version]) {
			k.t.Errorf("I7: version %d is in force beside %d between %v", s.Version, k.inForce, s.Parties)
		}
		k.inForce, k.parties = s.Version, slices.Clone(s.Parties)
	case "agreements.obligation_raised.v1":
		k.traces(s)
	}
}

// traces holds an obligation to the clause that it names, and to the parties.
func (k *kept) traces(s said) {
	k.t.Helper()
	found := false
	for _, c := range k.texts[s.Version].Clauses {
		for _, d := range c.Duties {
			found = found || c.Key == s.Clause && d.Key == s.Duty
		}
		if c.Key != s.Clause {
			continue
		}
		for _, seat := range c.Needs {
			found = found && slices.Contains(k.parties, seat)
		}
	}
	if !found || s.Version != k.inForce || !slices.Contains(k.parties, s.Debtor) || k.raised[s.Obligation] {
		k.t.Errorf("I9: %s traces to no awake clause of version %d, or falls on no party: %+v", s.Obligation, k.inForce, s)
	}
	for _, seat := range s.Creditors {
		if !slices.Contains(k.parties, seat) {
			k.t.Errorf("I9: %s is owed to %s, who is no party", s.Obligation, seat)
		}
	}
	k.raised[s.Obligation] = true
	k.obliging++
}

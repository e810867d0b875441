package proof

import (
	"encoding/json"
	"fmt"
)

// Record is the history of one aggregate as a service hands it out: every
// commit since the first, in order, each in the bytes that are stored.
type Record struct {
	Stream  string  `json:"stream"`
	Entries []Entry `json:"entries"`
	Head    string  `json:"head"` // hash of the last commit; empty if nobody says
}

// Entry is one commit.
type Entry struct {
	Sequence uint64 `json:"sequence"` // its place in the stream
	Body     []byte `json:"body"`     // base64 in JSON
}

// Broken names the first link of a chain that does not hold.
type Broken struct {
	Version uint64 // the one it should have had: 1 for the first
	Why     string
}

// Error implements error.
func (b *Broken) Error() string { return fmt.Sprintf("version %d: %s", b.Version, b.Why) }

// Commit is what verification reads of a commit.
type Commit struct {
	ID        string `json:"id"`
	Aggregate string `json:"aggregate"`
	Version   uint64 `json:"version"`
	Prev      string `json:"prev"`
	At        string `json:"at"`
	Actor     string `json:"actor"`
	Cause     string `json:"cause"`
	Authority *struct {
		Mandate string `json:"mandate"`
	} `json:"authority"`
	Events []Event `json:"events"`
	Hash   string  `json:"-"` // of its stored bytes
}

// Event is one event of a commit, not yet decoded.
type Event struct {
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// Chain verifies the history of an aggregate from its first commit: versions
// without a gap, each naming the hash of the one before, sequences that only
// grow, and the last one being the record's head: without a head nothing holds
// the last commit. It returns the commits, or the first [Broken] link.
func Chain(aggregate string, r Record) ([]Commit, error) {
	var commits []Commit
	prev, after := "", uint64(0)
	for i, e := range r.Entries {
		c, why := link(aggregate, prev, uint64(i)+1, e.Body)
		if why == "" && e.Sequence <= after {
			why = fmt.Sprintf("sequence %d after %d", e.Sequence, after)
		}
		if why != "" {
			return nil, &Broken{Version: uint64(i) + 1, Why: why}
		}
		commits, prev, after = append(commits, c), c.Hash, e.Sequence
	}
	if r.Head != "" && prev != r.Head {
		return nil, &Broken{Version: uint64(len(r.Entries)), Why: fmt.Sprintf("its hash is %q, the head is %q", prev, r.Head)}
	}
	return commits, nil
}

func link(aggregate, prev string, version uint64, body []byte) (c Commit, why string) {
	if _, err := Canonical(body); err != nil { // what two readers could read as two things is no link
		return c, err.Error()
	}
	if err := json.Unmarshal(body, &c); err != nil {
		return c, err.Error()
	}
	c.Hash = Hash(body)
	switch {
	case c.Version != version:
		return c, fmt.Sprintf("it calls itself version %d", c.Version)
	case c.Aggregate != aggregate:
		return c, fmt.Sprintf("it is of %q", c.Aggregate)
	case c.Prev != prev:
		return c, fmt.Sprintf("it follows %q, the one before is %q", c.Prev, prev)
	}
	return c, ""
}

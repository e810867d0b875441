package proof

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Checker holds what was shown of an agreement against its record. It is filled
// from any client's answers.
type Checker struct {
	Agreement  string
	Version    int
	InForce    bool
	Hash       string // of the document that is shown
	Document   string // its canonical bytes
	Signatures []Signature
	Record     Record
	Keys       []Record // of the keys that were signed with, each from its registration
	Noted      []string // heads of the record that were noted earlier or elsewhere
}

// Signature is one that is shown. Signatures from before people had keys of
// their own have no key, and nothing that goes with one.
type Signature struct {
	ID       string `json:"signature"`
	Seat     string `json:"seat"`
	Hash     string `json:"hash"`
	Key      string `json:"key,omitempty"`      // its id
	SignedAt string `json:"signedAt,omitempty"` // as the statement says
	Bytes    string `json:"bytes,omitempty"`    // over the statement, in base64
}

// Check tells the first thing that does not fit, or nil. What is shown is the
// whole truth about the version if it is nil: the document is the one that was
// drafted, these and no other seats have signed it, all over its hash and each
// by a mandate, and it is in force exactly if what all documents say about their
// lives leads to that, step by step.
func (c Checker) Check() error {
	commits, err := Chain(c.Agreement, c.Record)
	if err != nil {
		return found("RECORD", fmt.Errorf("record: %w", err))
	}
	if c.Record.Head == "" {
		return found("RECORD", fmt.Errorf("record: nobody says where it ends"))
	}
	for _, head := range c.Noted {
		if !slices.ContainsFunc(commits, func(link Commit) bool { return link.Hash == head }) {
			return found("RECORD", fmt.Errorf("record: it does not lead through %q, which was noted", head))
		}
	}
	if err := c.document(); err != nil {
		return found("DOCUMENT", fmt.Errorf("document: %w", err))
	}
	keys, err := c.keys()
	if err != nil {
		return found("KEY", err)
	}
	h, err := c.history(commits, keys)
	switch {
	case err != nil:
		return err
	case h.document != c.Document:
		return found("DOCUMENT", fmt.Errorf("document: another one was drafted"))
	case !slices.Equal(sorted(h.signed), sorted(c.Signatures)):
		return found("SIGNATURE", fmt.Errorf("signatures: recorded %v, shown %v", h.signed, c.Signatures))
	}
	all, err := lives(commits)
	if err != nil {
		return err
	}
	if inForce := c.Version <= len(all) && all[c.Version-1].state == isInForce; inForce != c.InForce {
		return found("FORCE", fmt.Errorf("in force: recorded %t, shown %t", inForce, c.InForce))
	}
	return nil
}

// document verifies the shown document by itself.
func (c Checker) document() error {
	var d struct {
		Agreement string `json:"agreement"`
		Version   int    `json:"version"`
	}
	canonical, err := Canonical([]byte(c.Document))
	switch {
	case err != nil:
		return err
	case string(canonical) != c.Document:
		return fmt.Errorf("it is not in canonical form")
	case Hash(canonical) != c.Hash:
		return fmt.Errorf("its hash is %s, shown is %s", Hash(canonical), c.Hash)
	}
	if err := json.Unmarshal(canonical, &d); err != nil {
		return err
	}
	if d.Agreement != c.Agreement || d.Version != c.Version {
		return fmt.Errorf("it is version %d of %s", d.Version, d.Agreement)
	}
	return nil
}

// history is what the record says about one version.
type history struct {
	document string
	signed   []Signature
	at       map[string]string // by seat: when it signed
}

func (c Checker) history(commits []Commit, keys map[string]key) (history, error) {
	h := history{at: make(map[string]string)}
	for _, commit := range commits {
		for _, e := range commit.Events {
			var d struct {
				Document string `json:"document"`
				written
			}
			if err := json.Unmarshal(e.Data, &d); err != nil {
				return h, found("RECORD", fmt.Errorf("record: version %d: %w", commit.Version, err))
			}
			if d.Version != c.Version {
				continue
			}
			switch e.Type {
			case "agreements.drafted.v1":
				h.document = d.Document
			case "agreements.signed.v1":
				if err := c.counts(commit, d.Signature, h); err != nil {
					return h, found("SIGNATURE", err)
				}
				if err := c.signed(commit, d.written, keys); err != nil {
					return h, err
				}
				h.signed, h.at[d.Seat] = append(h.signed, d.Signature), commit.At
			}
		}
	}
	return h, nil
}

// counts refuses a signature that binds nobody.
func (c Checker) counts(commit Commit, s Signature, h history) error {
	switch {
	case s.Hash != c.Hash:
		return fmt.Errorf("signature %s: it is over %s", s.ID, s.Hash)
	case h.at[s.Seat] != "":
		return fmt.Errorf("signature %s: the seat has signed before", s.ID)
	case commit.Authority == nil || commit.Authority.Mandate == "":
		return fmt.Errorf("signature %s: no mandate is recorded", s.ID)
	}
	return nil
}

func sorted(s []Signature) []Signature {
	all := func(s Signature) []string { return []string{s.Seat, s.ID, s.Hash, s.Key, s.SignedAt, s.Bytes} }
	return slices.SortedFunc(slices.Values(s), func(a, b Signature) int { return slices.Compare(all(a), all(b)) })
}

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
// by a mandate, and it is in force exactly if those are among them of whom the
// document says so.
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
	entry, err := c.document()
	if err != nil {
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
	case h.inForce != c.InForce:
		return found("FORCE", fmt.Errorf("in force: recorded %t, shown %t", h.inForce, c.InForce))
	case h.inForce != entry.met(h.before(entry.By)):
		return found("FORCE", fmt.Errorf("in force: recorded %t, but %v must sign before %s", h.inForce, entry.Seats, entry.By))
	}
	return nil
}

// entry is what the document itself says about its entry into force.
type entry struct {
	Seats []string `json:"seats"`
	By    string   `json:"by"`
}

func (e entry) met(signed []string) bool {
	for _, seat := range e.Seats {
		if !slices.Contains(signed, seat) {
			return false
		}
	}
	return len(e.Seats) > 0
}

// document verifies the shown document by itself.
func (c Checker) document() (entry, error) {
	var d struct {
		Agreement string `json:"agreement"`
		Version   int    `json:"version"`
		Entry     entry  `json:"entry"`
	}
	canonical, err := Canonical([]byte(c.Document))
	switch {
	case err != nil:
		return d.Entry, err
	case string(canonical) != c.Document:
		return d.Entry, fmt.Errorf("it is not in canonical form")
	case Hash(canonical) != c.Hash:
		return d.Entry, fmt.Errorf("its hash is %s, shown is %s", Hash(canonical), c.Hash)
	}
	if err := json.Unmarshal(canonical, &d); err != nil {
		return d.Entry, err
	}
	if d.Agreement != c.Agreement || d.Version != c.Version {
		return d.Entry, fmt.Errorf("it is version %d of %s", d.Version, d.Agreement)
	}
	return d.Entry, nil
}

// history is what the record says about one version.
type history struct {
	document string
	signed   []Signature
	at       map[string]string // by seat: when it signed
	inForce  bool
}

// before are the seats that signed before an instant; instants of the record
// all have one length, so that their order is that of their text.
func (h history) before(at string) (seats []string) {
	for seat, signed := range h.at {
		if signed < at {
			seats = append(seats, seat)
		}
	}
	return seats
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
			case "agreements.entered_into_force.v1":
				h.inForce = true
			case "agreements.voided.v1", "agreements.lapsed.v1":
				h.inForce = false
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

package proof

import (
	"cmp"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"time"
)

// near is how far the moment that a statement names may lie from its commit's.
const near = 5 * time.Minute

// key is a public key as its record tells of it.
type key struct {
	person     string
	public     string
	since      uint64 // sequence of its registration
	until      uint64 // of its revocation; 0 if there is none
	registered string
	revoked    string
}

// keys reads the records of the keys, by id.
func (c Checker) keys() (map[string]key, error) {
	all := make(map[string]key)
	for _, r := range c.Keys {
		id, k, err := readKey(r)
		if err != nil {
			return nil, fmt.Errorf("key %s: %w", cmp.Or(id, "?"), err)
		}
		if _, twice := all[id]; twice {
			return nil, fmt.Errorf("key %s: it has two records", id)
		}
		all[id] = k
	}
	return all, nil
}

func readKey(r Record) (id string, k key, err error) {
	if len(r.Entries) == 0 || r.Head == "" {
		return "", k, fmt.Errorf("its record is empty, or nobody says where it ends")
	}
	var first struct {
		Aggregate string `json:"aggregate"`
	}
	if err := json.Unmarshal(r.Entries[0].Body, &first); err != nil {
		return "", k, err
	}
	commits, err := Chain(first.Aggregate, r)
	if err != nil {
		return first.Aggregate, k, err
	}
	for n, commit := range commits {
		for _, e := range commit.Events {
			var said struct{ Person, Public string }
			if err := json.Unmarshal(e.Data, &said); err != nil {
				return first.Aggregate, k, err
			}
			switch e.Type {
			case "registry.key_registered.v1":
				if k.person != "" || commit.Actor != said.Person {
					return first.Aggregate, k, fmt.Errorf("%s registers it for %s", commit.Actor, said.Person)
				}
				k.person, k.public, k.since, k.registered = said.Person, said.Public, r.Entries[n].Sequence, commit.At
			case "registry.key_revoked.v1":
				k.until, k.revoked = cmp.Or(k.until, r.Entries[n].Sequence), cmp.Or(k.revoked, commit.At)
			}
		}
	}
	return first.Aggregate, k, nil
}

// written is a signature as its event has it.
type written struct {
	Version int `json:"version"`
	Signature
	Organization string `json:"organization"`
	Person       string `json:"person"`
	Public       string `json:"public"`
	Registry     uint64 `json:"registry"`
}

// signed verifies the signature itself: that it is this person's, with a key
// that was theirs then, over a statement that says just what the record says.
func (c Checker) signed(commit Commit, w written, keys map[string]key) error {
	wrong := func(what, why string, values ...any) error {
		return found(what, fmt.Errorf("signature %s: "+why, append([]any{w.ID}, values...)...))
	}
	if w.Key == "" {
		if c.keyless() && w.Bytes == "" {
			return nil
		}
		return wrong("SIGNATURE", "it has no key")
	}
	k, there := keys[w.Key]
	switch {
	case !there:
		return wrong("KEY", "the registration of key %s is not there", w.Key)
	case k.person != w.Person || commit.Actor != w.Person:
		return wrong("KEY", "%s signs with a key of %s", w.Person, k.person)
	case k.public != w.Public:
		return wrong("KEY", "the key that is registered is another one")
	case k.since > w.Registry:
		return wrong("KEY", "the key was registered after it")
	case k.until != 0 && k.until <= w.Registry:
		return wrong("KEY", "the key was revoked before it")
	}
	if err := inTime(commit.At, w.SignedAt, k); err != nil {
		return wrong("KEY", "%w", err)
	}
	public, err := PublicKey(w.Public)
	if err != nil {
		return wrong("KEY", "its key: %w", err)
	}
	statement := Statement{
		Agreement: c.Agreement, Version: w.Version, Hash: w.Hash, Seat: w.Seat, Organization: w.Organization,
		Person: w.Person, Mandate: commit.Authority.Mandate, At: w.SignedAt,
	}
	if !statement.SignedWith(ed25519.PublicKey(public), w.Bytes) {
		return wrong("SIGNATURE", "it is not over %s", statement.Text())
	}
	return nil
}

// keyless tells whether the document is from before people had keys.
func (c Checker) keyless() bool {
	var d struct {
		Format string `json:"format"`
	}
	return json.Unmarshal([]byte(c.Document), &d) == nil && d.Format == "parley.agreement.1"
}

// inTime holds the moments against each other. Streams have clocks of their
// own: between two of them only the sequences above are exact.
func inTime(committed, signed string, k key) error {
	at, err := time.Parse(time.RFC3339Nano, committed)
	said, wrong := time.Parse(time.RFC3339Nano, signed)
	if err != nil || wrong != nil || at.Sub(said).Abs() > near {
		return fmt.Errorf("it says %s and was recorded at %s", signed, committed)
	}
	since, err := time.Parse(time.RFC3339Nano, k.registered)
	if err != nil || since.Sub(said) > near {
		return fmt.Errorf("it says %s and its key is of %s", signed, k.registered)
	}
	if k.revoked != "" {
		until, err := time.Parse(time.RFC3339Nano, k.revoked)
		if err != nil || said.Sub(until) > near {
			return fmt.Errorf("it says %s and its key was revoked at %s", signed, k.revoked)
		}
	}
	return nil
}

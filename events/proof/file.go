package proof

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// FileFormat names the shape of a [File] within its own bytes. Files of the
// first format are read still: they know of no keys.
const (
	FileFormat  = "parley.proof.2"
	firstFormat = "parley.proof.1"
)

// File is all that it takes to verify an agreement without any service: what is
// shown of it, its record and that of the table where it was negotiated, and
// how both lie in the transparency log. Any seat can download it and keep it.
type File struct {
	Format      string      `json:"format"`
	Agreement   string      `json:"agreement"`
	Negotiation string      `json:"negotiation"`
	Versions    []Shown     `json:"versions"` // every version, the first one first
	Records     Records     `json:"records"`
	Head        string      `json:"head"` // a signed note
	Key         string      `json:"key"`  // its verifier; compare it with the one you know
	Paths       []Paths     `json:"paths"`
	Since       []Continued `json:"since,omitempty"`
}

// Shown is one version as people see it.
type Shown struct {
	Version    int         `json:"version"`
	Hash       string      `json:"hash"`
	InForce    bool        `json:"inForce"`
	Document   string      `json:"document"` // canonical bytes
	Signatures []Signature `json:"signatures"`
}

// Records are the histories: two, and that of each key.
type Records struct {
	Agreement   Record   `json:"agreement"`
	Negotiation Record   `json:"negotiation"`
	Others      []Record `json:"others,omitempty"` // of the negotiations of later versions, where they are others
	Keys        []Record `json:"keys,omitempty"`   // of the keys that were signed with, one record each
}

// Entries are all commits of a stream that the file carries, in its order.
func (r Records) Entries() map[string][]Entry {
	all := map[string][]Entry{"agreements": r.Agreement.Entries, "negotiation": r.Negotiation.Entries}
	for _, o := range r.Others {
		all["negotiation"] = append(slices.Clip(all["negotiation"]), o.Entries...)
	}
	for _, k := range r.Keys {
		all["registry"] = append(all["registry"], k.Entries...)
	}
	return all
}

// SignedWith are the ids of the keys that the signatures shown were made with.
func (f File) SignedWith() []string {
	var keys []string
	for _, v := range f.Versions {
		for _, s := range v.Signatures {
			if s.Key != "" && !slices.Contains(keys, s.Key) {
				keys = append(keys, s.Key)
			}
		}
	}
	return keys
}

// Paths are the inclusion proofs of one stream's commits, in the order in which
// the file has them.
type Paths struct {
	Stream string        `json:"stream"`
	Paths  [][]tlog.Hash `json:"paths"`
}

// Continued is how one stream's tree continues an older one of some size.
type Continued struct {
	Stream string      `json:"stream"`
	Size   int64       `json:"size"`
	Path   []tlog.Hash `json:"path"`
}

// ReadFile reads a file. What does not belong into one is an error: nobody
// should believe that it was verified.
func ReadFile(data []byte) (File, error) {
	var f File
	if _, err := Canonical(data); err != nil { // names twice, bytes that are no text
		return f, found("FILE", fmt.Errorf("file: %w", err))
	}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return f, found("FILE", fmt.Errorf("file: %w", err))
	}
	if f.Format != FileFormat && f.Format != firstFormat {
		return f, found("FILE", fmt.Errorf("file: it is %q, not %s", f.Format, FileFormat))
	}
	return f, nil
}

// Check is one thing that was verified of a file.
type Check struct {
	What  string // one word
	Found string // a sentence with figures
}

// Verify verifies everything about a file, with the key of the installation or,
// where that is "", with the file's own; older are heads that were noted before,
// "" if none. It returns what holds, up to the first thing that does not.
func (f File) Verify(key string, older ...string) (held []Check, err error) {
	if key == "" {
		key = f.Key
	}
	if len(f.Versions) == 0 {
		return nil, found("FILE", fmt.Errorf("file: it shows no version"))
	}
	talks, err := f.tables()
	if err != nil {
		return nil, found("NEGOTIATION", err)
	}
	used := make(map[string]bool)
	for i, v := range f.Versions {
		c := Checker{
			Agreement: f.Agreement, Version: v.Version, InForce: v.InForce, Hash: v.Hash, Document: v.Document,
			Signatures: v.Signatures, Record: f.Records.Agreement, Keys: f.Records.Keys,
		}
		if v.Version != i+1 {
			return held, found("FILE", fmt.Errorf("file: version %d stands in the place of version %d", v.Version, i+1))
		}
		if err := c.Check(); err != nil {
			return held, fmt.Errorf("version %d: %w", v.Version, err)
		}
		table, record := f.table(v, talks)
		used[table] = true
		if err := c.Follows(table, record); err != nil {
			return held, found("NEGOTIATION", fmt.Errorf("version %d: %w", v.Version, err))
		}
		held = append(held, Check{"version " + strconv.Itoa(v.Version), fmt.Sprintf("the text with SHA-256 %s is the one that was decided on; signed by %d, in force: %t", v.Hash, len(v.Signatures), v.InForce)})
		held = append(held, c.hands()...)
	}
	if f.drafted() != len(f.Versions) {
		return held, found("FILE", fmt.Errorf("file: %d versions were drafted, %d are shown", f.drafted(), len(f.Versions)))
	}
	if len(used) != len(talks) {
		return held, found("FILE", fmt.Errorf("file: no version comes from one of its %d negotiations", len(talks)))
	}
	held = append(held, Check{"record", fmt.Sprintf("%d commits of the agreement and %d of its negotiation, without a gap", len(f.Records.Agreement.Entries), len(f.Records.Entries()["negotiation"]))})
	head, err := ReadHead(f.Head, key)
	if err != nil {
		return held, found("HEAD", err)
	}
	if err := f.included(head); err != nil {
		return held, found("LOG", err)
	}
	held = append(held, Check{"log", fmt.Sprintf("every one of them stands in the log that %s has signed", head.Origin)})
	for _, old := range older {
		if err := f.continues(head, key, old); err != nil {
			return held, found("OLDER", err)
		}
		held = append(held, Check{"older head", "nothing of what it covers was changed, taken away or put in since"})
	}
	return held, nil
}

// drafted counts the versions that the record knows.
func (f File) drafted() (n int) {
	for _, e := range f.Records.Agreement.Entries {
		var c Commit
		if json.Unmarshal(e.Body, &c) != nil {
			continue // Chain has read it
		}
		for _, event := range c.Events {
			if event.Type == "agreements.drafted.v1" {
				n++
			}
		}
	}
	return n
}

func (f File) included(head Head) error {
	paths := make(map[string][][]tlog.Hash)
	for _, p := range f.Paths {
		paths[p.Stream] = p.Paths
	}
	for want, r := range map[string]Record{"agreements": f.Records.Agreement, "negotiation": f.Records.Negotiation} {
		if r.Stream != want {
			return fmt.Errorf("log: a record is of %q, not of %s", r.Stream, want)
		}
	}
	for _, o := range f.Records.Others {
		if o.Stream != "negotiation" {
			return fmt.Errorf("log: the record of another negotiation is of %q", o.Stream)
		}
	}
	for _, k := range f.Records.Keys {
		if k.Stream != "registry" {
			return fmt.Errorf("log: the record of a key is of %q", k.Stream)
		}
	}
	for stream, entries := range f.Records.Entries() {
		if len(paths[stream]) != len(entries) {
			return fmt.Errorf("log: %d paths for %d commits of %s", len(paths[stream]), len(entries), stream)
		}
		tree := head.Of(stream)
		for i, e := range entries {
			if err := Included(tree, e.Sequence, e.Body, paths[stream][i]); err != nil {
				return fmt.Errorf("log: %w", err)
			}
		}
	}
	return nil
}

// continues holds the file's head against an older one.
func (f File) continues(head Head, key, old string) error {
	older, err := ReadHead(old, key)
	if err != nil {
		return fmt.Errorf("older %w", err)
	}
	for _, tree := range older.Trees {
		if err := Continues(tree, head.Of(tree.Stream), f.since(tree)); err != nil {
			return fmt.Errorf("older head: %w", err)
		}
	}
	return nil
}

// Leads tells whether the file says how the log has grown since an older head:
// it does where it was asked for with that.
func (f File) Leads(older Head) bool {
	head, err := ReadHead(f.Head, f.Key)
	if err != nil {
		return true // Verify says why
	}
	for _, tree := range older.Trees {
		if tree.Size > 0 && tree.Size < head.Of(tree.Stream).Size && f.since(tree) == nil {
			return false
		}
	}
	return true
}

func (f File) since(tree Tree) []tlog.Hash {
	for _, c := range f.Since {
		if c.Stream == tree.Stream && c.Size == tree.Size {
			return c.Path
		}
	}
	return nil
}

// Since is a head in the form in which a file is asked for that can be held
// against it.
func Since(head string) string { return base64.RawURLEncoding.EncodeToString([]byte(head)) }

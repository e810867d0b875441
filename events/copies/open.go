package copies

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"parley.example/events/proof"
)

// Copy is one that was opened: its form is sound, and nothing is verified yet.
type Copy struct {
	files map[string]*zip.File
}

// Open reads the form of a copy. What leads out of it, stands in it twice or
// would unpack to more than any negotiation has is refused.
func Open(r io.ReaderAt, size int64) (*Copy, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("it is no copy: %w", err)
	}
	c := &Copy{files: make(map[string]*zip.File)}
	var all uint64
	for _, f := range z.File {
		all += f.UncompressedSize64
		switch {
		case len(c.files) == MostFiles:
			return nil, fmt.Errorf("it has more than %d files", MostFiles)
		case !name.MatchString(f.Name):
			return nil, fmt.Errorf("%q is no file of a copy", f.Name)
		case c.files[f.Name] != nil:
			return nil, fmt.Errorf("%s stands in it twice", f.Name)
		case f.UncompressedSize64 > LargestFile || all > LargestCopy:
			return nil, fmt.Errorf("%s would unpack to %d bytes", f.Name, f.UncompressedSize64)
		case f.Method != zip.Deflate && f.Method != zip.Store:
			return nil, fmt.Errorf("%s is packed in a way that is not known", f.Name)
		}
		c.files[f.Name] = f
	}
	for _, must := range []string{Note, Head, Key} {
		if c.files[must] == nil {
			return nil, fmt.Errorf("%s is not in it", must)
		}
	}
	return c, nil
}

// Names are its files, sorted.
func (c *Copy) Names() []string { return slices.Sorted(maps.Keys(c.files)) }

// Read returns a file's bytes.
func (c *Copy) Read(name string) ([]byte, error) {
	f := c.files[name]
	if f == nil {
		return nil, fmt.Errorf("%s is not in it", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(f.UncompressedSize64)+1)) // what it says it has, whatever comes
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if uint64(len(data)) > f.UncompressedSize64 {
		return nil, fmt.Errorf("%s: it has more than it says", name)
	}
	return data, nil
}

// Key is the installation's as the copy itself has it: to be compared once.
func (c *Copy) Key() (string, error) {
	key, err := c.Read(Key)
	return strings.TrimSpace(string(key)), err
}

// Verify verifies everything with the installation's key or, where that is "",
// with the copy's own. It returns what holds, up to the first thing that does
// not, which it names by its file and sequence.
func (c *Copy) Verify(key string) (held []proof.Check, err error) {
	if key == "" {
		if key, err = c.Key(); err != nil {
			return nil, err
		}
	}
	signed, err := c.Read(Head)
	if err != nil {
		return nil, err
	}
	head, err := proof.ReadHead(string(signed), key)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Head, err)
	}
	records := 0
	for _, name := range c.Names() {
		check, err := c.verify(name, head, key)
		if err != nil {
			return held, fmt.Errorf("%s: %w", name, err)
		}
		if strings.HasPrefix(name, "records/") {
			records++
		}
		held = append(held, check...)
	}
	list, err := c.listed(key)
	if err != nil {
		return held, err
	}
	if own := "records/" + list.Negotiation + ".jsonl"; records != 1 || c.files[own] == nil {
		return held, fmt.Errorf("%s: it is the record of %s", own, list.Negotiation)
	}
	return append(held, proof.Check{What: "list", Found: fmt.Sprintf("all %d files are as %s has signed them", len(list.Files), list.Origin)}), nil
}

func (c *Copy) verify(name string, head proof.Head, key string) ([]proof.Check, error) {
	kind, _, _ := strings.Cut(name, "/")
	if kind != "records" && kind != "proofs" {
		return nil, nil
	}
	data, err := c.Read(name)
	if err != nil {
		return nil, err
	}
	if kind == "records" {
		n, err := chained(strings.TrimSuffix(strings.TrimPrefix(name, "records/"), ".jsonl"), data, head)
		return []proof.Check{{What: "record", Found: fmt.Sprintf("%s: %d commits without a gap, all of them in the log", name, n)}}, err
	}
	f, err := proof.ReadFile(data)
	if err != nil {
		return nil, err
	}
	if name != "proofs/"+f.Agreement+".proof.json" {
		return nil, fmt.Errorf("it is of %s", f.Agreement)
	}
	held, err := f.Verify(key)
	return held, err
}

// chained verifies a file of commits: each leads to the next, and each stands in
// the log.
func chained(aggregate string, data []byte, head proof.Head) (n int, err error) {
	record := proof.Record{Stream: "negotiation"}
	err = lines(data, func(line []byte) error {
		var l Line
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&l); err != nil {
			return fmt.Errorf("line %d: %w", len(record.Entries)+1, err)
		}
		if err := proof.Included(head.Of(record.Stream), l.Sequence, l.Body, l.Path); err != nil {
			return fmt.Errorf("sequence %d: %w", l.Sequence, err)
		}
		record.Entries = append(record.Entries, proof.Entry{Sequence: l.Sequence, Body: l.Body})
		return nil
	})
	if err != nil {
		return 0, err
	}
	if _, err := proof.Chain(aggregate, record); err != nil {
		return 0, err
	}
	return len(record.Entries), nil
}

func lines(data []byte, each func([]byte) error) error {
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, longestLine)
	for scanner.Scan() {
		if err := each(scanner.Bytes()); err != nil {
			return err
		}
	}
	return scanner.Err()
}

// listed holds every file against the signed list.
func (c *Copy) listed(key string) (List, error) {
	signed, err := c.Read(Note)
	if err != nil {
		return List{}, err
	}
	list, err := readList(string(signed), key)
	if err != nil {
		return list, fmt.Errorf("%s: %w", Note, err)
	}
	if len(list.Files)+1 != len(c.files) {
		return list, fmt.Errorf("%s: it lists %d files, there are %d", Note, len(list.Files), len(c.files)-1)
	}
	for _, f := range list.Files {
		data, err := c.Read(f.Name)
		if err != nil {
			return list, err
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.Hash || int64(len(data)) != f.Size {
			return list, fmt.Errorf("%s: it is not the file that was signed", f.Name)
		}
	}
	return list, nil
}

// Documents are those of one table, in their order; none if there is no such
// file.
func Documents[D any](c *Copy, table string) (all []D, err error) {
	file := "documents/" + table + ".jsonl"
	if c.files[file] == nil {
		return nil, nil
	}
	data, err := c.Read(file)
	if err != nil {
		return nil, err
	}
	err = lines(data, func(line []byte) error {
		var d D
		if err := json.Unmarshal(line, &d); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, d)
		return nil
	})
	return all, err
}

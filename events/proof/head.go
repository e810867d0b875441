package proof

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Tree is the transparency log of one stream at one size: leaf n is the hash of
// the bytes with sequence n+1 (Merkle tree of RFC 6962).
type Tree struct {
	Stream string    `json:"stream"`
	Size   int64     `json:"size"`
	Root   tlog.Hash `json:"root"` // base64 in JSON
}

// Head is what an installation says about all shared streams at one moment. It
// is signed as a note (C2SP signed-note): whoever holds one finds any later
// change to what lies before it.
type Head struct {
	Origin string // the name of the key that signs it
	Trees  []Tree // in the order of the streams' names
}

// headTitle is the second line of a head, which says by which rules to read it.
const headTitle = "parley.head.1"

// Text is what is signed.
func (h Head) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", h.Origin, headTitle)
	for _, t := range h.Trees {
		fmt.Fprintf(&b, "%s %d %s\n", t.Stream, t.Size, base64.StdEncoding.EncodeToString(t.Root[:]))
	}
	return b.String()
}

// Of returns the tree of a stream; of a stream that is not named, the empty one.
func (h Head) Of(stream string) Tree {
	for _, t := range h.Trees {
		if t.Stream == stream {
			return t
		}
	}
	return Tree{Stream: stream}
}

// ReadHead verifies a signed head by a key, in the form of a note verifier.
func ReadHead(signed, key string) (Head, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return Head{}, fmt.Errorf("key: %w", err)
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return Head{}, fmt.Errorf("head: %w", err)
	}
	if err := OneSpelling(signed, opened.Text); err != nil {
		return Head{}, fmt.Errorf("head: %w", err)
	}
	h, err := parseHead(opened.Text)
	if err == nil && h.Origin != verifier.Name() {
		err = fmt.Errorf("head: it is of %q, the key of %q", h.Origin, verifier.Name())
	}
	return h, err
}

// OneSpelling refuses a note whose signatures are written in a second way: base64
// leaves bits at its end that decide nothing.
func OneSpelling(signed, text string) error {
	for line := range strings.Lines(strings.TrimPrefix(signed, text)) {
		if line = strings.TrimSuffix(line, "\n"); line == "" {
			continue
		}
		if _, err := base64.StdEncoding.Strict().DecodeString(line[strings.LastIndexByte(line, ' ')+1:]); err != nil {
			return fmt.Errorf("a signature is not in its one spelling")
		}
	}
	return nil
}

func parseHead(text string) (Head, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 2 || lines[1] != headTitle {
		return Head{}, fmt.Errorf("head: it is no %s", headTitle)
	}
	h := Head{Origin: lines[0]}
	for _, line := range lines[2:] {
		parts := strings.Split(line, " ")
		if len(parts) != 3 {
			return h, fmt.Errorf("head: %q names no tree", line)
		}
		size, err := strconv.ParseInt(parts[1], 10, 64)
		root, wrong := base64.StdEncoding.Strict().DecodeString(parts[2])
		if err != nil || wrong != nil || size < 0 || len(root) != tlog.HashSize {
			return h, fmt.Errorf("head: %q names no tree", line)
		}
		h.Trees = append(h.Trees, Tree{parts[0], size, tlog.Hash(root)})
	}
	if h.Text() != text { // one head has one text
		return h, fmt.Errorf("head: it is not in its one form")
	}
	named := func(a, b Tree) int { return strings.Compare(a.Stream, b.Stream) }
	if !slices.IsSortedFunc(h.Trees, named) || len(slices.CompactFunc(slices.Clone(h.Trees), func(a, b Tree) bool { return a.Stream == b.Stream })) != len(h.Trees) {
		return h, fmt.Errorf("head: a stream is named twice or out of order")
	}
	return h, nil
}

// Leaf is the hash by which the stored bytes of a commit stand in a tree.
func Leaf(body []byte) tlog.Hash { return tlog.RecordHash(body) }

// Included verifies that a tree holds these bytes at this sequence.
func Included(t Tree, sequence uint64, body []byte, path []tlog.Hash) error {
	if sequence < 1 || sequence > uint64(t.Size) {
		return fmt.Errorf("%s: sequence %d is not among the %d of the head", t.Stream, sequence, t.Size)
	}
	if err := tlog.CheckRecord(path, t.Size, t.Root, int64(sequence)-1, Leaf(body)); err != nil {
		return fmt.Errorf("%s: sequence %d is not what the head says", t.Stream, sequence)
	}
	return nil
}

// Continues verifies that a tree begins with all of an older one.
func Continues(older, newer Tree, path []tlog.Hash) error {
	switch {
	case older.Stream != newer.Stream:
		return fmt.Errorf("%s does not continue %s", newer.Stream, older.Stream)
	case older.Size > newer.Size:
		return fmt.Errorf("%s: it was longer by %d", older.Stream, older.Size-newer.Size)
	case older.Size == 0:
		return nil
	case older.Size == newer.Size && older.Root != newer.Root:
		return fmt.Errorf("%s: another history of the same length was shown before", older.Stream)
	case older.Size == newer.Size:
		return nil
	}
	if err := tlog.CheckTree(path, newer.Size, newer.Root, older.Size, older.Root); err != nil {
		return fmt.Errorf("%s: it does not continue what was shown before", older.Stream)
	}
	return nil
}

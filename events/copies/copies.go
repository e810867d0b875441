// Package copies is the form of a seat's own copy: one zip file with the whole
// shared record of a negotiation, what was shown of it, and the proofs. Whoever
// has one needs nobody to read it and nobody to believe it.
//
//	README.txt                      what this is, in English and Spanish
//	copy.note                       a signed list of all other files by hash and size
//	head.note, key.txt              how far the record had come, and by which key that is signed
//	records/neg_….jsonl             the commits of the negotiation, each with its place in the log
//	proofs/agr_….proof.json         its agreements: files of package proof
//	documents/<stream>.<table>.jsonl  what the installation showed, for reading
//
// Records and proofs stand for themselves: an older head finds what an operator
// changes later. Documents are what the installation says, by its signature.
package copies

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"parley.example/events/proof"
)

// Title is the second line of a list, which no head has.
const Title = "parley.copy.1"

// The limits of a copy. A reader refuses what is beyond them before it has
// unpacked it.
const (
	MostFiles   = 500
	LargestFile = 128 << 20
	LargestCopy = 512 << 20
	longestLine = 4 << 20
)

// The names of files that every copy has.
const (
	Readme = "README.txt"
	Note   = "copy.note"
	Head   = "head.note"
	Key    = "key.txt"
)

var name = regexp.MustCompile(`^(README\.txt|copy\.note|head\.note|key\.txt|records/neg_[a-z2-7]{26}\.jsonl|proofs/agr_[a-z2-7]{26}\.proof\.json|documents/[a-z_]{1,40}\.[a-z_]{1,40}\.jsonl)$`)

// Line is a commit in a file of records.
type Line struct {
	Sequence uint64      `json:"sequence"`
	Body     []byte      `json:"body"` // as stored, in base64
	Path     []tlog.Hash `json:"path"` // to the head's tree of its stream
}

// File is a file in the list.
type File struct {
	Name string
	Size int64
	Hash string // hex SHA-256
}

// List is what copy.note says.
type List struct {
	Origin      string // the name of the key that signs it
	Negotiation string
	Files       []File // by name
}

// Text is what is signed.
func (l List) Text() string {
	files := slices.SortedFunc(slices.Values(l.Files), func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s\n", l.Origin, Title, l.Negotiation)
	for _, f := range files {
		fmt.Fprintf(&b, "%s %d %s\n", f.Hash, f.Size, f.Name)
	}
	return b.String()
}

// readList verifies a list by a key.
func readList(signed, key string) (List, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return List{}, fmt.Errorf("key: %w", err)
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return List{}, err
	}
	if err := proof.OneSpelling(signed, opened.Text); err != nil {
		return List{}, err
	}
	lines := strings.Split(strings.TrimSuffix(opened.Text, "\n"), "\n")
	if len(lines) < 3 || lines[0] != verifier.Name() || lines[1] != Title {
		return List{}, fmt.Errorf("it is no %s of %s", Title, verifier.Name())
	}
	l := List{Origin: lines[0], Negotiation: lines[2]}
	for _, line := range lines[3:] {
		parts := strings.SplitN(line, " ", 3)
		if len(parts) != 3 {
			return l, fmt.Errorf("%q names no file", line)
		}
		size, err := strconv.ParseInt(parts[1], 10, 64)
		if err != nil || !name.MatchString(parts[2]) {
			return l, fmt.Errorf("%q names no file", line)
		}
		l.Files = append(l.Files, File{parts[2], size, parts[0]})
	}
	if l.Text() != opened.Text {
		return l, fmt.Errorf("it is not in its one form")
	}
	return l, nil
}

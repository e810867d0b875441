// Package text says which words of people are stored: trimmed, bounded and
// without characters that make a text look like another one.
//
// It expects text in Unicode normalization form C, which the service brings
// about when it reads a command. Bounds count characters (code points).
package text

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley.example/services/internal/rules/rule"
)

// Clean returns s as it is stored: a text of one or more lines, not empty, with
// at most most characters.
//
// What nobody can see and nobody means, such as a byte-order mark from a word
// processor, is left out; so are overrides of the writing direction, which can
// show a sentence in another order than the one that is signed. Right-to-left
// scripts need none of them. Other control characters are refused.
func Clean(s string, most int) (string, *rule.Refusal) {
	s, refusal := Optional(s, most)
	if refusal == nil && s == "" {
		return "", rule.Refuse("INVALID", "rule", "required")
	}
	return s, refusal
}

// Optional is Clean for a text that may be empty.
func Optional(s string, most int) (string, *rule.Refusal) {
	if !utf8.ValidString(s) {
		return "", rule.Refuse("INVALID", "rule", "encoding")
	}
	s = strings.TrimSpace(strings.Map(stored, lines.Replace(s)))
	if !strings.ContainsFunc(s, visible) {
		s = ""
	}
	if strings.ContainsFunc(s, forbidden) {
		return "", rule.Refuse("INVALID", "rule", "control")
	}
	if utf8.RuneCountInString(s) > most {
		return "", rule.Refuse("INVALID", "rule", "too_long", "max", strconv.Itoa(most))
	}
	return s, nil
}

// Line is Clean for a name or title: line breaks become spaces, and no two
// spaces follow each other.
func Line(s string, most int) (string, *rule.Refusal) {
	return Clean(strings.Join(strings.Fields(s), " "), most)
}

// Same tells whether two names read the same to people.
func Same(a, b string) bool { return strings.EqualFold(a, b) }

var lines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// stored replaces or drops (-1) a character.
func stored(r rune) rune {
	switch {
	case r == '\t', r == '\u00a0':
		return ' '
	case invisible(r):
		return -1
	}
	return r
}

// invisible covers marks and overrides of direction, zero-width spaces and the
// letters of the tag block, which carry hidden words. Joiners stay: several
// scripts and the pictures of families need them.
func invisible(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || // marks
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || // embeddings, overrides, isolates
		r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u00ad' ||
		r >= '\U000e0000' && r <= '\U000e007f'
}

func visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) || forbidden(r) }

func forbidden(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

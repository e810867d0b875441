// Package similar finds statements that say nearly the same, so that whoever is
// about to say something sees what has been said. It compares how words are
// spelled, nothing else, and only hints.
package similar

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Text is a statement to compare with.
type Text struct{ Statement, Text string }

// Hint is a statement that is like a text: 1 is the same but for case,
// punctuation and spaces.
type Hint struct {
	Statement string  `json:"statement"`
	Likeness  float64 `json:"likeness"`
}

// The bounds of what is hinted at.
const (
	alike = 0.5
	most  = 5
)

// To returns the statements that are most like a text, the closest first: by
// how many of their three-letter pieces they share (Sørensen 1948, Dice 1945).
func To(text string, said []Text) []Hint {
	hints := []Hint{}
	own := pieces(text)
	for _, s := range said {
		if likeness := dice(own, pieces(s.Text)); likeness >= alike {
			hints = append(hints, Hint{s.Statement, likeness})
		}
	}
	slices.SortFunc(hints, func(a, b Hint) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), strings.Compare(a.Statement, b.Statement))
	})
	return hints[:min(most, len(hints))]
}

// pieces counts the three-letter pieces of each word, its ends among them.
func pieces(text string) map[string]int {
	found := make(map[string]int)
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		letters := []rune(" " + word + " ")
		for i := 0; i+3 <= len(letters); i++ {
			found[string(letters[i:i+3])]++
		}
	}
	return found
}

func dice(a, b map[string]int) float64 {
	shared, total := 0, 0
	for piece, n := range a {
		shared += min(n, b[piece])
		total += n
	}
	for _, n := range b {
		total += n
	}
	if total == 0 {
		return 0
	}
	return float64(2*shared) / float64(total)
}

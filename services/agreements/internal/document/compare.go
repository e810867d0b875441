package document

import (
	"strings"
	"unicode"

	"parley.example/events/agreements"
)

// Change is what became of one clause from one version to another. The preamble
// counts as one, without a number.
type Change struct {
	Number   int       `json:"number"` // in the newer version; of a clause that is gone in the older one
	Key      string    `json:"key"`
	Name     string    `json:"name"`
	Change   string    `json:"change"` // same, changed, added, removed
	Segments []Segment `json:"segments"`
}

// Segment is a run of words.
type Segment struct {
	Change string `json:"change"` // same, added, removed
	Text   string `json:"text"`
}

// What can become of words.
const (
	same    = "same"
	changed = "changed"
	added   = "added"
	removed = "removed"
)

// Compare lays two versions side by side: the preamble, then each clause of the
// newer one, then those that are gone. Joined, the segments that are not removed
// are the newer text and those that are not added the older one.
func Compare(before, after agreements.Document) []Change {
	list := []Change{compared(0, "preamble", "", opening(before), opening(after))}
	held := make(map[string]agreements.Clause)
	for _, c := range before.Clauses {
		held[c.Key] = c
	}
	for _, c := range after.Clauses {
		old, there := held[c.Key]
		if !there {
			list = append(list, Change{c.Number, c.Key, c.Name, added, []Segment{{added, whole(c)}}})
			continue
		}
		delete(held, c.Key)
		list = append(list, compared(c.Number, c.Key, c.Name, whole(old), whole(c)))
	}
	for _, c := range before.Clauses {
		if _, gone := held[c.Key]; gone {
			list = append(list, Change{c.Number, c.Key, c.Name, removed, []Segment{{removed, whole(c)}}})
		}
	}
	return list
}

func opening(d agreements.Document) string { return strings.Join(d.Preamble.Paragraphs, "\n") }

// whole is all that a clause says in words.
func whole(c agreements.Clause) string {
	return strings.Join(append([]string{c.Text}, c.Says...), "\n")
}

func compared(number int, key, name, before, after string) Change {
	c := Change{Number: number, Key: key, Name: name, Change: changed, Segments: segments(before, after)}
	if before == after {
		c.Change = same
	}
	return c
}

// longestTable bounds the work on two texts; beyond, one takes the place of the
// other as a whole.
const longestTable = 4_000_000

// segments are the words of two texts along their longest common subsequence
// (Wagner and Fischer 1974). Where several are as long, what is removed comes
// before what is added.
func segments(before, after string) []Segment {
	a, b := pieces(before), pieces(after)
	var list []Segment
	say := func(change, text string) {
		if n := len(list); n > 0 && list[n-1].Change == change {
			list[n-1].Text += text
		} else {
			list = append(list, Segment{change, text})
		}
	}
	if len(a)*len(b) > longestTable {
		return []Segment{{removed, before}, {added, after}}
	}
	common := shared(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			say(same, a[i])
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]):
			say(removed, a[i])
			i++
		default:
			say(added, b[j])
			j++
		}
	}
	return list
}

// shared holds how many pieces the rests of two texts have in common.
func shared(a, b []string) [][]int32 {
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	return common
}

// pieces are the words of a text, each with the space that follows it.
func pieces(text string) (list []string) {
	begin, spaced := 0, false
	for i, r := range text {
		if space := unicode.IsSpace(r); spaced && !space {
			list = append(list, text[begin:i])
			begin = i
			spaced = false
		} else if space {
			spaced = true
		}
	}
	if begin < len(text) {
		list = append(list, text[begin:])
	}
	return list
}

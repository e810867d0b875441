package directory

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"
)

// Query is what somebody looks for.
type Query struct {
	Words string
	Kind  Kind   // "": both
	First int    // how many
	After string // a cursor; "": from the beginning
}

// Hit is somebody who was found.
type Hit struct {
	ID      string
	Kind    Kind
	Matches []Match
	Cursor  string
}

// Match is a line in which words were found, and where in it, in characters.
type Match struct {
	Field Field    `json:"field"`
	Line  string   `json:"line"`
	Spans [][2]int `json:"spans"`
}

// How well a word of the index fits one that is looked for.
const (
	exactly = 16
	begins  = 8
	nearly  = 6 // one letter is wrong
	barely  = 4 // two are
)

// Bounds of the words of the index that one word may stand for.
const (
	maxBegins = 400
	maxNearly = 100
)

// position is where a hit lies in the order of all: the better the match the
// earlier, then by name, then by id.
type position struct {
	Score int32  `json:"s"`
	Order string `json:"o"`
	ID    string `json:"i"`
	key   uint64
}

func (p position) compare(o position) int {
	return cmp.Or(cmp.Compare(o.Score, p.Score), strings.Compare(p.Order, o.Order), strings.Compare(p.ID, o.ID))
}

// Search returns who matches every word, the best first, and whether there is
// more. It fails for a cursor that it did not make.
func (x *Index) Search(q Query) (hits []Hit, more bool, ok bool) {
	after, ok := readCursor(q.After)
	if !ok {
		return nil, false, false
	}
	wanted := wordsOf(q.Words)
	x.mu.RLock()
	defer x.mu.RUnlock()
	if len(wanted) == 0 || len(x.words) == 0 {
		return nil, false, true
	}
	fits := make([]map[int32]int32, len(wanted))
	for i, w := range wanted {
		if fits[i] = x.fitting(w); len(fits[i]) == 0 {
			return nil, false, true
		}
	}
	best := x.best(fits, q.Kind, after, q.After != "", q.First+1)
	if more = len(best) > q.First; more {
		best = best[:q.First]
	}
	for _, p := range best {
		d := x.list[x.slots[p.ID]]
		hits = append(hits, Hit{ID: p.ID, Kind: d.entry.Kind, Matches: x.matches(d, fits), Cursor: p.cursor()})
	}
	return hits, more, true
}

// wordsOf are those that are looked for, each once.
func wordsOf(text string) []string {
	var list []string
	for _, s := range split(text) {
		if !slices.Contains(list, s.word) && len(list) < maxWords {
			list = append(list, s.word)
		}
	}
	return list
}

// fitting returns the words of the index that one word may stand for, and how
// well each fits.
func (x *Index) fitting(text string) map[int32]int32 {
	fits := make(map[int32]int32)
	letters := []rune(text)
	x.near(letters, fits)
	if len(letters) > 1 {
		x.beginning(letters, fits)
	}
	if id, known := x.ids[text]; known && x.words[id].live > 0 {
		fits[id] = exactly
	}
	return fits
}

// beginning adds words that begin so, the shortest first.
func (x *Index) beginning(letters []rune, fits map[int32]int32) {
	all := grams(string(letters))
	all = all[:len(all)-1] // that of the end
	least := slices.MinFunc(all, func(a, b gram) int { return cmp.Compare(len(x.grams[a]), len(x.grams[b])) })
	var found []int32
	for _, id := range x.grams[least] {
		w := x.words[id]
		if w.live > 0 && len(w.letters) >= len(letters) && slices.Equal(w.letters[:len(letters)], letters) {
			found = append(found, id)
		}
	}
	for _, id := range x.first(found, maxBegins, func(int32) int { return 0 }) {
		fits[id] = begins
	}
}

// near adds words in which a letter is wrong, or two in a long one.
func (x *Index) near(letters []rune, fits map[int32]int32) {
	most := 0
	switch n := len(letters); {
	case n >= 8:
		most = 2
	case n >= 4:
		most = 1
	default:
		return
	}
	counts := make(map[int32]int8)
	all := distinctGrams(string(letters))
	for _, g := range all {
		for _, id := range x.grams[g] {
			counts[id]++
		}
	}
	least := max(1, len(all)-4*most) // a swap spoils four
	wrong := make(map[int32]int)
	var found []int32
	for id, shared := range counts {
		w := x.words[id]
		if int(shared) < least || w.live == 0 {
			continue
		}
		if n := apart(letters, w.letters, most); n > 0 && n <= most {
			wrong[id] = n
			found = append(found, id)
		}
	}
	for _, id := range x.first(found, maxNearly, func(id int32) int { return wrong[id] }) {
		fits[id] = nearly
		if wrong[id] > 1 {
			fits[id] = barely
		}
	}
}

// first returns so many words, the same whatever order they became known in.
func (x *Index) first(found []int32, most int, rank func(int32) int) []int32 {
	if len(found) <= most {
		return found
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(x.words[a].letters), len(x.words[b].letters)), slices.Compare(x.words[a].letters, x.words[b].letters))
	})
	return found[:most]
}

// tally is what a search knows of each slot so far: how many words it has, and
// how well. A slot that another search has written counts as new.
type tally struct {
	slots   []counted
	turn    uint32
	touched []int32
}

type counted struct {
	turn        uint32
	words       int32
	total, last int32
}

// best returns the first positions after one, among those that have all words.
func (x *Index) best(fits []map[int32]int32, kind Kind, after position, from bool, first int) []position {
	t, _ := x.pool.Get().(*tally)
	if t == nil || len(t.slots) < len(x.list) {
		t = &tally{slots: make([]counted, len(x.list)+len(x.list)/8)}
	}
	defer x.pool.Put(t)
	t.turn++
	t.touched = t.touched[:0]
	for n, words := range fits {
		for id, fit := range words {
			for _, p := range x.words[id].places {
				t.count(p, int32(n), fit)
			}
		}
	}
	var top positions
	for _, slot := range t.touched {
		c, card := t.slots[slot], x.cards[slot]
		if c.words != int32(len(fits)) || card.kind == "" || kind != "" && card.kind != kind {
			continue
		}
		score := c.total + c.last
		if len(top) == first && (score < top[0].Score || score == top[0].Score && card.key > top[0].key) {
			continue // as most are
		}
		d := x.list[slot]
		p := position{score, d.order, d.entry.ID, card.key}
		if from && p.compare(after) <= 0 {
			continue
		}
		if len(top) < first {
			heap.Push(&top, p)
		} else if p.compare(top[0]) < 0 {
			top[0] = p
			heap.Fix(&top, 0)
		}
	}
	slices.SortFunc(top, position.compare)
	return top
}

// count notes that an entry has the word with number n.
func (t *tally) count(p place, n, fit int32) {
	c := &t.slots[p.slot]
	if c.turn != t.turn {
		if n > 0 {
			return // it lacks an earlier one
		}
		*c = counted{turn: t.turn}
		t.touched = append(t.touched, p.slot)
	}
	score := fit * weight(p.fields)
	switch c.words {
	case n + 1:
		c.last = max(c.last, score)
	case n:
		c.total, c.last, c.words = c.total+c.last, score, n+1
	}
}

// weight is that of the best of some fields.
func weight(mask uint8) int32 {
	for bit, f := range fields {
		if mask&(1<<bit) != 0 {
			return f.weight
		}
	}
	return 0
}

// positions is a heap with the last one on top.
type positions []position

func (p positions) Len() int           { return len(p) }
func (p positions) Less(i, j int) bool { return p[i].compare(p[j]) > 0 }
func (p positions) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

// Push implements [heap.Interface].
func (p *positions) Push(v any) { *p = append(*p, v.(position)) }

// Pop implements [heap.Interface].
func (p *positions) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

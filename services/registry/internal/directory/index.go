package directory

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"sync"
)

// Index holds entries and finds them. It may be searched and told at the same
// time. The zero Index is empty.
type Index struct {
	mu    sync.RWMutex
	ties  map[string]Entry           // seats, initiatives and memberships by id
	holds map[string]map[string]bool // ids of seats and memberships by organization
	table map[string]map[string]bool // ids of taken seats by initiative
	commu map[string]map[string]bool // organizations by community
	slots map[string]int32           // of people and organizations by id
	list  []*indexed                 // by slot; nil where it was told anew
	cards []card                     // by slot: what a search looks at first
	dead  int                        // slots that are nil
	ids   map[string]int32           // of words
	words []word                     // by id
	grams map[gram][]int32           // ids of words
	pool  sync.Pool                  // of what a search needs
}

// indexed is an entry that can be found.
type indexed struct {
	entry   Entry
	order   string   // what sorts before what, where nothing else says it
	classes []string // of the seats that it holds
}

// card is what a search has to know of every slot that has its words.
type card struct {
	key  uint64 // of its order
	kind Kind   // "" where it is left behind
}

// word is one of the vocabulary, and where it occurs.
type word struct {
	letters []rune
	places  []place
	live    int32 // places whose slot is in use
}

// place is one entry with the fields in which a word occurs.
type place struct {
	slot   int32
	fields uint8
}

// Tell makes the index know what entries are now.
func (x *Index) Tell(entries ...Entry) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.slots == nil {
		x.clear()
		x.ties, x.holds = make(map[string]Entry), make(map[string]map[string]bool)
		x.table, x.commu = make(map[string]map[string]bool), make(map[string]map[string]bool)
	}
	for _, e := range entries {
		if e.Kind == Organization || e.Kind == Person {
			x.put(e)
		} else {
			x.tie(e)
		}
	}
	if x.dead > 1000+len(x.list)/2 {
		x.compact()
	}
}

func (x *Index) clear() {
	x.slots, x.ids = make(map[string]int32), make(map[string]int32)
	x.grams, x.list, x.cards, x.words, x.dead = make(map[gram][]int32), nil, nil, nil, 0
}

// put gives an entry a slot of its own; what it was before is left behind.
func (x *Index) put(e Entry) {
	if at, known := x.slots[e.ID]; known {
		x.forget(at)
	}
	d := &indexed{entry: e, order: orderOf(e.Name), classes: x.classesOf(e.ID)}
	slot := int32(len(x.list))
	x.list = append(x.list, d)
	x.cards = append(x.cards, card{keyOf(d.order), e.Kind})
	x.slots[e.ID] = slot
	if e.Hidden {
		return
	}
	for _, w := range d.words() {
		id := x.word(w.text)
		x.words[id].places = append(x.words[id].places, place{slot, w.fields})
		x.words[id].live++
	}
}

func (x *Index) forget(slot int32) {
	d := x.list[slot]
	if !d.entry.Hidden {
		for _, w := range d.words() {
			x.words[x.ids[w.text]].live--
		}
	}
	x.list[slot], x.cards[slot] = nil, card{}
	x.dead++
}

// compact leaves behind what is dead.
func (x *Index) compact() {
	living := x.list
	x.clear()
	for _, d := range living {
		if d != nil {
			x.put(d.entry)
		}
	}
}

type wordIn struct {
	text   string
	fields uint8
}

// words are those of an entry, each once.
func (d *indexed) words() []wordIn {
	found := make(map[string]uint8)
	d.lines(func(bit int, line string) {
		for _, s := range split(line) {
			found[s.word] |= 1 << bit
		}
	})
	list := make([]wordIn, 0, len(found))
	for text, mask := range found {
		list = append(list, wordIn{text, mask})
	}
	return list
}

// word returns the id of a word, which is made where it is new.
func (x *Index) word(text string) int32 {
	if id, known := x.ids[text]; known {
		return id
	}
	id := int32(len(x.words))
	x.words = append(x.words, word{letters: []rune(text)})
	x.ids[text] = id
	for _, g := range distinctGrams(text) {
		x.grams[g] = append(x.grams[g], id)
	}
	return id
}

func distinctGrams(text string) []gram {
	list := grams(text)
	slices.SortFunc(list, func(a, b gram) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
	})
	return slices.Compact(list)
}

// tie remembers what ties organizations together, and finds those that hold
// seats by the class of these.
func (x *Index) tie(e Entry) {
	before := x.ties[e.ID]
	x.ties[e.ID] = e
	for _, organization := range []string{before.Organization, e.Organization} {
		if organization != "" && before.Organization != e.Organization {
			flip(x.holds, organization, e.ID, organization == e.Organization)
		}
	}
	switch e.Kind {
	case Seat:
		flip(x.table, e.Initiative, e.ID, e.Organization != "")
	case Membership:
		flip(x.commu, e.Community, cmp.Or(e.Organization, before.Organization), e.Organization != "")
		return
	default:
		return
	}
	for _, organization := range slices.Compact([]string{before.Organization, e.Organization}) {
		if slot, known := x.slots[organization]; known && (before.Organization != e.Organization || before.Class != e.Class) {
			x.put(x.list[slot].entry)
		}
	}
}

func flip(sets map[string]map[string]bool, key, member string, in bool) {
	switch {
	case in && sets[key] == nil:
		sets[key] = map[string]bool{member: true}
	case in:
		sets[key][member] = true
	default:
		delete(sets[key], member)
	}
}

// classesOf are those of the seats that an organization holds.
func (x *Index) classesOf(organization string) []string {
	var classes []string
	for id := range x.holds[organization] {
		if tie := x.ties[id]; tie.Kind == Seat {
			classes = append(classes, tie.Class)
		}
	}
	slices.Sort(classes)
	return slices.Compact(classes)
}

// orderOf is a name as it is sorted: its letters without case and accent.
func orderOf(name string) string {
	all := make([]byte, 0, len(name))
	for _, r := range name {
		all = fold(all, r)
	}
	return string(all)
}

// keyOf is the beginning of an order as a number: most names differ there.
func keyOf(order string) uint64 {
	var first [8]byte
	copy(first[:], order)
	return binary.BigEndian.Uint64(first[:])
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

package directory

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Tie is why two organizations could be allies.
type Tie string

// The ties, those that help most first.
const (
	TheyOffer     Tie = "theyOfferWhatWeNeed"
	WeOffer       Tie = "weOfferWhatTheyNeed"
	SameNeed      Tie = "sameNeed"
	Neighbour     Tie = "neighbourInChain" // their class stands beside ours in an initiative from end to end
	SameClass     Tie = "sameClass"        // in an initiative
	SameCommunity Tie = "sameCommunity"
	SamePurpose   Tie = "samePurpose"
)

var ties = []Tie{TheyOffer, WeOffer, SameNeed, Neighbour, SameClass, SameCommunity, SamePurpose}

// Reason is one tie with what it lies in: a line of each, or what both take
// part in.
type Reason struct {
	Tie    Tie    `json:"tie"`
	Ours   string `json:"ours,omitempty"`
	Theirs string `json:"theirs,omitempty"`
	Within string `json:"within,omitempty"` // id of an initiative or a community
}

// Ally is an organization with the reasons why it could be one.
type Ally struct {
	Organization string   `json:"organization"`
	Reasons      []Reason `json:"reasons"`
	Meets        bool     `json:"-"` // it wants to be introduced
	name         string
}

// Bounds of the work: how many others one word may lead to, and how many
// reasons are told of one ally.
const (
	maxOthers  = 5000
	maxReasons = 8
)

// Allies returns the organizations that could be allies of one, with the
// reasons. Those with more kinds of reasons come first, then those whose first
// reason helps more, then by name.
func (x *Index) Allies(organization string, first int) []Ally {
	x.mu.RLock()
	defer x.mu.RUnlock()
	slot, known := x.slots[organization]
	if !known || x.list[slot].entry.Kind != Organization {
		return nil
	}
	us := x.list[slot]
	found := make(map[string]*Ally)
	x.byWords(us, found)
	x.bySeats(organization, found)
	x.byCommunities(organization, found)
	delete(found, organization)
	var list []Ally
	for id, a := range found {
		d := x.list[x.slots[id]]
		a.name, a.Meets = d.order, d.entry.Meets
		a.sort()
		list = append(list, *a)
	}
	slices.SortFunc(list, func(a, b Ally) int {
		return cmp.Or(
			cmp.Compare(b.kinds(), a.kinds()), cmp.Compare(rank(a.Reasons[0].Tie), rank(b.Reasons[0].Tie)),
			strings.Compare(a.name, b.name), strings.Compare(a.Organization, b.Organization))
	})
	return list[:min(first, len(list))]
}

func rank(t Tie) int { return slices.Index(ties, t) }

func (a *Ally) sort() {
	slices.SortFunc(a.Reasons, func(p, q Reason) int {
		return cmp.Or(cmp.Compare(rank(p.Tie), rank(q.Tie)), strings.Compare(p.Within, q.Within), strings.Compare(p.Ours, q.Ours), strings.Compare(p.Theirs, q.Theirs))
	})
	a.Reasons = slices.Compact(a.Reasons)
	a.Reasons = a.Reasons[:min(len(a.Reasons), maxReasons)]
}

func (a Ally) kinds() (n int) {
	for i, r := range a.Reasons {
		if i == 0 || r.Tie != a.Reasons[i-1].Tie {
			n++
		}
	}
	return n
}

// because adds a reason, if the other one is an organization that is known.
func (x *Index) because(found map[string]*Ally, other string, r Reason) {
	slot, known := x.slots[other]
	if !known || x.list[slot].entry.Kind != Organization {
		return
	}
	if found[other] == nil {
		found[other] = &Ally{Organization: other}
	}
	found[other].Reasons = append(found[other].Reasons, r)
}

// meeting says which lines of ours are held against which of theirs.
var meeting = []struct {
	tie          Tie
	ours, theirs func(Entry) []string
	field        uint8
}{
	{TheyOffer, needs, offers, 1 << 1},
	{WeOffer, offers, needs, 1 << 2},
	{SameNeed, needs, needs, 1 << 2},
	{SamePurpose, purposes, purposes, 1 << 4},
}

func needs(e Entry) []string    { return e.Needs }
func offers(e Entry) []string   { return e.Offers }
func purposes(e Entry) []string { return e.Purposes }

// byWords finds those whose lines share words with ours.
func (x *Index) byWords(us *indexed, found map[string]*Ally) {
	for _, m := range meeting {
		for _, ours := range m.ours(us.entry) {
			said := telling(ours)
			for slot := range x.sharing(said, m.field) {
				other := x.list[slot]
				for _, theirs := range m.theirs(other.entry) {
					if alike(said, telling(theirs)) {
						x.because(found, other.entry.ID, Reason{Tie: m.tie, Ours: short(ours), Theirs: short(theirs)})
						break
					}
				}
			}
		}
	}
}

// sharing are the slots that have enough of the words in a field. The rarest
// words lead the way: a word that half of all say says nothing.
func (x *Index) sharing(said []string, field uint8) map[int32]int {
	counts := make(map[int32]int)
	for _, w := range said {
		id, known := x.ids[w]
		if !known || x.words[id].live > maxOthers {
			continue
		}
		for _, p := range x.words[id].places {
			if p.fields&field != 0 && x.list[p.slot] != nil && x.list[p.slot].entry.Kind == Organization {
				counts[p.slot]++
			}
		}
	}
	least := min(2, len(said))
	maps.DeleteFunc(counts, func(_ int32, n int) bool { return n < least && n < len(said) })
	return counts
}

// alike tells whether two lines are about the same: they share two words that
// mean something, or all that the shorter one has.
func alike(a, b []string) bool {
	shared := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			shared++
		}
	}
	return shared > 0 && (shared >= 2 || shared == min(len(a), len(b)))
}

// telling are the words of a line that mean something.
func telling(line string) (list []string) {
	for _, s := range split(line) {
		if len([]rune(s.word)) > 2 && !common[s.word] && !slices.Contains(list, s.word) {
			list = append(list, s.word)
		}
	}
	return list
}

// common words, English and Spanish, as they are compared.
var common = func() map[string]bool {
	m := make(map[string]bool)
	for _, s := range split(`the and for with from that this those these our your their its all any are can has have not into more most other
		than who what when where which will would them they you over under per via use using without within between about also
		los las una unos unas del con por para que como mas sus nuestro nuestra nuestros nuestras este esta estos estas ese esa
		entre sin sobre hasta desde donde cuando quien ser son hay muy todo toda todos todas otro otra otros otras`) {
		m[s.word] = true
	}
	return m
}()

func short(line string) string {
	if letters := []rune(line); len(letters) > maxShown {
		return string(letters[:maxShown])
	}
	return line
}

// bySeats finds those who sit at the same tables: in the same class, or beside
// it where the whole chain is at the table.
func (x *Index) bySeats(organization string, found map[string]*Ally) {
	for _, id := range sorted(x.holds[organization]) {
		ours := x.ties[id]
		if ours.Kind != Seat {
			continue
		}
		chain := x.ties[ours.Initiative]
		for _, other := range sorted(x.table[ours.Initiative]) {
			theirs := x.ties[other]
			switch {
			case theirs.Class == ours.Class:
				x.because(found, theirs.Organization, Reason{Tie: SameClass, Within: ours.Initiative, Ours: ours.Class})
			case chain.Level >= 2 && beside(chain.Classes, ours.Class, theirs.Class):
				x.because(found, theirs.Organization, Reason{Tie: Neighbour, Within: ours.Initiative, Ours: ours.Class, Theirs: theirs.Class})
			}
		}
	}
}

func beside(classes []string, a, b string) bool {
	i, j := slices.Index(classes, a), slices.Index(classes, b)
	return i >= 0 && j >= 0 && (i-j == 1 || j-i == 1)
}

func (x *Index) byCommunities(organization string, found map[string]*Ally) {
	for _, id := range sorted(x.holds[organization]) {
		membership := x.ties[id]
		if membership.Kind != Membership {
			continue
		}
		for n, other := range sorted(x.commu[membership.Community]) {
			if n < maxOthers {
				x.because(found, other, Reason{Tie: SameCommunity, Within: membership.Community})
			}
		}
	}
}

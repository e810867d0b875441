package opinion

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
)

// Lesson is what one more answer would teach, in bits.
type Lesson struct {
	Statement string
	Bits      float64
}

// belief is what is known of a group: how many people it has, and by statement
// how they answer. The true shares of agree, disagree and pass are held to be
// distributed as Dirichlet(1+counts).
type belief struct {
	people int
	answer [][3]float64 // probability of the next answer
	doubt  []float64    // entropy that would remain if the shares were known
}

// believe takes each group, or everybody as long as there are no groups.
func (a *Analysis) believe() []belief {
	if len(a.ByGroup) == 0 {
		return []belief{believe(max(len(a.People), 1), a.All)}
	}
	var all []belief
	for g, n := range a.Groups.sizes() {
		all = append(all, believe(n, a.ByGroup[g]))
	}
	return all
}

func believe(people int, counts []Count) belief {
	b := belief{people: people, answer: make([][3]float64, len(counts)), doubt: make([]float64, len(counts))}
	most := 0
	for _, c := range counts {
		most = max(most, c.Seen)
	}
	h := harmonic(most + 3)
	for t, c := range counts {
		seen := c.Seen + 3
		for i, n := range [3]int{c.Agree + 1, c.Disagree + 1, c.Seen - c.Agree - c.Disagree + 1} {
			p := float64(n) / float64(seen)
			b.answer[t][i] = p
			b.doubt[t] += float64(p * (h[seen] - h[n])) // digamma of whole numbers
		}
	}
	return b
}

// harmonic returns 1 + 1/2 + … + 1/i for each i up to n.
func harmonic(n int) []float64 {
	h := make([]float64, n+1)
	for i := 1; i <= n; i++ {
		h[i] = h[i-1] + 1/float64(i)
	}
	return h
}

// Next orders the statements that a person has not seen by what the answer
// would teach: the mutual information between the answer and what is not known,
// which is the group the person belongs to and the shares within each group
// (Lindley 1956; Houlsby et al. 2011). A statement that divides the groups the
// person may be in teaches much, a new one too, one that is settled nothing.
// Of equal ones, such as all new ones, the name of the person decides: each
// person meets them in another order, and always in the same.
func (a *Analysis) Next(person string, said map[string]Stance) []Lesson {
	odds := a.odds(said)
	var next []Lesson
	for t, s := range a.Statements {
		if !s.Out && said[s.ID] == Unseen {
			next = append(next, Lesson{s.ID, a.teaches(t, odds)})
		}
	}
	slices.SortStableFunc(next, func(x, y Lesson) int {
		return cmp.Or(compareDown(x.Bits, y.Bits), cmp.Compare(lot(person, x.Statement), lot(person, y.Statement)))
	})
	return next
}

// odds is how probable it is that a person belongs to each group, after what
// they said (naive Bayes over the groups' shares).
func (a *Analysis) odds(said map[string]Stance) []float64 {
	logs := make([]float64, len(a.beliefs))
	for g, b := range a.beliefs {
		logs[g] = math.Log(float64(max(b.people, 1)))
		for t, s := range a.Statements {
			if what := said[s.ID]; what != Unseen && !s.Out {
				logs[g] += math.Log(b.answer[t][what-Agree])
			}
		}
	}
	top, sum := slices.Max(logs), 0.0
	for g := range logs {
		logs[g] = math.Exp(logs[g] - top)
		sum += logs[g]
	}
	for g := range logs {
		logs[g] /= sum
	}
	return logs
}

func (a *Analysis) teaches(t int, odds []float64) float64 {
	var mixed [3]float64
	doubt := 0.0
	for g, b := range a.beliefs {
		for i, p := range b.answer[t] {
			mixed[i] += float64(odds[g] * p)
		}
		doubt += float64(odds[g] * b.doubt[t])
	}
	entropy := 0.0
	for _, p := range mixed {
		entropy -= float64(p * math.Log(p))
	}
	return max(entropy-doubt, 0) / math.Ln2
}

func lot(person, statement string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(person))
	h.Write([]byte{0})
	h.Write([]byte(statement))
	return h.Sum64()
}

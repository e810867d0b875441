package desk

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/suggest"
	"parley.example/services/negotiation/internal/table"
)

var duels = flag.Int("duels", 200, "random domains in which an adversary tries to learn a reservation value")

const (
	grid      = 1_000 // how finely numbers are written
	step      = 10    // and reservation values told apart
	actions   = 50    // of the adversary in a domain, beside what makes a round
	leastLeft = grid / 20
	allowed   = 0.10
)

// An adversary at a real table knows everything of the other seat but the
// reservation value. What rounds suggest leaves an interval of values, by
// design; everything the service answers, shows and tells live to 50 acts of the
// adversary's leaves as much of it, less 10 %. Two worlds are played, in which
// the other sealed a value near one end of that interval and near the other: an
// adversary who hears the same in both can exclude neither. Where they differ
// more worlds between them show how much is excluded.
func TestAnAdversaryLearnsOfAReservationWhatRoundsShow(t *testing.T) {
	w := open(t)
	w.meet(t)
	ring := listen(t, w)
	learned := make([]learned, *duels)
	var turn sync.WaitGroup
	busy := make(chan struct{}, 48)
	for i := range learned {
		busy <- struct{}{}
		turn.Go(func() {
			defer func() { <-busy }()
			learned[i] = drawDuel(i).fought(t, w, ring)
		})
	}
	turn.Wait()
	if t.Failed() {
		return
	}
	var byRounds, beyond, most float64
	heard, suggested := 0, 0
	for i, l := range learned {
		byRounds, beyond, most = byRounds+l.byRounds, beyond+l.beyond, max(most, l.beyond)
		heard, suggested = heard+l.heard, suggested+l.suggested
		if l.beyond >= allowed {
			t.Errorf("domain %d: %d acts narrow the interval by %.0f %%; the first difference:\n%s", i, actions, 100*l.beyond, l.why)
		}
	}
	if n := len(learned); heard < n*actions || suggested < n/2 {
		t.Errorf("only %d answers were heard and %d packages suggested", heard, suggested)
	}
	n := float64(len(learned))
	t.Logf("%d domains: rounds leave %.1f %% of [0, 1] on average; what %d acts add narrows that by %.1f %% on average, %.1f %% at most (%d answers, %d packages suggested)",
		len(learned), 100*(1-byRounds/n), actions, 100*beyond/n, 100*most, heard, suggested)
}

// learned is what the adversary has got from a domain.
type learned struct {
	byRounds, beyond float64 // shares: of all values, and of those that rounds leave
	heard, suggested int
	why              string
}

// duel is a random small domain, and what the two seats seal about it.
type duel struct {
	number  int
	options []int // of each term
	text    []int
	own     []sealedBy // before each round
	other   sealedBy
	low     string // reservation values that explain the same rounds
	high    string
	left    float64 // of all values
}

// sealedBy is a seal without its reservation value, in thousandths.
type sealedBy struct {
	weights []int
	worths  [][]int
}

// drawDuel draws a domain in which rounds leave more than a point.
func drawDuel(number int) duel {
	r := rand.New(rand.NewPCG(uint64(number), 9))
	for {
		d := duel{number: number}
		for range 2 + r.IntN(2) {
			d.options = append(d.options, 2+r.IntN(3))
			d.text = append(d.text, r.IntN(d.options[len(d.options)-1]))
		}
		for range 1 + number%4/3 { // one in four has two rounds
			d.own = append(d.own, d.drawn(r))
		}
		d.other = d.drawn(r)
		if d.leaves(r) {
			return d
		}
	}
}

func (d duel) drawn(r *rand.Rand) (s sealedBy) {
	left := grid
	for k, n := range d.options {
		weight := left
		if k < len(d.options)-1 {
			weight = r.IntN(left + 1)
		}
		left -= weight
		s.weights, s.worths = append(s.weights, weight), append(s.worths, nil)
		for range n {
			s.worths[k] = append(s.worths[k], r.IntN(grid))
		}
	}
	return s
}

// leaves draws the other's reservation value and finds the others around it with
// which all rounds suggest the same; it tells whether there are enough.
func (d *duel) leaves(r *rand.Rand) bool {
	real := r.IntN(6 * grid / 10)
	shown := d.suggests(thousandths(real))
	same := func(i int) bool {
		return 0 <= i && i <= grid && reflect.DeepEqual(d.suggests(thousandths(i)), shown)
	}
	low, high := real, real
	for same(low - step) {
		low -= step
	}
	for same(high + step) {
		high += step
	}
	d.left = float64(high-low) / grid
	// within the interval, and written with few places or many
	d.low = thousandths(low) + strconv.Itoa(r.IntN(9) + 1)[:r.IntN(2)]
	d.high = thousandths(high-1) + fmt.Sprint(r.Int64N(1e12))[:1+r.IntN(2)]
	return high-low >= leastLeft && reflect.DeepEqual(d.suggests(d.low), shown) && reflect.DeepEqual(d.suggests(d.high), shown)
}

func thousandths(i int) string { return fmt.Sprintf("%d.%03d", i/grid, i%grid) }

// full is a seal about the terms with these ids.
func (s sealedBy) full(ids []string, reservation string) *negotiation.Utility {
	u := &negotiation.Utility{Reservation: reservation}
	for k, id := range ids {
		p := negotiation.Preference{Term: id, Weight: thousandths(s.weights[k])}
		for v, worth := range s.worths[k] {
			p.Curve = append(p.Curve, negotiation.Point{At: option(v), Worth: thousandths(worth)})
		}
		u.Terms = append(u.Terms, p)
	}
	return u
}

// option is what the service calls the values of a scenario's issue.
func option(v int) string { return "v" + strconv.Itoa(v+1) }

// suggests computes the duel's rounds by the rules alone, as everybody can.
func (d duel) suggests(reservation string) (rounds []string) {
	sheet := make(table.Sheet)
	var ids []string
	var text []negotiation.Setting
	for k, n := range d.options {
		id := "t" + strconv.Itoa(k)
		term := negotiation.Term{Kind: negotiation.ChoiceTerm, Name: id}
		for v := range n {
			term.Options = append(term.Options, negotiation.Option{Key: option(v)})
		}
		ids, sheet[id] = append(ids, id), table.Term{Term: term, Version: 1, Number: k + 1}
		text = append(text, negotiation.Setting{Term: id, Version: 1, Value: negotiation.Value{Choice: option(d.text[k])}})
	}
	sealed := func(seat string, s sealedBy, reservation string) negotiation.PreferencesSealed {
		return negotiation.PreferencesSealed{Seat: seat, Full: s.full(ids, reservation)}
	}
	methods := []negotiation.MediationMethod{negotiation.SingleText, negotiation.Leximin, negotiation.Nash}
	q := table.Question{Sheet: sheet, Text: text, Methods: methods}
	for _, own := range d.own {
		var shown []string
		for _, f := range suggest.Round(q, []negotiation.PreferencesSealed{sealed("a", own, "0.1"), sealed("b", d.other, reservation)}) {
			shown = append(shown, inWords(f.Values, f.Methods))
		}
		rounds = append(rounds, strings.Join(shown, "; "))
	}
	return rounds
}

func inWords(values []negotiation.Setting, methods []negotiation.MediationMethod) string {
	var words []string
	for _, s := range values {
		words = append(words, terms.Literal(s.Value))
	}
	return fmt.Sprint(words, methods)
}

// fought plays the ends of the interval, and what lies between where they can be
// told apart.
func (d duel) fought(t *testing.T, w town, ring *bell) learned {
	low, high := d.plays(t, w, ring, d.low), d.plays(t, w, ring, d.high)
	l := learned{byRounds: 1 - d.left, heard: len(low.lines), suggested: low.suggestions}
	if slices.Equal(low.lines, high.lines) {
		return l
	}
	l.why = difference(low.lines, high.lines)
	from, _ := strconv.ParseFloat(d.low, 64)
	to, _ := strconv.ParseFloat(d.high, 64)
	same, other := 0.0, 1.0 // how far from the low end one hears the same, and where no longer
	for range 4 {
		middle := (same + other) / 2
		if m := d.plays(t, w, ring, fmt.Sprintf("%.12f", from+middle*(to-from))); slices.Equal(low.lines, m.lines) {
			same = middle
		} else {
			other = middle
		}
	}
	l.beyond = 1 - same
	return l
}

// difference is where two transcripts first differ.
func difference(one, other []string) string {
	for k := range min(len(one), len(other)) {
		if one[k] != other[k] {
			at := 0
			for at < min(len(one[k]), len(other[k])) && one[k][at] == other[k][at] {
				at++
			}
			return fmt.Sprintf("answer %d of %d and %d:\n…%.300s\n…%.300s", k, len(one), len(other), one[k][max(0, at-80):], other[k][max(0, at-80):])
		}
	}
	return fmt.Sprintf("one hears %d answers and the other %d", len(one), len(other))
}

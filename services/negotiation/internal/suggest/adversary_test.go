package suggest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// grid is how finely the adversary asks what the other's reservation may be.
const grid = 40

// An adversary who knows everything of the other but the reservation value, and
// keeps all that could explain what was seen, narrows its interval by what the
// rounds show and by nothing else, in 200 random domains. After the rounds it
// does 50 more things that it may do, in two worlds in which the other's
// reservation lies at the ends of what is left: as long as it hears the same in
// both, both are still possible. What a round shows by design is measured too.
func TestAnAdversaryLearnsOfTheReservationWhatRoundsShow(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	byRounds, beyond, heard := 0.0, 0.0, 0
	for domain := range 200 {
		a := adversary{r: r, t: t}
		a.sits()
		for range 1 + domain%2 {
			a.own = a.seals("a", a.drawn())
			a.seesRound()
		}
		low, high, shown := a.interval()
		byRounds += 1 - shown
		script := rand.New(rand.NewPCG(uint64(domain), 3)).Perm(50)
		one, other := a.plays(low, script), a.plays(high, script)
		heard += len(one)
		if !slices.Equal(one, other) {
			beyond = max(beyond, 1) // the ends can be told apart
			t.Errorf("domain %d: with reservations %s and %s the adversary hears\n%q\n%q", domain, low, high, one, other)
		}
	}
	if heard < 200*50 {
		t.Errorf("only %d answers were heard", heard)
	}
	t.Logf("rounds narrow the interval by %.1f %% on average, 50 actions by %.1f %% more at most", 100*byRounds/200, 100*beyond)
}

// adversary sits at a table of two and keeps every reservation value of the other
// that explains what was seen.
type adversary struct {
	r        *rand.Rand
	t        *testing.T
	sheet    table.Sheet
	question table.Question
	own      negotiation.PreferencesSealed
	other    negotiation.PreferencesSealed
	possible [grid + 1]bool
}

func (a *adversary) sits() {
	var list []negotiation.Term
	for k := range 3 + a.r.IntN(2) {
		options := strings.Split("abcdefgh"[:2+a.r.IntN(4)], "")
		list = append(list, choice(options...))
		list[k].Name = fmt.Sprint(k)
	}
	a.sheet = sheet(list...)
	var words []string
	for _, id := range a.sheet.Ordered() {
		options := a.sheet[id].Options
		words = append(words, options[a.r.IntN(len(options))].Key)
	}
	a.question = table.Question{Sheet: a.sheet, Text: text(a.t, a.sheet, words...), Methods: all}
	a.other = a.seals("b", a.drawn())
	for i := range a.possible {
		a.possible[i] = true
	}
}

func (a *adversary) drawn() vault.Wish { return a.drawnBy(a.r) }

func (a *adversary) drawnBy(r *rand.Rand) vault.Wish {
	u := &negotiation.Utility{Reservation: fmt.Sprintf("0.%03d", r.IntN(600))}
	left := 1000
	ids := a.sheet.Ordered()
	for k, id := range ids {
		weight := left
		if k < len(ids)-1 {
			weight = r.IntN(left + 1)
		}
		left -= weight
		p := negotiation.Preference{Term: id, Weight: fmt.Sprintf("%d.%03d", weight/1000, weight%1000)}
		for _, w := range terms.Literals(a.sheet[id].Term, 100) {
			p.Curve = append(p.Curve, negotiation.Point{At: w, Worth: fmt.Sprintf("0.%03d", r.IntN(1000))})
		}
		u.Terms = append(u.Terms, p)
	}
	return vault.Wish{Full: u}
}

func (a *adversary) seals(seat string, w vault.Wish) negotiation.PreferencesSealed {
	return seal(a.t, a.sheet, seat, w)
}

// reservedAt is a seal with another reservation value.
func reservedAt(e negotiation.PreferencesSealed, reservation string) negotiation.PreferencesSealed {
	full := *e.Full
	full.Reservation = reservation
	e.Full = &full
	return e
}

func at(i int) string { return fmt.Sprintf("%d.%03d", i/grid, i%grid*1000/grid) }

// seesRound strikes what does not explain the suggestions.
func (a *adversary) seesRound() {
	computed := func(other negotiation.PreferencesSealed) []Found {
		return Round(a.question, []negotiation.PreferencesSealed{a.own, other})
	}
	shown := computed(a.other)
	for i := range a.possible {
		if a.possible[i] && !reflect.DeepEqual(shown, computed(reservedAt(a.other, at(i)))) {
			a.possible[i] = false
		}
	}
}

// interval is what lies between the least and the greatest value that is still
// possible, and how much of all that is.
func (a *adversary) interval() (low, high string, share float64) {
	first, last := -1, -1
	for i, possible := range a.possible {
		if possible && first < 0 {
			first = i
		}
		if possible {
			last = i
		}
	}
	if first < 0 { // the real value lies between two points of the grid
		return a.other.Full.Reservation, a.other.Full.Reservation, 0
	}
	return at(first), at(last), float64(last-first+1) / (grid + 1)
}

// plays lets the adversary act in a world in which the other's vault holds a
// reservation, and returns all that it hears.
func (a *adversary) plays(reservation string, script []int) (heard []string) {
	r := rand.New(rand.NewPCG(77, 78))
	w := newWorld(a, reservation)
	for _, act := range script {
		heard = append(heard, w.acts(act, r))
	}
	return heard
}

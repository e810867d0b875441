package suggest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// grid is how finely the adversary asks what the other's reservation may be.
const grid = 200

// An adversary who knows everything of the other but the reservation value, and
// keeps all that could explain what was seen, narrows its interval by what the
// rounds show and by nothing else, in 200 random domains: 50 legitimate actions
// between and after the rounds — sealing, tabling, asking what packages are worth
// to oneself, voting blind, drafts — are answered from the own seal and the
// shared record alone. What a round shows by design is measured too.
func TestAnAdversaryLearnsOfTheReservationWhatRoundsShow(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	byRounds, beyond := 0.0, 0.0
	for domain := range 200 {
		a := adversary{r: r, t: t}
		a.sits()
		for round := range 1 + domain%3 {
			if round > 0 {
				a.reseals()
			}
			a.seesRound()
		}
		shown := a.interval()
		for range 50 {
			a.acts()
		}
		left := a.interval()
		byRounds += 1 - shown
		if shown > 0 {
			beyond = max(beyond, (shown-left)/shown)
		}
	}
	if beyond >= 0.1 {
		t.Errorf("50 actions narrow the interval by %.1f %% beyond what rounds show", 100*beyond)
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
	own      vault.Wish
	other    vault.Wish
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
	a.own, a.other = a.drawn(), a.drawn()
	for i := range a.possible {
		a.possible[i] = true
	}
}

func (a *adversary) drawn() vault.Wish {
	u := &negotiation.Utility{Reservation: fmt.Sprintf("0.%03d", a.r.IntN(600))}
	left := 1000
	ids := a.sheet.Ordered()
	for k, id := range ids {
		weight := left
		if k < len(ids)-1 {
			weight = a.r.IntN(left + 1)
		}
		left -= weight
		p := negotiation.Preference{Term: id, Weight: fmt.Sprintf("%d.%03d", weight/1000, weight%1000)}
		for _, w := range terms.Literals(a.sheet[id].Term, 100) {
			p.Curve = append(p.Curve, negotiation.Point{At: w, Worth: fmt.Sprintf("0.%03d", a.r.IntN(1000))})
		}
		u.Terms = append(u.Terms, p)
	}
	return vault.Wish{Full: u}
}

func with(w vault.Wish, reservation string) vault.Wish {
	full := *w.Full
	full.Reservation = reservation
	return vault.Wish{Full: &full}
}

// seesRound strikes what does not explain the suggestions.
func (a *adversary) seesRound() {
	computed := func(other vault.Wish) []Found {
		return Round(a.question, []negotiation.PreferencesSealed{seal(a.t, a.sheet, "a", a.own), seal(a.t, a.sheet, "b", other)})
	}
	shown := computed(a.other)
	for i := range a.possible {
		if a.possible[i] && !reflect.DeepEqual(shown, computed(with(a.other, fmt.Sprintf("%d.%03d", i/grid, i%grid*1000/grid)))) {
			a.possible[i] = false
		}
	}
}

// reseals tries another reservation of its own between rounds, as it may once.
func (a *adversary) reseals() { a.own = a.drawn() }

// acts does something legitimate, and strikes whatever does not explain the
// answer: each world in which the other's reservation is another one answers
// the same question, by the same rules.
func (a *adversary) acts() {
	v := vault.Evolve(vault.Vault{}, seal(a.t, a.sheet, "a", a.own))
	at := vault.Place{Negotiation: "neg", Sheet: a.sheet}
	what, wish := a.r.IntN(4), a.drawn()
	values := valuesOf(a.question.Text)
	for id := range values {
		options := a.sheet[id].Options
		values[id] = negotiation.Value{Choice: options[a.r.IntN(len(options))].Key}
	}
	answer := func(vault.Wish) any {
		switch what {
		case 0: // what a package, a draft or a suggestion is worth to oneself
			return vault.Of(v.Seals[0], a.sheet, values)
		case 1: // sealing anew, well or badly
			_, err := vault.Decide(v, table.By{Seat: "a"}, at, vault.Seal{Wish: wish, Key: []byte("key")})
			return fmt.Sprint(err)
		case 2: // thinking about it
			return vault.ReviewOf(a.sheet, wish, []map[string]negotiation.Value{values})
		}
		return Window(a.question, 2) // how long a round takes
	}
	real := answer(a.other)
	for i := range a.possible {
		if a.possible[i] && !reflect.DeepEqual(real, answer(with(a.other, fmt.Sprintf("%d.%03d", i/grid, i%grid*1000/grid)))) {
			a.possible[i] = false
		}
	}
}

// interval is how much of 0 to 1 lies between the least and the greatest value
// that is still possible.
func (a *adversary) interval() float64 {
	first, last := -1, -2
	for i, possible := range a.possible {
		if possible && first < 0 {
			first = i
		}
		if possible {
			last = i
		}
	}
	return float64(last-first+1) / (grid + 1)
}

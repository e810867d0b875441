// Package bench measures the analysis of opinions on a conversation that is
// made up but has the shape of real ones, against the textbook way of doing it.
package bench

import (
	"fmt"
	"math/rand/v2"

	"parley.example/services/deliberation/internal/opinion"
)

// size is how big a conversation is.
type size struct{ people, statements, stances int }

// stance is one thing that somebody says.
type stance struct {
	person, statement string
	what              opinion.Stance
}

// camps are how many opinions there are about everything.
const camps = 3

// stream makes up what people say, one after another: most see the popular
// statements, each camp leans its own way on most of them, and some pass.
func stream(s size, seed uint64) []stance {
	lots := rand.New(rand.NewPCG(seed, 7))
	people, statements := names("p", s.people), names("s", s.statements)
	leans := make([][camps]float64, s.statements)
	for t := range leans {
		for c := range leans[t] {
			leans[t][c] = lots.Float64()
		}
	}
	said := make([]stance, 0, s.stances)
	seen := make(map[[2]int]bool, s.stances)
	for len(said) < s.stances {
		p, t := lots.IntN(s.people), popular(lots, s.statements)
		if seen[[2]int{p, t}] {
			continue
		}
		seen[[2]int{p, t}] = true
		what := opinion.Disagree
		switch draw := lots.Float64(); {
		case draw < 0.12:
			what = opinion.Pass
		case (draw-0.12)/0.88 < leans[t][p%camps]:
			what = opinion.Agree
		}
		said = append(said, stance{people[p], statements[t], what})
	}
	return said
}

// popular draws a statement; the first ones twice as often as the mean.
func popular(lots *rand.Rand, statements int) int {
	x := lots.Float64()
	return int(x * (x + 1) / 2 * float64(statements))
}

func names(prefix string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint(prefix, i)
	}
	return list
}

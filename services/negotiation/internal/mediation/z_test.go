package mediation

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

func ask(name string, s Scenario, text Package, o Origin) {
	for _, me := range Methods {
		t0 := time.Now()
		n := 0
		b := Solve(s, Question{Method: me, Text: text, Over: o}, Budget{Stop: func() bool { n++; return time.Since(t0) > 10*time.Second }})
		fmt.Println(name, me, b.Found, b.Value, b.Exact, b.Gap, time.Since(t0), n*64)
	}
}

func TestHard(t *testing.T) {
	for seed := uint64(1); seed <= 2; seed++ {
		r := rand.New(rand.NewPCG(seed, 9))
		var sizes []int
		for range 40 {
			sizes = append(sizes, 2+r.IntN(4))
		}
		ask("20 parties", rnd(seed, 20, false, sizes...), make(Package, 40), OverZero)
		s := rnd(seed, 10, false, sizes...)
		for i := range s.Parties {
			s.Parties[i].Reservation = .6
		}
		ask("reserved", s, make(Package, 40), OverReservation)
		s = rnd(seed, 10, true, sizes...)
		ask("opposed", s, make(Package, 40), OverZero)
		// shares: first 6 terms have 5 values that sum
		sizes = append([]int{21, 21, 21, 21, 21}, sizes...)
		s = rnd(seed, 10, false, sizes...)
		sum := Sum{Min: 100, Max: 100}
		for k := range 5 {
			sum.Terms = append(sum.Terms, k)
			var ns []int64
			for v := range 21 {
				ns = append(ns, int64(5*v))
				for i := range s.Parties {
					s.Parties[i].Worth[k][v] = float64(v) / 20
					if i != k && i != k+5 {
						s.Parties[i].Worth[k][v] = 0
					}
				}
			}
			sum.Numbers = append(sum.Numbers, ns)
		}
		s.Constraints = append(s.Constraints, Constraint{Sum: &sum})
		for range 20 {
			a, b := r.IntN(40)+5, r.IntN(40)+5
			if a != b {
				s.Constraints = append(s.Constraints, Constraint{Never: []Choice{{a, []int{0}}, {b, []int{1}}}})
			}
		}
		text := make(Package, 45)
		text[0], text[1], text[2], text[3], text[4] = 4, 4, 4, 4, 4
		for k := 5; k < 45; k++ {
			text[k] = sizes[k] - 1
		}
		fmt.Println(s.Allows(text), s.Check())
		ask("shares", s, text, OverZero)
	}
}

func TestProf(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	var sizes []int
	for range 40 {
		sizes = append(sizes, 2+r.IntN(4))
	}
	s := rnd(1, 10, true, sizes...)
	c := cpu()
	b := Solve(s, Question{Method: Leximin}, Budget{Nodes: 60000})
	fmt.Println(b.Value, b.Gap, cpu()-c)
}

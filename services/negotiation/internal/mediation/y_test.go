package mediation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

func small(r *rand.Rand) Scenario {
	var s Scenario
	K := 1 + r.IntN(5)
	for range K {
		s.Terms = append(s.Terms, Term{Values: make([]string, 1+r.IntN(4))})
	}
	m := 1 + r.IntN(5)
	coarse := r.IntN(2) == 0
	for range m {
		y := Party{Reservation: r.Float64() * .8}
		if r.IntN(2) == 0 {
			y.Reservation = 0
		}
		t := 0.0
		for k := range s.Terms {
			w := r.Float64()
			if coarse {
				w = float64(r.IntN(4))
			}
			y.Weights = append(y.Weights, w)
			t += w
			e := make([]float64, len(s.Terms[k].Values))
			for v := range e {
				e[v] = r.Float64()
				if coarse {
					e[v] = float64(r.IntN(4)) / 3
				}
			}
			y.Worth = append(y.Worth, e)
		}
		if t == 0 {
			y.Weights[0], t = 1, 1
		}
		for k := range y.Weights {
			y.Weights[k] /= t
		}
		s.Parties = append(s.Parties, y)
	}
	for range r.IntN(4) {
		perm := r.Perm(K)[:1+r.IntN(min(K, 3))]
		var c Constraint
		if r.IntN(2) == 0 {
			for _, k := range perm {
				n := len(s.Terms[k].Values)
				c.Never = append(c.Never, Choice{k, r.Perm(n)[:1+r.IntN(max(1, n-1))]})
			}
		} else {
			c.Sum = &Sum{Terms: perm}
			lo, hi := int64(0), int64(0)
			for _, k := range perm {
				var ns []int64
				for range s.Terms[k].Values {
					ns = append(ns, int64(r.IntN(10)))
				}
				c.Sum.Numbers = append(c.Sum.Numbers, ns)
				hi += 10
			}
			lo = int64(r.IntN(int(hi)/2 + 1))
			c.Sum.Min, c.Sum.Max = lo, lo+int64(r.IntN(int(hi)))
		}
		s.Constraints = append(s.Constraints, c)
	}
	return s
}

func TestBB(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 2))
	n, none, bad := 0, 0, 0
	for i := range 10000 {
		s := small(r)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		sp := compile(s)
		var text Package
		for n := range sp.walk() {
			text = make(Package, len(s.Terms))
			sp.packaged(n, text)
			if r.IntN(3) == 0 {
				break
			}
		}
		for _, me := range Methods {
			if me == SingleText && text == nil {
				continue
			}
			for _, o := range []Origin{OverZero, OverReservation} {
				q := Question{me, o, text}
				a := sp.among(q, sp.walk())
				b := sp.bounded(q, Budget{})
				n++
				if !a.Found {
					none++
				}
				if a.Found != b.Found || !b.Exact || math.Abs(a.Value-b.Value) > 1e-9 || !reflect.DeepEqual(a.Package, b.Package) {
					bad++
					if bad < 10 {
						t.Errorf("%d %v: %+v %+v", i, q, a, b)
					}
				}
			}
		}
	}
	fmt.Println(n, none, bad)
}

func TestBig(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		r := rand.New(rand.NewPCG(seed, 9))
		var sizes []int
		for range 40 {
			sizes = append(sizes, 2+r.IntN(4))
		}
		s := rnd(seed, 10, false, sizes...)
		for _, me := range Methods {
			t0 := time.Now()
			b := Solve(s, Question{Method: me, Text: make(Package, 40)}, Budget{Stop: func() bool { return time.Since(t0) > 10*time.Second }})
			fmt.Println(me, b.Value, b.Exact, b.Gap, time.Since(t0))
		}
	}
}

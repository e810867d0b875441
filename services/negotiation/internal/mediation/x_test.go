package mediation

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

func rnd(seed uint64, m int, anti bool, sizes ...int) Scenario {
	r := rand.New(rand.NewPCG(seed, 7))
	var s Scenario
	for _, n := range sizes {
		s.Terms = append(s.Terms, Term{Values: make([]string, n)})
	}
	for i := range m {
		y := Party{}
		t := 0.0
		for range sizes {
			y.Weights = append(y.Weights, r.Float64())
			t += y.Weights[len(y.Weights)-1]
		}
		for k, n := range sizes {
			y.Weights[k] /= t
			w := make([]float64, n)
			mx := 0.0
			for v := range w {
				w[v] = r.Float64()
				if anti {
					e := float64(v) / float64(n-1)
					if i%2 == 0 {
						e = 1 - e
					}
					w[v] = e + .2*r.Float64()
				}
				mx = max(mx, w[v])
			}
			for v := range w {
				w[v] /= mx
			}
			y.Worth = append(y.Worth, w)
		}
		s.Parties = append(s.Parties, y)
	}
	return s
}

func TestX(t *testing.T) {
	for _, c := range []struct {
		m    int
		anti bool
		s    []int
	}{
		{5, false, []int{10, 10, 10, 10, 6, 4}},
		{5, true, []int{10, 10, 10, 10, 6, 4}},
		{5, false, []int{5, 4, 4, 4, 5, 5, 5, 3, 2, 1, 1, 1}},
		{9, false, []int{10, 10, 9, 8}},
		{9, false, []int{8, 5, 3, 4, 3, 5}},
		{9, true, []int{8, 5, 3, 4, 3, 5}},
		{5, false, []int{5, 5, 5, 4, 4, 4, 4, 3, 2, 5}},
		{10, false, []int{5, 5, 5, 4, 4, 4, 4, 3, 2, 5}},
	} {
		s := rnd(3, c.m, c.anti, c.s...)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		sp := compile(s)
		t0 := cpu()
		_, pts, all, _ := sp.points(func() bool { return false })
		t1 := cpu()
		f, ok := sp.front(func() bool { return false })
		t2 := cpu()
		a := sp.among(Question{Method: Leximin}, sp.each(f.near))
		t3 := cpu()
		b := sp.among(Question{Method: Leximin}, sp.walk())
		t4 := cpu()
		d := sp.among(Question{Method: Nash}, sp.walk())
		fmt.Println(c, all, len(pts), t1-t0, "front", ok, len(f.efficient), f.vectors, t2-t1, a.Value-b.Value, t3-t2, "walk", t4-t3, cpu()-t4, d.Value)
	}
}

func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(1, &r)
	return time.Duration(r.Utime.Nano())
}

func BenchmarkNine(b *testing.B) {
	s := rnd(3, 9, false, 8, 5, 3, 4, 3, 5)
	sp := compile(s)
	c := cpu()
	for b.Loop() {
		sp.front(func() bool { return false })
	}
	b.ReportMetric(float64(cpu()-c)/float64(b.N)/1e6, "cpu-ms/op")
}

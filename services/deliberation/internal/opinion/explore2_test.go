package opinion

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

func synth(gr int) *Matrix {
	s := NewStances()
	r := rand.New(rand.NewPCG(1, 2))
	for p := range 50000 {
		for range 20 {
			g := p % gr
			st := r.IntN(1000)
			v := Agree
			if r.Float64() < 0.3+0.4*float64((st/(g+1))%2) {
				v = Disagree
			}
			s.Hear(fmt.Sprint(p), fmt.Sprint(st), v, 0)
		}
	}
	return s.Matrix()
}

func TestY(t *testing.T) {
	for _, gr := range []int{2, 3, 5} {
		m := synth(gr)
		x, c := m.deviations()
		n := 0
		var d time.Duration
		t0 := time.Now()
		v, _ := leading(2, len(c), func(b block) block { n++; t := time.Now(); y := x.gram(b); d += time.Since(t); return y })
		fmt.Println(gr, v, n, d, time.Since(t0))
	}
}

package opinion

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"
	"time"
	"math/rand/v2"
)

func load(name string) (*Stances, map[string]string) {
	f, _ := os.Open("/work/shared/data/polis/" + name + "/participants-votes.csv")
	rows, _ := csv.NewReader(f).ReadAll()
	c, _ := os.Open("/work/shared/data/polis/" + name + "/comments.csv")
	com, _ := csv.NewReader(c).ReadAll()
	h := rows[0]
	first, g := 0, 0
	for i, x := range h {
		if x == "n-disagree" {
			first = i + 1
		}
		if x == "group-id" {
			g = i
		}
	}
	s := NewStances()
	gs := map[string]string{}
	for _, r := range rows[1:] {
		gs[r[0]] = r[g]
		for j := first; j < len(r); j++ {
			switch r[j] {
			case "1":
				s.Hear(r[0], h[j], Agree, 0)
			case "-1":
				s.Hear(r[0], h[j], Disagree, 0)
			case "0":
				s.Hear(r[0], h[j], Pass, 0)
			}
		}
	}
	for _, x := range h[first:] {
		s.Put(Statement{ID: x})
	}
	for _, r := range com[1:] {
		if _, ok := s.statements[r[2]]; ok {
			s.Put(Statement{r[2], r[6] == "-1"})
		}
	}
	return s, gs
}

func TestX(t *testing.T) {
	for _, n := range []string{"15-per-hour-seattle", "london.youth.policing", "vtaiwan.uberx"} {
		s, _ := load(n)
		t0 := time.Now()
		m := s.Matrix()
		t1 := time.Now()
		a := m.Axes()
		fmt.Println(n, m.ID(), m.People(), a.Eigenvalue, a.Explained, t1.Sub(t0), time.Since(t1))
	}
	s := NewStances()
	r := rand.New(rand.NewPCG(1, 2))
	for p := range 50000 {
		for range 20 {
			g := p % 3
			st := r.IntN(1000)
			v := Agree
			if r.Float64() < 0.3+0.4*float64((st+g)%2) {
				v = Disagree
			}
			s.Hear(fmt.Sprint(p), fmt.Sprint(st), v, 0)
		}
	}
	t0 := time.Now()
	m := s.Matrix()
	t1 := time.Now()
	id := m.ID()
	t2 := time.Now()
	a := m.Axes()
	fmt.Println(id, m.People(), a.Eigenvalue, a.Explained, t1.Sub(t0), t2.Sub(t1), time.Since(t2))
}

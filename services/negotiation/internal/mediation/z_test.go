package mediation

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestDbg(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 54 {
		s := small(r)
		sp := compile(s)
		var text Package
		for n := range sp.walk() {
			text = make(Package, len(s.Terms))
			sp.packaged(n, text)
			if r.IntN(3) == 0 {
				break
			}
		}
		if i == 53 {
			for _, c := range s.Constraints {
				fmt.Println(c.Never, c.Sum)
			}
			fmt.Println(sp.adds, sp.left)
			a := sp.aimOf(Question{Method: Utilitarian}, nil)
			tr := sp.tree(a, &meter{})
			tr.offer(text)
			fmt.Println(tr.rows.left)
			fmt.Println(tr.run())
			fmt.Println(tr.ties)
		}
	}
}

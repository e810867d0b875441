package table

import (
	"fmt"
	"testing"

	"parley.example/events/negotiation"
)

// A command costs the same on a long history as on a short one.
func BenchmarkTakePosition(b *testing.B) {
	for _, packages := range []int{50, 4_999} {
		b.Run(fmt.Sprint(packages), func(b *testing.B) {
			t := Fold(settled...)
			for i := range packages {
				t = Evolve(t, with(offered, func(p *negotiation.PackageTabled) { p.Package = fmt.Sprint("p", i) }))
			}
			for i := 0; b.Loop(); i++ {
				events, err := Decide(t, riders, noon, TakePosition{ID: "o", Package: "p7", Stance: negotiation.Likes, Reason: fmt.Sprint(i)})
				if err != nil {
					b.Fatal(err)
				}
				t = Evolve(t, events[0])
			}
		})
	}
}

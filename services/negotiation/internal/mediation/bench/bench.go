package bench

import (
	"math/rand/v2"

	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// camps are the kinds of scenario that are drawn.
var camps = []struct {
	name string
	draw func(r *rand.Rand, parties int, sizes []int) mediation.Scenario
}{
	{"", sample.Independent},
	{" in two camps", sample.Opposed},
}

// Mediate measures everything; it takes some minutes. Lies are tried on the
// cases.
func Mediate(cases []Named, say func(string)) []Row {
	var rows []Row
	for _, part := range []func(func(string)) []Row{enumerated, beyond, growing, grown} {
		rows = append(rows, part(say)...)
	}
	return append(rows, misreported(cases, say)...)
}

// Drawn are scenarios to try lies on where there are no real ones.
func Drawn() []Named {
	var all []Named
	for _, c := range camps {
		all = append(all, Named{"drawn" + c.name, c.draw(sample.Source(6), 4, []int{4, 4, 4, 4})})
	}
	return all
}

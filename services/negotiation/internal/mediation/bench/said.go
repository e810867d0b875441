package bench

import (
	"fmt"
	"slices"
	"strconv"

	"parley.example/services/negotiation/internal/mediation"
)

// saidOnSealing holds what the sealing page says against what was measured in
// the real cases.
func saidOnSealing(gains map[mediation.Method][]Gain) []Row {
	var rows []Row
	for _, m := range mediation.RoundMethods {
		said := mediation.Measured[m]
		for _, f := range []struct {
			what       string
			of         func(Gain) float64
			most, half string
		}{
			{"the reservation", func(g Gain) float64 { return g.Reservation }, said.Reservation, said.ReservationHalf},
			{"one weight", func(g Gain) float64 { return g.Weight }, said.Weight, said.WeightHalf},
		} {
			measured := make([]float64, len(gains[m]))
			for i, g := range gains[m] {
				measured[i] = f.of(g)
			}
			slices.Sort(measured)
			name := fmt.Sprintf("%%s gain from misstating %s, %s, all cases", f.what, m)
			rows = append(
				rows,
				Row{Name: fmt.Sprintf(name, "largest"), Value: measured[len(measured)-1], Unit: "utility"}.atMost(number(f.most)),
				Row{Name: fmt.Sprintf(name, "median"), Value: measured[len(measured)/2], Unit: "utility"}.atMost(number(f.half)),
			)
		}
	}
	return rows
}

func number(s string) float64 {
	x, _ := strconv.ParseFloat(s, 64)
	return x
}

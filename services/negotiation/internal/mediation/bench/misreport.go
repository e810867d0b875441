package bench

import (
	"fmt"
	"slices"

	"parley.example/services/negotiation/internal/mediation"
)

// Named is a scenario by name.
type Named struct {
	Name     string
	Scenario mediation.Scenario
}

// Gain is the most that any one party gains, in its true utility, if it alone
// misstates what it falls back on, or one weight, and everybody else is honest.
type Gain struct{ Reservation, Weight float64 }

// The steps of the grids of lies, from 0 to 1.
const (
	reservations = 40
	weights      = 10
)

// Misreport tries lies on a grid against a method over the reservation values.
// If no package is left, everybody gets what it truly falls back on.
func Misreport(s mediation.Scenario, m mediation.Method) (most Gain) {
	for i, honest := range s.Parties {
		truth := told(s, i, honest, m)
		for step := range reservations + 1 {
			lie := honest
			lie.Reservation = float64(step) / reservations
			most.Reservation = max(most.Reservation, told(s, i, lie, m)-truth)
		}
		for k := range s.Terms {
			for step := range weights + 1 {
				if lie, possible := weighing(honest, k, float64(step)/weights); possible {
					most.Weight = max(most.Weight, told(s, i, lie, m)-truth)
				}
			}
		}
	}
	return most
}

// told is what party i truly gets if it says this.
func told(s mediation.Scenario, i int, says mediation.Party, m mediation.Method) float64 {
	honest := s.Parties[i]
	s.Parties = slices.Clone(s.Parties)
	s.Parties[i] = says
	text := make(mediation.Package, len(s.Terms))
	got := mediation.Solve(s, mediation.Question{Method: m, Over: mediation.OverReservation, Text: text}, free())
	if !got.Found {
		return honest.Reservation
	}
	return honest.Utility(got.Package)
}

// weighing gives term k the weight w and leaves the others in proportion.
func weighing(y mediation.Party, k int, w float64) (mediation.Party, bool) {
	rest := 0.0
	for l, x := range y.Weights {
		if l != k {
			rest += x
		}
	}
	if rest == 0 {
		return y, false
	}
	y.Weights = slices.Clone(y.Weights)
	for l := range y.Weights {
		y.Weights[l] *= (1 - w) / rest
	}
	y.Weights[k] = w
	return y, true
}

// misreported is the table of gains. What the sealing page says of them is held
// against the real cases only.
func misreported(cases []Named, say func(string)) []Row {
	var rows []Row
	gains := make(map[mediation.Method][]Gain)
	for _, c := range cases {
		say("misreporting in " + c.Name)
		for _, m := range mediation.Methods {
			gain := Misreport(c.Scenario, m)
			gains[m] = append(gains[m], gain)
			name := fmt.Sprintf("gain from misstating %%s, %s, %s", m, c.Name)
			reservation := Row{Name: fmt.Sprintf(name, "the reservation"), Value: gain.Reservation, Unit: "utility"}
			if m == mediation.SingleText {
				reservation = reservation.atMost(0)
			}
			rows = append(rows, reservation, Row{Name: fmt.Sprintf(name, "one weight"), Value: gain.Weight, Unit: "utility"})
		}
	}
	if len(cases) == mediation.MeasuredCases {
		rows = append(rows, saidOnSealing(gains)...)
	}
	return rows
}

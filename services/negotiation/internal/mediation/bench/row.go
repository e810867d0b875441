// Package bench measures mediation: against a naive pass over all packages, as
// terms and parties grow, beyond what can be enumerated, and what a party gains
// by misstating what it has sealed.
package bench

import (
	"fmt"
	"slices"
	"time"
)

// Row is a figure. Against is the same of a baseline that ran in turns with it,
// Ratio is Value / Against.
type Row struct {
	Name    string   `json:"name"`
	Value   float64  `json:"value"`
	Unit    string   `json:"unit"`
	Against *float64 `json:"against,omitempty"`
	Ratio   *float64 `json:"ratio,omitempty"`
	Aim     string   `json:"aim,omitempty"`
	Met     *bool    `json:"met,omitempty"`
}

func (r Row) beside(against float64) Row {
	r.Against = &against
	if against != 0 {
		ratio := r.Value / against
		r.Ratio = &ratio
	}
	return r
}

func (r Row) atMost(limit float64) Row {
	met := r.Value <= limit
	r.Met, r.Aim = &met, fmt.Sprintf("≤ %g %s", limit, r.Unit)
	return r
}

// turns runs functions in turns and returns the median seconds of each.
func turns(rounds int, run ...func()) []float64 {
	taken := make([][]float64, len(run))
	for range rounds {
		for at, f := range run {
			start := time.Now()
			f()
			taken[at] = append(taken[at], time.Since(start).Seconds())
		}
	}
	medians := make([]float64, len(run))
	for at, all := range taken {
		slices.Sort(all)
		medians[at] = all[len(all)/2]
	}
	return medians
}

// String is the row for people.
func (r Row) String() string {
	line := fmt.Sprintf("%-70s %12.6g %-8s", r.Name, r.Value, r.Unit)
	if r.Ratio != nil {
		line += fmt.Sprintf(" against %.4g, ratio %.3g", *r.Against, *r.Ratio)
	}
	if r.Met != nil && !*r.Met {
		return line + " MISSED " + r.Aim
	}
	return line + " " + r.Aim
}

package bench

import (
	"math"
	"testing"

	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// The baseline and what it is a baseline for say the same.
func TestTheNaivePassAgrees(t *testing.T) {
	for seed := range uint64(50) {
		r := sample.Source(seed)
		s := sample.Independent(r, 2+r.IntN(4), []int{4, 3, 5})
		text := make(mediation.Package, 3)
		frontier, values := naive(s, text)
		if found := mediation.Examine(s, text, mediation.Budget{}, free); differ(found, frontier, values) != 0 {
			t.Errorf("scenario %d: %d efficient packages and %v, but %+v", seed, frontier, values, found)
		}
	}
}

func TestThePlainSearchProves(t *testing.T) {
	s := sample.Independent(sample.Source(1), 3, []int{3, 3, 3, 3})
	if gap := byIdeals(s, 1_000_000); gap != 0 {
		t.Errorf("it leaves a gap of %g", gap)
	}
	if gap := byIdeals(s, 10); gap <= 0 || gap > 1 {
		t.Errorf("with ten nodes it leaves a gap of %g", gap)
	}
}

// By construction nobody gains from misstating its reservation where methods do
// not look at it; in other methods somebody does.
func TestMisreporting(t *testing.T) {
	nash := 0.0
	for seed := range uint64(5) {
		s := sample.Independent(sample.Source(seed), 3, []int{4, 4, 4})
		for _, m := range mediation.Methods {
			gain := Misreport(s, m)
			if gain.Reservation < 0 || gain.Weight < 0 || gain.Weight > 1 {
				t.Errorf("%s: %+v", m, gain)
			}
			if (m == mediation.SingleText || m == mediation.Utilitarian) && gain.Reservation != 0 {
				t.Errorf("%s: a lie about the reservation brings %g", m, gain.Reservation)
			}
			if m == mediation.Nash {
				nash = max(nash, gain.Reservation)
			}
		}
	}
	if nash == 0 {
		t.Error("no lie ever helped anybody with Nash, which cannot be")
	}
}

func TestALieIsWeighedOut(t *testing.T) {
	y, possible := weighing(mediation.Party{Weights: []float64{0.5, 0.3, 0.2}}, 0, 0.2)
	if want := []float64{0.2, 0.48, 0.32}; !possible || math.Abs(y.Weights[1]-want[1]) > 1e-12 || math.Abs(y.Weights[2]-want[2]) > 1e-12 {
		t.Errorf("%v, want %v", y.Weights, want)
	}
}

func BenchmarkFrontier(b *testing.B) {
	for name, s := range map[string]mediation.Scenario{
		"240000x5":        sample.Independent(sample.Source(1), 5, []int{10, 10, 10, 10, 6, 4}),
		"240000x5 camps":  sample.Opposed(sample.Source(1), 5, []int{10, 10, 10, 10, 6, 4}),
		"7200x9":          sample.Independent(sample.Source(1), 9, []int{8, 5, 3, 4, 3, 5}),
		"7200x9 in camps": sample.Opposed(sample.Source(1), 9, []int{8, 5, 3, 4, 3, 5}),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				mediation.Examine(s, make(mediation.Package, len(s.Terms)), mediation.Budget{}, free)
			}
		})
	}
}

func BenchmarkBranchAndBound(b *testing.B) {
	s := sample.Independent(sample.Source(3), 10, sample.Sizes(sample.Source(3), 40, 2, 5))
	for _, m := range []mediation.Method{mediation.Leximin, mediation.Nash, mediation.KalaiSmorodinsky} {
		b.Run(string(m), func(b *testing.B) {
			for b.Loop() {
				mediation.Solve(s, mediation.Question{Method: m}, free())
			}
		})
	}
}

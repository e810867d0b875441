package mediation_test

import (
	"reflect"
	"slices"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

func TestSuggestions(t *testing.T) {
	all := []Method{Nash, Leximin, SingleText}
	tests := []struct {
		rule    string
		s       Scenario
		text    Package
		methods []Method
		want    []Suggestion
	}{
		{"what several methods choose is shown once", packages([]float64{0.2, 0.2}, []float64{0.6, 0.6}), Package{0}, all, []Suggestion{{Package{1}, []Method{SingleText, Leximin, Nash}}}},
		{"each its own, in one order", packages([]float64{0.1, 0.4}, []float64{0.3, 0.6}, []float64{0.35, 0.36}, []float64{1, 0.34}), Package{0}, all, []Suggestion{
			{Package{1}, []Method{SingleText}}, {Package{2}, []Method{Leximin}}, {Package{3}, []Method{Nash}},
		}},
		{"only what the ground rules chose", packages([]float64{0.2, 0.2}, []float64{0.6, 0.6}), Package{0}, []Method{Leximin}, []Suggestion{{Package{1}, []Method{Leximin}}}},
		{"without a text there is no step from it", packages([]float64{0.2, 0.2}, []float64{0.6, 0.6}), nil, all, []Suggestion{{Package{1}, []Method{Leximin, Nash}}}},
		{"the text itself is no suggestion", packages([]float64{0.6, 0.6}, []float64{0.2, 0.2}), Package{0}, all, nil},
		{"nor is what is worth the same to all", packages([]float64{0.6, 0.6}, []float64{0.6, 0.6}), Package{1}, all, nil},
		{"there is none where somebody would fall below", reserved(packages([]float64{0.6, 0.2}, []float64{0.2, 0.6}), 0.5, 0.5), Package{0}, all, nil},
		{"other methods are not for rounds", packages([]float64{0.2, 0.2}, []float64{0.6, 0.6}), Package{0}, []Method{Utilitarian, KalaiSmorodinsky, Egalitarian}, nil},
	}
	for _, tt := range tests {
		got, complete := Suggest(tt.s, tt.text, tt.methods, Budget{})
		if !complete || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.rule, got, tt.want)
		}
	}
}

// What a thin seal refuses is in no suggestion, and everything else is as if
// the values it refuses did not exist.
func TestAThinSealIsKept(t *testing.T) {
	for seed := range uint64(200) {
		r := sample.Source(seed)
		s := sample.Independent(r, 3, []int{3, 3, 4})
		s.Constraints = Refusing([]Choice{{Term: 0, Values: []int{0}}, {Term: 2, Values: []int{1, 2}}})
		got, _ := Suggest(s, Package{0, 0, 0}, RoundMethods, Budget{})
		for _, x := range got {
			if x.Package[0] == 0 || x.Package[2] == 1 || x.Package[2] == 2 {
				t.Errorf("scenario %d: %v is refused", seed, x.Package)
			}
		}
	}
}

// A round shows three packages at most, all feasible, none twice, and the same
// whoever comes first.
func TestRounds(t *testing.T) {
	shown := 0
	for seed := range uint64(1_000) {
		r := sample.Source(seed)
		s := sample.Small(r)
		text := anyPackage(r, s)
		got, complete := Suggest(s, text, RoundMethods, Budget{})
		again, _ := Suggest(reordered(s, r.Perm(len(s.Parties))), text, RoundMethods, Budget{})
		if !complete || !reflect.DeepEqual(got, again) || len(got) > 3 {
			t.Errorf("scenario %d: %v and %v", seed, got, again)
		}
		for at, x := range got {
			if !s.Allows(x.Package) || slices.Equal(x.Package, text) ||
				slices.ContainsFunc(got[:at], func(y Suggestion) bool { return slices.Equal(x.Package, y.Package) }) {
				t.Errorf("scenario %d shows %v", seed, got)
			}
			shown++
		}
	}
	if shown < 300 {
		t.Errorf("only %d packages were shown", shown)
	}
}

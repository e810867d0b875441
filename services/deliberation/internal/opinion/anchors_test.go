package opinion_test

import (
	"testing"

	"parley.example/services/deliberation/internal/opinion"
)

// The values that Polis publishes for its own tests.
func TestAnchors(t *testing.T) {
	var anchors struct {
		TwoProportions []struct {
			Args     [4]int
			Expected float64
			Tol      float64
		} `json:"two_prop_test"`
		Converges struct {
			Prop [2]int `json:"prop_args"`
			Two  [4]int `json:"two_prop_args"`
		} `json:"prop_test_converges_to_two_prop"`
		Silhouette struct {
			Distances      [][]float64
			Clusters       [][]int
			Member0, Mean  float64
			Tol, Singleton float64
		}
	}
	readJSON(t, &anchors, "polis", "unit-anchors.json")
	two := func(a [4]int) float64 { return opinion.MoreThanThere(a[0], a[2], a[1], a[3]) } // their order of arguments
	for _, a := range anchors.TwoProportions {
		near(t, "two proportions", two(a.Args), a.Expected, a.Tol)
	}
	c := anchors.Converges
	near(t, "half is what half of very many do", opinion.MoreThanHalf(c.Prop[0], c.Prop[1]), two(c.Two), 0.01)

	s := anchors.Silhouette
	of := make([]int, len(s.Distances))
	for g, members := range s.Clusters {
		for _, i := range members {
			of[i] = g
		}
	}
	each := opinion.Silhouettes(s.Distances, of, len(s.Clusters))
	near(t, "silhouette of the first", each[0], s.Member0, s.Tol)
	near(t, "mean silhouette", (each[0]+each[1]+each[2]+each[3])/4, s.Mean, s.Tol)
	near(t, "silhouette of one alone", opinion.Silhouettes(s.Distances, []int{0, 1, 1, 1}, 2)[0], s.Singleton, 0)
}

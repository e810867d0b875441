package measure

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func rats(x ...int64) []*big.Rat {
	list := make([]*big.Rat, len(x))
	for i, n := range x {
		list[i] = big.NewRat(n, 1)
	}
	return list
}

// Gini is the mean difference between any two by twice the mean, computed here
// from the definition; who is counted first does not matter.
func TestGini(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.Int64Range(0, 20), 1, 12).Draw(t, "numbers")
		total, apart, n := int64(0), int64(0), int64(len(numbers))
		for _, a := range numbers {
			total += a
			for _, b := range numbers {
				apart += max(a-b, b-a)
			}
		}
		want := new(big.Rat)
		if total > 0 {
			want = big.NewRat(apart, 2*n*total)
		}
		if got := Gini(rats(rapid.Permutation(numbers).Draw(t, "order")...)); got.Cmp(want) != 0 {
			t.Fatalf("%s, want %s", got, want)
		}
	})
	if got := Gini(nil); got.Sign() != 0 {
		t.Errorf("of nobody it is %s", got)
	}
}

func TestFive(t *testing.T) {
	tests := []struct {
		rule   string
		people []int
		shown  []bool
		sum    bool
	}{
		{"numbers about many are shown", []int{5, 30}, []bool{true, true}, true},
		{"a number about few takes the next smallest along", []int{3, 30, 20}, []bool{false, true, false}, true},
		{"two numbers about few hide each other", []int{3, 2, 20}, []bool{false, false, true}, true},
		{"but not if together they are few", []int{2, 1, 20, 30}, []bool{false, false, false, true}, true},
		{"a number about nobody hides nobody", []int{3, 0}, []bool{false, true}, false},
		{"few alone have no sum either", []int{4}, []bool{false}, false},
		{"nobody at all is no secret", []int{0}, []bool{true}, true},
	}
	for _, tt := range tests {
		shown, sum := Five(tt.people)
		if !slices.Equal(shown, tt.shown) || sum != tt.sum {
			t.Errorf("%s: %v %v, want %v %v", tt.rule, shown, sum, tt.shown, tt.sum)
		}
	}
}

// Nothing that is concealed can be worked out: neither is it shown, nor is it
// alone in what the sum leaves, nor is that about fewer than five.
func TestNothingConcealedFollows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfN(rapid.IntRange(0, 12), 0, 8).Draw(t, "people")
		shown, sum := Five(people)
		hidden, behind := 0, 0
		for i, n := range people {
			if shown[i] && n > 0 && n < few {
				t.Fatalf("%d people are shown", n)
			}
			if !shown[i] {
				hidden++
				behind += n
			}
		}
		if sum && hidden > 0 && (hidden == 1 || behind < few) {
			t.Fatalf("%d numbers about %d people follow from the sum", hidden, behind)
		}
	})
}

func TestTurnout(t *testing.T) {
	classes := slices.Concat(slices.Repeat([]string{"growers"}, 3), slices.Repeat([]string{"couriers"}, 24), slices.Repeat([]string{"restaurants"}, 31))
	took := make([]bool, len(classes))
	for i := range took {
		took[i] = i%2 == 0
	}
	parts, sum := Conceal(Turnout(classes, took))
	want := []Part{{"growers", 2, 3, true}, {"couriers", 12, 24, true}, {"restaurants", 15, 31, false}}
	if !slices.Equal(parts, want) || !sum {
		t.Errorf("%v %v, want %v", parts, sum, want)
	}
	if got := parts[1].Share().RatString(); got != "1/2" {
		t.Errorf("share %s, want 1/2", got)
	}
}

func TestAgainst(t *testing.T) {
	got := Against(rats(3, 1), rats(50, 50))
	if got[0].More.RatString() != "-1/4" || got[1].More.RatString() != "1/4" {
		t.Errorf("%s and %s, want -1/4 and 1/4", got[0].More, got[1].More)
	}
	if got := Against(rats(0), rats(5)); got[0].Given.Sign() != 0 || got[0].Got.RatString() != "1" {
		t.Errorf("%+v", got[0])
	}
}

package shares

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

// The first surplus of Valle Verde, and the growers' part of it by volume.
func TestSplit(t *testing.T) {
	tests := []struct {
		what    string
		total   int64
		weights []*big.Rat
		want    []int64
	}{
		{"by percent", 3_600_000, rats(35, 25, 30, 10), []int64{1_260_000, 900_000, 1_080_000, 360_000}},
		{"by volume, to the cent", 1_260_000, rats(180, 120, 40), []int64{667_059, 444_706, 148_235}},
		{"equal fractions are served in the order of the seats", 100, rats(1, 1, 1), []int64{34, 33, 33}},
		{"nothing is divided into nothing", 0, rats(1, 2), []int64{0, 0}},
		{"who has no part gets none", 7, rats(0, 1, 0), []int64{0, 7, 0}},
	}
	for _, tt := range tests {
		if got, err := Split(tt.total, tt.weights); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v %v, want %v", tt.what, got, err, tt.want)
		}
	}
	for what, weights := range map[string][]*big.Rat{"nobody": nil, "nothing": rats(0, 0), "less than nothing": rats(2, -1)} {
		if got, err := Split(10, weights); err == nil {
			t.Errorf("weights of %s divide 10 into %v", what, got)
		}
	}
	if got, err := Split(-1, rats(1)); err == nil {
		t.Errorf("less than nothing is divided into %v", got)
	}
}

func fractions(t *rapid.T, label string) *big.Rat {
	return big.NewRat(rapid.Int64Range(0, 1_000_000_000).Draw(t, label), rapid.Int64Range(1, 1_000_000).Draw(t, "denominator"))
}

// Every unit is given, nobody gets less than the full units that are theirs or
// one more than that, and percent that are printed sum to 100.
func TestSplitSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := []*big.Rat{big.NewRat(1, 3)}
		for range rapid.IntRange(0, 40).Draw(t, "seats") {
			weights = append(weights, fractions(t, "weight"))
		}
		total := rapid.Int64Range(0, 1<<50).Draw(t, "total")
		units, err := Split(total, weights)
		if err != nil {
			t.Fatal(err)
		}
		parts, _ := Parts(weights)
		if !Whole(parts) {
			t.Fatal("the parts are not the whole")
		}
		sum := int64(0)
		for i, n := range units {
			sum += n
			due := new(big.Rat).Mul(parts[i], new(big.Rat).SetInt64(total))
			if off := due.Sub(due, new(big.Rat).SetInt64(n)); off.Cmp(big.NewRat(1, 1)) >= 0 || off.Cmp(big.NewRat(-1, 1)) <= 0 {
				t.Fatalf("seat %d is off by %s", i, off)
			}
		}
		percent, err := Percent(parts, 2)
		hundred := new(big.Rat)
		for _, p := range percent {
			r, _ := new(big.Rat).SetString(p)
			hundred.Add(hundred, r)
		}
		if sum != total || err != nil || hundred.RatString() != "100" {
			t.Fatalf("%d of %d units, %s %%, %v", sum, total, hundred, err)
		}
	})
}

func TestPercent(t *testing.T) {
	got, err := Percent(rats(1, 1, 1), 1)
	if want := []string{"33.4", "33.3", "33.3"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v %v, want %v", got, err, want)
	}
	if got, _ := Percent(rats(1, 999), 2); got[0] != "0.10" {
		t.Errorf("a thousandth is %s %%", got[0])
	}
}

func TestAdjustedWinner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "things")
		things := make([]Thing, n)
		first, second := points(t, n), points(t, n)
		for i := range things {
			things[i] = Thing{First: first[i], Second: second[i]}
		}
		d, err := AdjustedWinner(things)
		if err != nil {
			t.Fatal(err)
		}
		cut, have := 0, [2]*big.Rat{new(big.Rat), new(big.Rat)}
		for i, thing := range things {
			rest := new(big.Rat).Sub(big.NewRat(1, 1), d.First[i])
			if d.First[i].Sign() < 0 || rest.Sign() < 0 {
				t.Fatalf("of thing %d the first has %s", i, d.First[i])
			}
			if d.First[i].Sign()*rest.Sign() != 0 {
				cut++
			}
			have[0].Add(have[0], new(big.Rat).Mul(d.First[i], thing.First))
			have[1].Add(have[1], new(big.Rat).Mul(rest, thing.Second))
		}
		half := new(big.Rat).Quo(sum(first), big.NewRat(2, 1))
		if cut > 1 || have[0].Cmp(have[1]) != 0 || have[0].Cmp(half) < 0 || have[0].Cmp(d.Points[0]) != 0 || have[1].Cmp(d.Points[1]) != 0 {
			t.Fatalf("%d things are cut, points are %s and %s", cut, have[0], have[1])
		}
	})
	if _, err := AdjustedWinner([]Thing{{"a", big.NewRat(1, 1), big.NewRat(2, 1)}}); err == nil {
		t.Error("one who has more points to give is listened to")
	}
}

// points are n numbers that sum to 100.
func points(t *rapid.T, n int) []*big.Rat {
	weights := rats(rapid.Int64Range(1, 9).Draw(t, "first"))
	for range n - 1 {
		weights = append(weights, big.NewRat(rapid.Int64Range(0, 9).Draw(t, "points"), 1))
	}
	split, _ := Split(100, weights)
	return rats(split...)
}

func sum(x []*big.Rat) *big.Rat {
	s := new(big.Rat)
	for _, v := range x {
		s.Add(s, v)
	}
	return s
}

package shares

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// table is a game by a number for every group; bit i is player i.
func table(players int, worth []*big.Rat) Game {
	return Game{players, func(in []bool) *big.Rat {
		set := 0
		for i, is := range in {
			if is {
				set |= 1 << i
			}
		}
		return worth[set]
	}}
}

func games(t *rapid.T) Game {
	n := rapid.IntRange(1, 5).Draw(t, "players")
	worth := rats(0)
	for range 1<<n - 1 {
		worth = append(worth, big.NewRat(rapid.Int64Range(-20, 60).Draw(t, "worth"), rapid.Int64Range(1, 4).Draw(t, "denominator")))
	}
	return table(n, worth)
}

// The value is the mean of what a player adds over all orders, as found by
// going through all orders; the values sum to what all are worth.
func TestShapleyIsTheMeanOverAllOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := games(t)
		got, err := Shapley(g)
		if err != nil {
			t.Fatal(err)
		}
		want, n := zeros(g.Players), int64(0)
		wide := big.NewRat(1000, 1)
		for _, order := range permutations(g.Players) {
			g.arrive(order, want, new(big.Rat).Neg(wide), wide)
			n++
		}
		for i := range want {
			if want[i].Quo(want[i], big.NewRat(n, 1)); want[i].Cmp(got[i]) != 0 {
				t.Fatalf("player %d: %s, want %s", i, got[i], want[i])
			}
		}
		all := slices.Repeat([]bool{true}, g.Players)
		if total := sum(got); total.Cmp(g.Worth(all)) != 0 {
			t.Fatalf("the values sum to %s of %s", total, g.Worth(all))
		}
	})
}

func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for _, p := range permutations(n - 1) {
		for at := range n {
			all = append(all, slices.Insert(slices.Clone(p), at, n-1))
		}
	}
	return all
}

func TestShapleyRefuses(t *testing.T) {
	worthy := func(in []bool) *big.Rat { return big.NewRat(1, 1) }
	for what, g := range map[string]Game{"17 players": airport(17), "an empty room that is worth something": {2, worthy}} {
		if got, err := Shapley(g); err == nil {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// airport is a runway for players of which each needs one unit more than the
// one before; its values are known in closed form (Littlechild and Owen 1973).
func airport(n int) Game {
	return Game{n, func(in []bool) *big.Rat {
		for i := n - 1; i >= 0; i-- {
			if in[i] {
				return big.NewRat(int64(i)+1, 1)
			}
		}
		return new(big.Rat)
	}}
}

func shouldPay(n int) []*big.Rat {
	pay, sofar := make([]*big.Rat, n), new(big.Rat)
	for i := range pay {
		sofar.Add(sofar, big.NewRat(1, int64(n-i)))
		pay[i] = new(big.Rat).Set(sofar)
	}
	return pay
}

func TestSixteenPlayersAreExact(t *testing.T) {
	got, err := Shapley(airport(exactly))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range shouldPay(exactly) {
		if got[i].Cmp(want) != 0 {
			t.Errorf("player %d: %s, want %s", i, got[i], want)
		}
	}
}

// Beyond that, lots are drawn: the true values lie within the bound that is
// stated, the sum is exact, and the same seed draws the same lots.
func TestSample(t *testing.T) {
	const players = 40
	most := big.NewRat(players, 1)
	first, err := Sample(airport(players), "valle verde 2027-01", 2000, new(big.Rat), most)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Sample(airport(players), "valle verde 2027-01", 2000, new(big.Rat), most)
	other, _ := Sample(airport(players), "valle verde 2027-02", 2000, new(big.Rat), most)
	differ := false
	for i, want := range shouldPay(players) {
		off := new(big.Rat).Sub(first.Values[i], want)
		if off.Abs(off).Cmp(first.Error) > 0 {
			t.Errorf("player %d: %s, want %s within %s", i, first.Values[i].FloatString(3), want.FloatString(3), first.Error.FloatString(3))
		}
		if first.Values[i].Cmp(again.Values[i]) != 0 {
			t.Errorf("player %d: the same seed draws other lots", i)
		}
		differ = differ || first.Values[i].Cmp(other.Values[i]) != 0
	}
	if total := sum(first.Values); total.Cmp(most) != 0 || !differ {
		t.Errorf("the values sum to %s of %s; another seed differs: %v", total, most, differ)
	}
	if _, err := Sample(airport(players), "", 10, new(big.Rat), big.NewRat(2, 1)); err == nil {
		t.Error("players add more than was said they can, and nobody minds")
	}
	t.Logf("within ±%s of %d", first.Error.FloatString(3), players)
}

// Power is the Shapley value of the game in which a group is worth one as soon
// as it reaches the quota.
func TestPower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Int64Range(0, 5), 1, 7).Draw(t, "weights")
		total := int64(0)
		for _, w := range weights {
			total += w
		}
		if total == 0 {
			t.Skip("nobody has any weight")
		}
		quota := rapid.Int64Range(1, total).Draw(t, "quota")
		got, err := Power(weights, quota)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := Shapley(Game{len(weights), func(in []bool) *big.Rat {
			have := int64(0)
			for i, is := range in {
				if is {
					have += weights[i]
				}
			}
			if have >= quota {
				return big.NewRat(1, 1)
			}
			return new(big.Rat)
		}})
		for i := range want {
			if got[i].Cmp(want[i]) != 0 {
				t.Fatalf("voter %d: %s, want %s", i, got[i], want[i])
			}
		}
	})
	for what, tt := range map[string]struct {
		weights []int64
		quota   int64
	}{"a quota out of reach": {[]int64{1}, 2}, "no quota": {[]int64{1}, 0}, "less than no weight": {[]int64{2, -1}, 1}, "too many voters": {slices.Repeat([]int64{1}, voters+1), 1}} {
		if got, err := Power(tt.weights, tt.quota); err == nil {
			t.Errorf("%s: %v", what, got)
		}
	}
}

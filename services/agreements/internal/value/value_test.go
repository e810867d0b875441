package value

import (
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/shares"
)

func rats(s ...string) (all []*big.Rat) {
	for _, each := range s {
		r, _ := new(big.Rat).SetString(each)
		all = append(all, r)
	}
	return all
}

func parts(s ...string) (all []Portion) {
	for i, r := range rats(s...) {
		all = append(all, Portion{Key: string(rune('a' + i)), Share: r})
	}
	return all
}

func TestDivide(t *testing.T) {
	for _, tt := range []struct {
		rule string
		pot  int64
		of   []Portion
		want []int64
		code string
	}{
		{"the first surplus of Valle Verde, by hand", 3_600_000, parts("7/20", "1/4", "3/10", "1/10"), []int64{1_260_000, 900_000, 1_080_000, 360_000}, ""},
		{"of equal remainders the earlier one has the cent", 100, parts("1/3", "1/3", "1/3"), []int64{34, 33, 33}, ""},
		{"nothing is shared to nobody's loss", 0, parts("1/2", "1/2"), []int64{0, 0}, ""},
		{"less than nothing is refused", -1, parts("1"), nil, "POT_NEGATIVE"},
		{"an enormous pot is refused", MostMinor + 1, parts("1"), nil, "POT_TOO_LARGE"},
		{"the largest is not", MostMinor, parts("1"), []int64{MostMinor}, ""},
		{"shares below the whole are refused", 100, parts("1/2", "1/3"), nil, "SHARES_NOT_WHOLE"},
		{"so are shares above it", 100, parts("1/2", "2/3"), nil, "SHARES_NOT_WHOLE"},
		{"so is a negative one", 100, parts("3/2", "-1/2"), nil, "SHARES_NOT_WHOLE"},
		{"so is none at all", 100, nil, nil, "SHARES_NOT_WHOLE"},
	} {
		got, err := Divide(tt.pot, tt.of)
		if !slices.Equal(got, tt.want) || code(err) != tt.code {
			t.Errorf("%s: %v, %v", tt.rule, got, err)
		}
	}
}

func code(err error) string {
	var refused *rule.Refusal
	if errors.As(err, &refused) {
		return strings.TrimSpace(refused.Code + " " + map[bool]string{true: refused.Params["rule"]}[refused.Code == "FORMULA"])
	}
	return ""
}

func TestWithin(t *testing.T) {
	long := "1" + strings.Repeat("+1", 70)
	for _, tt := range []struct {
		rule, way string
		pot       int64
		gave      []string
		want      []int64
		code      string
	}{
		{"growers by volume, by hand", ByContributions, 1_260_000, []string{"180", "120", "40"}, []int64{667_059, 444_706, 148_235}, ""},
		{"equally", Equally, 100, []string{"180", "120", "40"}, []int64{34, 33, 33}, ""},
		{"by a formula", "contribution > 100 ? 100 + (contribution - 100) / 2 : contribution", 290, []string{"180", "120", "40"}, []int64{140, 110, 40}, ""},
		{"a formula knows the others", "max(contribution, mean / 2)", 100, []string{"30", "10", "20", "0"}, []int64{44, 15, 30, 11}, ""},
		{"decimals are exact", ByContributions, 10, []string{"0.1", "0.2", "0.7"}, []int64{1, 2, 7}, ""},
		{"nobody", Equally, 10, nil, nil, "NO_MEMBERS"},
		{"nobody has contributed", ByContributions, 10, []string{"0", "0"}, nil, "NO_WEIGHTS"},
		{"by zero", "1 / (contribution - 40)", 10, []string{"40"}, nil, "FORMULA division_by_zero"},
		{"below zero", "contribution - 50", 10, []string{"40"}, nil, "FORMULA negative"},
		{"overflow", "((((contribution*contribution)*contribution*contribution)*contribution*contribution*contribution*contribution*contribution*contribution)*contribution*contribution*contribution*contribution*contribution*contribution*contribution)", 10, []string{"999999999999"}, nil, "FORMULA overflow"},
		{"a loop is no formula", "for(;;){}", 10, []string{"1"}, nil, "FORMULA name"},
		{"an unknown name", "contribution + secret", 10, []string{"1"}, nil, "FORMULA name"},
		{"a float", "1e3", 10, []string{"1"}, nil, "FORMULA syntax"},
		{"a text", `"a"`, 10, []string{"1"}, nil, "FORMULA syntax"},
		{"a condition is no number", "1 < 2", 10, []string{"1"}, nil, "FORMULA number"},
		{"a number is no condition", "1 ? 2 : 3", 10, []string{"1"}, nil, "FORMULA kinds"},
		{"too much to compute", long, 10, []string{"1"}, nil, "FORMULA too_long"},
		{"too deep to read", strings.Repeat("(", 60) + "1" + strings.Repeat(")", 60), 10, []string{"1"}, nil, "FORMULA too_deep"},
		{"too long to read", strings.Repeat(" ", 301), 10, []string{"1"}, nil, "FORMULA too_long"},
		{"more after the end", "1 1", 10, []string{"1"}, nil, "FORMULA syntax"},
		{"a part of one", "min(1,", 10, []string{"1"}, nil, "FORMULA syntax"},
	} {
		got, err := Within(tt.pot, tt.way, rats(tt.gave...))
		if !slices.Equal(got, tt.want) || code(err) != tt.code {
			t.Errorf("%s: %v, %v", tt.rule, got, err)
		}
	}
}

func TestNumber(t *testing.T) {
	for s, ok := range map[string]bool{"0": true, "180": true, "12.5": true, "0.000001": true, "": false, "-1": false, "1/2": false, "1e9": false, "01": false, "1.": false, ".5": false, "1.0000001": false, "1234567890123": false, "+1": false, "٣": false} {
		if _, got := Number(s); got != ok {
			t.Errorf("%q: %t", s, got)
		}
	}
}

// I8: what is given is the pot, nobody gets less than nothing or a cent more or
// less than the part that is theirs, and the fast way is the plain one.
func TestNothingIsLostInSharing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pot := rapid.Int64Range(0, MostMinor).Draw(t, "pot")
		weights := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *big.Rat {
			return big.NewRat(rapid.Int64Range(0, 1_000_000).Draw(t, "num"), rapid.Int64Range(1, 60).Draw(t, "denom"))
		}), 1, 30).Draw(t, "weights")
		got, err := split(pot, weights)
		plain, wrong := shares.Split(pot, weights)
		if (err == nil) != (wrong == nil) || !slices.Equal(got, plain) {
			t.Fatalf("%v, %v; plainly %v, %v", got, err, plain, wrong)
		}
		sum := int64(0)
		for _, n := range got {
			if sum += n; n < 0 {
				t.Fatalf("%v", got)
			}
		}
		if err == nil && sum != pot {
			t.Fatalf("%d of %d", sum, pot)
		}
	})
}

func FuzzFormula(f *testing.F) {
	for _, s := range []string{"contribution", "min(1, 2) / 3", "!(1 < 2) ? 1 : 2", "((((", "1 - - 1", "a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if weights, err := Weights(s, rats("3", "0", "5/7")); err == nil && len(weights) != 3 {
			t.Errorf("%q: %v", s, weights)
		}
	})
}

func TestCompare(t *testing.T) {
	groups := []Group{{[]string{"a"}, 10}, {[]string{"b"}, 20}, {[]string{"a", "b"}, 60}, {[]string{"a", "b", "c"}, 90}}
	f, err := Compare([]string{"a", "b", "c"}, []int64{30, 30, 30}, []int64{60, 30, -5}, groups, "seed")
	if err != nil {
		t.Fatal(err)
	}
	// By hand, over the six orders: a adds 10+10+40+70+10+70, b 270 and c 60.
	if !slices.Equal(strs(f.Shapley), []string{"35", "45", "10"}) {
		t.Errorf("Shapley %v", f.Shapley)
	}
	if !slices.Equal(f.Equal, []int64{30, 30, 30}) || !slices.Equal(f.Proportional, []int64{60, 30, 0}) || f.Gini.Sign() != 0 || f.FromByGiven.RatString() != "1/3" {
		t.Errorf("%+v", f)
	}
	if f, _ := Compare([]string{"a"}, []int64{5}, []int64{0}, nil, ""); f.Proportional != nil || f.Shapley != nil {
		t.Errorf("out of nothing came %+v", f)
	}
}

func strs(r []*big.Rat) (s []string) {
	for _, each := range r {
		s = append(s, each.RatString())
	}
	return s
}

func TestSound(t *testing.T) {
	keys := []string{"a", "b"}
	for _, tt := range []struct {
		rule   string
		groups []Group
		ok     bool
	}{
		{"some groups", []Group{{[]string{"a"}, 1}, {[]string{"b", "a"}, 3}}, true},
		{"none", nil, false},
		{"nobody", []Group{{nil, 1}}, false},
		{"a stranger", []Group{{[]string{"x"}, 1}}, false},
		{"one twice", []Group{{[]string{"a", "a"}, 1}}, false},
		{"a group twice", []Group{{[]string{"a", "b"}, 1}, {[]string{"b", "a"}, 2}}, false},
		{"below nothing", []Group{{[]string{"a"}, -1}}, false},
		{"beyond all bounds", []Group{{[]string{"a"}, MostMinor + 1}}, false},
	} {
		if err := Sound(keys, tt.groups); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.rule, err)
		}
	}
}

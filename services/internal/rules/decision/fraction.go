package decision

import (
	"math/big"
	"strings"
)

// Fraction reads an exact fraction, "2/3" or "1": digits only, at most nine on
// each side, so that no wish can make the arithmetic long.
func Fraction(s string) (*big.Rat, bool) {
	num, den, divided := strings.Cut(s, "/")
	if !digits(num) || divided && (!digits(den) || strings.Trim(den, "0") == "") {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

func digits(s string) bool {
	return s != "" && len(s) <= 9 && strings.Trim(s, "0123456789") == ""
}

// one counts heads.
var one = big.NewRat(1, 1)

// ratio is part/whole; nothing out of nothing is nothing.
func ratio(part, whole *big.Rat) *big.Rat {
	if whole.Sign() == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(part, whole)
}

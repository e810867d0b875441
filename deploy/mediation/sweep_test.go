package mediation

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// secret is a number that only one person may read.
type secret struct {
	owner string // name of the person
	what  string
	form  string // in which it was written
	text  string
}

// canaries are secrets by the eight bytes with which they begin.
type canaries map[[8]byte][]secret

// digits are the significant ones of a decimal.
func digits(decimal string) string {
	whole, part, _ := strings.Cut(decimal, ".")
	return strings.TrimLeft(whole+part, "0")
}

// add looks for a decimal from now on, in every form in which it could be
// written: as it is, scaled, in hexadecimal, base64, and as the bytes of a
// float64. A number with fewer than twelve digits is no secret that could be
// told from others.
func (c canaries) add(owner, what, decimal string) bool {
	significant := digits(decimal)
	if len(strings.TrimRight(significant, "0")) < 11 || len(significant) < 12 {
		return false
	}
	forms := map[string]string{"decimal or scaled": significant[:11]}
	for _, scale := range []int64{12, 15, 18} {
		exact, _ := new(big.Rat).SetString(decimal)
		exact.Mul(exact, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(scale), nil)))
		whole := new(big.Int).Quo(exact.Num(), exact.Denom())
		forms[fmt.Sprintf("hexadecimal, scaled by 1e%d", scale)] = fmt.Sprintf("%x", whole)
		forms[fmt.Sprintf("HEXADECIMAL, scaled by 1e%d", scale)] = fmt.Sprintf("%X", whole)
	}
	x, _ := strconv.ParseFloat(decimal, 64)
	little, great := binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)), binary.BigEndian.AppendUint64(nil, math.Float64bits(x))
	for name, b := range map[string][]byte{"little endian": little, "big endian": great} {
		forms["float64, "+name] = string(b)
		forms["float64, "+name+", hexadecimal"] = hex.EncodeToString(b)
		forms["float64, "+name+", HEXADECIMAL"] = strings.ToUpper(hex.EncodeToString(b))
		c.base64(forms, "float64, "+name, b)
	}
	c.base64(forms, "decimal", []byte(significant[:11]))
	for form, text := range forms {
		if len(text) >= 8 {
			s := secret{owner, what, form, text}
			c[[8]byte([]byte(text))] = append(c[[8]byte([]byte(text))], s)
		}
	}
	return true
}

// base64 writes bytes as they look within a longer text, wherever in it they
// stand.
func (c canaries) base64(forms map[string]string, name string, b []byte) {
	for shift := range 3 {
		padded := append(bytes.Repeat([]byte{0}, shift), b...)
		text := base64.RawStdEncoding.EncodeToString(padded)
		from, to := (shift*8+5)/6, len(padded)*8/6
		forms[fmt.Sprintf("%s, base64 at %d", name, shift)] = text[from:to]
		forms[fmt.Sprintf("%s, base64 for URLs at %d", name, shift)] = strings.NewReplacer("+", "-", "/", "_").Replace(text[from:to])
	}
}

// found returns the secrets of others than the reader that a text holds.
func (c canaries) found(reader string, text []byte) []secret {
	var all []secret
	for at := 0; at+8 <= len(text); at++ {
		for _, s := range c[[8]byte(text[at:at+8])] {
			if s.owner != reader && bytes.HasPrefix(text[at:], []byte(s.text)) {
				all = append(all, s)
			}
		}
	}
	return all
}

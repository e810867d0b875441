package proof

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// The curve of Ed25519 (RFC 8032, section 5.1): -x² + y² = 1 + dx²y² modulo p.
var (
	curveP = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	curveD = hexadecimal("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3")

	// smallOrder are the y of the points whose order divides 8: a key made of one
	// verifies what nobody has signed (Chalkias, Garillot, Nikolaenko, 2020).
	smallOrder = []*big.Int{
		big.NewInt(0), big.NewInt(1), new(big.Int).Sub(curveP, big.NewInt(1)),
		hexadecimal("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7"),
		hexadecimal("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"),
	}
)

func hexadecimal(hex string) *big.Int {
	n, ok := new(big.Int).SetString(hex, 16)
	if !ok {
		panic(hex)
	}
	return n
}

// PublicKey reads a public key of Ed25519 in base64. It refuses what two
// verifiers could see differently: another length, a point in a second
// spelling, no point at all, and points of small order.
func PublicKey(encoded string) (ed25519.PublicKey, error) {
	key, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || base64.StdEncoding.EncodeToString(key) != encoded {
		return nil, errors.New("it is no base64")
	}
	if len(key) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("it has %d bytes, not %d", len(key), ed25519.PublicKeySize)
	}
	number := slices.Clone(key) // RFC 8032 counts from the little end, with the sign of x in the last bit
	number[31] &= 0x7f
	slices.Reverse(number)
	switch y := new(big.Int).SetBytes(number); {
	case y.Cmp(curveP) >= 0:
		return nil, errors.New("it is not in its one form")
	case slices.ContainsFunc(smallOrder, func(s *big.Int) bool { return s.Cmp(y) == 0 }):
		return nil, errors.New("it is of small order")
	case !onCurve(y):
		return nil, errors.New("it is no point of the curve")
	}
	return key, nil
}

// onCurve tells whether some x belongs to y: x² = (y²-1)/(dy²+1) is a square
// exactly if the product of the two is.
func onCurve(y *big.Int) bool {
	square := new(big.Int).Mul(y, y)
	u := new(big.Int).Sub(square, big.NewInt(1))
	v := new(big.Int).Add(new(big.Int).Mul(square, curveD), big.NewInt(1))
	return big.Jacobi(u.Mod(u.Mul(u, v), curveP), curveP) >= 0
}

// Signed tells whether a signature in base64 is this key's over these bytes. A
// signature has one form: an S that is not below the order of the group, or
// another spelling of the base64, is none (RFC 8032, 5.1.7).
func Signed(key ed25519.PublicKey, text []byte, signature string) bool {
	s, err := base64.StdEncoding.Strict().DecodeString(signature)
	if err != nil || base64.StdEncoding.EncodeToString(s) != signature || len(s) != ed25519.SignatureSize {
		return false
	}
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, text, s)
}

package proof

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"slices"
	"testing"
)

func TestKeysThatAreNone(t *testing.T) {
	le := func(n *big.Int, sign byte) string {
		b := n.FillBytes(make([]byte, 32))
		slices.Reverse(b)
		b[31] |= sign << 7
		return base64.StdEncoding.EncodeToString(b)
	}
	plus := func(n int64) *big.Int { return new(big.Int).Add(curveP, big.NewInt(n)) }
	off := big.NewInt(2)
	for onCurve(off) {
		off.Add(off, big.NewInt(1))
	}
	good := ed25519.NewKeyFromSeed(make([]byte, 32)).Public().(ed25519.PublicKey)
	if _, err := PublicKey(base64.StdEncoding.EncodeToString(good)); err != nil {
		t.Errorf("a good one: %v", err)
	}
	bad := map[string]string{
		"nothing":              "",
		"no base64":            "!",
		"a line break":         base64.StdEncoding.EncodeToString(good) + "\n",
		"31 bytes":             base64.StdEncoding.EncodeToString(good[:31]),
		"33 bytes":             base64.StdEncoding.EncodeToString(append(slices.Clone(good), 0)),
		"no point":             le(off, 0),
		"a second spelling":    le(plus(3), 0),
		"zero, spelled anew":   le(plus(0), 0),
		"one, spelled anew":    le(plus(1), 0),
		"the largest spelling": le(plus(18), 1),
	}
	for i, y := range smallOrder {
		bad["small order "+string(rune('a'+i))] = le(y, 0)
		bad["small order, the other sign "+string(rune('a'+i))] = le(y, 1)
		if !onCurve(y) {
			t.Errorf("%x is no point at all", y)
		}
	}
	for rule, key := range bad {
		if _, err := PublicKey(key); err == nil {
			t.Errorf("%s is taken for a key", rule)
		}
	}
}

func TestASignatureHasOneForm(t *testing.T) {
	secret := ed25519.NewKeyFromSeed(slices.Repeat([]byte{7}, 32))
	key := secret.Public().(ed25519.PublicKey)
	text := Statement{Agreement: "agr_x", Version: 1}.Text()
	s := ed25519.Sign(secret, text)
	encode := base64.StdEncoding.EncodeToString
	if !Signed(key, text, encode(s)) {
		t.Fatal("a good one is refused")
	}
	// S + L is the same number modulo the order of the group.
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	half := slices.Clone(s[32:])
	slices.Reverse(half)
	malleable := new(big.Int).Add(new(big.Int).SetBytes(half), order).FillBytes(make([]byte, 32))
	slices.Reverse(malleable)
	for rule, other := range map[string]string{
		"malleable":     encode(append(slices.Clone(s[:32]), malleable...)),
		"too short":     encode(s[:63]),
		"too long":      encode(append(slices.Clone(s), 0)),
		"in url base64": base64.RawURLEncoding.EncodeToString(s),
		"with a break":  encode(s) + "\n",
	} {
		if Signed(key, text, other) {
			t.Errorf("a signature that is %s is taken", rule)
		}
	}
	if Signed(key, Possession{Person: "agr_x"}.Text(), encode(s)) || Signed(key, []byte(`{}`), encode(s)) {
		t.Error("a signature is good for another purpose")
	}
}

// The bytes are what a browser has to make as well.
func TestStatementsHaveOneForm(t *testing.T) {
	s := Statement{Agreement: "agr_a", At: "2026-03-01T10:00:00.000Z", Hash: "00", Mandate: "man_m", Organization: "org_o", Person: "per_p", Seat: "sea_s", Version: 2}
	want := `{"agreement":"agr_a","at":"2026-03-01T10:00:00.000Z","hash":"00","mandate":"man_m","organization":"org_o","person":"per_p","purpose":"parley.sign.1","seat":"sea_s","version":2}`
	if string(s.Text()) != want {
		t.Errorf("got %s", s.Text())
	}
	if p := string(Possession{Person: "per_p", Public: "AA=="}.Text()); p != `{"person":"per_p","public":"AA==","purpose":"parley.key.1"}` {
		t.Errorf("got %s", p)
	}
}

// RFC 8032, section 7.1, tests 1 and 2.
func TestKnownSignatures(t *testing.T) {
	for _, v := range []struct{ key, text, signature string }{
		{"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
		{"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
	} {
		raw, _ := hex.DecodeString(v.key)
		text, _ := hex.DecodeString(v.text)
		s, _ := hex.DecodeString(v.signature)
		key, err := PublicKey(base64.StdEncoding.EncodeToString(raw))
		if err != nil || !Signed(key, text, base64.StdEncoding.EncodeToString(s)) {
			t.Errorf("%s: %v", v.key, err)
		}
	}
}

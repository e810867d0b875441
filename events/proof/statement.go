package proof

import (
	"crypto/ed25519"
	"encoding/json"
)

// What a signature is for stands first in what is signed, so that no signature
// made for one purpose can ever be used for another.
const (
	SigningPurpose    = "parley.sign.1"
	PossessionPurpose = "parley.key.1"
)

// Statement is what somebody signs who puts an organization's name under a
// version: not the document alone but what the signature means, to the last
// part of it.
type Statement struct {
	Agreement    string `json:"agreement"`
	At           string `json:"at"` // RFC 3339 in UTC with milliseconds
	Hash         string `json:"hash"`
	Mandate      string `json:"mandate"` // by which the person signs
	Organization string `json:"organization"`
	Person       string `json:"person"`
	Purpose      string `json:"purpose"` // SigningPurpose
	Seat         string `json:"seat"`
	Version      int    `json:"version"`
}

// Text is the canonical form, which is signed.
func (s Statement) Text() []byte {
	s.Purpose = SigningPurpose
	return canonical(s)
}

// Possession is what somebody signs with a key to make it known as theirs: it
// shows that they hold its secret half, so that nobody can take another's key.
type Possession struct {
	Person  string `json:"person"`
	Public  string `json:"public"` // the key in base64
	Purpose string `json:"purpose"`
}

// Text is the canonical form, which is signed.
func (p Possession) Text() []byte {
	p.Purpose = PossessionPurpose
	return canonical(p)
}

// canonical is of a value that has a canonical form for sure: strings and a
// small number.
func canonical(v any) []byte {
	written, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	out, err := Canonical(written)
	if err != nil {
		panic(err)
	}
	return out
}

// Holds tells whether the one who makes a key known holds its secret half.
func (p Possession) Holds(signature string) bool {
	key, err := PublicKey(p.Public)
	return err == nil && Signed(key, p.Text(), signature)
}

// SignedWith tells whether a signature over the statement is a key's.
func (s Statement) SignedWith(key ed25519.PublicKey, signature string) bool {
	return Signed(key, s.Text(), signature)
}

// Package mask lets people be known by another name in one conversation than in
// every other. Each conversation has a secret of its own, drawn when it opens
// and sealed; a person's pseudonym there is a code of the two (HMAC-SHA-256,
// RFC 2104). Without the secret nobody can work out whose a pseudonym is, nor
// whether two of them are one person's.
package mask

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"strings"

	"parley.example/events/deliberation"
)

// Size is the length of a secret in bytes.
const Size = 32

// Mask is what the rules remember: the secret. The zero Mask is not drawn.
type Mask struct{ secret []byte }

// Drawn tells whether there is a secret.
func (m Mask) Drawn() bool { return len(m.secret) == Size }

// Draw keeps random bytes as the secret, unless there is one already.
func Draw(m Mask, subject string, random [Size]byte) []deliberation.Event {
	if m.Drawn() {
		return nil
	}
	return []deliberation.Event{deliberation.MaskDrawn{Subject: subject, Secret: hex.EncodeToString(random[:])}}
}

// Pseudonym is how a person is known behind this mask.
func (m Mask) Pseudonym(person string) string {
	return "psn_" + m.name("person", person)
}

// Signature is the id of a signature that only its owner can be told by.
func (m Mask) Signature(person string) string {
	return "sgn_" + m.name("signature", person)
}

// CommandID is the name under which a person's command is recorded. The one
// that they chose may tell when and where it was made (RFC 9562), or be chosen
// again elsewhere; this one tells nothing, and is the same for the same wish.
func (m Mask) CommandID(person, chosen string) string {
	id := m.code("command", person, chosen)[:16]
	id[6] = id[6]&0x0f | 0x80 // version 8
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// name is a code in the letters of an id.
func (m Mask) name(words ...string) string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(m.code(words...)))[:26]
}

// code is a code of some words that nobody can make without the secret. Each
// word is preceded by its length, so that no two lists are one.
func (m Mask) code(words ...string) []byte {
	if !m.Drawn() {
		panic("mask: not drawn") // a code without a secret would hide nothing
	}
	mac := hmac.New(sha256.New, m.secret)
	for _, w := range words {
		fmt.Fprintf(mac, "%d:%s", len(w), w)
	}
	return mac.Sum(nil)
}

// Evolve returns m after e.
func Evolve(m Mask, e deliberation.Event) Mask {
	drawn, is := e.(deliberation.MaskDrawn)
	if !is {
		panic(fmt.Sprintf("mask: no place for %T", e)) // TestEvolve knows them all
	}
	m.secret, _ = hex.DecodeString(drawn.Secret) // what is no secret is not drawn
	return m
}

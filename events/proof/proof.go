// Package proof verifies what was recorded, signed and handed out, with
// nothing but the bytes: no service, no database, no network.
//
// Three things can be held against each other. A document has one canonical
// form ([Canonical], RFC 8785) and so one hash, which is what people sign. A
// history is a chain ([Chain]): each commit names the hash of the one before.
// And an agreement is both together ([Checker]): the document that is shown is
// the one that was drafted, every signature is over its hash, and it is in
// force exactly if those have signed of whom the document itself says so.
//
// The package knows the stored form of what it checks and imports no code that
// wrote it, so that a mistake there is not repeated here.
package proof

import (
	"crypto/sha256"
	"encoding/hex"
)

// Hash is the hex SHA-256 of the very bytes.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

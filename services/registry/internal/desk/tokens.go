package desk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"parley.example/events/record"
	"parley.example/services/internal/serve"
)

// keyFile holds the key of invitations within the folder of keys.
const keyFile = "invitation.key"

const keySize = serve.KeySize

// invitationKey is the key of tokens: without it a token can be checked and
// never made.
func invitationKey(folder string) ([]byte, error) { return serve.Key(folder, keyFile) }

// tokenFor is the secret that an invitation is taken with: 256 bits that
// follow from the command and that nobody without the key can tell.
func tokenFor(key []byte, initiative, commandID string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(initiative))
	mac.Write([]byte{0})
	mac.Write([]byte(commandID))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// hashed is what the record knows of a token.
func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// invitationID follows from the hash, so that a token leads to its invitation
// by one look at a primary key.
func invitationID(hash string) string { return record.NewID("inv", hash) }

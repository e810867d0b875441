package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"parley.example/events/negotiation"
)

// Opening is what shows, to whoever is given it, that a commitment is to just
// this: HMAC-SHA-256 of Content under Key.
type Opening struct {
	Version    int    `json:"version"`
	Commitment string `json:"commitment"`
	Key        string `json:"key"`
	Content    string `json:"content"`
}

// Open returns the opening of a seal.
func Open(e negotiation.PreferencesSealed) Opening {
	return Opening{e.Version, e.Commitment, e.Key, string(content(e))}
}

// Holds tells whether an opening is true.
func (o Opening) Holds() bool {
	key, err := hex.DecodeString(o.Key)
	return err == nil && hmac.Equal([]byte(commitment(key, []byte(o.Content))), []byte(o.Commitment))
}

func committed(e negotiation.PreferencesSealed, key []byte) negotiation.PreferencesSealed {
	e.Key = hex.EncodeToString(key)
	e.Commitment = commitment(key, content(e))
	return e
}

func commitment(key, content []byte) string {
	sum := hmac.New(sha256.New, key)
	sum.Write(content)
	return hex.EncodeToString(sum.Sum(nil))
}

// content is what a commitment is to: everything but the key and itself.
func content(e negotiation.PreferencesSealed) []byte {
	e.Key, e.Commitment = "", ""
	stored, _ := json.Marshal(e) // strings and numbers alone: it cannot fail
	return stored
}

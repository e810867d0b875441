package desk

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/proof"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/view"
)

// secretOf is the key of somebody in these tests.
func secretOf(who string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(who))
	return ed25519.NewKeyFromSeed(seed[:])
}

func publicOf(who string) string {
	return base64.StdEncoding.EncodeToString(secretOf(who).Public().(ed25519.PublicKey))
}

func keyOf(who string) string { return record.NewID("key", publicOf(who)) }

// signing is what it takes somebody to sign now.
func (w town) signing(who string, a view.Agreement) map[string]any {
	at := agreements.InstantOf(time.Now()).String()
	statement := proof.Statement{
		Agreement: a.ID, Version: a.Version, Hash: a.Hash, Seat: "sea_" + who, Organization: "org_" + who, Person: "per_" + who,
		Mandate: "man_" + who, At: at,
	}
	return map[string]any{
		"agreement": a.ID, "version": a.Version, "hash": a.Hash, "key": keyOf(who), "signedAt": at,
		"signature": base64.StdEncoding.EncodeToString(ed25519.Sign(secretOf(who), statement.Text())),
	}
}

// registered is the record of the key of whoever sits there, as the registry
// that the test plays would have it.
func registered(seat string) proof.Record {
	who := strings.TrimPrefix(seat, "sea_")
	body, _ := json.Marshal(map[string]any{
		"aggregate": keyOf(who), "version": 1, "at": agreements.InstantOf(time.Now()), "actor": "per_" + who,
		"events": []any{map[string]any{"type": "registry.key_registered.v1", "data": map[string]any{"person": "per_" + who, "public": publicOf(who)}}},
	})
	return proof.Record{Stream: "registry", Entries: []proof.Entry{{Sequence: 1, Body: body}}, Head: proof.Hash(body)}
}

// Package notary says in the name of the installation how far the record has
// come. It asks every service for the head of its transparency log, makes sure
// that each continues what was signed before, and signs them together: whoever
// keeps one such head finds any later change to what lies before it.
package notary

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"
)

// Key signs heads. It implements [note.Signer] with Ed25519.
type Key struct {
	secret   ed25519.PrivateKey
	verifier note.Verifier
	Public   string // in the form of a note verifier
}

// ReadKey reads log.key of a folder, a seed of 32 bytes. The key's name is drawn
// from it, so that no two installations have the same.
func ReadKey(folder string) (*Key, error) {
	seed, err := os.ReadFile(filepath.Join(folder, "log.key"))
	if err != nil {
		return nil, fmt.Errorf("read the key of the transparency log: %w", err)
	}
	if len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("the key of the transparency log has %d bytes, not %d", len(seed), ed25519.SeedSize)
	}
	k := &Key{secret: ed25519.NewKeyFromSeed(seed)}
	public := k.secret.Public().(ed25519.PublicKey)
	print := sha256.Sum256(public)
	if k.Public, err = note.NewEd25519VerifierKey("parley/"+hex.EncodeToString(print[:8]), public); err != nil {
		return nil, fmt.Errorf("key of the transparency log: %w", err)
	}
	if k.verifier, err = note.NewVerifier(k.Public); err != nil {
		return nil, fmt.Errorf("key of the transparency log: %w", err)
	}
	return k, nil
}

// Name implements [note.Signer].
func (k *Key) Name() string { return k.verifier.Name() }

// KeyHash implements [note.Signer].
func (k *Key) KeyHash() uint32 { return k.verifier.KeyHash() }

// Sign implements [note.Signer].
func (k *Key) Sign(message []byte) ([]byte, error) { return ed25519.Sign(k.secret, message), nil }

package desk

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parley.example/events/record"
)

// keyFile holds the key of invitations within the folder of keys.
const keyFile = "invitation.key"

const keySize = 32

// invitationKey reads the key, or makes it where there is none yet. It is not
// in the record: without it a token can be checked and never made.
func invitationKey(folder string) ([]byte, error) {
	if folder == "" {
		return nil, errors.New("PARLEY_KEYS must be set: the tokens of invitations are made with a key from there")
	}
	path := filepath.Join(folder, keyFile)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(folder, path); err != nil {
			return nil, fmt.Errorf("make key of invitations: %w", err)
		}
		key, err = os.ReadFile(path)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("read key of invitations: %w", err)
	case len(key) != keySize:
		return nil, fmt.Errorf("key of invitations %s has %d bytes, not %d", path, len(key), keySize)
	}
	return key, nil
}

// makeKey puts a random key in place in one step. If another replica was
// first, its key stays.
func makeKey(folder, path string) error {
	file, err := os.CreateTemp(folder, keyFile+".*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	_, err = file.Write(key)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Link(file.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

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

package files

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
)

// keySize is that of AES-256.
const keySize = 32

// ReadKey reads file.key of a folder: the key that wraps those of the audiences.
func ReadKey(folder string) (cipher.AEAD, error) {
	key, err := os.ReadFile(filepath.Join(folder, "file.key"))
	if err != nil {
		return nil, fmt.Errorf("read the key of files: %w", err)
	}
	if len(key) != keySize {
		return nil, fmt.Errorf("the key of files has %d bytes, not %d", len(key), keySize)
	}
	return sealer(key)
}

// sealer seals with AES-256-GCM. It draws a nonce for each and puts it in front.
func sealer(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// drawn is a new key of an audience, wrapped so that it fits no other.
func drawn(house cipher.AEAD, audience string) []byte {
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	return house.Seal(nil, nil, key, []byte("key of "+audience))
}

func unwrapped(house cipher.AEAD, audience string, wrapped []byte) (cipher.AEAD, error) {
	key, err := house.Open(nil, nil, wrapped, []byte("key of "+audience))
	if err != nil {
		return nil, fmt.Errorf("the key of %s is not of this house: %w", audience, err)
	}
	return sealer(key)
}

// place is what sealed bytes are bound to: they open as no other file, and for
// nobody else.
func place(hash, audience string) []byte { return []byte(hash + " " + audience) }

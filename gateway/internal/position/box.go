package position

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// KeySize is the length in bytes of the key of a [Box].
const KeySize = 32

// Box seals small things that clients carry around for us: AES-256-GCM, with
// the purpose as associated data.
type Box struct {
	aead  cipher.AEAD
	nonce []byte // key of the nonces of what is sealed alike each time
}

// NewBox makes a box of a secret of [KeySize] bytes.
func NewBox(secret []byte) (*Box, error) {
	if len(secret) != KeySize {
		return nil, fmt.Errorf("position key: %d bytes instead of %d", len(secret), KeySize)
	}
	key, err := hkdf.Expand(sha256.New, secret, "parley seal", 32)
	if err != nil {
		return nil, fmt.Errorf("derive seal key: %w", err)
	}
	nonce, err := hkdf.Expand(sha256.New, secret, "parley nonce", 32)
	if err != nil {
		return nil, fmt.Errorf("derive nonce key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("seal key: %w", err)
	}
	return &Box{aead: aead, nonce: nonce}, nil
}

// Seal writes plain as a word that differs each time.
func (b *Box) Seal(purpose string, plain []byte) string {
	nonce := make([]byte, b.aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	return b.seal(purpose, nonce, plain)
}

// SealAlike writes the same plain always as the same word. Live queries need
// that of cursors: an answer that did not change must not look changed.
func (b *Box) SealAlike(purpose string, plain []byte) string {
	mac := hmac.New(sha256.New, b.nonce)
	_, _ = fmt.Fprintf(mac, "%d:%s", len(purpose), purpose)
	_, _ = mac.Write(plain)
	return b.seal(purpose, mac.Sum(nil)[:b.aead.NonceSize()], plain)
}

func (b *Box) seal(purpose string, nonce, plain []byte) string {
	return base64.RawURLEncoding.EncodeToString(b.aead.Seal(nonce, nonce, plain, []byte(purpose)))
}

// Open reads a word that this box sealed for the purpose.
func (b *Box) Open(purpose, word string) ([]byte, bool) {
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(word)
	if err != nil || len(sealed) < b.aead.NonceSize() {
		return nil, false
	}
	nonce, body := sealed[:b.aead.NonceSize()], sealed[b.aead.NonceSize():]
	plain, err := b.aead.Open(nil, nonce, body, []byte(purpose))
	return plain, err == nil
}

package session

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost of a password's hash: argon2id with what OWASP (Password Storage Cheat
// Sheet, 2023) recommends for servers: 19 MiB, two
// passes, one lane.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	lanes     = 1
	saltSize  = 16
	keySize   = 32
)

// Hasher hashes passwords, as many at a time as there are processors: each
// takes its memory, and a flood of log-ins must not take all of it.
type Hasher struct {
	room  chan struct{}
	dummy string
}

// NewHasher returns a hasher.
func NewHasher() *Hasher {
	h := &Hasher{room: make(chan struct{}, runtime.NumCPU())}
	h.dummy, _ = h.Hash(context.Background(), secret())
	return h
}

func (h *Hasher) derive(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case h.room <- struct{}{}:
		defer func() { <-h.room }()
		return argon2.IDKey([]byte(password), salt, passes, memoryKiB, lanes, keySize), nil
	case <-ctx.Done():
		return nil, fmt.Errorf("hash a password: %w", ctx.Err())
	}
}

// Hash returns a password's hash with its salt.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	key, err := h.derive(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("argon2id$%d$%d$%d$%s$%s", memoryKiB, passes, lanes, encode(salt), encode(key)), nil
}

// Matches tells whether a hash is that of a password. Without a hash it does
// the same work and says no.
func (h *Hasher) Matches(ctx context.Context, hashed, password string) (bool, error) {
	known := hashed != ""
	if !known {
		hashed = h.dummy
	}
	parts := strings.Split(hashed, "$")
	if len(parts) != 6 || parts[0] != "argon2id" || parts[1] != fmt.Sprint(memoryKiB) || parts[2] != fmt.Sprint(passes) || parts[3] != fmt.Sprint(lanes) {
		return false, fmt.Errorf("a stored password has parameters %v that are not ours", parts[:min(4, len(parts))])
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("a stored salt: %w", err)
	}
	key, err := h.derive(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare([]byte(encode(key)), []byte(parts[5])) == 1 && known, nil
}

func encode(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }

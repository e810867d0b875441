package desk

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"parley.example/events/record"
)

// names makes the names under which the boxes of secret ballots know people:
// one for each person and ballot, and nothing in the record that leads from one
// to the other. They are made with a key that is no part of the record; whoever
// has the whole record and not the key cannot match a name with a person by
// trying all people.
type names struct {
	folder string

	once sync.Once
	key  []byte
	err  error
}

// keyFile holds the key within the folder of keys.
const keyFile = "ballot.key"

const keySize = 32

func (n *names) of(ballot, person string) (string, error) {
	n.once.Do(func() { n.key, n.err = readKey(n.folder) })
	if n.err != nil {
		return "", n.err
	}
	mac := hmac.New(sha256.New, n.key)
	mac.Write([]byte(ballot))
	mac.Write([]byte{0})
	mac.Write([]byte(person))
	return record.NewID("one", hex.EncodeToString(mac.Sum(nil))), nil
}

// readKey reads the key, or makes it where there is none yet.
func readKey(folder string) ([]byte, error) {
	if folder == "" {
		return nil, errors.New("PARLEY_KEYS must be set: the names in secret ballots are made with a key from there")
	}
	path := filepath.Join(folder, keyFile)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(folder, path); err != nil {
			return nil, fmt.Errorf("make key of secret ballots: %w", err)
		}
		key, err = os.ReadFile(path)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("read key of secret ballots: %w", err)
	case len(key) != keySize:
		return nil, fmt.Errorf("key of secret ballots %s has %d bytes, not %d", path, len(key), keySize)
	}
	return key, nil
}

// makeKey puts a random key in place in one step. If another replica was first,
// its key stays.
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

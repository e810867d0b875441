package serve

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// KeySize is how many bytes a key has.
const KeySize = 32

// Key reads a key that is no part of the record from a file in the folder of
// keys, or makes it where there is none yet.
func Key(folder, file string) ([]byte, error) {
	if folder == "" {
		return nil, fmt.Errorf("PARLEY_KEYS must be set: %s lies there", file)
	}
	path := filepath.Join(folder, file)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(folder, path); err != nil {
			return nil, fmt.Errorf("make %s: %w", file, err)
		}
		key, err = os.ReadFile(path)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", file, err)
	case len(key) != KeySize:
		return nil, fmt.Errorf("%s has %d bytes, not %d", path, len(key), KeySize)
	}
	return key, nil
}

// makeKey puts a random key in place in one step. If another replica was
// first, its key stays.
func makeKey(folder, path string) error {
	file, err := os.CreateTemp(folder, filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	key := make([]byte, KeySize)
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

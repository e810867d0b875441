package house

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"parley.example/deploy/bus"
	"parley.example/deploy/postgres"
	"parley.example/deploy/provision"
	"parley.example/deploy/supervise"
)

// Folder is the data folder of a house. Everything in it but Log and Run is
// needed to start the house again.
type Folder string

// Keys holds the secrets of the stores.
func (f Folder) Keys() bus.Keys { return bus.Keys(f.in("keys")) }

// Sealing holds the keys with which programs seal what they hand out:
// position.key, invitation.key, log.key, file.key, each 32 bytes.
func (f Folder) Sealing() string { return f.in("keys", "sealing") }

// Messages holds the message server's store.
func (f Folder) Messages() string { return f.in("nats") }

// Cluster holds the database's files.
func (f Folder) Cluster() string { return f.in("postgres") }

// Log is the file of what a process prints.
func (f Folder) Log(process string) string { return f.in("log", process+".log") }

// Run is the file that remembers a running process.
func (f Folder) Run(process string) string { return f.in("run", process+".pid") }

func (f Folder) in(names ...string) string {
	return filepath.Join(append([]string{string(f)}, names...)...)
}

// furnish makes what a house needs before its first process: folders, and a key
// or password for everybody.
func (f Folder) furnish() error {
	for _, folder := range []string{string(f), f.in("keys"), f.Sealing(), f.Messages(), f.in("log"), f.in("run")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	if err := f.Keys().Make(); err != nil {
		return err
	}
	for _, role := range append(provision.Roles(), "postgres") {
		if _, err := f.Password(role); err != nil {
			return err
		}
	}
	for _, key := range []string{"position.key", "invitation.key", "log.key", "file.key"} {
		if _, err := secret(filepath.Join(f.Sealing(), key), func(random []byte) []byte { return random }); err != nil {
			return err
		}
	}
	return nil
}

// Password returns a database role's password, and draws it the first time.
func (f Folder) Password(role string) (string, error) {
	text, err := secret(f.in("keys", role+".password"), func(random []byte) []byte {
		return []byte(hex.EncodeToString(random))
	})
	return strings.TrimSpace(string(text)), err
}

// secret reads a secret, or draws 32 random bytes and keeps them as form has
// them.
func secret(path string, form func([]byte) []byte) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err == nil {
		return text, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	random := make([]byte, 32)
	rand.Read(random)
	text = form(random)
	if err := bus.Keep(path, text); err != nil {
		return nil, fmt.Errorf("keep %s: %w", path, err)
	}
	return text, nil
}

// inherit ends what a house that was killed has left running in this folder.
func (f Folder) inherit(ctx context.Context, say func(string)) error {
	notes, err := filepath.Glob(f.Run("*"))
	if err != nil {
		return err
	}
	for _, file := range notes {
		gentle := syscall.SIGTERM
		if file == f.Run("postgres") {
			gentle = syscall.SIGINT
		}
		found, err := supervise.Bury(ctx, file, gentle, 10*time.Second)
		if err != nil {
			return err
		}
		if found {
			say(fmt.Sprintf("ended what an earlier start left running (%s)", strings.TrimSuffix(filepath.Base(file), ".pid")))
		}
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	return nil
}

// Seeded tells whether the stories were told here.
func (f Folder) Seeded() bool {
	_, err := os.Stat(f.in("seeded"))
	return err == nil
}

// Clear deletes everything that a house keeps in the folder, and nothing else
// that lies there. It refuses while one runs.
func (f Folder) Clear(ctx context.Context) error {
	if _, err := os.Stat(string(f)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	err := f.Lock(func() error {
		if err := f.inherit(ctx, func(string) {}); err != nil {
			return err
		}
		for _, path := range []string{
			f.in("seeded"), f.Messages(), f.Cluster(), f.Cluster() + ".new", postgres.Abroad(f.Cluster()),
			f.in("ports.json"), f.in("log"), f.in("run"), f.in("keys"),
		} {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
		return os.Remove(f.in("lock"))
	})
	if err != nil {
		return err
	}
	_ = os.Remove(string(f)) // stays if something else lies in it
	return nil
}

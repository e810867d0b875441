package house

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// Occupied is the error of a second start in one folder.
type Occupied struct {
	Folder Folder
	By     string // what the first one said about itself
}

// Error implements error.
func (o Occupied) Error() string {
	return fmt.Sprintf("a house already runs in %s (%s). Use that one, stop it with Ctrl-C, or give another folder with --data", o.Folder, o.By)
}

// lock holds a folder for one house. The system lets go of it when the process
// ends, however it ends.
type lock struct{ file *os.File }

func (f Folder) lock() (*lock, error) {
	file, err := os.OpenFile(f.in("lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := hold(file); err != nil {
		defer file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			by, _ := os.ReadFile(file.Name())
			return nil, Occupied{f, strings.TrimSpace(string(by))}
		}
		return nil, fmt.Errorf("lock %s: %w", f, err)
	}
	l := &lock{file}
	l.say(fmt.Sprintf("process %d, still starting", os.Getpid()))
	return l, nil
}

// hold takes the lock. One who only looks holds it for an instant.
func hold(file *os.File) error {
	for tries := 10; ; tries-- {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) || tries == 0 {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// say leaves word for who comes second.
func (l *lock) say(word string) {
	_ = l.file.Truncate(0)
	_, _ = l.file.WriteAt([]byte(word+"\n"), 0)
}

func (l *lock) release() { l.file.Close() }

// Lock holds the folder while do runs, so that no house can be started in it.
func (f Folder) Lock(do func() error) error {
	l, err := f.lock()
	if err != nil {
		return err
	}
	defer l.release()
	return do()
}

// Running returns what the house in the folder says about itself, and whether
// there is one.
func (f Folder) Running() (string, bool) {
	file, err := os.Open(f.in("lock"))
	if err != nil {
		return "", false
	}
	defer file.Close()
	if !errors.Is(syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB), syscall.EWOULDBLOCK) {
		return "", false
	}
	by, _ := os.ReadFile(file.Name())
	return strings.TrimSpace(string(by)), true
}

// await takes turns with others who want the folder.
func (f Folder) await(ctx context.Context, do func() error) error {
	for {
		var occupied Occupied
		if err := f.Lock(do); !errors.As(err, &occupied) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

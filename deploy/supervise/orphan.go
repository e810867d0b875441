package supervise

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// note remembers in a file which process runs, for the next start to find if
// this program is ended before its child is. The note also names the file that
// it is written in: a copy of a running house's folder has notes too, and who
// starts the copy must not end the original.
func note(file string, pid int) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%d %s %d\n", pid, birth(pid), inode(file))
	return errors.Join(err, f.Close())
}

// Noted returns the process that a file remembers, or 0 if that one is gone. A
// number that belongs to another process by now counts as gone, and so does a
// note that was written in another file.
func Noted(file string) (int, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var pid int
	var born string
	var here uint64
	_, err = fmt.Sscan(string(text), &pid, &born, &here)
	if err != nil || born != birth(pid) || here != inode(file) {
		return 0, nil // a half-written note is one of a process that never was
	}
	return pid, nil
}

// inode tells a file from its copies; 0 if there is none.
func inode(file string) uint64 {
	info, err := os.Stat(file)
	if err != nil {
		return 0
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Ino
	}
	return 0
}

// Bury ends the process that a file remembers, if it still runs: first by the
// gentle signal, after patience by force. It returns whether there was one.
func Bury(ctx context.Context, file string, gentle syscall.Signal, patience time.Duration) (bool, error) {
	pid, err := Noted(file)
	if err != nil || pid == 0 {
		return false, err
	}
	return true, End(ctx, pid, gentle, patience)
}

// End ends a process of which we are not the parent: there is nothing to wait
// on but their absence.
func End(ctx context.Context, pid int, gentle syscall.Signal, patience time.Duration) error {
	born := birth(pid)
	if born == "" {
		return nil // it ended before we came
	}
	signal, deadline := gentle, time.Now().Add(patience)
	for signal != 0 || time.Now().Before(deadline) {
		if signal != 0 {
			if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
				return fmt.Errorf("end the left-over process %d: %w", pid, err)
			}
			signal = 0
		}
		if birth(pid) != born {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
		if gentle != syscall.SIGKILL && time.Now().After(deadline) {
			signal, gentle, deadline = syscall.SIGKILL, syscall.SIGKILL, time.Now().Add(patience)
		}
	}
	return fmt.Errorf("end the left-over process %d: it is still there after SIGKILL", pid)
}

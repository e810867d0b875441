package postgres

import (
	"os"
	"path/filepath"
	"strconv"
)

// Left returns the processes that still work in the cluster's folder. Each
// process of a server has it as its working directory, so this finds also the
// backends of a server that was killed.
func (c *Cluster) Left() []int {
	here, err := filepath.EvalSymlinks(c.Folder)
	if err != nil {
		return nil
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var left []int
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if cwd, err := os.Readlink(filepath.Join("/proc", entry.Name(), "cwd")); err == nil && cwd == here {
			left = append(left, pid)
		}
	}
	return left
}

// Unlock removes the lock of a server that is gone. Its process number may
// belong to another program by now (after a reboot usually to one of ours), and
// Postgres would then refuse to start. Only for who knows that nothing is
// [Cluster.Left].
func (c *Cluster) Unlock() error {
	err := os.Remove(filepath.Join(c.Folder, "postmaster.pid"))
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

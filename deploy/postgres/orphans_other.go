//go:build !linux

package postgres

// Left cannot be told here; Postgres's own lock then has the last word.
func (c *Cluster) Left() []int { return nil }

// Unlock leaves the lock alone, for the same reason.
func (c *Cluster) Unlock() error { return nil }

//go:build !linux

package load

import (
	"errors"
	"syscall"
	"time"
)

var errElsewhere = errors.New("processor time and memory of other processes are read on Linux only")

// CPU is not known here.
func CPU(int) (time.Duration, error) { return 0, errElsewhere }

// Memory is not known here.
func Memory(int) (float64, error) { return 0, errElsewhere }

// Own is the processor time of this process.
func Own() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

package load

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of times in /proc, which is fixed for programs.
const tick = 10 * time.Millisecond

// CPU is the processor time that a process and its children, the ended ones
// included, have used so far.
func CPU(pid int) (time.Duration, error) {
	total := time.Duration(0)
	for _, p := range tree(pid) {
		fields, err := stat(p)
		if err != nil {
			continue // ended meanwhile: then it counts with its parent's
		}
		used := 2 // utime and stime
		if p == pid {
			used = 4 // and of children that have ended
		}
		for _, f := range fields[11 : 11+used] {
			ticks, err := strconv.ParseInt(f, 10, 64)
			if err != nil {
				return 0, fmt.Errorf("processor time of %d: %w", p, err)
			}
			total += time.Duration(ticks) * tick
		}
	}
	return total, nil
}

// Own is the processor time of this process.
func Own() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// Memory is the resident memory of a process and all its children in MiB: the
// sum of their proportional set sizes, so that what they share counts once.
func Memory(pid int) (float64, error) {
	total := 0.0
	for _, p := range tree(pid) {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("memory of %d: %w", p, err)
		}
		for line := range strings.Lines(string(text)) {
			if rest, ok := strings.CutPrefix(line, "Pss:"); ok {
				kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
				if err != nil {
					return 0, fmt.Errorf("memory of %d: %w", p, err)
				}
				total += kb / 1024
			}
		}
	}
	return total, nil
}

// tree is a process with all below it.
func tree(root int) []int {
	parents := make(map[int][]int)
	entries, _ := filepath.Glob("/proc/[0-9]*")
	for _, entry := range entries {
		pid, _ := strconv.Atoi(filepath.Base(entry))
		fields, err := stat(pid)
		if err != nil {
			continue
		}
		parent, _ := strconv.Atoi(fields[1])
		parents[parent] = append(parents[parent], pid)
	}
	all := []int{root}
	for i := 0; i < len(all); i++ {
		all = append(all, parents[all[i]]...)
	}
	return all
}

// stat returns the fields of /proc/<pid>/stat from the state on.
func stat(pid int) ([]string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil, err
	}
	_, rest, _ := bytes.Cut(text, []byte(") ")) // the name before may hold spaces
	fields := strings.Fields(string(rest))
	if len(fields) < 15 {
		return nil, fmt.Errorf("/proc/%d/stat has %d fields", pid, len(fields))
	}
	return fields, nil
}

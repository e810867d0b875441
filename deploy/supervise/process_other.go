//go:build !linux

package supervise

import (
	"os/exec"
	"syscall"
)

// adopt puts command into a group of its own. Nothing here ends a child with
// its parent; the next start takes the orphan over.
func adopt(command *exec.Cmd, _ syscall.Signal) {
	if command.SysProcAttr == nil {
		command.SysProcAttr = &syscall.SysProcAttr{}
	}
	command.SysProcAttr.Setpgid = true
}

// birth can only tell whether there is such a process.
func birth(pid int) string {
	if syscall.Kill(pid, 0) != nil {
		return ""
	}
	return "alive"
}

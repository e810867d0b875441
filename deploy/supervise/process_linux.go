package supervise

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// adopt makes command end with the thread that starts it, and puts it into a
// group of its own: a Ctrl-C at the terminal reaches the parent alone, which
// then stops its children one by one.
func adopt(command *exec.Cmd, orphaned syscall.Signal) {
	if command.SysProcAttr == nil {
		command.SysProcAttr = &syscall.SysProcAttr{}
	}
	command.SysProcAttr.Pdeathsig = orphaned
	command.SysProcAttr.Setpgid = true
}

// birth tells two processes with one number apart: the moment at which the
// process started, in ticks since the machine did. It is empty for one that is
// gone or is a zombie.
func birth(pid int) string {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	_, rest, _ := bytes.Cut(stat, []byte(") ")) // the name before may hold spaces
	fields := bytes.Fields(rest)
	if len(fields) < 20 || string(fields[0]) == "Z" {
		return ""
	}
	return string(fields[19])
}

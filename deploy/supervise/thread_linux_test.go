package supervise_test

import (
	"errors"
	"os/exec"
	"syscall"
	"testing"

	"parley.example/deploy/supervise"
)

func TestNobodyOutlivesTheThread(t *testing.T) {
	thread := supervise.NewThread()
	command := exec.Command("sleep", "600")
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := thread.Start(command); err != nil {
		t.Fatal(err)
	}
	thread.Close()
	var ended *exec.ExitError
	if err := command.Wait(); !errors.As(err, &ended) || ended.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Errorf("it ended with %v", err)
	}
}

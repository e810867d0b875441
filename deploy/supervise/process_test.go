package supervise_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley.example/deploy/supervise"
)

// shell is a program that runs a shell script, and is ready when it has made
// the file $READY.
func shell(t *testing.T, script string) supervise.Program {
	folder := t.TempDir()
	ready := filepath.Join(folder, "ready")
	return supervise.Program{
		Name: "script",
		Command: func() (*exec.Cmd, error) {
			command := exec.Command("sh", "-c", script)
			command.Env = append(os.Environ(), "READY="+ready)
			return command, nil
		},
		Ready: func(context.Context) error {
			_, err := os.Stat(ready)
			return err
		},
		Stop: syscall.SIGTERM, Orphaned: syscall.SIGKILL, Patience: 100 * time.Millisecond,
		Note:   filepath.Join(folder, "pid"),
		Log:    filepath.Join(folder, "log"),
		Report: func(line string) { t.Log(line) },
	}
}

const waits = `touch "$READY"; while :; do sleep 1; done`

func run(t *testing.T, program supervise.Program) *supervise.Process {
	thread := supervise.NewThread()
	p := thread.Run(program)
	t.Cleanup(func() { p.Stop(); thread.Close() })
	return p
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func ready(t *testing.T, p *supervise.Process) {
	t.Helper()
	if err := p.AwaitReady(soon(t)); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsKilledIsStartedAgain(t *testing.T) {
	p := run(t, shell(t, waits))
	ready(t, p)
	first := p.PID()
	if err := p.Crash(soon(t)); err != nil {
		t.Fatal(err)
	}
	if p.PID() == first || p.Starts() != 2 {
		t.Errorf("it runs as %d, was %d, after %d starts", p.PID(), first, p.Starts())
	}
}

func TestWhatIsHeldStaysDownUntilReleased(t *testing.T) {
	p := run(t, shell(t, waits))
	ready(t, p)
	if err := p.Hold(soon(t)); err != nil {
		t.Fatal(err)
	}
	if p.PID() != 0 || p.Starts() != 1 {
		t.Errorf("it runs as %d after %d starts", p.PID(), p.Starts())
	}
	p.Release()
	ready(t, p)
	if p.Starts() != 2 {
		t.Errorf("it was started %d times, want 2", p.Starts())
	}
}

func TestWhatEndsAtOnceIsCalledOffWithItsLastWords(t *testing.T) {
	p := run(t, shell(t, `echo "the roof leaks" >&2; exit 3`))
	err := p.AwaitReady(soon(t))
	if err == nil || !strings.Contains(err.Error(), "the roof leaks") {
		t.Errorf("the start says %v", err)
	}
}

func TestWhatDoesNotListenIsKilled(t *testing.T) {
	p := run(t, shell(t, `trap "" TERM; `+waits))
	ready(t, p)
	pid := p.PID()
	p.Stop()
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("process %d is still there: %v", pid, err)
	}
}

func TestANumberThatBelongsToAnotherIsNobody(t *testing.T) {
	program := shell(t, waits)
	p := run(t, program)
	ready(t, p)
	if pid, err := supervise.Noted(program.Note); pid != p.PID() || err != nil {
		t.Errorf("the note says %d, %v; want %d", pid, err, p.PID())
	}
	text, err := os.ReadFile(program.Note)
	if err != nil {
		t.Fatal(err)
	}
	number := fmt.Sprint(p.PID())
	for what, note := range map[string]string{
		"born at another time": strings.Replace(string(text), number, "1", 1),
		"half written":         "1",
		"empty":                "",
	} {
		if err := os.WriteFile(program.Note, []byte(note), 0o600); err != nil {
			t.Fatal(err)
		}
		if pid, err := supervise.Noted(program.Note); pid != 0 || err != nil {
			t.Errorf("a note %s says %d, %v", what, pid, err)
		}
	}
}

func TestACopiedNoteIsNobodys(t *testing.T) {
	program := shell(t, `touch "$READY"; `+waits)
	p := run(t, program)
	ready(t, p)
	text, err := os.ReadFile(program.Note)
	if err != nil {
		t.Fatal(err)
	}
	copied := program.Note + ".copy"
	if err := os.WriteFile(copied, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if pid, err := supervise.Noted(copied); pid != 0 || err != nil {
		t.Errorf("the copy says %d, %v", pid, err)
	}
	if pid, err := supervise.Noted(program.Note); pid != p.PID() || err != nil {
		t.Errorf("the note says %d, %v", pid, err)
	}
}

func TestAnOrphanIsBuried(t *testing.T) {
	for what, script := range map[string]string{
		"one that listens":        waits,
		"one that does not":       `trap "" TERM; ` + waits,
		"one that ends by itself": `touch "$READY"; trap "exit 0" TERM; while :; do sleep 0.01; done`,
	} {
		t.Run(what, func(t *testing.T) {
			program := shell(t, script)
			p := run(t, program)
			ready(t, p)
			pid := p.PID()
			found, err := supervise.Bury(soon(t), program.Note, syscall.SIGTERM, 100*time.Millisecond)
			if !found || err != nil {
				t.Errorf("found %t, %v", found, err)
			}
			if now, _ := supervise.Noted(program.Note); now == pid {
				t.Errorf("process %d is still there", pid)
			}
		})
	}
}

func TestWhoHasEndedAlreadyIsNotWaitedFor(t *testing.T) {
	command := exec.Command("true")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer command.Wait()
	if _, err := output.Read(make([]byte, 1)); err == nil {
		t.Fatal("true says something")
	}
	if err := supervise.End(soon(t), command.Process.Pid, syscall.SIGTERM, time.Hour); err != nil {
		t.Error(err)
	}
}

func TestALongLogIsMovedAside(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log")
	if err := os.WriteFile(file, []byte("much to say"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		limit int64
		moved bool
	}{{100, false}, {5, true}} {
		if err := supervise.Shorten(file, row.limit); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(file + ".1"); (err == nil) != row.moved {
			t.Errorf("with a limit of %d it is moved: %t, want %t", row.limit, err == nil, row.moved)
		}
	}
}

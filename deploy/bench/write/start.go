package write

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
)

// grown is what the house at work holds after all of it.
func (b *bench) grown(context.Context) ([]figures.Row, error) {
	total := 0.0
	for _, name := range b.house.Processes() {
		used, err := load.Memory(b.house.Process(name).PID())
		if err != nil {
			return nil, err
		}
		total += used
	}
	return []figures.Row{figures.Of("memory after the load: stores, services, gateway", total, "MiB")}, nil
}

// starting measures a second `deploy/parley up`: how long it takes, and what all
// its processes hold when nobody does anything, the launcher included.
func starting(ctx context.Context, at Place, size Size, say func(string)) ([]figures.Row, error) {
	data, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(data)
	say("deploy/parley up, once to make everything and once to measure")
	first, err := up(ctx, at, data)
	if err != nil {
		return nil, err
	}
	first.stop()
	second, err := up(ctx, at, data)
	if err != nil {
		return nil, err
	}
	defer second.stop()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(size.Idle):
	}
	idle, err := load.Memory(second.command.Process.Pid)
	if err != nil {
		return nil, err
	}
	return []figures.Row{
		figures.Of("deploy/parley up, warm: until ready", second.took.Seconds(), "s").AtMost(5),
		figures.Of("memory when idle: launcher, stores, services, gateway", idle, "MiB").AtMost(600),
	}, nil
}

// started is a house that a person has started.
type started struct {
	command *exec.Cmd
	took    time.Duration
}

// up starts a house like a person does, and returns when it says where it is.
func up(ctx context.Context, at Place, data string) (*started, error) {
	s := &started{command: exec.CommandContext(ctx, filepath.Join(at.Root, "deploy", "parley"), "up", "--data", data, "--listen", "127.0.0.1:0")}
	s.command.Env = append(os.Environ(), "PARLEY_STATE="+at.State)
	s.command.Cancel = func() error { return s.command.Process.Signal(syscall.SIGTERM) }
	printed, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.command.Stderr = os.Stderr
	began := time.Now()
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	var all strings.Builder
	for lines := bufio.NewScanner(printed); lines.Scan(); {
		fmt.Fprintln(&all, lines.Text())
		if strings.HasPrefix(lines.Text(), "Parley runs at") {
			s.took = time.Since(began)
			go io.Copy(io.Discard, printed)
			return s, nil
		}
	}
	return nil, fmt.Errorf("deploy/parley up: %w\n%s", s.command.Wait(), all.String())
}

func (s *started) stop() {
	_ = s.command.Process.Signal(syscall.SIGTERM)
	_ = s.command.Wait()
}

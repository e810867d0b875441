package supervise

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Program says how one process is run.
type Program struct {
	Name     string
	Command  func() (*exec.Cmd, error)   // makes a fresh command for each start
	Ready    func(context.Context) error // says why it is not ready yet
	Stop     syscall.Signal              // asks it to end
	Orphaned syscall.Signal              // what it gets if this program dies
	Patience time.Duration               // from Stop to SIGKILL
	Note     string                      // file that remembers the running process
	Log      string                      // file that takes what it prints
	Report   func(line string)           // hears of unexpected ends and long waits
}

// Process is a program that is kept running: whenever it ends, it is started
// again, at once the first time and then after ever longer pauses.
type Process struct {
	program Program
	thread  *Thread
	done    chan struct{}

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced whenever a field below changes
	process  *os.Process   // nil while nothing runs
	starts   int
	ends     int // unexpected ones
	held     bool
	stopping bool
}

// A crash is answered at once. Who ends again before it has well begun is given
// ever more time; who lasted is trusted anew, however often it is killed.
const (
	firstPause  = 50 * time.Millisecond
	longestWait = 5 * time.Second
	trusted     = time.Second
	beforeReady = 6 // ends after which a start is called off
)

// Run starts a program and keeps it running until [Process.Stop].
func (t *Thread) Run(program Program) *Process {
	p := &Process{program: program, thread: t, done: make(chan struct{}), changed: make(chan struct{})}
	go p.keep()
	return p
}

// Name returns the program's name.
func (p *Process) Name() string { return p.program.Name }

// PID returns the process that runs now, 0 if none does.
func (p *Process) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.process == nil {
		return 0
	}
	return p.process.Pid
}

// Starts counts how often it was started.
func (p *Process) Starts() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.starts
}

// Signal sends a signal to the process that runs now, if one does.
func (p *Process) Signal(signal syscall.Signal) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.process == nil {
		return nil
	}
	if err := p.process.Signal(signal); !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

// Kill ends the process as a crash would, and leaves the rest to supervision.
func (p *Process) Kill() error { return p.Signal(syscall.SIGKILL) }

// Stop ends the program for good: it asks, waits, and at last kills.
func (p *Process) Stop() {
	p.change(func() { p.stopping = true })
	_ = p.Signal(p.program.Stop)
	select {
	case <-p.done:
		return
	case <-time.After(p.program.Patience):
	}
	_ = p.Kill()
	<-p.done
}

// keep runs the program again and again.
func (p *Process) keep() {
	defer close(p.done)
	pause := firstPause
	for p.wanted() {
		began := time.Now()
		err := p.once()
		if time.Since(began) > trusted {
			pause = firstPause
		}
		if !p.surprised(err, pause) {
			continue
		}
		timeout, cancel := context.WithTimeout(context.Background(), pause)
		_ = p.await(timeout, func() bool { return p.stopping })
		cancel()
		pause = min(2*pause, longestWait)
	}
}

// wanted waits while the process is held, and returns whether it is to run.
func (p *Process) wanted() bool {
	_ = p.await(context.Background(), func() bool { return !p.held || p.stopping })
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.stopping
}

// surprised returns whether an end was nobody's wish, and reports it if so.
func (p *Process) surprised(err error, pause time.Duration) bool {
	p.mu.Lock()
	wished := p.stopping || p.held
	p.mu.Unlock()
	if wished {
		return false
	}
	p.change(func() { p.ends++ })
	p.report("ended (%v); it starts again in %s", err, pause)
	return true
}

func (p *Process) report(format string, arguments ...any) {
	if p.program.Report != nil {
		p.program.Report(p.Name() + " " + fmt.Sprintf(format, arguments...))
	}
}

// once runs the program from its start to its end, and returns how it ended.
func (p *Process) once() error {
	command, err := p.program.Command()
	if err != nil {
		return err
	}
	log, err := os.OpenFile(p.program.Log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	command.Stdout, command.Stderr = log, log
	adopt(command, p.program.Orphaned)
	if err := p.thread.Start(command); err != nil {
		return err
	}
	if err := note(p.program.Note, command.Process.Pid); err != nil {
		p.report("leaves no note of its number: %v", err)
	}
	p.change(func() { p.process, p.starts = command.Process, p.starts+1 })
	p.mu.Lock()
	unwanted := p.stopping || p.held // since before it had a number to send a signal to
	p.mu.Unlock()
	if unwanted {
		_ = p.Signal(p.program.Stop)
	}
	err = command.Wait()
	p.change(func() { p.process = nil })
	if err == nil {
		err = errors.New("exit status 0")
	}
	return err
}

// change applies a change and wakes all who wait for one.
func (p *Process) change(apply func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	apply()
	close(p.changed)
	p.changed = make(chan struct{})
}

// await waits until a condition over the fields holds.
func (p *Process) await(ctx context.Context, holds func() bool) error {
	for {
		p.mu.Lock()
		ok, changed := holds(), p.changed
		p.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

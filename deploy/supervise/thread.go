// Package supervise keeps programs running: it starts them, starts them again
// when they end, stops them in good order, and sees to it that none outlives
// the program that started it.
package supervise

import (
	"os/exec"
	"runtime"
)

// Thread starts programs from one operating-system thread that is never given
// back. Linux ends a child when the *thread* that forked it ends, so children
// of an ordinary goroutine could be ended at any time by the Go scheduler.
type Thread struct{ starts chan start }

type start struct {
	command *exec.Cmd
	result  chan error
}

// NewThread returns a thread to start programs from.
func NewThread() *Thread {
	t := &Thread{starts: make(chan start)}
	go func() {
		runtime.LockOSThread() // without unlock: the thread ends with the goroutine
		for s := range t.starts {
			s.result <- s.command.Start()
		}
	}()
	return t
}

// Start starts a program as a child that does not outlive this one.
func (t *Thread) Start(command *exec.Cmd) error {
	s := start{command, make(chan error, 1)}
	t.starts <- s
	return <-s.result
}

// Close ends the thread, and with it whatever of its children still runs.
func (t *Thread) Close() { close(t.starts) }

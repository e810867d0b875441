package supervise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Crash kills the process and waits until it was started again and is ready.
func (p *Process) Crash(ctx context.Context) error {
	before := p.Starts()
	if err := p.Kill(); err != nil {
		return fmt.Errorf("kill %s: %w", p.Name(), err)
	}
	if err := p.await(ctx, func() bool { return p.starts > before }); err != nil {
		return fmt.Errorf("wait for %s to start again: %w", p.Name(), err)
	}
	return p.AwaitReady(ctx)
}

// Hold kills the process and keeps it down until [Process.Release].
func (p *Process) Hold(ctx context.Context) error {
	p.change(func() { p.held = true })
	if err := p.Kill(); err != nil {
		return fmt.Errorf("kill %s: %w", p.Name(), err)
	}
	return p.await(ctx, func() bool { return p.process == nil })
}

// Release lets a held process be started again.
func (p *Process) Release() { p.change(func() { p.held = false }) }

// AwaitReady waits until the program says that it is ready. It gives up, with
// the last lines of the log, when the program ends again and again.
func (p *Process) AwaitReady(ctx context.Context) error {
	p.mu.Lock()
	ends := p.ends
	p.mu.Unlock()
	said := time.Now()
	for {
		err := p.ready(ctx)
		if err == nil {
			return nil
		}
		if time.Since(said) > longestWait {
			p.report("waits: %v", err)
			said = time.Now()
		}
		p.mu.Lock()
		futile, changed := p.ends-ends >= beforeReady, p.changed
		p.mu.Unlock()
		if futile {
			return fmt.Errorf("%s ends as soon as it is started:\n%s", p.Name(), tail(p.program.Log))
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s is not ready: %w", p.Name(), err)
		case <-p.done:
			return fmt.Errorf("%s was stopped before it was ready", p.Name())
		case <-changed:
		case <-time.After(20 * time.Millisecond): // readiness is asked for, it is not announced
		}
	}
}

func (p *Process) ready(ctx context.Context) error {
	if p.PID() == 0 {
		return errors.New("it does not run")
	}
	if p.program.Ready == nil {
		return nil
	}
	return p.program.Ready(ctx)
}

package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"parley.example/deploy/house"
)

// plan is the order of kills of some kinds of process: each at least so often,
// in a random order.
func plan(kinds []string, kills, each int, dice *rand.Rand) []string {
	var order []string
	for range each {
		order = append(order, kinds...)
	}
	for len(order) < kills {
		order = append(order, pick(dice, kinds))
	}
	dice.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

// patience is how long a run waits for one thing before it calls it stuck.
const patience = time.Minute

// strike kills one process while enough commands are in flight, and returns how
// many that were.
func (c *crew) strike(ctx context.Context, h *house.House, name string, least int) (inFlight int, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err = c.await(ctx, fmt.Sprintf("%d commands are in flight", least), func() bool {
		if c.inFlight < least {
			return false
		}
		c.struck, inFlight = name, c.inFlight
		err = h.Process(name).Kill()
		return true
	})
	return inFlight, err
}

// recovered waits until the killed process was started again and says that it is
// ready, and so many more commands were acknowledged, some of them by its own
// service.
func (c *crew) recovered(ctx context.Context, h *house.House, name string, starts, more int) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c.mu.Lock()
	before, served := len(c.ledger.done), c.ledger.served[name]
	own := 0
	for _, d := range c.deeds {
		if d.service == name {
			own = 1
		}
	}
	c.mu.Unlock()
	for h.Process(name).Starts() == starts {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s was not started again: %w", name, ctx.Err())
		case <-time.After(5 * time.Millisecond): // supervision announces nothing
		}
	}
	if err := h.Process(name).AwaitReady(ctx); err != nil {
		return err
	}
	return c.await(ctx, fmt.Sprintf("commands are acknowledged after the end of %s", name), func() bool {
		return len(c.ledger.done) >= before+more && c.ledger.served[name] >= served+own
	})
}

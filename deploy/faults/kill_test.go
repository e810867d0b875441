package faults

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
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

// strike kills some processes at once while enough commands are in flight, some
// of them on their way to the first one, and returns how many that were.
func (c *crew) strike(ctx context.Context, h *house.House, names []string, least int) (inFlight int, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	waited := c.await(ctx, fmt.Sprintf("%d commands are in flight", least), func() bool {
		all, own := c.flying(names[0])
		if all < least || own == 0 && c.serves(names[0]) {
			return false
		}
		c.strikes, inFlight = append(c.strikes, strings.Join(names, " and ")), all
		for _, name := range names {
			err = errors.Join(err, h.Process(name).Kill())
		}
		return true
	})
	return inFlight, errors.Join(waited, err)
}

// serves tells whether commands go to a process by its name.
func (c *crew) serves(name string) bool {
	return slices.ContainsFunc(c.deeds, func(d *deed) bool { return d.service == name })
}

// recovered waits until the killed process was started again and says that it is
// ready, and so many more commands were acknowledged, some of them by its own
// service.
func (c *crew) recovered(ctx context.Context, h *house.House, name string, starts, more int) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c.mu.Lock()
	before, served, own := len(c.ledger.done), c.ledger.served[name], 0
	if c.serves(name) {
		own = 1
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

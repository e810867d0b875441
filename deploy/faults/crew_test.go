package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// crew is many people who work without a pause, each with one wish at a time
// that they pursue until they know what became of it.
type crew struct {
	deeds []*deed
	goal  int // wishes to be acknowledged before anybody rests

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced at each change
	dice     *rand.Rand
	resting  bool
	inFlight map[string]int // by service
	strikes  []string       // what was killed, in this order
	ledger   ledger
}

// ledger is what the crew was told.
type ledger struct {
	done    []wish
	refused []wish // and not asked for again
	made    int    // wishes
	twice   int    // … that were sent twice at once
	retried int    // … of unknown outcome that were sent again with their id
	bites   map[string]map[string]int
	wrong   []string
	served  map[string]int // acknowledged, by service
}

func newCrew(deeds []*deed, goal int, dice *rand.Rand) *crew {
	return &crew{
		deeds: deeds, goal: goal, dice: dice, changed: make(chan struct{}), inFlight: make(map[string]int),
		ledger: ledger{bites: make(map[string]map[string]int), served: make(map[string]int)},
	}
}

// work runs so many people until all have rest.
func (c *crew) work(ctx context.Context, people int) {
	var all sync.WaitGroup
	for range people {
		all.Go(func() {
			for ctx.Err() == nil {
				w, copies, more := c.next()
				if !more {
					return
				}
				c.pursue(ctx, w, copies)
			}
		})
	}
	all.Wait()
}

// next deals the next wish. Every fourth is sent twice at once, by two devices
// of the same person.
func (c *crew) next() (w wish, copies int, more bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.resting && len(c.ledger.done) >= c.goal {
		return w, 0, false
	}
	copies = 1
	for w.by == nil {
		c.ledger.made++
		w = c.deeds[c.ledger.made%len(c.deeds)].fresh(c.dice)
	}
	if c.ledger.made%4 == 0 {
		c.ledger.twice++
		copies = 2
	}
	return w, copies, true
}

// pursue sends a wish until it is done or refused. Where all answers said that
// it surely had no effect, some people leave it at that: then it must have had
// none.
func (c *crew) pursue(ctx context.Context, w wish, copies int) {
	doubtful := false
	for try := 0; ctx.Err() == nil; try++ {
		answers := c.send(ctx, w, copies)
		copies = 1
		best := answers[0]
		for _, a := range answers {
			best = min(best, a)
			doubtful = doubtful || a == unknown
		}
		switch {
		case best == done:
			c.settle(w, true, doubtful && try > 0)
			return
		case best == refused, best == unavailable && !doubtful && w.id[0] < '4':
			c.settle(w, false, doubtful && try > 0)
			return
		}
		pause(ctx, try)
	}
}

// pause is a client's good manners towards a house in trouble.
func pause(ctx context.Context, try int) {
	select {
	case <-ctx.Done():
	case <-time.After(min(20*time.Millisecond<<min(try, 5), 500*time.Millisecond)):
	}
}

// send makes so many attempts at once and returns what each was told.
func (c *crew) send(ctx context.Context, w wish, copies int) []outcome {
	answers, payloads := make([]outcome, copies), make([]string, copies)
	var all sync.WaitGroup
	for i := range copies {
		all.Go(func() { answers[i], payloads[i] = c.attempt(ctx, w) })
	}
	all.Wait()
	if copies == 2 && answers[0] == done && answers[1] == done && payloads[0] != payloads[1] {
		c.report("%s %s was answered %s and %s", w.mutation, w.id, payloads[0], payloads[1])
	}
	return answers
}

// attempt sends a wish once, and reads back now and then what it was told is
// there.
func (c *crew) attempt(ctx context.Context, w wish) (outcome, string) {
	device, since := w.by.Device(), 0
	c.change(func() { c.inFlight[w.service]++; since = len(c.strikes) })
	var payload map[string]json.RawMessage
	err := device.MutateAs(ctx, w.id, w.mutation, w.input, w.made, &payload)
	told, code := read(err)
	c.change(func() {
		c.inFlight[w.service]--
		if told != done && ctx.Err() == nil {
			c.bite(since, told, code)
		}
		if told == refused {
			c.ledger.wrong = append(c.ledger.wrong, fmt.Sprintf("%s %s: %v", w.mutation, w.id, err))
		}
	})
	delete(payload, "position") // a different seal each time
	made, _ := json.Marshal(payload)
	if told == done && w.id[0] == '0' {
		c.readBack(ctx, w, device.Do, string(made))
	}
	return told, string(made)
}

// bite notes that an attempt failed, under what was killed first after it had
// begun, or last before.
func (c *crew) bite(since int, told outcome, code string) {
	if len(c.strikes) == 0 {
		c.ledger.wrong = append(c.ledger.wrong, fmt.Sprintf("%s %s before anything was killed", told, code))
		return
	}
	struck := c.strikes[min(since, len(c.strikes)-1)]
	if c.ledger.bites[struck] == nil {
		c.ledger.bites[struck] = make(map[string]int)
	}
	c.ledger.bites[struck][told.String()]++
}

// readBack demands that whoever was told "done" finds what they made, or hears
// that nobody can say now, but never that it is not there.
func (c *crew) readBack(ctx context.Context, w wish, do func(context.Context, string, map[string]any, any) error, made string) {
	var payload map[string]struct{ ID string }
	if json.Unmarshal([]byte(made), &payload) != nil {
		return
	}
	for _, object := range payload {
		if object.ID == "" {
			continue
		}
		var found struct{ Node *struct{ ID string } }
		err := do(ctx, "query($id: ID!) { node(id: $id) { id } }", map[string]any{"id": object.ID}, &found)
		if err == nil && found.Node == nil {
			c.report("%s %s: %s is not there for who made it", w.mutation, w.id, object.ID)
		}
	}
}

func (c *crew) settle(w wish, granted, retried bool) {
	c.change(func() {
		if retried {
			c.ledger.retried++
		}
		if granted {
			c.ledger.done = append(c.ledger.done, w)
			c.ledger.served[w.service]++
		} else {
			c.ledger.refused = append(c.ledger.refused, w)
		}
	})
}

func (c *crew) report(format string, arguments ...any) {
	c.change(func() { c.ledger.wrong = append(c.ledger.wrong, fmt.Sprintf(format, arguments...)) })
}

// change applies a change and wakes all who wait for one.
func (c *crew) change(apply func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	apply()
	close(c.changed)
	c.changed = make(chan struct{})
}

// flying counts the commands in flight, and those of one service among them.
func (c *crew) flying(service string) (all, own int) {
	for name, n := range c.inFlight {
		all += n
		if name == service {
			own = n
		}
	}
	return all, own
}

// await waits until something holds, which is asked with the crew locked out.
func (c *crew) await(ctx context.Context, what string, holds func() bool) error {
	for {
		c.mu.Lock()
		ok, changed := holds(), c.changed
		c.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait until %s: %w", what, ctx.Err())
		case <-changed:
		}
	}
}

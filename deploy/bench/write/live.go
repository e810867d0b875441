package write

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/client"
	"parley.example/deploy/town"
)

// pace is how many mutations a second the live queries are measured at.
const pace = 100

// watch follows a table's term with everyone's position on it.
const watch = `subscription($id: ID!) { negotiation(id: $id) { id terms(first: 5) { nodes { id positions(first: 20) { nodes { id stance reason } } } } } }`

// live measures how soon after its acknowledgement a mutation is seen by those
// who follow its table.
func (b *bench) live(ctx context.Context) ([]figures.Row, error) {
	b.say(fmt.Sprintf("%d live queries at %d mutations a second", b.size.Watchers, pace))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	gallery := &gallery{acknowledged: make(map[string]time.Time), seen: make(map[string][]time.Time), all: make(chan struct{})}
	tables := b.tables[:min(len(b.tables), max(1, b.size.Watchers/4))]
	for i := range b.size.Watchers {
		if err := gallery.enter(ctx, b.by(i), tables[i%len(tables)]); err != nil {
			return nil, err
		}
	}
	gallery.expect = b.size.Watched * b.size.Watchers / len(tables)
	if err := b.perform(ctx, gallery, tables); err != nil {
		return nil, err
	}
	select {
	case <-gallery.all:
	case <-time.After(10 * time.Second): // what has not come by now counts as missing
	}
	late := gallery.late()
	return []figures.Row{
		figures.Of("live query: delivered", float64(len(late)), "").Beside(float64(gallery.expect)).AtLeastTimes(1),
		figures.Of("live query: acknowledgement to delivery, p50", load.Quantile(late, 0.5), "ms"),
		figures.Of("live query: acknowledgement to delivery, p99", load.Quantile(late, 0.99), "ms").AtMost(50),
	}, nil
}

// perform sends mutations at an even pace, whether they are answered or not.
func (b *bench) perform(ctx context.Context, g *gallery, tables []town.Table) error {
	ticker := time.NewTicker(time.Second / pace)
	defer ticker.Stop()
	failed := make(chan error, b.size.Watched)
	var all sync.WaitGroup
	for n := range b.size.Watched {
		<-ticker.C
		all.Go(func() {
			table, mark := tables[n%len(tables)], reason(n)
			err := b.by(n).Device().Mutate(ctx, "takePosition", map[string]any{
				"negotiation": table.ID, "term": table.Term, "stance": "concern", "reason": mark,
			}, "opinion { id }", nil)
			if err != nil {
				failed <- err
				return
			}
			g.acknowledge(mark)
		})
	}
	all.Wait()
	close(failed)
	return <-failed
}

// gallery is everyone who follows.
type gallery struct {
	expect int
	all    chan struct{}

	mu           sync.Mutex
	acknowledged map[string]time.Time
	seen         map[string][]time.Time
	count        int
}

// enter opens a live query and waits for its first answer.
func (g *gallery) enter(ctx context.Context, by *town.Neighbour, table town.Table) error {
	live, err := by.Subscribe(ctx, watch, map[string]any{"id": table.ID})
	if err != nil {
		return err
	}
	before, open := <-live.Next
	if !open {
		return fmt.Errorf("live query: %w", live.Err())
	}
	go g.follow(live, before)
	return nil
}

// follow notes when each reason is seen for the first time.
func (g *gallery) follow(live *client.Live, before json.RawMessage) {
	known := reasons(before)
	for answer := range live.Next {
		now := time.Now()
		said := reasons(answer)
		for reason := range said {
			if !known[reason] {
				g.see(reason, now)
			}
		}
		known = said
	}
}

func (g *gallery) see(reason string, at time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen[reason] = append(g.seen[reason], at)
	if g.count++; g.count == g.expect {
		close(g.all)
	}
}

func (g *gallery) acknowledge(reason string) {
	now := time.Now()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.acknowledged[reason] = now
}

// late is how long after the acknowledgement each delivery came, sorted; what
// came before it was not late.
func (g *gallery) late() []time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	var all []time.Duration
	for reason, times := range g.seen {
		for _, at := range times {
			all = append(all, max(0, at.Sub(g.acknowledged[reason])))
		}
	}
	slices.Sort(all)
	return all
}

// reasons are those of all positions in an answer.
func reasons(answer json.RawMessage) map[string]bool {
	var got struct {
		Negotiation struct {
			Terms struct {
				Nodes []struct {
					Positions struct{ Nodes []struct{ Reason string } }
				}
			}
		}
	}
	said := make(map[string]bool)
	if json.Unmarshal(answer, &got) != nil {
		return said
	}
	for _, term := range got.Negotiation.Terms.Nodes {
		for _, p := range term.Positions.Nodes {
			said[p.Reason] = true
		}
	}
	return said
}

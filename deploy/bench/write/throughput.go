package write

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/town"
)

// way is one way to write.
type way struct {
	name   string
	do     func(ctx context.Context, client int) error
	rounds load.Rounds
	spent  map[string]time.Duration // processor time by process, over all rounds
}

// throughput lets ever more clients write in all three ways, in turn.
func (b *bench) throughput(ctx context.Context) ([]figures.Row, error) {
	var rows []figures.Row
	for _, clients := range b.size.Clients {
		b.say(fmt.Sprintf("%d clients: BOTH, service-level and end to end, in turn", clients))
		ways := []*way{{name: "BOTH", do: b.both.write}, {name: "service", do: b.service()}, {name: "end to end", do: b.endToEnd(clients)}}
		for round := range b.size.Rounds + 1 {
			for _, w := range ways {
				if err := b.round(ctx, w, clients, round > 0); err != nil {
					return nil, fmt.Errorf("%s with %d clients: %w", w.name, clients, err)
				}
			}
		}
		rows = append(rows, b.compare(ways, clients)...)
	}
	return rows, nil
}

// service sends commands over NATS.
func (b *bench) service() func(context.Context, int) error {
	var n atomic.Int64
	return func(ctx context.Context, client int) error {
		return b.direct.opine(ctx, b.by(client), b.tables[client], reason(int(n.Add(1))))
	}
}

// endToEnd sends mutations over HTTP, and reads what they made.
func (b *bench) endToEnd(clients int) func(context.Context, int) error {
	var n atomic.Int64
	devices := make([]*town.Neighbour, clients)
	for i := range devices {
		devices[i] = b.by(i).Device()
	}
	return func(ctx context.Context, client int) error {
		return devices[client].Mutate(ctx, "takePosition", map[string]any{
			"negotiation": b.tables[client].ID, "term": b.tables[client].Term, "stance": "concern", "reason": reason(int(n.Add(1))),
		}, "opinion { id stance reason }", nil)
	}
}

// round lets the clients write in one way for a while.
func (b *bench) round(ctx context.Context, w *way, clients int, counts bool) error {
	before, err := b.spent()
	if err != nil {
		return err
	}
	sample, err := load.Drive(ctx, clients, b.size.Round, w.do)
	if err != nil || !counts {
		return err
	}
	after, err := b.spent()
	if err != nil {
		return err
	}
	if w.spent == nil {
		w.spent = make(map[string]time.Duration)
	}
	for name, used := range after {
		w.spent[name] += used - before[name]
	}
	w.rounds = append(w.rounds, sample)
	return nil
}

// spent is the processor time that each process has used so far.
func (b *bench) spent() (map[string]time.Duration, error) {
	used := map[string]time.Duration{"clients": load.Own()}
	for _, name := range b.house.Processes() {
		var err error
		if used[name], err = load.CPU(b.house.Process(name).PID()); err != nil {
			return nil, err
		}
	}
	return used, nil
}

// compare makes the rows of one number of clients. What the issue aims at is
// the rate of the most clients and the latency of one.
func (b *bench) compare(ways []*way, clients int) []figures.Row {
	both := ways[0].rounds
	var rows []figures.Row
	for _, w := range ways[1:] {
		name := fmt.Sprintf("%s, %d clients: ", w.name, clients)
		rate := figures.Of(name+"acknowledged", w.rounds.Rate(), "/s").Beside(both.Rate())
		p50 := figures.Of(name+"p50", w.rounds.Quantile(0.5), "ms").Beside(both.Quantile(0.5))
		p99 := figures.Of(name+"p99", w.rounds.Quantile(0.99), "ms").Beside(both.Quantile(0.99))
		if w.name == "service" && clients == b.size.Clients[len(b.size.Clients)-1] {
			rate = rate.AtLeastTimes(0.5)
		}
		if w.name == "service" && clients == 1 {
			p50 = p50.AtMostTimes(3)
		}
		rows = append(rows, rate, p50, p99)
	}
	if clients == b.size.Clients[len(b.size.Clients)-1] {
		rows = append(rows, b.cost(ways)...)
	}
	return rows
}

// cost is the processor time that a mutation takes, by process.
func (b *bench) cost(ways []*way) []figures.Row {
	each := func(w *way, name string) float64 {
		return load.Milliseconds(w.spent[name]) / float64(max(w.rounds.Count(), 1))
	}
	var rows []figures.Row
	for _, w := range ways[1:] {
		total, against := 0.0, 0.0
		for _, name := range slices.Sorted(slices.Values(append(b.house.Processes(), "clients"))) {
			rows = append(rows, figures.Of(fmt.Sprintf("%s: processor time of %s", w.name, name), each(w, name), "ms").Beside(each(ways[0], name)))
			total, against = total+each(w, name), against+each(ways[0], name)
		}
		rows = append(rows, figures.Of(w.name+": processor time in all", total, "ms").Beside(against))
	}
	return rows
}

// Package write measures the write path: how many mutations a second are
// acknowledged, how long each takes, what it costs, and how soon others see it.
//
// The baseline, BOTH, is what no house can do without: the same clients each
// publish the same bytes to a bare JetStream stream, with the sequence that they
// expect, and then insert them into a bare Postgres table, one commit each. It
// runs on the same two servers in the same run, in turn with ours.
package write

import (
	"context"
	"fmt"
	"os"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
)

// Size says how much is done.
type Size struct {
	Clients  []int         // at the same time
	Rounds   int           // after one to warm up
	Round    time.Duration // of each way of writing
	Watchers int           // live queries
	Watched  int           // mutations that they wait for, 100 a second
	Long     int           // commits of a long history
	Short    int           // … of a short one
	Repeats  int           // of commands on either, and of cold loads a hundredth
	Idle     time.Duration // after which a house counts as idle
}

// Full is a run whose figures count; Small only produces each of them.
var (
	Full = Size{
		Clients: []int{1, 16, 64}, Rounds: 5, Round: 2 * time.Second, Watchers: 200, Watched: 1500,
		Long: 5000, Short: 50, Repeats: 500, Idle: 10 * time.Second,
	}
	Small = Size{
		Clients: []int{1, 2}, Rounds: 1, Round: 100 * time.Millisecond, Watchers: 4, Watched: 20,
		Long: 60, Short: 5, Repeats: 20, Idle: time.Second,
	}
)

// Place is where the programs are.
type Place struct {
	Root  string // of the project
	State string // in which bin/ lies
}

// Run measures everything. Say hears how far it is.
func Run(ctx context.Context, at Place, size Size, say func(string)) ([]figures.Row, error) {
	folder, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	b, err := open(ctx, folder, size, say)
	if err != nil {
		return nil, err
	}
	defer b.close()
	var rows []figures.Row
	for _, part := range []func(context.Context) ([]figures.Row, error){b.throughput, b.live, b.histories, b.grown} {
		found, err := part(ctx)
		if err != nil {
			return rows, err
		}
		rows = append(rows, found...)
	}
	b.close()
	found, err := starting(ctx, at, size, say)
	return append(rows, found...), err
}

// bench is a house at work with a town in it.
type bench struct {
	size   Size
	say    func(string)
	house  *house.House
	town   *town.Town
	tables []town.Table
	both   *both
	direct *direct
}

func open(ctx context.Context, folder string, size Size, say func(string)) (*bench, error) {
	say("starting a house")
	h, err := house.Start(ctx, house.Options{Data: folder, Disposable: true, Development: true})
	if err != nil {
		return nil, err
	}
	b := &bench{size: size, say: say, house: h}
	if err := b.furnish(ctx); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// furnish founds a town with a table for each client.
func (b *bench) furnish(ctx context.Context) (err error) {
	if b.town, err = town.Found(ctx, b.house.URL, 8, 30*time.Second); err != nil {
		return err
	}
	for i := range b.size.Clients[len(b.size.Clients)-1] {
		table, err := b.town.Table(ctx, fmt.Sprintf("Table %d", i+1))
		if err != nil {
			return err
		}
		b.tables = append(b.tables, table)
	}
	if b.direct, err = reach(b.house); err != nil {
		return err
	}
	if err := b.direct.opine(ctx, b.town.Neighbours[0], b.tables[0], "For the record."); err != nil {
		return err
	}
	b.both, err = bare(ctx, b.house, b.size.Clients[len(b.size.Clients)-1])
	return err
}

func (b *bench) close() {
	if b.direct != nil {
		b.direct.close()
		b.direct = nil
	}
	if b.both != nil {
		b.both.close()
		b.both = nil
	}
	b.house.Close()
}

// by is who a client is.
func (b *bench) by(client int) *town.Neighbour {
	return b.town.Neighbours[client%len(b.town.Neighbours)]
}

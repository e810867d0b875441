// Package web measures the front end in a real browser: what the first page
// weighs, how soon it can be used, how soon a position is seen elsewhere, and
// whether a large table stays fluent.
package web

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
)

// Size says how large the large table is.
type Size struct{ Seats, Terms, Offers int }

// Full is a run whose figures count.
var Full = Size{Seats: 40, Terms: 40, Offers: 40}

// place is the large table, as the script in the browser hears of it.
type place struct {
	ID       string   `json:"id"`
	Terms    []string `json:"terms"`
	Packages []string `json:"packages"`
	Tokens   []string `json:"tokens"` // of some who sit there
}

// Run measures in a house of its own. Root is the project, with a front end that
// is built.
func Run(ctx context.Context, root string, size Size, say func(string)) ([]figures.Row, error) {
	folder, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	say("starting a house")
	h, err := house.Start(ctx, house.Options{Data: folder, Disposable: true, Development: true})
	if err != nil {
		return nil, err
	}
	defer h.Close()
	at, err := layOut(ctx, h.URL, size, say)
	if err != nil {
		return nil, err
	}
	told, err := json.Marshal(at)
	if err != nil {
		return nil, err
	}
	say("a browser looks")
	command := exec.CommandContext(ctx, "node", filepath.Join("browser", "bench.mjs"))
	command.Dir = filepath.Join(root, "gateway", "web")
	command.Env = append(os.Environ(), "PARLEY_URL="+h.URL, "PARLEY_BENCH_TABLE="+string(told))
	command.Stderr = os.Stderr
	printed, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("browser/bench.mjs: %w", err)
	}
	return figures.Read(printed)
}

// layOut seats people at a table with many terms, where each offers something of
// their own about all of them.
func layOut(ctx context.Context, url string, size Size, say func(string)) (*place, error) {
	say(fmt.Sprintf("%d seats sit down to %d terms", size.Seats, size.Terms))
	t, err := town.Found(ctx, url, size.Seats, time.Minute)
	if err != nil {
		return nil, err
	}
	table, err := t.Table(ctx, "Forty of each")
	if err != nil {
		return nil, err
	}
	at := &place{ID: table.ID, Terms: []string{table.Term}}
	for len(at.Terms) < size.Terms {
		term, err := t.Term(ctx, table, len(at.Terms)+1)
		if err != nil {
			return nil, err
		}
		at.Terms = append(at.Terms, term)
	}
	for _, n := range t.Neighbours {
		if err := n.Mutate(ctx, "acceptGroundRules", map[string]any{"negotiation": table.ID, "version": 1}, "", nil); err != nil {
			return nil, err
		}
		at.Tokens = append(at.Tokens, n.Token)
	}
	for i, n := range t.Neighbours[:size.Offers] {
		offer, err := n.Offer(ctx, table, at.Terms, 100*(i%9+1))
		if err != nil {
			return nil, err
		}
		at.Packages = append(at.Packages, offer)
	}
	return at, nil
}

package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/big"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"parley.example/services/agreements/internal/value"
	"parley.example/services/internal/rules/shares"
)

// figure is a row of the bench, in the form that deploy/parley bench prints.
type figure struct {
	Name    string   `json:"name"`
	Value   float64  `json:"value"`
	Unit    string   `json:"unit"`
	Against *float64 `json:"against,omitempty"`
	Ratio   *float64 `json:"ratio,omitempty"`
	Aim     string   `json:"aim"`
	Met     bool     `json:"met"`
}

// turns is how often each thing is done, in turn with what it is compared with;
// the best time of each counts.
const turns = 5

// benchAgreements measures sharing and the log's proofs, each beside the plain
// way to do the same.
func benchAgreements(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench-agreements", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print a row a line, for machines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rows := []figure{payouts(1900, 50), payouts(100_000, 1000), shapley()}
	rows = append(rows, logged(1_000_000)...)
	for _, r := range rows {
		if *asJSON {
			line, err := json.Marshal(r)
			if err != nil {
				return err
			}
			fmt.Fprintln(out, string(line))
			continue
		}
		fmt.Fprintf(out, "%s: %.4g %s (%s)\n", r.Name, r.Value, r.Unit, r.Aim)
	}
	return nil
}

// beside does two things in turn and returns the best time of each.
func beside(ours, plain func()) (a, b time.Duration) {
	a, b = time.Hour, time.Hour
	for range turns {
		began := time.Now()
		ours()
		a = min(a, time.Since(began))
		began = time.Now()
		plain()
		b = min(b, time.Since(began))
	}
	return a, b
}

func row(name, unit string, scale time.Duration, most float64, ours, plain func()) figure {
	a, b := beside(ours, plain)
	f := figure{Name: name, Value: float64(a) / float64(scale), Unit: unit, Aim: fmt.Sprintf("≤ %g %s", most, unit)}
	against := float64(b) / float64(scale)
	ratio := f.Value / against
	f.Against, f.Ratio, f.Met = &against, &ratio, f.Value <= most
	return f
}

// payouts shares a pot by what many contributed. Plainly: every part brought to
// lowest terms.
func payouts(n int, most float64) figure {
	weights := make([]*big.Rat, n)
	for i := range weights {
		weights[i] = big.NewRat(int64(7919*i%997+1), 10)
	}
	return row(fmt.Sprintf("%d payouts by contributions", n), "ms", time.Millisecond, most,
		func() { _, _ = value.Divided(3_600_000, weights) },
		func() { _, _ = shares.Split(3_600_000, weights) })
}

// shapley looks at every group of sixteen. Plainly: as many orders as there are
// groups, one after the other.
func shapley() figure {
	g := shares.Game{Players: 16, Worth: func(in []bool) *big.Rat {
		n := int64(0)
		for i, is := range in {
			if is {
				n += int64(i + 1)
			}
		}
		return big.NewRat(n*n, 1)
	}}
	return row("Shapley's value of 16 parties, exact", "ms", time.Millisecond, 1000,
		func() { _, _ = shares.Shapley(g) },
		func() { _, _ = shares.Sample(g, "seed", 4096, new(big.Rat), big.NewRat(1<<20, 1)) })
}

// logged measures a log of so many commits: to add one, and to prove that one is
// in it and check that. Plainly: hashing all leaves again.
func logged(n int64) []figure {
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		list := make([]tlog.Hash, len(at))
		for i, place := range at {
			list[i] = stored[place]
		}
		return list, nil
	})
	commit := make([]byte, 1024)
	add := func(i int64) {
		commit[0], commit[1], commit[2] = byte(i), byte(i>>8), byte(i>>16)
		hashes, err := tlog.StoredHashes(i, commit, read)
		if err != nil {
			panic(err)
		}
		stored = append(stored, hashes...)
	}
	for i := range n {
		add(i)
	}
	const some = 1000
	at := n
	appended := row("log append per commit of 1 KiB", "µs", time.Microsecond*some, 20,
		func() {
			for range some {
				add(at)
				at++
			}
		},
		func() {
			for range some {
				sha256.Sum256(commit)
			}
		})
	root, err := tlog.TreeHash(n, read)
	if err != nil {
		panic(err)
	}
	leaf := n / 3
	commit[0], commit[1], commit[2] = byte(leaf), byte(leaf>>8), byte(leaf>>16)
	hash := tlog.RecordHash(commit)
	proved := row("inclusion proof and check at 1,000,000 leaves", "ms", time.Millisecond, 1,
		func() {
			proof, err := tlog.ProveRecord(n, leaf, read)
			if err != nil || tlog.CheckRecord(proof, n, root, leaf, hash) != nil {
				panic("the proof does not hold")
			}
		},
		func() {
			for range n {
				tlog.NodeHash(hash, hash)
			}
		})
	return []figure{appended, proved}
}

package faults

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"parley.example/deploy/house"
	"parley.example/deploy/town"
)

// programs is the folder of the programs that `deploy/parley test` has built.
func programs() string { return filepath.Dir(os.Getenv("PARLEY_LAUNCHER")) }

// needsHouse skips a test where nobody has built what it runs.
func needsHouse(t *testing.T) {
	t.Helper()
	if os.Getenv("PARLEY_LAUNCHER") == "" {
		t.Skip("needs the programs: run deploy/parley test, which builds them and sets PARLEY_LAUNCHER")
	}
}

// open starts a house of its own for a test.
func open(ctx context.Context, t *testing.T, data string) *house.House {
	t.Helper()
	needsHouse(t)
	starting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	h, err := house.Start(starting, options(t, data))
	if err != nil {
		lastWords(t, house.Folder(data))
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.Close()
		if t.Failed() {
			lastWords(t, h.Folder)
		}
	})
	return h
}

// lastWords prints how the logs of all processes end, before the folder goes.
func lastWords(t *testing.T, folder house.Folder) {
	t.Helper()
	logs, _ := filepath.Glob(folder.Log("*"))
	for _, file := range logs {
		text, _ := os.ReadFile(file)
		t.Logf("== %s ends:\n%s", filepath.Base(file), text[max(0, len(text)-4000):])
	}
}

func options(t *testing.T, data string) house.Options {
	only := []string{} // TEMP
	for _, n := range []string{"registry", "deliberation", "negotiation", "agreements", "gateway"} {
		if _, err := os.Stat(filepath.Join(programs(), n)); err == nil {
			only = append(only, n)
		}
	}
	return house.Options{
		Only: only,
		Data: data, Programs: programs(), Disposable: true, Development: true,
		Say: func(line string) {
			if testing.Verbose() {
				t.Log(line)
			}
		},
	}
}

// within bounds a test: what takes longer is stuck.
func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// dice returns the source of a test's choices and prints how to repeat them.
func dice(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if said := os.Getenv("PARLEY_FAULTS_SEED"); said != "" {
		var err error
		if seed, err = strconv.ParseUint(said, 10, 64); err != nil {
			t.Fatalf("PARLEY_FAULTS_SEED: %v", err)
		}
	}
	t.Logf("repeat the choices of this run with PARLEY_FAULTS_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 2))
}

// size is a number of the run, which a release's run sets higher.
func size(t *testing.T, name string, everyDay int) int {
	t.Helper()
	said := os.Getenv("PARLEY_FAULTS_" + name)
	if said == "" {
		return everyDay
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		t.Fatalf("PARLEY_FAULTS_%s=%s is no number", name, said)
	}
	return n
}

// settled founds a town, or ends the test.
func settled(ctx context.Context, t *testing.T, url string, seats int) *town.Town {
	t.Helper()
	found, err := town.Found(ctx, url, seats, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// must returns a value or ends the test.
func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

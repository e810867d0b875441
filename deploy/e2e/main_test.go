// Package e2e plays the stories against the whole product, from outside: its
// tests start the real programs in a folder of their own, speak HTTP and
// WebSocket like any client, and know nothing of what is inside.
//
// Starting a house takes some seconds, so that most tests share one, each with
// a telling of its own. They run one after another: some of them watch that
// nothing at all happens.
package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parley.example/deploy/build"
	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// root is the project.
var root string

func TestMain(m *testing.M) { os.Exit(prepare(m)) }

func prepare(m *testing.M) int {
	folder, err := os.MkdirTemp("", "parley-e2e-")
	if err == nil {
		defer os.RemoveAll(folder)
		err = compile()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	shared.folder = filepath.Join(folder, "data")
	defer shared.close()
	return m.Run()
}

// compile brings the programs up to date. `deploy/parley test` has done so
// before; whoever runs the tests by hand should not test yesterday's programs.
func compile() (err error) {
	if root, err = filepath.Abs("../.."); err != nil {
		return err
	}
	state := filepath.Join(root, ".parley")
	if launcher := os.Getenv("PARLEY_LAUNCHER"); launcher != "" {
		state = filepath.Dir(filepath.Dir(launcher))
	}
	if err := os.Setenv("PARLEY_LAUNCHER", filepath.Join(state, "bin", "launcher")); err != nil {
		return err
	}
	site := build.Site{Root: root, State: state, Say: func(line string) { fmt.Fprintln(os.Stderr, line) }}
	packages := []string{"./deploy/launcher", "./gateway"}
	for _, service := range bus.Contexts {
		packages = append(packages, "./services/"+service)
	}
	return errors.Join(os.MkdirAll(filepath.Join(state, "tmp"), 0o755), site.Go(context.Background(), packages...))
}

// commons is the house that most tests share.
type commons struct {
	folder    string
	once      sync.Once
	house     *house.House
	collector *collector
	err       error
}

var shared commons

// open returns the shared house.
func open(t *testing.T) *house.House {
	t.Helper()
	shared.once.Do(func() {
		shared.collector = collect()
		shared.house, shared.err = start(t.Context(), shared.folder, shared.collector.environment()...)
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.house
}

func (c *commons) close() {
	if c.house != nil {
		c.house.Close()
	}
	if c.collector != nil {
		c.collector.close()
	}
}

// start starts a whole house in a folder.
func start(ctx context.Context, folder string, env ...string) (*house.House, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	h, err := house.Start(ctx, house.Options{
		Data: folder, Disposable: true, Development: true, Env: map[string][]string{"": env},
	})
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, lastWords(folder))
	}
	return h, nil
}

// lastWords are the ends of what the programs have printed.
func lastWords(folder string) string {
	var words strings.Builder
	for _, program := range append([]string{house.Gateway}, bus.Contexts...) {
		text, _ := os.ReadFile(house.Folder(folder).Log(program))
		fmt.Fprintf(&words, "%s:\n%s\n", program, text[max(0, len(text)-2000):])
	}
	return words.String()
}

// Package mediation shows, from outside and with the real programs, that rounds
// of mediation suggest what the command line computes, and that nothing of what
// one seat has sealed reaches anybody else: the ten scenarios of the ANAC
// competitions, one person for each profile.
package mediation

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley.example/deploy/build"
	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// root is the project, state where its programs are.
var root, state string

func TestMain(m *testing.M) {
	if err := compile(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// compile brings the programs up to date.
func compile() (err error) {
	if root, err = filepath.Abs("../.."); err != nil {
		return err
	}
	state = filepath.Join(root, ".parley")
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

// open starts a whole house. programs is where its programs are, if not in the
// usual place.
func open(t *testing.T, programs string, env ...string) *house.House {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	data := filepath.Join(t.TempDir(), "data")
	h, err := house.Start(ctx, house.Options{Data: data, Disposable: true, Programs: programs, Env: map[string][]string{"": env}})
	if err != nil {
		words, _ := os.ReadFile(house.Folder(data).Log("negotiation"))
		t.Fatalf("%v\n%s", err, words[max(0, len(words)-2000):])
	}
	t.Cleanup(h.Close)
	return h
}

// cases is the folder of the real scenarios.
func cases(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("PARLEY_CASES")
	if folder == "" {
		if os.Getenv("PARLEY_CASES_REQUIRED") != "" {
			t.Fatal("PARLEY_CASES does not say where the real scenarios are")
		}
		t.Skip("PARLEY_CASES does not say where the real scenarios are")
	}
	return filepath.Join(folder, "negotiation")
}

package steps

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// tested are the packages that have tests, by what they need.
type tested struct {
	pure   []string // nothing but the processor
	stored []string // a network, and mostly stores
	whole  []string // the built programs: they start a whole house
}

// The house itself is tested with stand-ins; the import rules are a step.
const (
	houses = "parley.example/deploy/house"
	arch   = "parley.example/deploy/arch"
)

// packages asks go what the tests of each package reach.
func (r Run) packages(ctx context.Context) (tested, error) {
	var found tested
	command := r.command(ctx, ".", nil, "go", "list", "-test", "-json=ImportPath,ForTest,Deps", "work")
	command.Stderr = r.Out
	out, err := command.StdoutPipe()
	if err != nil {
		return found, err
	}
	if err := command.Start(); err != nil {
		return found, err
	}
	defer command.Wait()
	for list := json.NewDecoder(out); ; {
		var p struct {
			ImportPath, ForTest string
			Deps                []string
		}
		if err := list.Decode(&p); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return found, fmt.Errorf("list the packages: %w", err)
		}
		name, isTest := strings.CutSuffix(p.ImportPath, ".test")
		switch {
		case !isTest || name == arch:
		case name != houses && slices.Contains(p.Deps, houses):
			found.whole = append(found.whole, name)
		case slices.Contains(p.Deps, "net"):
			found.stored = append(found.stored, name)
		default:
			found.pure = append(found.pure, name)
		}
	}
}

func rules(ctx context.Context, r Run) error {
	found, err := r.packages(ctx)
	if err != nil {
		return err
	}
	return r.test(ctx, found.pure)
}

func race(ctx context.Context, r Run) error {
	found, err := r.packages(ctx)
	if err != nil {
		return err
	}
	if _, err := exec.LookPath("gcc"); err != nil && os.Getenv("CC") == "" {
		fmt.Fprintln(r.Out, "there is no C compiler, which the race detector needs: testing without it")
		return r.test(ctx, found.stored)
	}
	return r.test(ctx, found.stored, "-race")
}

// e2e runs one package at a time: each starts a house of its own, and some
// watch that nothing at all happens.
func e2e(ctx context.Context, r Run) error {
	found, err := r.packages(ctx)
	if err != nil {
		return err
	}
	if err := r.Site.All(ctx); err != nil {
		return err
	}
	return r.test(ctx, found.whole, "-p=1")
}

// bench runs every bench once and small: that it works, not how fast.
func bench(ctx context.Context, r Run) error {
	if err := r.Site.All(ctx); err != nil {
		return err
	}
	if err := r.Go(ctx, "./deploy/bench"); err != nil {
		return err
	}
	return r.tell(ctx, ".", r.env(), filepath.Join(r.Bin(), "bench"), "--root", r.Root, "smoke")
}

// test runs the tests of packages. Stores for tests need the launcher.
func (r Run) test(ctx context.Context, packages []string, flags ...string) error {
	if len(packages) == 0 {
		return nil
	}
	if err := r.Go(ctx, "./deploy/launcher"); err != nil {
		return err
	}
	arguments := append([]string{"test", "-timeout=20m"}, flags...)
	return r.tell(ctx, ".", r.env(), "go", append(arguments, packages...)...)
}

// env tells tests where the launcher is, and real cases where there are some
// beside the project.
func (r Run) env() []string {
	env := []string{"PARLEY_LAUNCHER=" + filepath.Join(r.Bin(), "launcher")}
	cases := filepath.Join(r.Root, "..", "shared", "data")
	if _, err := os.Stat(cases); err != nil || os.Getenv("PARLEY_CASES") != "" {
		return env
	}
	return append(env, "PARLEY_CASES="+cases, "PARLEY_CASES_REQUIRED=1")
}

var fuzzTest = regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)

// fuzz gives each fuzz test ten seconds.
func fuzz(ctx context.Context, r Run) error {
	files, err := r.sources()
	if err != nil {
		return err
	}
	for _, file := range files {
		if !strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(r.Root, filepath.Dir(file))
		if err != nil {
			return err
		}
		for _, found := range fuzzTest.FindAllSubmatch(source, -1) {
			if err := r.fuzzOne(ctx, "./"+folder, string(found[1])); err != nil {
				return err
			}
		}
	}
	return nil
}

// fuzzOne runs a fuzz test a second time if all it has against the first is
// that a busy machine was late in stopping it, which go reports as a failure.
func (r Run) fuzzOne(ctx context.Context, folder, name string) error {
	var said bytes.Buffer
	once := r
	once.Out = io.MultiWriter(r.Out, &said)
	for tries := 2; ; tries-- {
		said.Reset()
		err := once.test(ctx, []string{folder}, "-run=^$", "-fuzz=^"+name+"$", "-fuzztime=10s")
		late := bytes.Contains(said.Bytes(), []byte("context deadline exceeded")) && !bytes.Contains(said.Bytes(), []byte("Failing input"))
		if err == nil || !late || tries == 1 {
			return err
		}
	}
}

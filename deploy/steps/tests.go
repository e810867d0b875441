package steps

import (
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

// apart are packages with steps of their own.
var apart = []string{"parley.example/deploy/arch", "parley.example/deploy/e2e", "parley.example/deploy/bench"}

// packages returns the packages with tests that reach no network, and those
// that do.
func (r Run) packages(ctx context.Context) (pure, stored []string, err error) {
	command := r.command(ctx, ".", nil, "go", "list", "-test", "-json=ImportPath,ForTest,Deps", "work")
	command.Stderr = r.Out
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := command.Start(); err != nil {
		return nil, nil, err
	}
	defer command.Wait()
	for list := json.NewDecoder(out); ; {
		var p struct {
			ImportPath, ForTest string
			Deps                []string
		}
		if err := list.Decode(&p); errors.Is(err, io.EOF) {
			return pure, stored, nil
		} else if err != nil {
			return nil, nil, fmt.Errorf("list the packages: %w", err)
		}
		name, isTest := strings.CutSuffix(p.ImportPath, ".test")
		switch {
		case !isTest || slices.Contains(apart, name):
		case slices.Contains(p.Deps, "net"):
			stored = append(stored, name)
		default:
			pure = append(pure, name)
		}
	}
}

func rules(ctx context.Context, r Run) error {
	pure, _, err := r.packages(ctx)
	if err != nil {
		return err
	}
	return r.test(ctx, pure)
}

func race(ctx context.Context, r Run) error {
	_, stored, err := r.packages(ctx)
	if err != nil {
		return err
	}
	if _, err := exec.LookPath("gcc"); err != nil && os.Getenv("CC") == "" {
		fmt.Fprintln(r.Out, "there is no C compiler, which the race detector needs: testing without it")
		return r.test(ctx, stored)
	}
	return r.test(ctx, stored, "-race")
}

func e2e(ctx context.Context, r Run) error {
	if !r.there("deploy/e2e") {
		fmt.Fprintln(r.Out, "there are no end-to-end tests")
		return nil
	}
	if err := r.Site.All(ctx); err != nil {
		return err
	}
	return r.test(ctx, []string{"./deploy/e2e/..."})
}

func browser(ctx context.Context, r Run) error { return r.npm(ctx, "test") }

// test runs the tests of packages. A house for tests needs the launcher, and
// real cases lie beside the project.
func (r Run) test(ctx context.Context, packages []string, flags ...string) error {
	if len(packages) == 0 {
		return nil
	}
	if err := r.Go(ctx, "./deploy/launcher"); err != nil {
		return err
	}
	env := append(r.cases(), "PARLEY_LAUNCHER="+filepath.Join(r.Bin(), "launcher"))
	arguments := append([]string{"test", "-timeout=15m"}, flags...)
	return r.tell(ctx, ".", env, "go", append(arguments, packages...)...)
}

// cases are real cases, where the workplace has some beside the project.
func (r Run) cases() []string {
	folder := filepath.Join(r.Root, "..", "shared", "data")
	if _, err := os.Stat(folder); err != nil || os.Getenv("PARLEY_CASES") != "" {
		return nil
	}
	return []string{"PARLEY_CASES=" + folder, "PARLEY_CASES_REQUIRED=1"}
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
			if err := r.test(ctx, []string{"./" + folder}, "-run=^$", "-fuzz=^"+string(found[1])+"$", "-fuzztime=10s"); err != nil {
				return err
			}
		}
	}
	return nil
}

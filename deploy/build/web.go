package build

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Web builds the front end into the gateway's sources if anything that it is
// made of changed, and does nothing where there is none.
func (s Site) Web(ctx context.Context) error {
	web := filepath.Join(s.Root, "gateway", "web")
	if _, err := os.Stat(filepath.Join(web, "package.json")); err != nil {
		return nil // a project without a front end is complete for the API
	}
	if err := s.Packages(ctx); err != nil {
		return err
	}
	made := filepath.Join(s.State, "web.sum")
	sum, err := fingerprint(web, filepath.Join(s.Root, "schema"))
	if err != nil {
		return err
	}
	page := filepath.Join(s.Root, "gateway", "internal", "http", "dist", "index.html")
	if unchanged(made, sum) && there(page) {
		return nil
	}
	if err := s.run(ctx, web, "building the front end", "npm", "run", "build", "--silent"); err != nil {
		return err
	}
	return os.WriteFile(made, []byte(sum), 0o600)
}

// Packages installs the front end's packages if their list changed. No script
// of theirs is run.
func (s Site) Packages(ctx context.Context) error {
	web := filepath.Join(s.Root, "gateway", "web")
	sum, err := fingerprint(filepath.Join(web, "package.json"), filepath.Join(web, "package-lock.json"))
	if err != nil {
		return err
	}
	made := filepath.Join(web, "node_modules", ".parley.sum")
	if unchanged(made, sum) {
		return nil
	}
	// Not ci: it refuses a lock file in which an optional package for another
	// system is missing, as happens where a registry does not carry all of them.
	err = s.run(ctx, web, "installing the front end's packages", "npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	if err != nil {
		return err
	}
	return os.WriteFile(made, []byte(sum), 0o600)
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func unchanged(file, sum string) bool {
	was, err := os.ReadFile(file)
	return err == nil && string(was) == sum
}

// fingerprint sums up files and folders by name and content, without what
// tools have made there.
func fingerprint(paths ...string) (string, error) {
	sum := sha256.New()
	for _, path := range paths {
		err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() && made(entry.Name()) {
				return fs.SkipDir
			}
			if !entry.Type().IsRegular() || strings.HasSuffix(file, ".tsbuildinfo") {
				return nil
			}
			return add(sum, file)
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

// made tells whether a folder is made by tools, or only tests what is built.
func made(folder string) bool {
	switch folder {
	case "node_modules", "dist", "made", "browser", "shots":
		return true
	}
	return false
}

func add(sum hash.Hash, file string) error {
	content, err := os.Open(file)
	if err != nil {
		return err
	}
	defer content.Close()
	info, err := content.Stat()
	if err != nil {
		return err
	}
	fmt.Fprintf(sum, "%s\x00%d\x00", file, info.Size())
	_, err = io.Copy(sum, content)
	return err
}

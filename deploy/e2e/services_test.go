package e2e

import (
	"os"
	"path/filepath"

	"parley.example/deploy/bus"
)

var services = func() (all []string) {
	for _, s := range bus.Contexts {
		if _, err := os.Stat(filepath.Join("../../services", s, "main.go")); err == nil {
			all = append(all, s)
		}
	}
	return all
}()

// Package rolestest holds rules against schema/roles.csv, the one page that
// says who may do what when.
package rolestest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Row is one line of the page.
type Row struct {
	Role, Act, State string
	May              bool
}

// Rows returns the lines about the acts. Each act must have some.
func Rows(t *testing.T, acts []string) []Row {
	t.Helper()
	file, err := os.Open(page(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row
	found := make(map[string]bool)
	for _, l := range lines[1:] {
		if slices.Contains(acts, l[1]) {
			rows = append(rows, Row{l[0], l[1], l[2], l[3] == "yes"})
			found[l[1]] = true
		}
	}
	for _, act := range acts {
		if !found[act] {
			t.Errorf("roles.csv does not say who may %s", act)
		}
	}
	return rows
}

// page walks up from the package under test to the house.
func page(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "schema", "roles.csv")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatal("no schema/roles.csv above the package")
	return ""
}

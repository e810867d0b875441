package arch

import (
	"encoding/json"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is what go says about a go.mod.
type module struct {
	Module  struct{ Path string }
	Require []struct{ Path, Version string }
	Replace []struct {
		Old, New struct{ Path string }
	}
}

var workspace = []string{"schema", "events", "services", "gateway", "deploy"}

func read(t *testing.T, folder string) module {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", "mod", "edit", "-json")
	command.Dir = filepath.Join("../..", folder)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("read the go.mod of %s: %v", folder, err)
	}
	var m module
	if err := json.Unmarshal(out, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// A module must build without the workspace too, and `go mod tidy` must work:
// both need each sibling, also one that only a sibling needs, required at v0.0.0
// and replaced by the folder beside.
func TestModulesStandAlone(t *testing.T) {
	modules := make(map[string]module)
	for _, folder := range workspace {
		modules[folder] = read(t, folder)
		if want := "parley.example/" + folder; modules[folder].Module.Path != want {
			t.Errorf("the module in %s is %s, want %s", folder, modules[folder].Module.Path, want)
		}
	}
	for folder, needed := range imported(t) {
		required := siblings(modules, folder)
		for _, sibling := range needed {
			if !slices.Contains(required, sibling) {
				t.Errorf("module %s imports its sibling %s and does not require it", folder, sibling)
			}
		}
	}
	for _, folder := range workspace {
		replaced := make(map[string]string)
		for _, r := range modules[folder].Replace {
			replaced[r.Old.Path] = r.New.Path
		}
		for _, sibling := range siblings(modules, folder) {
			if got, want := replaced["parley.example/"+sibling], "../"+sibling; got != want {
				t.Errorf("module %s replaces its sibling %s by %q, want %q", folder, sibling, got, want)
			}
		}
		for _, r := range modules[folder].Require {
			if strings.HasPrefix(r.Path, "parley.example/") && r.Version != "v0.0.0" {
				t.Errorf("module %s requires %s %s, want v0.0.0", folder, r.Path, r.Version)
			}
		}
	}
}

// siblings are those that a module requires, and those that they require.
func siblings(modules map[string]module, folder string) []string {
	found := make(map[string]bool)
	var walk func(string)
	walk = func(folder string) {
		for _, r := range modules[folder].Require {
			sibling, isOurs := strings.CutPrefix(r.Path, "parley.example/")
			if isOurs && !found[sibling] {
				found[sibling] = true
				walk(sibling)
			}
		}
	}
	walk(folder)
	return slices.Sorted(maps.Keys(found))
}

// imported are the siblings that a module's packages and their tests import.
func imported(t *testing.T) map[string][]string {
	t.Helper()
	found := make(map[string][]string)
	for _, p := range list(t) {
		who, isOurs := strings.CutPrefix(p.ImportPath, "parley.example/")
		if !isOurs {
			continue
		}
		folder, _, _ := strings.Cut(who, "/")
		for _, path := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			path, isOurs := strings.CutPrefix(path, "parley.example/")
			sibling, _, _ := strings.Cut(path, "/")
			if isOurs && sibling != folder && !slices.Contains(found[folder], sibling) {
				found[folder] = append(found[folder], sibling)
			}
		}
	}
	return found
}

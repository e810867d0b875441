package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Rules take time and randomness as arguments. The packages time and
// math/rand/v2 are theirs to calculate with, so importing them says nothing:
// what they call does.
func TestNoRuleReadsTheClockOrDrawsLots(t *testing.T) {
	for file, source := range rulesFiles(t) {
		for _, call := range moments(t, file, source) {
			t.Error(call)
		}
	}
}

func TestAClockAndALotAreSeen(t *testing.T) {
	for source, want := range map[string]int{
		"package p\nimport tick \"time\"\nvar t = tick.Now()":                                  1,
		"package p\nimport \"math/rand/v2\"\nvar n = rand.IntN(6)":                             1,
		"package p\nimport \"math/rand/v2\"\nfunc n(r *rand.Rand) int { return r.IntN(6) }":    0,
		"package p\nimport \"math/rand/v2\"\nvar r = rand.New(rand.NewPCG(1, 2))":              0,
		"package p\nimport \"time\"\nfunc l(a, b time.Time) time.Duration { return b.Sub(a) }": 0,
	} {
		if got := moments(t, "p.go", source); len(got) != want {
			t.Errorf("%q: %q, want %d", source, got, want)
		}
	}
}

var pure = regexp.MustCompile(`^services/(internal/rules/.*|[^/]+/internal/[^/]+)$`)

// rulesFiles returns the sources of all rules and views, by name.
func rulesFiles(t *testing.T) map[string]string {
	t.Helper()
	sources := make(map[string]string)
	root := os.DirFS("../..")
	err := fs.WalkDir(root, "services", func(path string, entry fs.DirEntry, err error) error {
		folder := filepath.ToSlash(filepath.Dir(path))
		switch {
		case err != nil:
			return err
		case entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		case !pure.MatchString(folder) || strings.HasSuffix(folder, "/desk") || strings.HasPrefix(folder, "services/internal/") && !strings.HasPrefix(folder, "services/internal/rules/"):
			return nil
		}
		source, err := fs.ReadFile(root, path)
		sources[path] = string(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) == 0 {
		t.Fatal("no rules were found")
	}
	return sources
}

// momentary are the functions whose answer is not that of their arguments, by
// package; of math/rand/v2 all but those that make a source from a seed.
var momentary = map[string]func(name string) bool{
	"time": func(name string) bool {
		return slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc", "Local"}, name)
	},
	"math/rand/v2": func(name string) bool {
		return !slices.Contains([]string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "PCG", "ChaCha8", "Source", "Zipf"}, name)
	},
}

// moments returns where a source calls what depends on the moment.
func moments(t *testing.T, name, source string) []string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	imported := make(map[string]string)
	for _, i := range file.Imports {
		path := strings.Trim(i.Path.Value, `"`)
		if momentary[path] == nil {
			continue
		}
		local := strings.TrimSuffix(path, "/v2")
		local = local[strings.LastIndex(local, "/")+1:]
		if i.Name != nil {
			local = i.Name.Name
		}
		imported[local] = path
	}
	var found []string
	ast.Inspect(file, func(node ast.Node) bool {
		selected, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := selected.X.(*ast.Ident)
		if ok && imported[from.Name] != "" && momentary[imported[from.Name]](selected.Sel.Name) {
			found = append(found, files.Position(selected.Pos()).String()+" calls "+imported[from.Name]+"."+selected.Sel.Name)
		}
		return true
	})
	return found
}

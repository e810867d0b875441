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

// Rules take the time as an argument. Package time is theirs to calculate with,
// so its import says nothing: what they call does.
func TestNoRuleReadsTheClock(t *testing.T) {
	for file, source := range rulesFiles(t) {
		for _, call := range clocks(t, file, source) {
			t.Error(call)
		}
	}
}

func TestAClockIsSeen(t *testing.T) {
	const source = "package p\nimport tick \"time\"\nvar t = tick.Now()"
	if len(clocks(t, "p.go", source)) != 1 {
		t.Error("a call of time.Now is not seen")
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

// clocks returns where a source calls what depends on the moment.
func clocks(t *testing.T, name, source string) []string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	clock := ""
	for _, i := range file.Imports {
		if i.Path.Value == `"time"` {
			clock = "time"
			if i.Name != nil {
				clock = i.Name.Name
			}
		}
	}
	var found []string
	ast.Inspect(file, func(node ast.Node) bool {
		selected, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := selected.X.(*ast.Ident)
		if ok && clock != "" && from.Name == clock && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc", "Local"}, selected.Sel.Name) {
			found = append(found, files.Position(selected.Pos()).String()+" calls time."+selected.Sel.Name)
		}
		return true
	})
	return found
}

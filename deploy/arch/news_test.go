package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"parley.example/schema"
)

// Every kind of news that a service can tell has its sentence: services do not
// know the schema, and the gateway does not know the kinds.
func TestEveryKindOfNewsHasASentence(t *testing.T) {
	files, err := filepath.Glob("../../services/*/internal/view/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of views, %v", len(files), err)
	}
	kind := regexp.MustCompile(`"(NEWS_[A-Z_]+)"`)
	kinds := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range kind.FindAllSubmatch(source, -1) {
			kinds++
			for _, locale := range schema.Locales {
				if schema.Text(locale, string(found[1])) == "" {
					t.Errorf("%s tells %s, which has no sentence in %s", filepath.Base(file), found[1], locale)
				}
			}
		}
	}
	if kinds == 0 {
		t.Error("no kind of news was found")
	}
}

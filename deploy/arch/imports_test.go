// Package arch holds what may import what, each line with its reason. A room
// of the house that reaches into another by mistake is found here and not a
// year later.
package arch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// line forbids imports to packages. Patterns are of whole import paths, without
// "parley.example/" before ours.
type line struct {
	who     string
	may     string // of what is forbidden, this is allowed after all
	not     string
	because string
}

const (
	ours      = `(schema|events|services|gateway|deploy)(/.*)?`
	foreign   = `[^/]*\..*`
	contracts = `events/(registry|deliberation|negotiation|agreements)`
	// What reads a clock, draws lots, waits, or reaches outside the process.
	outside = `context|os|os/.*|net|net/.*|log|log/.*|database/.*|math/rand|crypto/rand|syscall|testing|io/ioutil|` + foreign
	// The packages that decide: all rooms of a service but its desk and its views.
	rulesOf = `services/(registry|deliberation|negotiation|agreements)/internal/[^/]+`
)

var lines = []line{
	{contracts, "", ours + "|" + foreign + "|" + outside, "what services tell each other must outlive every library and every service"},
	{"events/.*", "events/.*", ours, "the machinery of the record serves all services and knows none"},
	{"schema", "", ours + "|" + foreign, "outsiders rely on it: it carries no dependency into their programs"},

	{"services/internal/rules/.*", contracts + "|services/internal/rules/.*", ours + "|" + outside, "a rule is arithmetic: the same input gives the same answer in ten years"},
	{rulesOf, contracts + "|events/proof|services/internal/rules/.*|" + rulesOf, ours + "|" + outside, "value in, value out: time, ids and randomness are arguments"},
	{"services/[^/]+/internal/view", contracts + "|events/(project|record|proof)|services/internal/(news|rules/.*)|services/[^/]+/internal/[^/]+", ours + "|" + outside, "a document is the same live, rebuilt and folded in memory only if nothing but events enters it"},
	{"services/internal/news", "events/(project|record)", ours + "|" + outside, "news is made by views, and is as pure as they are"},
	{rulesOf, "", "services/[^/]+/internal/desk", "rules and views do not know who asks"},

	{"services/registry(/.*)?", "", "services/(deliberation|negotiation|agreements)(/.*)?", "contexts speak by events and contract tables only"},
	{"services/deliberation(/.*)?", "", "services/(registry|negotiation|agreements)(/.*)?", "contexts speak by events and contract tables only"},
	{"services/negotiation(/.*)?", "", "services/(registry|deliberation|agreements)(/.*)?", "contexts speak by events and contract tables only"},
	{"services/agreements(/.*)?", "", "services/(registry|deliberation|negotiation)(/.*)?", "contexts speak by events and contract tables only"},
	{"services/internal/.*", "", "services/(registry|deliberation|negotiation|agreements)(/.*)?", "what all services share knows none of them"},

	{"services/.*", "", "gateway(/.*)?|schema/.*", "a service does not know how people reach it"},
	{"gateway(/.*)?", "", "services(/.*)?", "the gateway interprets the SDL; a rule that it knew would be a second copy"},
	{"(schema|events|services|gateway)(/.*)?", "", "deploy(/.*)?", "what starts and checks the whole is imported by nobody"},
}

// exempt from the line on rules are the rooms that have lines of their own.
var exempt = regexp.MustCompile(`^services/[^/]+/internal/(desk|view)$`)

// imports are a package's direct imports. The lines hold for what is built, so
// they look at the first list only.
type imports struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func TestImportsFollowTheLines(t *testing.T) {
	for _, breach := range breaches(list(t)) {
		t.Error(breach)
	}
}

func TestABreachIsSeen(t *testing.T) {
	for _, row := range []struct{ who, imports string }{
		{"events/registry", "github.com/nats-io/nats.go"},
		{"events/registry", "parley.example/events/record"},
		{"events/record", "parley.example/services/internal/serve"},
		{"schema", "github.com/vektah/gqlparser/v2"},
		{"services/internal/rules/decision", "crypto/rand"},
		{"services/negotiation/internal/table", "context"},
		{"services/negotiation/internal/table", "os"},
		{"services/negotiation/internal/table", "parley.example/events/project"},
		{"services/negotiation/internal/table", "parley.example/services/negotiation/internal/desk"},
		{"services/negotiation/internal/view", "github.com/jackc/pgx/v5"},
		{"services/negotiation/internal/desk", "parley.example/services/registry/internal/organization"},
		{"services/internal/serve", "parley.example/services/registry"},
		{"services/registry", "parley.example/gateway"},
		{"gateway/internal/graph", "parley.example/services/internal/rules/money"},
		{"gateway", "parley.example/deploy/house"},
	} {
		if len(breaches([]imports{{ImportPath: "parley.example/" + row.who, Imports: []string{row.imports}}})) == 0 {
			t.Errorf("%s may import %s", row.who, row.imports)
		}
	}
}

func TestWhatIsMeantIsAllowed(t *testing.T) {
	for _, row := range []struct{ who, imports string }{
		{"events/registry", "encoding/json"},
		{"services/negotiation/internal/table", "parley.example/events/registry"},
		{"services/negotiation/internal/table", "time"},
		{"services/negotiation/internal/view", "parley.example/events/project"},
		{"services/negotiation/internal/desk", "parley.example/services/internal/serve"},
		{"services/negotiation/internal/desk", "context"},
		{"gateway/internal/graph", "parley.example/schema"},
		{"deploy/e2e", "parley.example/events/record"},
	} {
		for _, breach := range breaches([]imports{{ImportPath: "parley.example/" + row.who, Imports: []string{row.imports}}}) {
			t.Error(breach)
		}
	}
}

// breaches returns a sentence for every import that a line forbids.
func breaches(packages []imports) []string {
	var found []string
	for _, p := range packages {
		who, isOurs := strings.CutPrefix(p.ImportPath, "parley.example/")
		if !isOurs {
			continue
		}
		for _, path := range p.Imports {
			for _, l := range lines {
				if l.forbids(who, strings.TrimPrefix(path, "parley.example/")) {
					found = append(found, fmt.Sprintf("%s imports %s, but %s", who, path, l.because))
				}
			}
		}
	}
	return found
}

func (l line) forbids(who, path string) bool {
	if l.who == rulesOf && exempt.MatchString(who) {
		return false
	}
	return whole(l.who, who) && whole(l.not, path) && !(l.may != "" && whole(l.may, path))
}

func whole(pattern, text string) bool {
	return regexp.MustCompile("^(?:" + pattern + ")$").MatchString(text)
}

// list asks go for all packages of the workspace.
func list(t *testing.T) []imports {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports", "work")
	command.Dir = "../.."
	command.Stderr = t.Output()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer command.Wait()
	var packages []imports
	for decoder := json.NewDecoder(out); ; {
		var p imports
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if !slices.ContainsFunc(packages, func(p imports) bool { return p.ImportPath == "parley.example/deploy/arch" }) {
		t.Fatalf("go lists %d packages, and not this one", len(packages))
	}
	return packages
}

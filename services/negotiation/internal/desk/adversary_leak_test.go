package desk

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A desk that means well, and leaves out of a comparison what a seat would not
// accept, is caught. The lines are laid over the source for this build alone;
// they are nowhere in the product.
func TestADeskThatAnswersByAReservationIsCaught(t *testing.T) {
	if os.Getenv("PARLEY_LAUNCHER") == "" {
		t.Skip("needs NATS and Postgres: run deploy/parley test, which sets PARLEY_LAUNCHER")
	}
	folder := t.TempDir()
	overlay := filepath.Join(folder, "overlay.json")
	replaced, _ := json.Marshal(map[string]map[string]string{"Replace": {here(t, "compare.go"): meaningWell(t, folder)}})
	if err := os.WriteFile(overlay, replaced, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-count=1", "-overlay", overlay, "-run", "^TestAnAdversaryLearnsOfAReservationWhatRoundsShow$", ".", "-duels", "4")
	printed, err := run.CombinedOutput()
	if err == nil {
		t.Fatalf("the adversary does not notice:\n%s", printed)
	}
	if !strings.Contains(string(printed), "acts narrow the interval by") {
		t.Fatalf("%v, and not since an interval was narrowed:\n%s", err, printed)
	}
	for line := range strings.Lines(string(printed)) {
		if strings.Contains(line, " domains: ") {
			t.Log(strings.TrimSpace(line))
		}
	}
}

func here(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// meaningWell is a comparison that knows too much.
func meaningWell(t *testing.T, folder string) string {
	t.Helper()
	source, err := os.ReadFile("compare.go")
	if err != nil {
		t.Fatal(err)
	}
	const before, imports = "\treturn rows, err\n}\n", "import (\n"
	text := string(source)
	if strings.Count(text, before) != 1 || strings.Count(text, imports) != 1 {
		t.Fatal("compare.go has no place for a leak any more")
	}
	text = strings.Replace(text, before, `	sealed, unsealed := d.sealOf(ctx, p.negotiation, "sea_other")
	if err != nil || unsealed != nil {
		return rows, err
	}
	return rows, d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		for i, id := range in.Packages {
			if w := vault.Of(sealed, t.Sheet, valuesOf(t.Packages[id].Values)); w.Enough != nil && !*w.Enough {
				for k := range rows {
					rows[k].Values[i].Words = ""
				}
			}
		}
		return nil
	})
}
`, 1)
	text = strings.Replace(text, imports, imports+"\t\"parley.example/services/negotiation/internal/vault\"\n", 1)
	path := filepath.Join(folder, "compare.go")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

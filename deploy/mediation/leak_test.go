package mediation

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// A build that logs one sealed number is caught. The line is laid over the
// source for this build alone; it is nowhere in the product.
func TestABuildThatLogsASealedNumberIsCaught(t *testing.T) {
	s := scenarios(t)[0]
	w := newTold()
	h := open(t, leaking(t), w.collect(t)...)
	v := settle(t, h, w, len(s.profiles))
	p := v.lays(t, s)
	p.seal(s)
	w.readLogs(t, h)
	leaks, _, _ := w.sweep(v.canaries)
	if len(leaks) == 0 {
		t.Fatal("the sweep finds nothing in the log of a build that logs reservation values")
	}
	if !strings.Contains(leaks[0], "reservation") {
		t.Errorf("what it finds is %s", leaks[0])
	}
}

// leaking is a folder of programs, one of which tells what it should not.
func leaking(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	source := filepath.Join(root, "services", "negotiation", "internal", "desk", "vault.go")
	const before = "		events, err := vault.Decide(v, who.by(at), place, vault.Seal{Wish: wished, Key: key})\n"
	text := read(t, source)
	if strings.Count(text, before) != 1 {
		t.Fatalf("%s has no place for a leak any more", source)
	}
	text = strings.Replace(text, before, before+"		slog.InfoContext(ctx, \"sealed\", \"reservation\", wished.Full.Reservation)\n", 1)
	text = strings.Replace(text, "import (\n", "import (\n\t\"log/slog\"\n", 1)
	laid := filepath.Join(folder, "vault.go")
	overlay, _ := json.Marshal(map[string]map[string]string{"Replace": {source: laid}})
	for path, content := range map[string]string{laid: text, filepath.Join(folder, "overlay.json"): string(overlay)} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	programs := filepath.Join(folder, "bin")
	if err := os.Mkdir(programs, 0o755); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-overlay", filepath.Join(folder, "overlay.json"), "-o", filepath.Join(programs, "negotiation"), "./services/negotiation")
	build.Dir = root
	if printed, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	for _, program := range append([]string{house.Gateway}, bus.Contexts...) {
		if program == "negotiation" {
			continue
		}
		if err := os.Symlink(filepath.Join(state, "bin", program), filepath.Join(programs, program)); err != nil {
			t.Fatal(err)
		}
	}
	return programs
}

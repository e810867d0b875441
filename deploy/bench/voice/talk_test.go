package voice

import (
	"os"
	"testing"
)

// A small conversation produces every figure.
func TestStances(t *testing.T) {
	if os.Getenv("PARLEY_LAUNCHER") == "" {
		t.Skip("needs the programs: run deploy/parley test, which builds them and sets PARLEY_LAUNCHER")
	}
	talk := SmallTalk
	if os.Getenv("PARLEY_TALK") == "full" {
		talk = FullTalk
	}
	rows, err := Stances(t.Context(), talk, func(line string) { t.Log(line) })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		t.Logf("%s: %.4g %s", r.Name, r.Value, r.Unit)
		if r.Name == "" || r.Value < 0 {
			t.Errorf("%+v", r)
		}
	}
	if len(rows) != 7 {
		t.Errorf("%d figures", len(rows))
	}
}

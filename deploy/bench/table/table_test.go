package table

import (
	"os"
	"testing"
)

// A small table produces every figure.
func TestTable(t *testing.T) {
	if os.Getenv("PARLEY_LAUNCHER") == "" {
		t.Skip("needs the programs: run deploy/parley test, which builds them and sets PARLEY_LAUNCHER")
	}
	size := Small
	if os.Getenv("PARLEY_TABLE") == "full" {
		size = Full
	}
	rows, err := Run(t.Context(), size, func(line string) { t.Log(line) })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		beside := 0.0
		if r.Against != nil {
			beside = *r.Against
		}
		t.Logf("%s: %.4g %s beside %.4g", r.Name, r.Value, r.Unit, beside)
		if r.Name == "" || r.Value <= 0 {
			t.Errorf("%+v", r)
		}
	}
	if len(rows) != 4 {
		t.Errorf("%d figures", len(rows))
	}
}

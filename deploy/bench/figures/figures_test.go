package figures_test

import (
	"bytes"
	"strings"
	"testing"

	"parley.example/deploy/bench/figures"
)

func TestAnAimIsMetOrMissed(t *testing.T) {
	for _, row := range []struct {
		r    figures.Row
		aim  string
		want bool
	}{
		{figures.Of("rate", 600, "/s").Beside(1000).AtLeastTimes(0.5), "≥ 0.500 ×", true},
		{figures.Of("rate", 400, "/s").Beside(1000).AtLeastTimes(0.5), "≥ 0.500 ×", false},
		{figures.Of("p50", 4, "ms").Beside(1).AtMostTimes(3), "≤ 3 ×", false},
		{figures.Of("p50", 4, "ms").Beside(0).AtMostTimes(3), "≤ 3 ×", false},
		{figures.Of("p99", 50, "ms").AtMost(50), "≤ 50 ms", true},
		{figures.Of("hits", 7, "").AtLeast(8), "≥ 8 ", false},
	} {
		if row.r.Aim != row.aim || row.r.Met == nil || *row.r.Met != row.want {
			t.Errorf("%+v: aim %q met %v, want %q %t", row.r, row.r.Aim, row.r.Met, row.aim, row.want)
		}
	}
}

func TestWhatIsPrintedAsJSONIsReadAgain(t *testing.T) {
	rows := []figures.Row{figures.Of("a", 1.5, "ms").Beside(1).AtMostTimes(3), figures.Of("b", 2, "/s")}
	var lines bytes.Buffer
	if err := figures.Write(&lines, rows, true); err != nil {
		t.Fatal(err)
	}
	list := "[" + strings.Join(strings.Split(strings.TrimSpace(lines.String()), "\n"), ",") + "]"
	for _, printed := range []string{lines.String(), list} {
		got, err := figures.Read([]byte(printed))
		if err != nil || len(got) != 2 || *got[0].Ratio != 1.5 || got[1].Name != "b" {
			t.Errorf("%s: %+v, %v", printed, got, err)
		}
	}
}

func TestATableSaysWhatIsMissed(t *testing.T) {
	var table bytes.Buffer
	if err := figures.Write(&table, []figures.Row{figures.Of("p99", 51, "ms").AtMost(50)}, false); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(table.String(), "MISSED") {
		t.Errorf("%s", table.String())
	}
}

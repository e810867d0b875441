package export

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/deliberation/internal/opinion/sheet"
)

// An export that is read again is analysed as the same.
func TestWhatIsExportedIsReadAsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := opinion.NewStances()
		texts := make(map[string]string)
		for s := range rapid.IntRange(1, 8).Draw(t, "statements") {
			id := fmt.Sprint("stm_", string(rune('a'+s)))
			texts[id] = rapid.StringMatching(`[=+@-]?[ -~]{0,20}[a-z]`).Draw(t, "text")
			c.Put(opinion.Statement{ID: id, Out: rapid.Bool().Draw(t, "out")})
			for p := range rapid.IntRange(0, 30).Draw(t, "people") {
				c.Hear(fmt.Sprint("voi_", p), id, opinion.Stance(rapid.IntRange(1, 3).Draw(t, "stance")), 1)
			}
		}
		m := c.Matrix()
		read, err := sheet.Read(strings.NewReader(whole(t, func(from int) (string, int) { return Votes(m, from) })),
			strings.NewReader(whole(t, func(from int) (string, int) { return Comments(m, texts, from) })))
		if err != nil {
			t.Fatal(err)
		}
		if got := read.Stances.Matrix().ID(); got != m.ID() || read.People != m.People() {
			t.Fatalf("%s of %d people, exported %s of %d", got, read.People, m.ID(), m.People())
		}
	})
}

func whole(t *rapid.T, page func(from int) (string, int)) string {
	var all strings.Builder
	for from := 0; ; {
		text, next := page(from)
		all.WriteString(text)
		if next == 0 {
			return all.String()
		}
		if next <= from {
			t.Fatalf("after %d comes %d", from, next)
		}
		from = next
	}
}

// No cell begins like a formula, and none gets lost or breaks a line.
func FuzzComments(f *testing.F) {
	for _, text := range []string{"=1+1", "-1", "@x", "\t=1", "a,b\"c\nd", "＝1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := opinion.NewStances()
		c.Put(opinion.Statement{ID: "stm_a"})
		file, _ := Comments(c.Matrix(), map[string]string{"stm_a": text}, 0)
		rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != 3 {
			t.Fatalf("%q is exported as %q: %v", text, file, err)
		}
		if cell := rows[1][2]; strings.ContainsAny(cell[:1], "=+-@\t\r") {
			t.Fatalf("%q is exported as %q", text, cell)
		}
	})
}

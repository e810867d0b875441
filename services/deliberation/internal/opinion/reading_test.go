package opinion_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"parley.example/services/deliberation/internal/opinion/sheet"
)

// readConversation reads a conversation and the groups that Polis published.
func readConversation(t *testing.T, name string) (*sheet.Conversation, map[string]int) {
	t.Helper()
	matrix, comments := openCase(t, "polis", name, "participants-votes.csv"), openCase(t, "polis", name, "comments.csv")
	c, err := sheet.Read(matrix, comments)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(openCase(t, "polis", name, "participants-votes.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	group := slices.Index(rows[0], "group-id")
	published := make(map[string]int)
	for _, row := range rows[1:] {
		if row[group] != "" {
			published[row[0]] = number(row[group])
		}
	}
	return c, published
}

func openCase(t *testing.T, path ...string) *os.File {
	t.Helper()
	dir := os.Getenv("PARLEY_CASES")
	f, err := os.Open(filepath.Join(append([]string{dir}, path...)...))
	if dir == "" || err != nil {
		if os.Getenv("PARLEY_CASES_REQUIRED") == "1" {
			t.Fatalf("the cases are required, and $PARLEY_CASES/%s is not there: %v", filepath.Join(path...), err)
		}
		t.Skipf("without $PARLEY_CASES/%s the real conversations are not analysed", filepath.Join(path...))
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func readJSON(t *testing.T, into any, path ...string) {
	t.Helper()
	if err := json.NewDecoder(openCase(t, path...)).Decode(into); err != nil {
		t.Fatal(err)
	}
}

// adjustedRand is 1 for equal groupings and 0 on average for unrelated ones
// (Hubert and Arabie 1985).
func adjustedRand(a, b []int) float64 {
	cells, rows, columns := make(map[[2]int]float64), make(map[int]float64), make(map[int]float64)
	for i := range a {
		cells[[2]int{a[i], b[i]}]++
		rows[a[i]]++
		columns[b[i]]++
	}
	together, inA, inB := pairs(cells), pairs(rows), pairs(columns)
	n := float64(len(a))
	chance := inA * inB / (n * (n - 1) / 2)
	return (together - chance) / ((inA+inB)/2 - chance)
}

func pairs[K comparable](counts map[K]float64) (sum float64) {
	for _, n := range counts {
		sum += n * (n - 1) / 2
	}
	return sum
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

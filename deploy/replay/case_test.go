package replay

import (
	"cmp"
	"encoding/csv"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// answer is what somebody said to a statement.
type answer struct {
	person, statement string
	stance            string
	order             int // among the answers of one person to one statement the last counts
}

// past is a conversation that has happened.
type past struct {
	texts   map[string]string // by statement
	out     map[string]bool   // taken out by moderation
	order   []string          // statements
	answers []answer
}

// recall reads a conversation of the case data. Where the votes were timed all
// of them are told, otherwise the last of each person to each statement.
func recall(t *testing.T, name string) past {
	t.Helper()
	cases := os.Getenv("PARLEY_CASES")
	if cases == "" {
		if os.Getenv("PARLEY_CASES_REQUIRED") != "" {
			t.Fatal("PARLEY_CASES is not set")
		}
		t.Skip("needs the real conversations: set PARLEY_CASES")
	}
	folder := filepath.Join(cases, "polis", name)
	p := past{texts: make(map[string]string), out: make(map[string]bool)}
	for _, row := range table(t, filepath.Join(folder, "comments.csv")) {
		id := row["comment-id"]
		p.texts[id], p.out[id] = row["comment-body"], row["moderated"] == "-1"
		p.order = append(p.order, id)
	}
	slices.SortFunc(p.order, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	stances := map[string]string{"1": "agree", "-1": "disagree", "0": "pass"}
	if _, err := os.Stat(filepath.Join(folder, "votes.csv")); err == nil {
		for i, row := range table(t, filepath.Join(folder, "votes.csv")) {
			at, _ := strconv.Atoi(row["timestamp"])
			p.answers = append(p.answers, answer{row["voter-id"], row["comment-id"], stances[row["vote"]], at*10_000 + i})
		}
		return p
	}
	for _, row := range table(t, filepath.Join(folder, "participants-votes.csv")) {
		for _, statement := range p.order {
			if stance := stances[row[statement]]; stance != "" {
				p.answers = append(p.answers, answer{row["participant"], statement, stance, 0})
			}
		}
	}
	return p
}

func table(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string, len(line))
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// share leaves some of the people, always the same.
func (p past) share(people int) past {
	if people <= 0 {
		return p
	}
	chosen := make(map[string]bool)
	p.answers = slices.DeleteFunc(slices.Clone(p.answers), func(a answer) bool {
		if !chosen[a.person] && len(chosen) < people {
			chosen[a.person] = true
		}
		return !chosen[a.person]
	})
	return p
}

// shuffled is the answers in any order, but of one person to one statement in
// theirs: the last counts.
func (p past) shuffled(seed uint64) []answer {
	all := slices.Clone(p.answers)
	lots := rand.New(rand.NewPCG(seed, 15))
	lots.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	type pair struct{ person, statement string }
	places := make(map[pair][]int)
	for i, a := range all {
		places[pair{a.person, a.statement}] = append(places[pair{a.person, a.statement}], i)
	}
	for _, at := range places {
		if len(at) < 2 {
			continue
		}
		var own []answer
		for _, i := range at {
			own = append(own, all[i])
		}
		slices.SortFunc(own, func(a, b answer) int { return cmp.Compare(a.order, b.order) })
		for n, i := range at {
			all[i] = own[n]
		}
	}
	return all
}

// lane spreads people over workers.
func lane(person string, workers int) int {
	h := fnv.New32a()
	h.Write([]byte(person))
	return int(h.Sum32() % uint32(workers))
}

func (p past) people() []string {
	var names []string
	seen := make(map[string]bool)
	for _, a := range p.answers {
		if !seen[a.person] {
			seen[a.person] = true
			names = append(names, a.person)
		}
	}
	return names
}

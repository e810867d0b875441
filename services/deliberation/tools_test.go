package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley.example/services/deliberation/internal/opinion/summary"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// twoCamps is twenty people in two camps of ten, and a statement that all like.
func twoCamps() (matrix, comments string) {
	matrix = "participant,s1,s2,s3,s4\n"
	for p := range 20 {
		row := "1,1,-1,1"
		if p%2 == 1 {
			row = "-1,-1,1,1"
		}
		matrix += fmt.Sprintf("p%d,%s\n", p, row)
	}
	return matrix, "comment-id,moderated,comment-body\ns1,1,Crates\ns2,1,Deposits\ns3,1,Bags\ns4,1,\"Nobody waits 45 days for money\"\n"
}

func TestOpinions(t *testing.T) {
	matrix, comments := twoCamps()
	m, c := write(t, "participants-votes.csv", matrix), write(t, "comments.csv", comments)
	var out strings.Builder
	if err := opinions(t.Context(), []string{"--matrix", m, "--comments", c, "--json"}, &out); err != nil {
		t.Fatal(err)
	}
	var got summary.Summary
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	switch {
	case !strings.HasPrefix(got.ID, "ana_"), got.People != 20, len(got.Axes) != 2, len(got.Positions) != 20, len(got.Statements) != 4:
		t.Errorf("the summary is %+v", got)
	case len(got.Groups) != 2 || got.Groups[0].Size != 10 || len(got.Groups[1].Members) != 10:
		t.Errorf("the groups are %+v", got.Groups)
	case len(got.Bridging) != 1 || got.Bridging[0].Text != "Nobody waits 45 days for money":
		t.Errorf("what bridges them is %+v", got.Bridging)
	}
	out.Reset()
	if err := opinions(t.Context(), []string{"--matrix", m, "--comments", c}, &out); err != nil || !strings.Contains(out.String(), "Nobody waits") {
		t.Errorf("%v, for people it says\n%s", err, out.String())
	}
}

func TestOpinionsRefuses(t *testing.T) {
	matrix, comments := twoCamps()
	broken := write(t, "participants-votes.csv", strings.Replace(matrix, "p3,-1", "p3,=1", 1))
	var out strings.Builder
	err := opinions(t.Context(), []string{"--matrix", broken, "--comments", write(t, "comments.csv", comments), "--json"}, &out)
	if err == nil || !strings.Contains(err.Error(), "line 5") || !strings.Contains(err.Error(), "(stance)") || out.Len() > 0 {
		t.Errorf("%v\n%s", err, out.String())
	}
	for _, args := range [][]string{nil, {"--matrix", broken}, {"--matrix", broken, "--comments", broken, "more"}, {"--matrix", "nowhere.csv", "--comments", "nowhere.csv"}} {
		if opinions(t.Context(), args, &out) == nil {
			t.Errorf("%q is enough for it", args)
		}
	}
}

func TestRules(t *testing.T) {
	tests := []struct {
		what, file, says string
		fails            bool
	}{
		{"all well", `[{"kind":"gini","x":[1,2,3,4],"exact":"1/4"}]`, "1 of 1", false},
		{"a difference", `[{"kind":"gini","x":[1,2,3,4],"exact":"1/4"},{"kind":"gini","x":[1,1],"exact":"1/2"}]`, "case 2, gini: exact: 0, want 1/2\n1 of 2", true},
		{"a kind that nobody knows", `[{"kind":"lottery"}]`, "case 1, lottery: nobody knows this kind\n0 of 1", true},
		{"no list", `{}`, "", true},
		{"no cases", `[]`, "0 of 0", true},
	}
	for _, tt := range tests {
		var out strings.Builder
		err := rules(t.Context(), []string{"--fixtures", write(t, "canonical.json", tt.file)}, &out)
		if strings.TrimSpace(out.String()) != tt.says || (err != nil) != tt.fails {
			t.Errorf("%s: it says %q, %v", tt.what, out.String(), err)
		}
	}
	if rules(t.Context(), nil, &strings.Builder{}) == nil {
		t.Error("no file is enough for it")
	}
}

package sheet

import (
	"errors"
	"strings"
	"testing"

	"parley.example/services/deliberation/internal/opinion"
)

const (
	matrix = "participant,group-id,n-votes,n-agree,n-disagree,0,1,2\n" +
		"ann,0,3,1,1,1,-1,0\n" +
		"bo,1,1,1,0,,1,\n"
	comments = "timestamp,comment-id,moderated,comment-body\n" +
		"1,0,1,\"Crates, please\"\n1,1,0,Deposits\n1,2,-1,Spam\n1,99,-1,never shown\n"
)

func TestRead(t *testing.T) {
	c, err := Read(strings.NewReader("\ufeff"+matrix), strings.NewReader(comments))
	if err != nil {
		t.Fatal(err)
	}
	m := c.Stances.Matrix()
	statements := m.Statements()
	want := []opinion.Statement{{ID: "0"}, {ID: "1"}, {ID: "2", Out: true}}
	if len(statements) != 3 || statements[0] != want[0] || statements[1] != want[1] || statements[2] != want[2] {
		t.Errorf("statements are %v, want %v", statements, want)
	}
	if c.People != 2 || m.People() != 2 || c.Text["0"] != "Crates, please" {
		t.Errorf("%d people, %d of whom speak; the first statement is %q", c.People, m.People(), c.Text["0"])
	}
}

// Whatever is broken is refused with its line and the rule that it breaks.
func TestRefused(t *testing.T) {
	tests := []struct {
		what, matrix, comments string
		line                   int
		rule                   string
	}{
		{"nothing at all", "", comments, 1, "empty"},
		{"no people", "person,0\nann,1\n", comments, 1, "header"},
		{"no statements", "participant,n-votes\nann,1\n", comments, 1, "header"},
		{"statements before people", "0,participant\n1,ann\n", comments, 1, "header"},
		{"a stance that there is none of", replace(matrix, "1,-1,0\n", "1,2,0\n"), comments, 2, "stance"},
		{"a formula as a stance", replace(matrix, "1,-1,0\n", "1,=1+1,0\n"), comments, 2, "stance"},
		{"a formula as a name", replace(matrix, "ann", "=cmd|'/c calc'!A1"), comments, 2, "name"},
		{"a name with a direction override", replace(matrix, "ann", "\u202eann"), comments, 2, "name"},
		{"a person twice", replace(matrix, "bo", "ann"), comments, 3, "twice"},
		{"a statement twice", replace(matrix, "0,1,2\n", "0,1,1\n"), comments, 1, "twice"},
		{"a row that is too short", replace(matrix, ",,1,\n", ",,1\n"), comments, 3, "columns"},
		{"a row that was shifted", replace(matrix, "1,-1,0\n", "-1,0,0\n"), comments, 2, "counts"},
		{"a quote that is never closed", replace(matrix, "ann", "\"ann"), comments, 2, "quotes"},
		{"a quote in the middle", replace(matrix, "ann", "a\"nn"), comments, 2, "quotes"},
		{"a line without end", "participant," + strings.Repeat("x", mostLine), comments, 1, "long"},
		{"an open quote and a long line", replace(matrix, "bo", "\"bo"+strings.Repeat("x", mostLine)), comments, 3, "long"},
		{"more statements than there may be", "participant" + strings.Repeat(",1", mostStatements+1) + "\n", comments, 1, "huge"},
		{"a statement without a text", matrix, replace(comments, "1,1,0,Deposits\n", ""), 4, "missing"},
		{"a statement with two texts", matrix, replace(comments, "1,1,0,Deposits", "1,0,0,Deposits"), 3, "twice"},
		{"a text that is not UTF-8", matrix, replace(comments, "Deposits", "\xff"), 3, "text"},
		{"a text with control characters", matrix, replace(comments, "Deposits", "\x1b[2J"), 3, "text"},
		{"a text of a book's length", matrix, replace(comments, "Deposits", strings.Repeat("long ", 1000)), 3, "text"},
		{"moderation that says nothing known", matrix, replace(comments, "1,1,0,", "1,1,yes,"), 3, "moderated"},
		{"comments without texts", matrix, "comment-id,moderated\n", 1, "header"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			_, err := Read(strings.NewReader(tt.matrix), strings.NewReader(tt.comments))
			var broken *Broken
			if !errors.As(err, &broken) || broken.Line != tt.line || broken.Rule != tt.rule {
				t.Errorf("%v, want line %d, rule %s", err, tt.line, tt.rule)
			}
		})
	}
}

func replace(s, old, to string) string { return strings.Replace(s, old, to, 1) }

// A text may hide nothing: overrides of the writing direction are left out.
func TestTextIsInert(t *testing.T) {
	c, err := Read(strings.NewReader(matrix), strings.NewReader(replace(comments, "Deposits", "Dep\u202eosits")))
	if err != nil || c.Text["1"] != "Deposits" {
		t.Errorf("%v, %v", c, err)
	}
}

// endless is a file that never stops.
type endless struct{ line string }

func (e endless) Read(into []byte) (int, error) { return copy(into, e.line), nil }

func TestHugeFilesAreRefused(t *testing.T) {
	_, err := Read(endless{"\n"}, strings.NewReader(comments))
	var broken *Broken
	if !errors.As(err, &broken) || broken.Rule != "huge" {
		t.Errorf("an endless file: %v", err)
	}
}

// No file does more than be read or be refused with line and rule, and what is
// read can be analysed.
func FuzzRead(f *testing.F) {
	f.Add(matrix, comments)
	f.Add("participant,0\n\"a\"\"b\",1\n", "comment-id,moderated,comment-body\n0,0,\"a\nb\"\n")
	f.Add("participant,0\r\na,-1\r\n", "comment-id,moderated,comment-body\r\n0,1,x\r\n")
	f.Fuzz(func(t *testing.T, matrix, comments string) {
		c, err := Read(strings.NewReader(matrix), strings.NewReader(comments))
		var broken *Broken
		switch {
		case err == nil:
			a := opinion.Analyse(c.Stances.Matrix())
			if len(a.People) > c.People {
				t.Errorf("%d of %d people speak", len(a.People), c.People)
			}
		case !errors.As(err, &broken) || broken.Line < 1 || broken.Rule == "" || c != nil:
			t.Errorf("refused without line and rule: %v", err)
		}
	})
}

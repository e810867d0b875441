package desk

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/deliberation/internal/opinion/public"
	"parley.example/services/deliberation/internal/opinion/sheet"
)

// townsfolk say what two camps say: all agree with the first statement, the
// camps differ on the others.
func (w town) townsfolk(t *testing.T, id string, statements []string, people int) {
	t.Helper()
	var all sync.WaitGroup
	for n := range people {
		all.Go(func() {
			who := command.Actor{Person: fmt.Sprint("per_folk", n)}
			for i, statement := range statements {
				stance := "agree"
				if i > 0 && (n%2 == 0) != (i%2 == 0) {
					stance = "disagree"
				}
				if (n+i)%11 == 10 {
					stance = "pass"
				}
				w.send(t, who, "take_stance", input{"conversation": id, "statement": statement, "stance": stance})
			}
		})
	}
	all.Wait()
}

func analysed(t *testing.T, w town) {
	in := question("registered")
	in["pseudonyms"] = true
	id := w.do(t, ana, "open_conversation", "conversation", in)
	var statements []string
	for n := range 8 {
		statements = append(statements, w.do(t, ana, "make_statement", "statement", input{"conversation": id, "text": fmt.Sprint("=", n, " days are enough."), "seed": true}))
	}
	w.townsfolk(t, id, statements[:7], 4)
	if got := w.analysis(t, third, id); got.ID != "" || len(got.Groups) > 0 || got.People != "< 5" || len(got.Next) != nextFew {
		t.Errorf("of four people it tells %+v", got)
	}
	w.townsfolk(t, id, statements[:7], 40)
	w.do(t, ana, "hide_statement", "statement", input{"statement": statements[6], "reason": "Twice."})
	var told public.Told
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if told = w.analysis(t, command.Actor{Person: "per_folk3"}, id); told.People == "40" && len(told.Bridging) > 0 {
			break
		}
	}
	if len(told.Groups) != 2 || told.Bridging[0].Statement != statements[0] || told.Viewer == nil || told.Viewer.Group == nil || told.Next[0] != statements[7] {
		t.Fatalf("%+v", told)
	}
	if got := w.analysis(t, third, id); got.Viewer != nil || got.ID != told.ID {
		t.Errorf("%+v", got)
	}
	if got := w.exported(t, id); got != told.ID {
		t.Errorf("the export is analysed as %s, the conversation as %s", got, told.ID)
	}
	if got := w.asked(t, third, "export", input{"id": id, "file": "votes"}); !strings.Contains(got, "NOT_FOUND") {
		t.Errorf("a stranger gets %s", got)
	}
	w.do(t, ana, "close_conversation", "conversation", input{"conversation": id})
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var first, reason string
		var n int
		err := w.house.Pool().QueryRow(t.Context(), `SELECT count(*), coalesce(min(doc->>'statement') FILTER (WHERE doc->>'reason' = 'consensus'), ''), coalesce(min(doc->>'reason'), '')
			FROM deliberation.raised WHERE parent = $1`, id).Scan(&n, &first, &reason)
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			if first != statements[0] || n > 10 {
				t.Errorf("%d are raised, %s of them for all", n, first)
			}
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("nothing is owed an answer")
		}
	}
}

func (w town) analysis(t *testing.T, who command.Actor, id string) (told public.Told) {
	t.Helper()
	if err := json.Unmarshal([]byte(w.ask(t, who, "analysis", id)), &told); err != nil {
		t.Fatal(err)
	}
	return told
}

// exported reads the two files as the command line does and returns the id of
// their analysis.
func (w town) exported(t *testing.T, id string) string {
	t.Helper()
	file := func(name string) string {
		var whole strings.Builder
		for from := 0; ; {
			var page Page
			got := w.asked(t, ana, "export", input{"id": id, "file": name, "from": from})
			if err := json.Unmarshal([]byte(got), &page); err != nil || page.Text == "" {
				t.Fatalf("%s: %v", got, err)
			}
			whole.WriteString(page.Text)
			if page.Next == nil {
				return whole.String()
			}
			from = *page.Next
		}
	}
	comments := file("comments")
	if !strings.Contains(comments, ",'=0 days") {
		t.Errorf("a formula is exported: %s", comments)
	}
	c, err := sheet.Read(strings.NewReader(file("votes")), strings.NewReader(comments))
	if err != nil {
		t.Fatal(err)
	}
	return opinion.Analyse(c.Stances.Matrix()).ID
}

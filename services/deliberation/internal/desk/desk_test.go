package desk

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/view"
)

// One pair of servers serves all of it: each rule has a conversation of its
// own.
func TestDeliberation(t *testing.T) {
	w := begin(t)
	rules := []struct {
		rule string
		test func(*testing.T, town)
	}{
		{"a conversation is for whom it was opened", audiences},
		{"at a table one speaks by a mandate, which is recorded", mandated},
		{"members speak among themselves", among},
		{"whoever has an account takes one stance on a statement", stances},
		{"nothing changes after the close", closing},
		{"what may be done now is what the rules say", permitted},
		{"nobody is told by a pseudonym", masks},
		{"a moderator says why, and a second one looks again", moderated},
		{"what is said follows the frozen terms", frozen},
		{"enough signatures are an ask, once", petitions},
		{"lifted words lead to a term and back", lifted},
		{"members of a community speak among themselves", communities},
		{"an analysis follows what is said, and tells of nobody", analysed},
	}
	for _, r := range rules {
		t.Run(r.rule, func(t *testing.T) { r.test(t, w) })
	}
	model := w.house.Stream("deliberation").Model
	all, err := model.Check(t.Context(), w.house.Pool())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if !c.Equal() {
			t.Errorf("a rebuild would be another: %+v", c)
		}
	}
}

func question(audience string) input {
	return input{"initiative": commons, "question": "What must not happen?", "audience": audience}
}

func audiences(t *testing.T, w town) {
	for audience, want := range map[string]string{"table": "table:" + commons, "registered": "registered", "org": "org:org_coop"} {
		id := w.do(t, bea, "open_conversation", "conversation", question(audience))
		statement := w.do(t, bea, "make_statement", "statement", input{"conversation": id, "text": " Nobody waits. "})
		for table, key := range map[string]string{"conversation": id, "statement": statement, "tally": statement} {
			if got, doc := w.row(t, table, key); got != want {
				t.Errorf("%s is for %s: %s", table, got, doc)
			}
		}
		if _, doc := w.row(t, "statement", statement); !strings.Contains(doc, `"text":"Nobody waits."`) {
			t.Error(doc)
		}
	}
	for who, want := range map[command.Actor]string{dora: "NOT_SEATED", eve: "NOT_SEATED"} {
		if got := w.refused(t, who, "open_conversation", question("table")); got != want {
			t.Errorf("%s: %s", who.Person, got)
		}
	}
	strange := question("registered")
	strange["initiative"] = record.NewID("ini", "nowhere")
	if got := w.refused(t, bea, "open_conversation", strange); got != "NOT_FOUND" {
		t.Error(got)
	}
}

func mandated(t *testing.T, w town) {
	id := w.do(t, ana, "open_conversation", "conversation", question("table"))
	w.do(t, carl, "make_statement", "statement", input{"conversation": id, "text": "Nobody waits."})
	var body string
	err := w.house.Pool().QueryRow(t.Context(), "SELECT convert_from(body, 'UTF8') FROM journal.deliberation WHERE aggregate = $1 ORDER BY version DESC LIMIT 1", id).Scan(&body)
	if err != nil {
		t.Fatal(err)
	}
	var commit record.Commit
	if err := json.Unmarshal([]byte(body), &commit); err != nil {
		t.Fatal(err)
	}
	if a := commit.Authority; a == nil || a.Mandate != "man" || a.Version != 7 || commit.Actor != carl.Person {
		t.Errorf("%s", body)
	}
	for _, who := range []command.Actor{dora, eve} {
		if got := w.refused(t, who, "make_statement", input{"conversation": id, "text": "Me too."}); got != "NOT_FOUND input conversation" {
			t.Errorf("%s: %s", who.Person, got)
		}
	}
}

func among(t *testing.T, w town) {
	id := w.do(t, dora, "open_conversation", "conversation", question("org"))
	w.do(t, carl, "make_statement", "statement", input{"conversation": id, "text": "We ride at noon."})
	outside := dora
	outside.Organization = "org_city"
	for _, who := range []command.Actor{ana, eve, outside} {
		if got := w.refused(t, who, "make_statement", input{"conversation": id, "text": "Me too."}); got != "NOT_FOUND input conversation" {
			t.Errorf("%s: %s", who.Person, got)
		}
	}
	elsewhere := question("org")
	elsewhere["organization"] = "org_city"
	if got := w.refused(t, dora, "open_conversation", elsewhere); got != "NOT_FOUND input organization" {
		t.Error(got)
	}
}

func stances(t *testing.T, w town) {
	id := w.do(t, ana, "open_conversation", "conversation", question("registered"))
	statement := w.do(t, dora, "make_statement", "statement", input{"conversation": id, "text": "Nobody waits."})
	var all sync.WaitGroup
	for n := range 6 {
		who := command.Actor{Person: fmt.Sprint("per_", n)}
		for _, stance := range []string{"disagree", "agree", "pass"} {
			all.Go(func() {
				w.send(t, who, "take_stance", input{"conversation": id, "statement": statement, "stance": stance})
			})
		}
	}
	all.Wait()
	for n := range 6 {
		who := command.Actor{Person: fmt.Sprint("per_", n)}
		w.do(t, who, "take_stance", "stance", input{"conversation": id, "statement": statement, "stance": "agree"})
	}
	_, doc := w.row(t, "tally", statement)
	var tally view.Tally
	if err := json.Unmarshal([]byte(doc), &tally); err != nil {
		t.Fatal(err)
	}
	if tally.Agree != "6" || tally.Disagree != "< 5" || tally.Pass != "< 5" {
		t.Errorf("%s", doc)
	}
	if audience, _ := w.row(t, "stance", view.StanceID("per_3", statement)); audience != "person:per_3" {
		t.Error(audience)
	}
	if got := w.refused(t, dora, "take_stance", input{"conversation": id, "statement": "stm_none", "stance": "agree"}); got != "NOT_FOUND input statement" {
		t.Error(got)
	}
	if got := w.refused(t, dora, "take_stance", input{"conversation": id, "statement": statement, "stance": "love"}); got != "INVALID input stance" {
		t.Error(got)
	}
	if got := w.ask(t, dora, "voice", id); got != fmt.Sprintf(`{"id":%q,"taken":[]}`, view.VoiceID(dora.Person, id)) {
		t.Error(got)
	}
	third := command.Actor{Person: "per_3"}
	if got := w.ask(t, third, "voice", id); got != fmt.Sprintf(`{"id":%q,"taken":[{"statement":%q,"stance":"agree"}]}`, view.VoiceID(third.Person, id), statement) {
		t.Error(got)
	}
}

func closing(t *testing.T, w town) {
	id := w.do(t, carl, "open_conversation", "conversation", question("registered"))
	statement := w.do(t, carl, "make_statement", "statement", input{"conversation": id, "text": "Nobody waits."})
	if got := w.refused(t, dora, "close_conversation", input{"conversation": id}); got != "NOT_OPENER" {
		t.Error(got)
	}
	w.do(t, ana, "close_conversation", "conversation", input{"conversation": id})
	for name, in := range map[string]input{
		"make_statement": {"conversation": id, "text": "One more."},
		"take_stance":    {"conversation": id, "statement": statement, "stance": "agree"},
	} {
		if got := w.refused(t, carl, name, in); got != "CONVERSATION_CLOSED" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func permitted(t *testing.T, w town) {
	id := w.do(t, carl, "open_conversation", "conversation", question("table"))
	for _, tt := range []struct {
		who  command.Actor
		want string
	}{
		{carl, `{"act":"closeConversation","allowed":true,"params":{}}`},
		{bea, `{"act":"closeConversation","allowed":false,"code":"NOT_OPENER","params":{}}`},
		{bea, `{"act":"makeStatement","allowed":true,"params":{}}`},
		{dora, `"code":"NOT_FOUND"`},
	} {
		if got := w.ask(t, tt.who, "may", id); !strings.Contains(got, tt.want) {
			t.Errorf("%s is told %s, not %s", tt.who.Person, got, tt.want)
		}
	}
	if got, want := w.ask(t, dora, "voice", id), w.ask(t, dora, "voice", record.NewID("cnv", "none")); got != want {
		t.Errorf("what is not for her is answered %s, what is not there %s", got, want)
	}
}

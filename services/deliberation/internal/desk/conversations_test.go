package desk

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"parley.example/events/command"
)

func moderated(t *testing.T, w town) {
	in := question("registered")
	in["moderation"] = "before"
	id := w.do(t, carl, "open_conversation", "conversation", in)
	statement := w.do(t, eve, "make_statement", "statement", input{"conversation": id, "text": "They are thieves."})
	if audience, _ := w.row(t, "statement", statement); audience != "convener:"+commons {
		t.Errorf("what waits is for %s", audience)
	}
	if got := w.refused(t, dora, "take_stance", input{"conversation": id, "statement": statement, "stance": "agree"}); got != "NOT_FOUND input statement" {
		t.Error(got)
	}
	for who, want := range map[command.Actor]string{carl: "They are thieves.", ana: "They are thieves.", dora: "NOT_FOUND"} {
		if got := w.ask(t, who, "waiting_statements", id); !strings.Contains(got, want) {
			t.Errorf("%s is told %s", who.Person, got)
		}
	}
	w.do(t, carl, "hide_statement", "statement", input{"statement": statement, "reason": "It insults."})
	if got := w.ask(t, eve, "own_statements", id); !strings.Contains(got, `"state":"rejected","reason":"It insults."`) {
		t.Errorf("its author reads %s", got)
	}
	w.do(t, eve, "appeal_moderation", "statement", input{"statement": statement, "reason": "It is so."})
	restore := input{"statement": statement, "reason": "It is an opinion.", "restore": true}
	if got := w.refused(t, carl, "decide_appeal", restore); got != "SECOND_PERSON" {
		t.Error(got)
	}
	w.do(t, ana, "decide_appeal", "statement", restore)
	if audience, doc := w.row(t, "statement", statement); audience != "registered" || !strings.Contains(doc, `"state":"shown"`) {
		t.Errorf("for %s: %s", audience, doc)
	}
	rows, err := w.house.Pool().Query(t.Context(), "SELECT doc->>'act', audience FROM deliberation.moderation WHERE parent = $1 ORDER BY sort", id)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var log []string
	for rows.Next() {
		var act, audience string
		if err := rows.Scan(&act, &audience); err != nil {
			t.Fatal(err)
		}
		log = append(log, act+" "+audience)
	}
	if got := strings.Join(log, ", "); got != "rejected registered, appealed registered, restored registered" {
		t.Errorf("the log says %s", got)
	}
	w.do(t, eve, "take_stance", "statement", input{"conversation": id, "statement": statement, "stance": "agree"})
	w.do(t, dora, "take_stance", "statement", input{"conversation": id, "statement": statement, "stance": "pass"})
	if got := w.refused(t, eve, "withdraw_statement", input{"statement": statement, "reason": "Enough."}); got != "HAS_ANSWERS" {
		t.Error(got)
	}
	alone := w.do(t, ana, "make_statement", "statement", input{"conversation": id, "text": "Who pays?", "seed": true})
	w.do(t, ana, "take_stance", "statement", input{"conversation": id, "statement": alone, "stance": "agree"})
	w.do(t, ana, "withdraw_statement", "statement", input{"statement": alone, "reason": "Said before."})
}

func frozen(t *testing.T, w town) {
	in := question("registered")
	in["deadline"] = time.Now().Add(700 * time.Millisecond).UTC().Format(time.RFC3339Nano)
	in["longest"] = 40
	id := w.do(t, ana, "open_conversation", "conversation", in)
	for name, bad := range map[string]string{
		"too long": strings.Repeat("a", 41), "a megabyte": strings.Repeat("a", 900<<10), "nothing": "\u202e\u200b", "control": "a\x01b",
	} {
		if got := w.refused(t, dora, "make_statement", input{"conversation": id, "text": bad}); got != "INVALID input text" {
			t.Errorf("%s: %s", name, got)
		}
	}
	statement := w.do(t, dora, "make_statement", "statement", input{"conversation": id, "text": "<script>alert(1)</script> \u202efoo"})
	if _, doc := w.row(t, "statement", statement); !strings.Contains(doc, `"text":"<script>alert(1)</script> foo"`) {
		t.Error(doc)
	}
	if got := w.asked(t, dora, "similar_statements", input{"id": id, "text": "script ALERT 1 script foo"}); !strings.Contains(got, statement) {
		t.Errorf("nothing is like it: %s", got)
	}
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, doc := w.row(t, "conversation", id); strings.Contains(doc, `"open":false`) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("it does not close")
		}
	}
	if got := w.refused(t, dora, "take_stance", input{"conversation": id, "statement": statement, "stance": "agree"}); got != "CONVERSATION_CLOSED" {
		t.Error(got)
	}
}

func lifted(t *testing.T, w town) {
	in := question("registered")
	in["pseudonyms"] = true
	id := w.do(t, ana, "open_conversation", "conversation", in)
	statement := w.do(t, eve, "make_statement", "statement", input{"conversation": id, "text": "Nobody waits 45 days."})
	words := input{"statement": statement, "from": 7, "to": 20, "negotiation": "neg_a", "term": "trm_a"}
	if got := w.refused(t, dora, "lift_statement", words); got != "NOT_SEATED" && got != "NO_MANDATE" {
		t.Error(got)
	}
	lift := w.do(t, carl, "lift_statement", "lift", words)
	if _, doc := w.row(t, "lift", lift); !strings.Contains(doc, `"words":"waits 45 days"`) || strings.Contains(doc, "author") {
		t.Error(doc)
	}
	for field, bad := range map[string]any{"term": "trm_b", "negotiation": "neg_b"} {
		strange := input{"statement": statement, "from": 7, "to": 20, "negotiation": "neg_a", "term": "trm_a"}
		strange[field] = bad
		if got := w.refused(t, carl, "lift_statement", strange); got != "NOT_FOUND input term" {
			t.Errorf("%s: %s", field, got)
		}
	}
	if got := w.refused(t, dora, "contest_lift", input{"lift": lift, "reason": "I meant invoices."}); got != "NOT_YOUR_STATEMENT" {
		t.Error(got)
	}
	w.do(t, eve, "contest_lift", "lift", input{"lift": lift, "reason": "I meant invoices."})
	if audience, doc := w.row(t, "lift_of_term", lift); audience != "registered" || !strings.Contains(doc, `"contested":"I meant invoices."`) {
		t.Errorf("for %s: %s", audience, doc)
	}
}

func communities(t *testing.T, w town) {
	in := question("community")
	if got := w.refused(t, dora, "open_conversation", in); got != "NOT_FOUND input community" {
		t.Error(got)
	}
	in["community"] = "com_a"
	if got := w.refused(t, ana, "open_conversation", in); got != "NOT_FOUND input community" {
		t.Errorf("who belongs to another organization: %s", got)
	}
	id := w.do(t, dora, "open_conversation", "conversation", in)
	statement := w.do(t, carl, "make_statement", "statement", input{"conversation": id, "text": "Nobody waits."})
	if audience, _ := w.row(t, "statement", statement); audience != "community:com_a" {
		t.Error(audience)
	}
	if got := w.refused(t, ana, "take_stance", input{"conversation": id, "statement": statement, "stance": "agree"}); got != "NOT_FOUND input conversation" {
		t.Error(got)
	}
}

func (w town) asked(t *testing.T, who command.Actor, name string, in input) string {
	t.Helper()
	return w.request(t, who, command.QuestionSubject("deliberation", name), in)
}

func petitions(t *testing.T, w town) {
	id := w.do(t, ana, "open_petition", "petition", input{
		"initiative": commons, "audience": "registered", "title": "Thirty days", "text": "Pay.", "to": "The restaurants", "needed": 5,
		"deadline": time.Now().Add(time.Hour).UTC().Format(time.RFC3339),
	})
	signer := func(n int) command.Actor { return command.Actor{Person: fmt.Sprint("per_signer", n)} }
	w.do(t, signer(0), "sign_petition", "petition", input{"petition": id})
	w.do(t, signer(0), "withdraw_signature", "petition", input{"petition": id})
	if got := w.ask(t, signer(0), "signed", id); got != "false" {
		t.Error(got)
	}
	var all sync.WaitGroup
	for n := range 7 {
		for range 3 { // from three devices at once
			all.Go(func() { w.send(t, signer(n), "sign_petition", input{"petition": id}) })
		}
	}
	all.Wait()
	_, doc := w.row(t, "petition", id)
	if !strings.Contains(doc, `"signatures":"7"`) || !strings.Contains(doc, `"reachedAt":"`) {
		t.Error(doc)
	}
	var reached, named int
	err := w.house.Pool().QueryRow(t.Context(), `SELECT count(*) FILTER (WHERE body LIKE '%petition_reached.v1%'), count(*) FILTER (WHERE body LIKE '%per_signer%')
		FROM (SELECT convert_from(body, 'UTF8') AS body FROM journal.deliberation WHERE aggregate = $1) b`, id).Scan(&reached, &named)
	if err != nil || reached != 1 || named != 0 {
		t.Errorf("reached %d times, %d signatures under a name, %v", reached, named, err)
	}
	if got := w.ask(t, signer(1), "signed", id); got != "true" {
		t.Error(got)
	}
	if got := w.refused(t, signer(1), "withdraw_signature", input{"petition": id}); got != "PETITION_REACHED" {
		t.Error(got)
	}
}

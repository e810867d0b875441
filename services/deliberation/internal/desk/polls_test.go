package desk

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/deliberation/internal/view"
)

// One pair of servers serves all of it: each rule has ballots of its own.
func TestBallots(t *testing.T) {
	w := assemble(t)
	rules := []struct {
		rule string
		test func(*testing.T, *assembly)
	}{
		{"a proposed mandate is asked of the members, and 19 of 25 carry it", proposal},
		{"of a hundred votes at once from two sessions one stands", hundred},
		{"before the close nobody can tell how anybody voted", sealed},
		{"of a secret ballot nobody can tell who voted, ever", secretly},
		{"an objection is read back by one, and known to no other", objecting},
		{"votes are lent, and only the two know", lent},
		{"options are ranked", ranking},
		{"too few votes lead to a second call, and to no third", again},
		{"an electorate does not change any more", unchanging},
		{"what is asked wrongly is refused and leaves nothing", wrongly},
		{"for whoever does not belong there is nothing", elsewhere},
	}
	for _, r := range rules {
		t.Run(r.rule, func(t *testing.T) { r.test(t, &w) })
	}
	for _, stream := range []string{deliberation.Stream, deliberation.Sealed} {
		model := w.house.Stream(stream).Model
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
}

func proposal(t *testing.T, w *assembly) {
	mandate := record.NewID("man", "marta")
	w.registers(t, registry.MandateProposed{
		Terms: registry.Terms{Mandate: mandate, Delegate: "per_05"}, Organization: coop, By: chair.Person,
		Question: "May Marta go up to 7 %?", Deadline: registry.InstantOf(time.Now().Add(time.Hour)),
	})
	id := record.NewID("bal", "mandate", mandate)
	b := w.awaits(t, id, func(view.Ballot) bool { return true })
	if b.SubjectKind != "mandate" || b.Mandate != mandate || b.CausedBy != coop+"/1" || b.Electors != many || b.Opener != "" {
		t.Errorf("%+v", b)
	}
	w.votes(t, id, append(times(19, "yes"), times(6, "no")...)...)
	w.do(t, chair, "close_ballot", "ballot", input{"ballot": id})
	b = w.awaits(t, id, closed)
	if b.Outcome != "carried" || *b.Voted != many || b.Count[0].People != "19" || b.Count[1].People != "6" || b.Steps[1].Share != "19/25" {
		t.Errorf("%+v", b)
	}
	if got := w.ask(t, chair, "ballot_recount", id); got != `{"outcome":"carried","same":true}` {
		t.Error(got)
	}
	if got := w.refused(t, chair, "open_ballot", w.asking(input{"subject": input{"kind": "mandate", "id": mandate}})); got != "PROPOSE_IT input subject kind" {
		t.Error(got)
	}
	if got := w.journal(t, "deliberation", id); !strings.Contains(got, `"cause":"`+coop+`/1"`) || !strings.Contains(got, `"subject":{"kind":"mandate","id":"`+mandate+`"},"outcome":"carried"`) {
		t.Error(got)
	}
}

// journal is all that is stored of an aggregate.
func (w *assembly) journal(t *testing.T, stream, aggregate string) string {
	t.Helper()
	var bodies string
	err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce(string_agg(convert_from(body, 'UTF8'), E'\n' ORDER BY version), '') FROM journal."+stream+" WHERE aggregate = $1", aggregate).Scan(&bodies)
	if err != nil {
		t.Fatal(err)
	}
	return bodies
}

func hundred(t *testing.T, w *assembly) {
	id := w.asks(t, nil)
	var all sync.WaitGroup
	for i := range 100 {
		who := w.members[3]
		who.Session = fmt.Sprint("session", i%2)
		all.Go(func() {
			w.send(t, who, "cast_ballot", input{"ballot": id, "choice": []string{"yes", "no", "abstain"}[i%3]})
		})
	}
	all.Wait()
	w.do(t, w.members[3], "cast_ballot", "ballot", input{"ballot": id, "choice": "no"})
	choices := times(many, "yes")
	choices[3] = ""
	w.votes(t, id, choices...)
	w.do(t, chair, "close_ballot", "ballot", input{"ballot": id})
	b := w.awaits(t, id, closed)
	if *b.Voted != many || b.Count[0].People != "24" || b.Count[1].People != "1" {
		t.Errorf("%+v", b.Count)
	}
	if n := strings.Count(w.journal(t, "deliberation", id), "deliberation.ballot_voted.v1"); n != many {
		t.Errorf("%d are said to have voted", n)
	}
}

var (
	anyID     = regexp.MustCompile(`(bal|bel|box|nws)_[a-z2-7]{26}`)
	anyUUID   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
	anyHash   = regexp.MustCompile(`[0-9a-f]{64}|[0-9a-f]{32}`)
	anyMoment = regexp.MustCompile(`20\d\d-\d\d-\d\dT[0-9:.]+Z`)
	anyBody   = regexp.MustCompile(`"(sequence|body)":("[^"]*"|\d+)`) // what the journal holds as well
)

// transcript is everything about a ballot on the shared stream, and all that
// people are told who ask, with what differs from ballot to ballot left out.
func (w *assembly) transcript(t *testing.T, id string, askers ...command.Actor) string {
	t.Helper()
	rows, err := w.house.Pool().Query(t.Context(), `SELECT doc::text FROM deliberation.ballot WHERE id = $1
		UNION ALL (SELECT doc::text FROM deliberation.ballot_elector WHERE parent = $1 ORDER BY sort)
		UNION ALL (SELECT doc::text FROM deliberation.news WHERE doc->>'thread' = $1)`, id)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var said []string
	for rows.Next() {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			t.Fatal(err)
		}
		said = append(said, doc)
	}
	for _, who := range askers {
		for _, question := range []string{"ballot_may", "ballot_own", "ballot_recount", "ballot_record"} {
			said = append(said, w.ask(t, who, question, id))
		}
		said = append(said, w.refused(t, who, "close_ballot", input{"ballot": id}))
	}
	said = append(said, w.journal(t, "deliberation", id))
	all := strings.Join(said, "\n")
	for _, random := range []*regexp.Regexp{anyBody, anyID, anyUUID, anyHash, anyMoment} {
		all = random.ReplaceAllString(all, "…")
	}
	return all
}

// differ is the first line in which two texts do.
func differ(a, b string) string {
	one, other := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range one {
		if i >= len(other) || one[i] != other[i] {
			return fmt.Sprintf("line %d: %s", i, one[i]) + "\n" + strings.Join(other[min(i, len(other)):min(i+1, len(other))], "")
		}
	}
	return fmt.Sprintf("%d and %d lines", len(one), len(other))
}

// heard waits until so many are known to have voted.
func (w *assembly) heard(t *testing.T, id string, voters int) {
	t.Helper()
	w.awaits(t, id, func(b view.Ballot) bool { return *b.Voted == voters })
}

func sealed(t *testing.T, w *assembly) {
	one, other := w.asks(t, nil), w.asks(t, nil)
	w.votes(t, one, append(times(10, "yes"), "no")...)
	w.votes(t, other, times(5, "no")...)
	w.votes(t, other, times(4, "yes")...) // they change their mind, and nobody hears of it
	w.votes(t, other, append(times(10, "no"), "abstain")...)
	w.heard(t, one, 11)
	w.heard(t, other, 11)
	watching := []command.Actor{chair, w.members[20], outsider}
	watching[0] = w.members[12] // has not voted
	if a, b := w.transcript(t, one, watching...), w.transcript(t, other, watching...); a != b {
		t.Errorf("two worlds are told apart: %s", differ(a, b))
	}
	steward := input{"ballot": one}
	if got := w.send(t, chair, "close_ballot", steward); got.Refusal == nil || got.Refusal.Code != "NOT_ALL_HAVE_VOTED" || got.Refusal.Params["people"] != "14" {
		t.Errorf("%+v", got)
	}
	receipt := w.send(t, w.members[1], "cast_ballot", input{"ballot": one, "choice": "no"})
	if receipt.Version != 0 || receipt.Aggregate != "" {
		t.Errorf("a vote tells how much lies in the box: %+v", receipt)
	}
	if got := w.ask(t, w.members[1], "ballot_own", one); !strings.Contains(got, `"voted":true`) || !strings.Contains(got, `"choice":"no"`) {
		t.Error(got)
	}
}

func secretly(t *testing.T, w *assembly) {
	open := input{"openness": "secret", "deadline": time.Now().Add(4 * time.Second)}
	one, other := w.asks(t, open), w.asks(t, open)
	w.votes(t, one, append(times(13, "yes"), times(7, "no")...)...)
	w.votes(t, one, "no", "yes") // one changes, one does not
	w.votes(t, other, "no")
	watching := []command.Actor{w.members[22], outsider}
	if a, b := w.transcript(t, one, watching...), w.transcript(t, other, watching...); a != b {
		t.Errorf("two worlds are told apart: %s", differ(a, b))
	}
	if got := w.refused(t, chair, "close_ballot", input{"ballot": one}); got != "NOT_IN_SECRET" {
		t.Error(got)
	}
	if got := w.ask(t, w.members[1], "ballot_own", one); !strings.Contains(got, `"choice":"yes"`) {
		t.Error(got)
	}
	if got := w.ask(t, w.members[24], "ballot_own", one); !strings.Contains(got, `"voted":false`) {
		t.Error(got)
	}
	box := w.journal(t, "deliberation_sealed", boxOf(one))
	if n := strings.Count(box, "deliberation.ballot_cast.v1"); n != 21 || strings.Contains(box, "per_") || strings.Contains(box, `"first"`) {
		t.Errorf("%d votes: %s", n, box)
	}
	b := w.awaits(t, one, closed)
	if b.Outcome != "carried" || b.Count[0].People != "12" || b.Count[1].People != "8" || b.Voted != nil {
		t.Errorf("%+v", b)
	}
	if got := w.ask(t, chair, "ballot_recount", one); got != `{"outcome":"carried","same":true}` {
		t.Error(got)
	}
	few := w.awaits(t, other, closed)
	if few.Outcome != "noQuorum" || few.Count[0].People != "" || few.Turnout[0].Voted != "" || few.Steps[0].Have != "" {
		t.Errorf("%+v", few)
	}
	if got := w.journal(t, "deliberation", one); strings.Contains(got, `"votes"`) {
		t.Error(got)
	}
}

func objecting(t *testing.T, w *assembly) {
	id := w.asks(t, input{"rule": input{"method": "consent", "quorum": "1/2"}})
	w.votes(t, id, times(many, "yes")...)
	objector, reader := w.members[4], w.members[7]
	w.do(t, objector, "cast_ballot", "ballot", input{"ballot": id, "choice": "object", "objection": input{
		"about": "the deposit", "harm": "We pay it before we are paid.", "change": "Bill it monthly.", "reader": reader.Person,
	}})
	w.do(t, w.members[5], "cast_ballot", "ballot", input{"ballot": id, "choice": "object", "objection": input{"harm": "I just do not like it."}})
	if got := w.hearings(t, id); !slices.Equal(got, []string{"person:" + objector.Person + " unread", "person:" + reader.Person + " unread"}) {
		t.Error(got)
	}
	w.do(t, reader, "read_objection_back", "ballot", input{"ballot": id, "person": objector.Person, "words": "The deposit comes too early for you."})
	if got := w.refused(t, chair, "read_objection_back", input{"ballot": id, "person": objector.Person, "words": "Nonsense."}); got != "NOT_FOUND input person" {
		t.Error(got)
	}
	w.do(t, objector, "answer_reading", "ballot", input{"ballot": id})
	if got := w.hearings(t, id); !slices.Equal(got, []string{"person:" + objector.Person + " confirmed", "person:" + reader.Person + " confirmed"}) {
		t.Error(got)
	}
	if got := w.journal(t, "deliberation", id); strings.Contains(got, "deposit") {
		t.Error("the objection is known before the close")
	}
	w.do(t, chair, "close_ballot", "ballot", input{"ballot": id})
	b := w.awaits(t, id, closed)
	if b.Outcome != "rejected" || !slices.Equal(b.Steps[1].People, []string{objector.Person}) {
		t.Errorf("%+v", b)
	}
	_, doc := w.row(t, "ballot_elector", view.ElectorID(id, objector.Person))
	if !strings.Contains(doc, `"heard":"confirmed"`) {
		t.Error(doc)
	}
	if _, doc = w.row(t, "ballot_elector", view.ElectorID(id, w.members[5].Person)); !strings.Contains(doc, `"choice":"concern"`) {
		t.Error(doc)
	}
}

// hearings are the objections of a ballot that somebody reads, and how far they
// were heard.
func (w *assembly) hearings(t *testing.T, id string) (all []string) {
	t.Helper()
	rows, err := w.house.Pool().Query(t.Context(), "SELECT audience || ' ' || (doc->>'heard') FROM deliberation_sealed.objection WHERE parent = $1 ORDER BY audience", id)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		all = append(all, line)
	}
	return all
}

func lent(t *testing.T, w *assembly) {
	lend := func(from, to int) {
		w.do(t, w.members[from], "lend_vote", "", input{"organization": coop, "to": w.members[to].Person})
	}
	for from := 10; from < 16; from++ {
		lend(from, 9)
	}
	lend(9, 8)
	lend(16, 17)
	lend(17, 16)
	id := w.asks(t, input{"lending": true, "deadline": time.Now().Add(3 * time.Second), "rule": input{"method": "majority", "threshold": "1/2", "quorum": "0"}})
	lend(10, 24) // too late for this one
	w.votes(t, id, "no", "no", "no", "no", "no", "no", "", "", "yes")
	w.do(t, w.members[15], "cast_ballot", "ballot", input{"ballot": id, "choice": "abstain"})
	if got := w.ask(t, w.members[8], "ballot_own", id); !strings.Contains(got, `"carries":"7"`) {
		t.Error(got)
	}
	if got := w.ask(t, w.members[17], "ballot_own", id); !strings.Contains(got, `"lost":"circle"`) || !strings.Contains(got, `"carries":"\u003c 5"`) && !strings.Contains(got, `"carries":"< 5"`) {
		t.Error(got)
	}
	b := w.awaits(t, id, closed)
	if b.Outcome != "carried" || b.Count[0].People != "7" || b.Count[1].People != "6" || *b.Voted != 8 {
		t.Errorf("%+v", b)
	}
	_, doc := w.row(t, "ballot_elector", view.ElectorID(id, w.members[10].Person))
	if !strings.Contains(doc, `"choice":"yes","lent":true`) || strings.Contains(doc, w.members[8].Person) {
		t.Error(doc)
	}
	if got := w.journal(t, "deliberation", id); strings.Contains(got, `"path"`) || strings.Contains(got, "vote_lent") {
		t.Error("the shared record tells who lent to whom")
	}
	if got := w.ask(t, chair, "ballot_recount", id); got != `{"outcome":"carried","same":true}` {
		t.Error(got)
	}
	w.do(t, w.members[11], "take_vote_back", "", input{"organization": coop})
	var audiences []string
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT array_agg(audience ORDER BY audience) FROM deliberation_sealed.lending WHERE doc->>'from' = $1 OR doc->>'from' = $2", w.members[11].Person, w.members[12].Person).Scan(&audiences); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(audiences, []string{"person:" + w.members[9].Person, "person:" + w.members[12].Person}) {
		t.Error(audiences)
	}
	for to, want := range map[string]string{"per_else": "NOT_MEMBER input to", "per_counsel": "NOT_MEMBER input to", chair.Person: "OWN_VOTE input to"} {
		if got := w.refused(t, chair, "lend_vote", input{"organization": coop, "to": to}); got != want {
			t.Errorf("%s: %s", to, got)
		}
	}
}

func ranking(t *testing.T, w *assembly) {
	id := w.asks(t, input{"options": []string{"North", "South", "West"}, "rule": input{"method": "ranked", "quorum": "1/2"}, "openness": "open"})
	for i, who := range w.members {
		order := []input{{"options": []string{"1"}}, {"options": []string{"2"}}, {"options": []string{"3"}}}
		if i >= 10 {
			order = []input{{"options": []string{"2"}}, {"options": []string{"3", "1"}}}
		}
		w.do(t, who, "cast_ballot", "ballot", input{"ballot": id, "choice": "rank", "ranking": order})
	}
	w.heard(t, id, many)
	if _, doc := w.row(t, "ballot_elector", view.ElectorID(id, w.members[12].Person)); !strings.Contains(doc, `"options":["1","3"]`) {
		t.Error(doc)
	}
	w.do(t, chair, "close_ballot", "ballot", input{"ballot": id})
	b := w.awaits(t, id, closed)
	if b.Outcome != "carried" || b.Ranking[0].Options[0] != "2" || len(b.Comparisons) != 6 || b.Comparisons[0].Prefer != 10 {
		t.Errorf("%+v", b)
	}
}

func again(t *testing.T, w *assembly) {
	id := w.asks(t, input{"deadline": time.Now().Add(1500 * time.Millisecond)})
	w.votes(t, id, "yes", "yes")
	if b := w.awaits(t, id, closed); b.Outcome != "noQuorum" || !b.SecondCall {
		t.Fatalf("%+v", b)
	}
	soon := input{"ballot": id, "deadline": time.Now().Add(1500 * time.Millisecond)}
	if got := w.refused(t, w.members[3], "call_second_ballot", soon); got != "NOT_STEWARD" {
		t.Error(got)
	}
	second := w.do(t, chair, "call_second_ballot", "ballot", soon)
	if got := w.refused(t, chair, "call_second_ballot", soon); got != "NO_SECOND_CALL" {
		t.Error(got)
	}
	if b := w.awaits(t, id, func(b view.Ballot) bool { return b.Second != "" }); b.Second != second {
		t.Errorf("%+v", b)
	}
	if b := w.awaits(t, second, closed); b.Call != 2 || b.SecondCall || b.Outcome != "noQuorum" || b.Electors != many {
		t.Errorf("%+v", b)
	}
	if got := w.refused(t, chair, "call_second_ballot", input{"ballot": second, "deadline": time.Now().Add(time.Hour)}); got != "NO_SECOND_CALL" {
		t.Error(got)
	}
}

func unchanging(t *testing.T, w *assembly) {
	leaver := w.belongs(t, "per_leaver", coop, registry.Member)
	id := w.asks(t, nil)
	newcomer := w.belongs(t, "per_newcomer", coop, registry.Member)
	if got := w.refused(t, newcomer, "cast_ballot", input{"ballot": id, "choice": "yes"}); got != "NO_VOTE" {
		t.Error(got)
	}
	w.do(t, leaver, "cast_ballot", "ballot", input{"ballot": id, "choice": "yes"})
	w.exec(t, "DELETE FROM registry.authority WHERE doc->>'person' = ANY ($1)", []string{leaver.Person, newcomer.Person})
	w.exec(t, "DELETE FROM registry.roll WHERE sort = ANY ($1)", []string{leaver.Person, newcomer.Person})
	if got := w.refused(t, leaver, "cast_ballot", input{"ballot": id, "choice": "no"}); got != "NOT_FOUND input ballot" {
		t.Error(got)
	}
	w.votes(t, id, times(many, "no")...)
	w.do(t, chair, "close_ballot", "ballot", input{"ballot": id})
	if b := w.awaits(t, id, closed); b.Electors != many+1 || b.Count[0].People != "1" || b.Count[1].People != "25" {
		t.Errorf("%+v", b)
	}
}

func wrongly(t *testing.T, w *assembly) {
	before := w.count(t)
	for want, in := range map[string]input{
		"NOT_FOUND input organization":       {"organization": outsider.Organization},
		"INVALID input openness":             {"openness": "half"},
		"DEADLINE_TOO_SOON input deadline":   {"deadline": time.Now()},
		"OPTIONS input options":              {"rule": input{"method": "ranked", "quorum": "0"}, "options": make([]string, 50_000)},
		"INVALID input question":             {"question": strings.Repeat("a", 1<<19)},
		"NOT_MEMBER input electors 0 person": {"electors": []input{{"person": "per_else", "class": "riders"}}},
		"INVALID input rule threshold":       {"rule": input{"method": "majority", "threshold": "1/0", "quorum": "0"}},
		"INVALID input whim":                 {"whim": 1},
		"INVALID input scope":                {"scope": input{"negotiation": "neg"}},
		"NOT_IN_SECRET input rule method":    {"openness": "secret", "rule": input{"method": "unanimity", "quorum": "0"}},
		"INVALID input subject kind":         {"subject": input{"kind": "weather"}},
	} {
		if got := w.refused(t, chair, "open_ballot", w.asking(in)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := w.refused(t, w.members[1], "open_ballot", w.asking(nil)); got != "NOT_STEWARD" {
		t.Error(got)
	}
	if after := w.count(t); after != before {
		t.Errorf("refusals left %d commits", after-before)
	}
	id := w.asks(t, nil)
	for name, in := range map[string]input{
		"move_ballot_deadline": {"ballot": id, "to": time.Now().Add(2 * time.Hour), "reason": "I like it."},
		"close_ballot":         {"ballot": id}, "call_second_ballot": {"ballot": id, "deadline": time.Now().Add(time.Hour)},
	} {
		if got := w.refused(t, w.members[1], name, in); got != "NOT_STEWARD" {
			t.Errorf("%s: %s", name, got)
		}
	}
	w.do(t, chair, "move_ballot_deadline", "ballot", input{"ballot": id, "to": time.Now().Add(2 * time.Hour), "reason": "The figures come late."})
	if got := w.refused(t, chair, "move_ballot_deadline", input{"ballot": id, "to": time.Now().Add(3 * time.Hour), "reason": "Later still."}); got != "ALREADY_MOVED" {
		t.Error(got)
	}
}

func (w *assembly) count(t *testing.T) (n int) {
	t.Helper()
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM journal.deliberation").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func elsewhere(t *testing.T, w *assembly) {
	id := w.asks(t, nil)
	none := record.NewID("bal", "none")
	strangers := []command.Actor{outsider, {Person: "per_counsel", Organization: coop}, {Person: chair.Person, Organization: outsider.Organization}, {Person: "per_nobody"}}
	for _, who := range strangers {
		for _, name := range []string{"cast_ballot", "close_ballot", "call_second_ballot", "read_objection_back", "move_ballot_deadline"} {
			in := func(id string) input {
				return map[string]input{
					"cast_ballot": {"ballot": id, "choice": "yes"}, "close_ballot": {"ballot": id}, "call_second_ballot": {"ballot": id, "deadline": time.Now().Add(time.Hour)},
					"read_objection_back": {"ballot": id, "person": "per_01", "words": "x"}, "move_ballot_deadline": {"ballot": id, "to": time.Now().Add(2 * time.Hour), "reason": "x"},
				}[name]
			}
			if a, b := w.refused(t, who, name, in(id)), w.refused(t, who, name, in(none)); a != b || a != "NOT_FOUND input ballot" {
				t.Errorf("%s of %s: %s, of nothing %s", name, who.Person, a, b)
			}
		}
		for _, question := range []string{"ballot_may", "ballot_own", "ballot_recount", "ballot_record"} {
			if a, b := w.ask(t, who, question, id), w.ask(t, who, question, none); a != b || !strings.Contains(a, "NOT_FOUND") {
				t.Errorf("%s by %s: %s and %s", question, who.Person, a, b)
			}
		}
	}
	for who, want := range map[string]string{chair.Person: `"openBallot","allowed":true`, "per_03": `"openBallot","allowed":false,"code":"NOT_STEWARD"`, "per_counsel": `"lendVote","allowed":false,"code":"NO_ORGANIZATION"`} {
		if got := w.ask(t, command.Actor{Person: who, Organization: coop}, "ballots_may", coop); !strings.Contains(got, want) {
			t.Errorf("%s may %s", who, got)
		}
	}
	if a, b := w.ask(t, outsider, "ballots_may", coop), w.ask(t, outsider, "ballots_may", record.NewID("org", "none")); a != b {
		t.Errorf("an organization is told from none: %s and %s", a, b)
	}
	var news int
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM deliberation.news WHERE parent = $1 AND doc->>'act' = 'castBallot'", "needs org:"+coop).Scan(&news); err != nil || news == 0 {
		t.Errorf("nobody is told that a ballot waits: %v", err)
	}
	var doc view.Participation
	_, text := w.row(t, "participation", coop)
	if err := json.Unmarshal([]byte(text), &doc); err != nil || doc.Ballots < 8 || doc.Told >= doc.Ballots || doc.Voted == 0 {
		t.Errorf("%+v, %v", doc, err)
	}
}

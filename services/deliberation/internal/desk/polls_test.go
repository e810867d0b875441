package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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
		{"of a secret ballot nobody can tell who voted, ever", secretly},
		{"votes are lent, and only the two know", lent},
		{"a proposed mandate is asked of the members, and 19 of 25 carry it", proposal},
		{"of a hundred votes at once from two sessions one stands", hundred},
		{"before the close nobody can tell how anybody voted", sealed},
		{"an objection is read back by one, and known to no other", objecting},
		{"options are ranked", ranking},
		{"organizations under one control have one vote in their community", together},
		{"too few votes lead to a second call, and to no third", again},
		{"a dry run says who would learn of it, and does nothing", dry},
		{"an electorate does not change any more", unchanging},
		{"what is asked wrongly is refused and leaves nothing", wrongly},
		{"for whoever does not belong there is nothing", elsewhere},
	}
	for _, r := range rules {
		t.Run(r.rule, func(t *testing.T) { r.test(t, &w) })
	}
	for _, unfold := range w.later {
		t.Run("what becomes of it", unfold)
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
	id := w.asks(t, input{"lending": true, "deadline": time.Now().Add(patience), "rule": input{"method": "majority", "threshold": "1/2", "quorum": "0"}})
	lend(10, 24) // too late for this one
	w.votes(t, id, "no", "no", "no", "no", "no", "no", "", "", "yes")
	w.do(t, w.members[15], "cast_ballot", "ballot", input{"ballot": id, "choice": "abstain"})
	if got := w.ask(t, w.members[8], "ballot_own", id); !strings.Contains(got, `"carries":"7"`) {
		t.Error(got)
	}
	if got := w.ask(t, w.members[17], "ballot_own", id); !strings.Contains(got, `"lost":"circle"`) || !strings.Contains(got, `"carries":"\u003c 5"`) && !strings.Contains(got, `"carries":"< 5"`) {
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
	w.later = append(w.later, func(t *testing.T) { lentInTheEnd(t, w, id) })
}

func lentInTheEnd(t *testing.T, w *assembly, id string) {
	t.Helper()
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
	id := w.asks(t, input{"deadline": time.Now().Add(3 * time.Second)})
	w.votes(t, id, "yes", "yes")
	if b := w.awaits(t, id, closed); b.Outcome != "noQuorum" || !b.SecondCall {
		t.Fatalf("%+v", b)
	}
	soon := input{"ballot": id, "deadline": time.Now().Add(3 * time.Second)}
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

func together(t *testing.T, w *assembly) {
	commons := record.NewID("com", "commons")
	other, straw := record.NewID("org", "other"), record.NewID("org", "straw")
	city := w.belongs(t, "per_city", other, registry.Steward)
	behind := w.belongs(t, "per_behind", straw, registry.Steward)
	for organization, under := range map[string]string{coop: coop, other: other, straw: other} {
		doc, err := json.Marshal(registry.CommunityRow{Community: commons, Organization: organization, Under: under})
		if err != nil {
			t.Fatal(err)
		}
		w.exec(t, "INSERT INTO registry.community_roll VALUES ($1, $2, $3)", commons+"/"+organization, commons, string(doc))
	}
	asking := w.asking(input{"community": commons, "subject": input{"kind": "charter", "id": commons}, "rule": input{"method": "consent", "quorum": "1"}})
	if got := w.refused(t, outsider, "open_ballot", merged(asking, input{"organization": outsider.Organization})); got != "NOT_FOUND input community" {
		t.Error(got)
	}
	if got := w.refused(t, chair, "open_ballot", merged(asking, input{"lending": true})); got != "NOT_IN_COMMUNITY input lending" {
		t.Error(got)
	}
	id := w.do(t, chair, "open_ballot", "ballot", asking)
	if b := w.awaits(t, id, func(view.Ballot) bool { return true }); b.Electors != 2 || b.Readers != "community:"+commons {
		t.Errorf("%+v", b)
	}
	if got := w.refused(t, w.members[3], "cast_ballot", input{"ballot": id, "choice": "yes"}); got != "NO_VOTE" {
		t.Errorf("who is no steward casts a vote: %s", got)
	}
	w.do(t, city, "cast_ballot", "ballot", input{"ballot": id, "choice": "yes"})
	w.do(t, behind, "cast_ballot", "ballot", input{"ballot": id, "choice": "object", "objection": input{"about": "the fee", "harm": "Too high.", "change": "Halve it.", "reader": coop}})
	w.do(t, chair, "read_objection_back", "ballot", input{"ballot": id, "person": other, "words": "You cannot pay it."})
	if got := w.hearings(t, id); !slices.Equal(got, slices.Sorted(slices.Values([]string{"steward:" + coop + " readBack", "steward:" + other + " readBack"}))) {
		t.Error(got)
	}
	w.do(t, chair, "cast_ballot", "ballot", input{"ballot": id, "choice": "yes"})
	w.do(t, chair, "close_ballot", "ballot", input{"ballot": id})
	b := w.awaits(t, id, closed)
	if b.Outcome != "rejected" || b.Count[0].People != "1" || b.Count[3].People != "1" || !slices.Equal(b.Steps[1].People, []string{other}) {
		t.Errorf("%+v", b)
	}
	if got := w.ask(t, w.members[3], "ballot_may", id); !strings.Contains(got, `"castBallot","allowed":false`) {
		t.Error(got)
	}
	if got := w.ask(t, outsider, "ballot_own", id); !strings.Contains(got, "NOT_FOUND") {
		t.Error(got)
	}
}

func merged(a, b input) input {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

package desk

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/deliberation"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/view"
)

// What there is around a table, on one pair of servers.
func TestAround(t *testing.T) {
	w := open(t)
	w.settlePeople(t)
	for _, r := range []struct {
		rule string
		test func(t *testing.T)
	}{
		{"who asks is answered: averages, then rows for the auditor alone", w.trips},
		{"an ask reaches its date, and is printed beside the result", w.owed},
		{"a decision waits for an ask, by name", w.waits},
		{"a conversation asks ten times at most, a petition once", w.many},
		{"terms and packages have threads, and nobody is called who cannot read them", w.threads},
		{"a colleague's review is of a draft as it is", w.reviews},
		{"a closed room is nobody else's", w.behindDoors},
		{"off the record nothing is left at its date", w.hush},
		{"the others keep a package open for who is not there", w.keepOpen},
		{"an advocate speaks, asks and objects, and binds nobody", w.advocate},
		{"nothing was heard of a seat: everybody is told", w.silent},
		{"with a caucus and without, the others' world is the same", w.twoWorlds},
	} {
		t.Run(r.rule, r.test)
	}
}

// settlePeople writes who goes by which name, as the registry would.
func (w town) settlePeople(t *testing.T) {
	for _, row := range [][3]string{
		{"per_growers/steward", "per_growers", "mandate:org_growers"},
		{"per_couriers/steward", "per_couriers", "mandate:org_couriers"},
		{"per_deputy/steward", "per_deputy", "mandate:org_couriers"},
		{"per_auditor/person", "per_auditor", "person:per_auditor"},
	} {
		w.exec(t, "INSERT INTO registry.holder VALUES ($1, $2, $3)", row[0], row[1], row[2])
	}
	for _, row := range [][3]string{
		{"g1", "mandate:org_growers", "table:" + commons},
		{"g2", "mandate:org_couriers", "table:" + commons},
		{"g3", "mandate:org_growers", "seat:sea_growers"},
		{"g4", "mandate:org_couriers", "seat:sea_couriers"},
	} {
		w.exec(t, "INSERT INTO registry.audience_grant VALUES ($1, $2, $3)", row[0], row[1], row[2])
	}
}

// asks for something, of growers unless it says otherwise.
func (w town) raises(t *testing.T, who string, l laid, what input) string {
	t.Helper()
	in := input{"negotiation": l.id, "kind": "question", "to": input{"seat": "sea_growers"}, "text": "How many?", "due": in(time.Hour)}
	maps.Copy(in, what)
	return w.does(t, who, "raise_ask", in)["ask"]
}

func (w town) trips(t *testing.T) {
	l := w.lays(t, nil)
	id := w.raises(t, "couriers", l, input{"kind": "information", "text": "Twelve weeks of trips.", "purpose": "what an hour earns"})
	if code := w.code(t, "restaurants", "answer_ask", input{"ask": id, "how": "words", "text": "none"}); code != "NOT_ADDRESSED" {
		t.Errorf("somebody else answers: %q", code)
	}
	w.does(t, "growers", "answer_ask", input{"ask": id, "how": "words", "text": "Averages."})
	w.does(t, "deputy", "contest_answer", input{"ask": id, "reason": "Rows."})
	hash := strings.Repeat("0a", 32)
	rows := input{"ask": id, "how": "document", "text": "canary", "document": input{"name": "rows.csv", "hash": hash}, "readers": []input{{"person": "per_auditor"}}}
	stranger := input{"ask": id, "how": "words", "text": "canary", "readers": []input{{"person": "per_mallory"}}}
	if code := w.code(t, "growers", "answer_ask", stranger); code != "NOT_FOUND" {
		t.Errorf("rows for nobody: %q", code)
	}
	old := maps.Clone(rows)
	old["expectedVersion"] = 1
	if code := w.code(t, "growers", "answer_ask", old); code != "CONFLICT" {
		t.Errorf("rows for what was asked before the averages: %q", code)
	}
	w.does(t, "growers", "answer_ask", rows)
	a := until(t, w, "negotiation.ask", id, func(a view.Ask) bool { return a.Status == "answered" })
	if len(a.Answers) != 2 || a.Answers[0].Contest != "Rows." || a.Answers[1].Text != "" || a.Answers[1].Document != nil || a.Answers[1].Readers[0].Person != "per_auditor" {
		t.Errorf("the ask reads %+v", a)
	}
	w.namesNothingSealed(t, id, id+"/answer/2")
	if got := w.audiences(t, "negotiation_sealed.annex", id); !slices.Equal(got, []string{"person:per_auditor", "seat:sea_growers"}) {
		t.Errorf("the rows are read by %v", got)
	}
	if bytes.Contains(w.stored(t, "negotiation"), []byte("canary")) {
		t.Error("the rows lie where all can read them")
	}
	w.does(t, "couriers", "confirm_answer", input{"ask": id})
	var may []serve.Permission
	if code := w.asks(t, "couriers", "ask_may", input{"id": id}, &may); code != "" || len(may) != 4 || may[1].Code != "NO_ANSWER" {
		t.Errorf("couriers may %+v (%s)", may, code)
	}
	if code := w.asks(t, "nobody", "ask_may", input{"id": id}, &may); code != "NOT_FOUND" {
		t.Errorf("a stranger is told %+v (%s)", may, code)
	}
	h := w.hears(t, l)
	if at := slices.IndexFunc(h.Seats, func(s heardSeat) bool { return s.Seat == "sea_growers" }); at < 0 || h.Seats[at].Asks.Confirmed == 0 || !slices.Equal(h.Empty, []string{"sea_labourers"}) {
		t.Errorf("heard is %+v", h)
	}
}

func (w town) hears(t *testing.T, l laid) (h heard) {
	t.Helper()
	if code := w.asks(t, "growers", "heard", input{"id": l.id}, &h); code != "" {
		t.Fatal(code)
	}
	return h
}

// audiences are those of the documents of one parent, sorted.
func (w town) audiences(t *testing.T, table, parent string) (all []string) {
	t.Helper()
	err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce(array_agg(audience ORDER BY audience), '{}') FROM "+table+" WHERE parent = $1", parent).Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (w town) owed(t *testing.T) {
	l := w.lays(t, nil)
	id := w.raises(t, "couriers", l, input{"text": "Who pays?", "due": in(300 * time.Millisecond)})
	until(t, w, "negotiation.ask", id, func(a view.Ask) bool { return a.Overdue })
	w.does(t, "growers", "post_message", input{"negotiation": l.id, "room": "all", "text": "Let us vote."})
	decision := w.puts(t, "growers", l, w.offers(t, "growers", l, "200", "split"), time.Minute)
	for _, who := range []string{"growers", "couriers", "restaurants"} {
		w.votes(t, who, decision, "yes")
	}
	w.does(t, "growers", "close_now", input{"decision": decision})
	d := until(t, w, "negotiation.decision", decision, func(d view.Decision) bool { return d.Status == "closed" })
	fixed := w.fixed(t, l.id)
	for _, b := range []negotiation.Beside{d.Beside, fixed.Beside} {
		at := slices.IndexFunc(b.Asks, func(a negotiation.OpenAsk) bool { return a.Ask == id })
		if at < 0 || b.Asks[at].Text != "Who pays?" || b.Measures == nil || len(b.Measures.Turnout) != 3 || b.Measures.Gini != "2/3" {
			t.Errorf("beside the result stands %+v %+v", b, b.Measures)
		}
	}
}

func (w town) waits(t *testing.T) {
	l := w.lays(t, nil)
	id := w.raises(t, "couriers", l, nil)
	offer := w.offers(t, "growers", l, "200", "split")
	opening := input{"negotiation": l.id, "package": offer, "deadline": in(time.Minute), "waitsFor": []string{id}}
	for _, tt := range []struct {
		who, ask, code string
	}{{"growers", record.NewID("ask", "none"), "NO_SUCH_ASK"}, {"nobody", id, "NOT_FOUND"}, {"nobody", record.NewID("ask", "none"), "NOT_FOUND"}} {
		opening["waitsFor"] = []string{tt.ask}
		if code := w.code(t, tt.who, "open_decision", opening); code != tt.code {
			t.Errorf("%s waits for %s: %q, want %s", tt.who, tt.ask, code, tt.code)
		}
	}
	opening["waitsFor"] = []string{id}
	decision := w.does(t, "couriers", "open_decision", opening)["decision"]
	if d := document[view.Decision](t, w, "negotiation.decision", decision); !slices.Equal(d.WaitsFor, []string{id}) {
		t.Errorf("everybody sees %v", d.WaitsFor)
	}
	if code := w.code(t, "growers", "cast_vote", input{"decision": decision, "choice": "yes"}); code != "WAITS_FOR_ASK" {
		t.Errorf("a vote before the answer: %q", code)
	}
	w.does(t, "growers", "answer_ask", input{"ask": id, "how": "whyNot", "text": "We do not count them."})
	w.votes(t, "growers", decision, "yes")
}

// deliberated puts events of deliberation into its stream.
func (w town) deliberated(t *testing.T, aggregate string, events ...deliberation.Event) {
	t.Helper()
	log, err := record.Open(w.stores.Connect(t, "deliberation"), deliberation.Stream)
	if err != nil {
		t.Fatal(err)
	}
	var seq uint64
	var prev string
	for i, e := range events {
		data, err := record.EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		c := record.Commit{
			ID: uuid.NewString(), Aggregate: aggregate, Kind: string(e.Of()), Version: uint64(i) + 1, Prev: prev, At: record.InstantOf(time.Now()), Actor: "system:test",
			Digest: record.DigestOf("x", nil), Events: []record.Entry{{Type: e.Name(), Data: data}},
		}
		body, err := c.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if seq, err = log.Append(t.Context(), aggregate, seq, body, ""); err != nil {
			t.Fatal(err)
		}
		prev = record.Hash(body)
	}
}

func (w town) many(t *testing.T) {
	conversation, petition := record.NewID("cnv", "one"), record.NewID("pet", "one")
	var events []deliberation.Event
	for i := range 12 {
		statement := record.NewID("stm", string(rune('a'+i)))
		e := deliberation.AskRaised{Conversation: conversation, Initiative: commons, Statement: statement, Text: "Nobody waits.", Reason: "consensus", People: 12}
		if i == 3 {
			e.People = 4
		}
		events = append(events, e, e) // a policy hears of some things twice
	}
	w.deliberated(t, conversation, events...)
	w.deliberated(t, petition, deliberation.PetitionReached{Petition: petition, Initiative: commons, Title: "Talk to us", Signatures: 200, Needed: 150, To: "sea_growers"})
	call := until(t, w, "negotiation.ask", record.NewID("ask", "petition", petition), func(a view.Ask) bool { return a.ID != "" })
	if call.Kind != negotiation.AskCall || call.From.People != 200 {
		t.Errorf("the petition asks %+v", call)
	}
	var n int
	err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM negotiation.ask WHERE doc->'from'->>'conversation' = $1", conversation).Scan(&n)
	if err != nil || n != 10 {
		t.Errorf("the conversation asks %d times (%v)", n, err)
	}
	first := document[view.Ask](t, w, "negotiation.ask", record.NewID("ask", "statement", record.NewID("stm", "a")))
	if first.To.Organization != "org_growers" || first.By != "" {
		t.Errorf("the first is %+v", first)
	}
	var cause string
	err = w.house.Pool().QueryRow(t.Context(), "SELECT convert_from(body, 'UTF8')::json->>'cause' FROM journal.negotiation WHERE aggregate = $1 AND version = 1", first.ID).Scan(&cause)
	if err != nil || cause != conversation+"/1" {
		t.Errorf("its cause is %q (%v)", cause, err)
	}
}

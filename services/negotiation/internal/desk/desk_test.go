package desk

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/negotiation"
	"parley.example/events/proof"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/excerpt"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/view"
)

// One pair of servers serves all of it: each rule has a table of its own.
func TestDesk(t *testing.T) {
	w := open(t)
	for _, r := range []struct {
		rule string
		test func(t *testing.T)
	}{
		{"two rounds: an objection, a change, a condition met, the text", w.crates},
		{"an offer expires and a decision closes when their time has come", w.time},
		{"a draft is its team's, and the package that comes of it tells nothing", w.drafts},
		{"what lies in a box is nobody's business before the close", w.sealed},
		{"open votes are seen at once", w.open},
		{"the record reads the same from every seat", w.record},
		{"the same wish again has the same answer", w.again},
		{"a dry run says what would happen and nothing does", w.dry},
		{"who may not learns nothing and leaves nothing", w.refuses},
		{"power that was revoked is gone at once", w.revoked},
	} {
		t.Run(r.rule, r.test)
	}
}

func (w town) crates(t *testing.T) {
	l := w.lays(t, nil)
	w.does(t, "growers", "post_message", input{"negotiation": l.id, "room": "all", "text": "Shall we begin?"})
	w.does(t, "deputy", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("0", "split")[:1]})
	first := w.offers(t, "growers", l, "200", "courier")
	w.does(t, "deputy", "take_position", input{"negotiation": l.id, "package": first, "term": l.loss, "stance": "concern", "reason": "too much for one"})
	slip := w.offers(t, "couriers", l, "400", "grower")
	w.does(t, "couriers", "withdraw_package", input{"package": slip, "reason": "a mistake"})

	decision := w.puts(t, "restaurants", l, first, time.Minute)
	w.votes(t, "growers", decision, "yes")
	w.votes(t, "restaurants", decision, "yes")
	w.does(t, "deputy", "cast_vote", input{"decision": decision, "choice": "objects", "objection": input{"term": l.loss, "harm": "we cannot carry it alone", "change": "split it"}})
	w.does(t, "growers", "close_now", input{"decision": decision})
	d := until(t, w, "negotiation.decision", decision, func(d view.Decision) bool { return d.Status == "closed" })
	if d.Outcome != negotiation.Rejected || len(d.Steps) != 2 || !slices.Equal(d.Steps[1].Seats, []string{"sea_couriers"}) {
		t.Fatalf("the first decision is %+v", d)
	}
	if v := document[view.Vote](t, w, "negotiation.vote", view.VoteID(decision, "sea_couriers")); v.Objection == nil || v.Objection.Change != "split it" {
		t.Errorf("the objection reads %+v", v)
	}

	second := w.does(t, "couriers", "table_package", input{"negotiation": l.id, "as": "offer", "values": l.values("200", "split"), "counterTo": first, "expiresAt": in(time.Hour)})["package"]
	decision = w.puts(t, "growers", l, second, time.Minute)
	w.does(t, "restaurants", "cast_vote", input{"decision": decision, "choice": "yes", "condition": input{"seats": []string{"sea_couriers"}}})
	w.votes(t, "growers", decision, "yes")
	w.votes(t, "deputy", decision, "yes")
	w.does(t, "couriers", "close_now", input{"decision": decision})
	n := until(t, w, "negotiation.negotiation", l.id, func(n view.Negotiation) bool { return n.Status == "fixed" })
	if n.Text != second {
		t.Errorf("the text is %s, want %s", n.Text, second)
	}
	fixed := w.fixed(t, l.id)
	if fixed.Terms[0].Text != "The deposit is 2.00 EUR." || !slices.Equal(fixed.Entry.Seats, []string{"sea_growers", "sea_couriers", "sea_restaurants"}) || fixed.Absent[0].Seat != "sea_labourers" {
		t.Errorf("the text is %+v", fixed)
	}
}

// fixed is the event that the agreements follow.
func (w town) fixed(t *testing.T, id string) (fixed negotiation.TextFixed) {
	t.Helper()
	var page excerpt.Page
	if code := w.asks(t, "growers", "record", input{"id": id}, &page); code != "" {
		t.Fatal(code)
	}
	for _, e := range page.Entries {
		var c record.Commit
		if err := json.Unmarshal(e.Body, &c); err != nil {
			t.Fatal(err)
		}
		for _, entry := range c.Events {
			if entry.Type == fixed.Name() {
				if err := json.Unmarshal(entry.Data, &fixed); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return fixed
}

func (w town) time(t *testing.T) {
	l := w.lays(t, nil)
	brief := w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "offer", "values": l.values("0", "split"), "expiresAt": in(300 * time.Millisecond)})["package"]
	until(t, w, "negotiation.package", brief, func(p view.Package) bool { return p.Status == "expired" })
	offer := w.offers(t, "growers", l, "200", "split")
	decision := w.puts(t, "couriers", l, offer, 600*time.Millisecond)
	w.votes(t, "growers", decision, "yes")
	d := until(t, w, "negotiation.decision", decision, func(d view.Decision) bool { return d.Status == "closed" })
	if d.Outcome != negotiation.NoQuorum || d.Electors[0].Voted != true || d.Electors[1].Voted {
		t.Errorf("one of three voted: %+v", d)
	}
	if code := w.code(t, "couriers", "cast_vote", input{"decision": decision, "choice": "yes"}); code != "CLOSED" {
		t.Errorf("a vote after the close: %q", code)
	}
	decision = w.puts(t, "couriers", l, offer, time.Minute)
	if d := document[view.Decision](t, w, "negotiation.decision", decision); d.Call != 2 {
		t.Errorf("the second call is call %d", d.Call)
	}
}

func (w town) drafts(t *testing.T) {
	l := w.lays(t, nil)
	draft := w.does(t, "couriers", "draft_package", input{"negotiation": l.id, "values": l.values("400", "grower"), "note": "canary"})["draft"]
	w.does(t, "deputy", "revise_draft", input{"negotiation": l.id, "draft": draft, "values": l.values("100", "split"), "note": "as we said"})
	w.does(t, "deputy", "post_message", input{"negotiation": l.id, "room": "team", "text": "canary"})
	if code := w.code(t, "growers", "revise_draft", input{"negotiation": l.id, "draft": draft, "values": []input{}}); code != "NO_SUCH_DRAFT" {
		t.Errorf("growers see a draft that is not theirs: %q", code)
	}
	if code := w.code(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "draft": draft}); code != "NO_SUCH_DRAFT" {
		t.Errorf("growers table a draft that is not theirs: %q", code)
	}
	tabled := w.does(t, "couriers", "table_package", input{"negotiation": l.id, "as": "idea", "draft": draft})["package"]
	p := document[view.Package](t, w, "negotiation.package", tabled)
	d := document[view.Draft](t, w, "negotiation_sealed.draft", draft)
	if p.Note != "as we said" || p.Values[0].Value.Money.Minor != "100" || d.Package != tabled || d.Seat != "sea_couriers" {
		t.Errorf("%+v became %+v", d, p)
	}
	if bytes.Contains(w.stored(t, "negotiation"), []byte("canary")) || bytes.Contains(w.stored(t, "negotiation"), []byte(draft)) {
		t.Error("the shared record knows of the draft")
	}
	var room ownRoom
	if code := w.asks(t, "deputy", "room", input{"id": l.id}, &room); code != "" || room.Seat != "sea_couriers" || room.ID != d.Room {
		t.Errorf("the deputy's room is %+v (%s)", room, code)
	}
	w.does(t, "couriers", "discard_draft", input{"negotiation": l.id, "draft": draft})
}

// stored is all that a stream's journal holds.
func (w town) stored(t *testing.T, stream string) (all []byte) {
	t.Helper()
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT string_agg(body, ''::bytea ORDER BY seq) FROM journal."+stream).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (w town) sealed(t *testing.T) {
	l := w.lays(t, nil)
	decision := w.puts(t, "growers", l, w.offers(t, "growers", l, "200", "split"), time.Minute)
	w.does(t, "couriers", "cast_vote", input{"decision": decision, "choice": "objects", "objection": input{"term": l.loss, "harm": "sealed-canary", "change": "x"}})
	until(t, w, "negotiation.decision", decision, func(d view.Decision) bool { return d.Electors[1].Voted })
	before := len(w.stored(t, "negotiation"))
	w.votes(t, "deputy", decision, "no")
	w.votes(t, "couriers", decision, "yes")
	if own := document[view.OwnVote](t, w, "negotiation_sealed.vote", view.VoteID(decision, "sea_couriers")); own.Choice != negotiation.Yes || own.By != "per_couriers" {
		t.Errorf("the couriers' own vote is %+v", own)
	}
	w.votes(t, "growers", decision, "yes")
	until(t, w, "negotiation.decision", decision, func(d view.Decision) bool { return d.Electors[0].Voted })
	shared := w.stored(t, "negotiation")
	if bytes.Contains(shared, []byte("sealed-canary")) || strings.Count(string(shared[before:]), "negotiation.voted.v1") != 1 {
		t.Errorf("changes of a vote show: %s", shared[before:])
	}
	reply := w.sends(t, "growers", "cast_vote", uuid.NewString(), false, input{"decision": decision, "choice": "yes", "expectedVersion": 1})
	if reply.Refusal != nil || reply.Version != 0 || reply.Aggregate != "" {
		t.Errorf("the box tells how many votes lie in it: %+v", reply)
	}
}

func (w town) open(t *testing.T) {
	l := w.lays(t, input{"openVotes": true})
	decision := w.puts(t, "growers", l, w.offers(t, "growers", l, "200", "split"), time.Minute)
	w.votes(t, "couriers", decision, "no")
	id := view.VoteID(decision, "sea_couriers")
	until(t, w, "negotiation.vote", id, func(v view.Vote) bool { return v.Choice == negotiation.No })
	w.votes(t, "couriers", decision, "yes")
	until(t, w, "negotiation.vote", id, func(v view.Vote) bool { return v.Choice == negotiation.Yes })
}

func (w town) record(t *testing.T) {
	l := w.lays(t, nil)
	w.offers(t, "growers", l, "200", "split")
	var pages [2]excerpt.Page
	for i, who := range []string{"growers", "deputy"} {
		if code := w.asks(t, who, "record", input{"id": l.id, "after": nil}, &pages[i]); code != "" {
			t.Fatal(code)
		}
	}
	one, _ := json.Marshal(pages[0])
	other, _ := json.Marshal(pages[1])
	if !bytes.Equal(one, other) {
		t.Errorf("growers read %s, couriers %s", one, other)
	}
	commits, err := proof.Chain(l.id, pages[0].Record)
	if err != nil || len(commits) != 7 {
		t.Fatalf("%d commits: %v", len(commits), err)
	}
	if last := commits[6]; last.Actor != "sea_growers/per_growers" || last.Authority == nil || last.Authority.Mandate != "man_growers" {
		t.Errorf("the offer was recorded as %+v", last)
	}
	var version uint64
	if code := w.asks(t, "growers", "version", input{"id": l.id}, &version); code != "" || version != 7 {
		t.Errorf("version %d (%s), want 7", version, code)
	}
}

func (w town) again(t *testing.T) {
	l := w.lays(t, nil)
	id := uuid.NewString()
	offer := func() input { return input{"negotiation": l.id, "as": "offer", "values": l.values("200", "split")} }
	first := w.sends(t, "growers", "table_package", id, false, offer())
	w.offers(t, "couriers", l, "0", "split")
	if again := w.sends(t, "growers", "table_package", id, false, offer()); again.Refusal != nil || again.Sequence != first.Sequence || again.IDs["package"] != first.IDs["package"] {
		t.Errorf("%+v, want %+v", again, first)
	}
	for who, in := range map[string]input{"growers": {"negotiation": l.id, "as": "idea", "values": l.values("0", "split")}, "couriers": offer()} {
		if reply := w.sends(t, who, "table_package", id, false, in); reply.Refusal == nil || reply.Refusal.Code != "COMMAND_ID_REUSED" {
			t.Errorf("%s used the id again: %+v", who, reply)
		}
	}
}

func (w town) dry(t *testing.T) {
	l := w.lays(t, nil)
	offer := w.offers(t, "growers", l, "200", "split")
	before := w.stored(t, "negotiation")
	decision := ""
	for _, tt := range []struct {
		name     string
		in       input
		audience string
		binds    bool
		event    string
	}{
		{"table_package", input{"negotiation": l.id, "as": "offer", "values": l.values("0", "split")}, "table:" + commons, true, "negotiation.package_tabled.v1"},
		{"table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("0", "split")}, "table:" + commons, false, "negotiation.package_tabled.v1"},
		{"withdraw_package", input{"package": offer, "reason": "a mistake"}, "table:" + commons, false, "negotiation.package_withdrawn.v1"},
		{"take_position", input{"negotiation": l.id, "package": offer, "stance": "likes"}, "table:" + commons, false, "negotiation.position_taken.v1"},
		{"open_decision", input{"negotiation": l.id, "package": offer, "deadline": in(time.Minute)}, "table:" + commons, false, "negotiation.decision_opened.v1"},
		{"draft_package", input{"negotiation": l.id, "values": l.values("0", "split")}, "seat:sea_growers", false, "negotiation.draft_made.v1"},
		{"post_message", input{"negotiation": l.id, "room": "team", "text": "Hello."}, "seat:sea_growers", false, "negotiation.team_message_posted.v1"},
	} {
		w.preview(t, tt.name, tt.in, tt.audience, tt.binds, tt.event)
	}
	if after := w.stored(t, "negotiation"); !bytes.Equal(before, after) {
		t.Errorf("a dry run left %s", after[len(before):])
	}
	decision = w.puts(t, "growers", l, offer, time.Minute)
	w.preview(t, "cast_vote", input{"decision": decision, "choice": "yes"}, "table:"+commons, true, "negotiation.vote_cast.v1")
}

func (w town) preview(t *testing.T, name string, in input, audience string, binds bool, event string) {
	t.Helper()
	reply := w.sends(t, "growers", name, uuid.NewString(), true, in)
	var p struct {
		Audience, Events []string
		Seats            int
		Binds            bool
	}
	if reply.Refusal != nil {
		t.Errorf("%s: %v", name, reply.Refusal)
	} else if err := json.Unmarshal(reply.Preview, &p); err != nil {
		t.Error(err)
	} else if !slices.Equal(p.Audience, []string{audience}) || p.Binds != binds || !slices.Equal(p.Events, []string{event}) || p.Seats == 0 {
		t.Errorf("%s would be %+v", name, p)
	}
}

func (w town) refuses(t *testing.T) {
	l := w.lays(t, nil)
	offer := w.offers(t, "growers", l, "200", "split")
	tabling := func(change func(input)) input {
		in := input{"negotiation": l.id, "as": "offer", "values": l.values("200", "split")}
		change(in)
		return in
	}
	shared, sealed := w.stored(t, "negotiation"), w.stored(t, "negotiation_sealed")
	none := record.NewID("neg", "none")
	for _, tt := range []struct {
		rule, who, name, code string
		in                    input
	}{
		{"a stranger", "nobody", "table_package", "NOT_FOUND", tabling(func(input) {})},
		{"a table that does not exist", "growers", "table_package", "NOT_FOUND", tabling(func(in input) { in["negotiation"] = none })},
		{"an id of something else", "growers", "table_package", "NOT_FOUND", tabling(func(in input) { in["negotiation"] = commons })},
		{"a stranger's vote", "nobody", "cast_vote", "NOT_FOUND", input{"decision": record.NewID("dec", "none"), "choice": "yes"}},
		{"a stranger's withdrawal", "nobody", "withdraw_package", "NOT_FOUND", input{"package": offer, "reason": "x"}},
		{"a stranger's table", "nobody", "open_negotiation", "NOT_FOUND", input{"initiative": commons, "title": "Mine"}},
		{"a seat that did not convene", "couriers", "open_negotiation", "NOT_CONVENER", input{"initiative": commons, "title": "Mine"}},
		{"beyond the mandate", "restaurants", "table_package", "BEYOND_MANDATE", tabling(func(in input) { in["values"] = l.values("400", "split") })},
		{"without a mandate", "steward", "table_package", "NO_MANDATE", tabling(func(input) {})},
		{"a stale version", "growers", "table_package", "CONFLICT", tabling(func(in input) { in["expectedVersion"] = 3 })},
		{"no values", "growers", "table_package", "INVALID", tabling(func(in input) { delete(in, "values") })},
		{"values and a draft", "growers", "table_package", "INVALID", tabling(func(in input) { in["draft"] = "dft_x" })},
		{"an unknown field", "growers", "table_package", "INVALID", tabling(func(in input) { in["force"] = true })},
		{"a wrong type", "growers", "table_package", "INVALID", tabling(func(in input) { in["as"] = 1 })},
		{"a wrong instant", "growers", "table_package", "INVALID", tabling(func(in input) { in["expiresAt"] = "tomorrow" })},
		{"another term's id", "growers", "table_package", "NO_SUCH_TERM", tabling(func(in input) { in["values"] = []input{{"term": "trm_x", "value": input{"choice": "split"}}} })},
		{"ten megabytes", "growers", "post_message", "INVALID", input{"negotiation": l.id, "room": "all", "text": strings.Repeat("a", 100_000)}},
		{"a room of others", "growers", "post_message", "INVALID", input{"negotiation": l.id, "room": "sea_couriers", "text": "Hello."}},
		{"a zone on the moon", "steward", "change_ground_rules", "INVALID", input{"negotiation": l.id, "groundRules": input{"zone": "Moon/Tycho"}}},
		{"settled rules", "steward", "change_ground_rules", "RULES_SETTLED", input{"negotiation": l.id, "groundRules": input{"quorum": "1"}}},
	} {
		if code := w.code(t, tt.who, tt.name, tt.in); code != tt.code {
			t.Errorf("%s: %q, want %s", tt.rule, code, tt.code)
		}
	}
	if !bytes.Equal(shared, w.stored(t, "negotiation")) || !bytes.Equal(sealed, w.stored(t, "negotiation_sealed")) {
		t.Error("a refusal left something")
	}
	for _, question := range []string{"may", "room", "version", "record"} {
		var answer any
		if code := w.asks(t, "nobody", question, input{"id": l.id}, &answer); code != "NOT_FOUND" {
			t.Errorf("%s told a stranger %v (%s)", question, answer, code)
		}
	}
	var may []serve.Permission
	code := w.asks(t, "restaurants", "may", input{"id": l.id}, &may)
	at := slices.IndexFunc(may, func(p serve.Permission) bool { return p.Act == "castVote" })
	if code != "" || at < 0 || may[at].Allowed || may[at].Code != "NOT_OPEN" {
		t.Errorf("restaurants may %+v (%s)", may, code)
	}
}

func (w town) revoked(t *testing.T) {
	l := w.lays(t, nil)
	w.offers(t, "couriers", l, "0", "split")
	w.put(t, "registry.authority", "per_couriers/org_couriers", registry.Authority{Person: "per_couriers", Organization: "org_couriers"})
	defer w.mandate(t, "couriers", "couriers", registry.Delegate)
	if code := w.code(t, "couriers", "table_package", input{"negotiation": l.id, "as": "offer", "values": l.values("0", "split")}); code != "NOT_FOUND" {
		t.Errorf("a revoked delegate offers: %q", code)
	}
	w.offers(t, "deputy", l, "0", "split")
}

package desk

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/view"
	"parley.example/services/internal/serve"
)

// kept is a life after signing: what is owed is raised, done and accepted, and
// what came in is shared to the cent.
func (w town) kept(t *testing.T, table string) {
	for _, who := range []string{"growers", "couriers"} {
		w.put(t, "registry.authority", "per_"+who+"/org_"+who, registry.Authority{
			Person: "per_" + who, Organization: "org_" + who,
			Mandates: []registry.Mandate{{
				ID: "man_" + who, Initiative: commons, Acts: []registry.Act{registry.Speak, registry.Sign}, Version: 1, Until: registry.InstantOf(time.Now().AddDate(1, 0, 0)),
			}},
		})
	}
	id := w.fixes(t, table, negotiation.TextFixed{
		Initiative: commons, Title: "Crates", Level: 1, Languages: []string{"en"}, Currency: "EUR", Zone: "Europe/Madrid", Decision: "dec_1", Package: "pkg_1", Nature: negotiation.Contract,
		Terms: []negotiation.FixedTerm{{
			Term: "trm_1", Key: "surplus", Name: "Surplus", Kind: negotiation.SharesTerm, Text: "It is shared.",
			Value: negotiation.Value{Shares: []negotiation.Share{{Of: "growers", Share: "2/3"}, {Of: "couriers", Share: "1/3"}}},
			Causes: negotiation.Causes{
				Duties: []negotiation.Duty{{
					Key: "count", Debtor: negotiation.Whom{Class: "growers"}, Creditor: negotiation.Whom{All: true}, What: "Count the crates.",
					Due: negotiation.When{After: "P7D"}, Every: "P7D", Evidence: negotiation.NoteEvidence,
				}},
				Sharing: &negotiation.Sharing{Contest: "P5D"},
			},
		}},
		Seats: []negotiation.Party{{Seat: "sea_growers", Class: "growers", Name: "Growers"}, {Seat: "sea_couriers", Class: "couriers", Name: "Couriers"}},
		Entry: negotiation.Entry{Seats: []string{"sea_growers", "sea_couriers"}, By: negotiation.InstantOf(time.Now().Add(time.Hour))},
	})
	a := w.until(t, id, func(a view.Agreement) bool { return a.Status == "open" })
	for _, who := range []string{"growers", "couriers"} {
		if code := w.signs(t, who, a); code != "" {
			t.Fatalf("%s: %s", who, code)
		}
	}
	var o view.Obligation
	w.follow(t, "agreements", "obligation", "parent = $1", &o, func() bool { return o.ID != "" }, id)
	if o.Debtor != "sea_growers" || o.ClauseKey != "surplus" || o.State != "raised" || len(o.Creditors) != 1 {
		t.Fatalf("%+v", o)
	}
	w.grants(t, "couriers", "accept_obligation", "NOT_REPORTED", map[string]any{"agreement": id, "obligation": o.ID})
	w.grants(t, "couriers", "report_obligation", "NOT_THE_DEBTOR", map[string]any{"agreement": id, "obligation": o.ID, "note": "Ten."})
	w.grants(t, "nobody", "report_obligation", "NOT_FOUND", map[string]any{"agreement": id, "obligation": o.ID, "note": "Ten."})
	w.grants(t, "growers", "report_obligation", "EVIDENCE_NEEDED", map[string]any{"agreement": id, "obligation": o.ID})
	elsewhere, here := strings.Repeat("a", 64), strings.Repeat("b", 64) // put up for others, and for all who read this agreement
	_, err := w.identity.Exec(t.Context(), `INSERT INTO identity.file (hash, audience, size, type, name, person, organization)
		VALUES ($1, 'seat:sea_growers', 5, 'text/plain', 'ten.txt', 'p', 'o'), ($2, $3, 5, 'text/plain', 'ten.txt', 'p', 'o')`, elsewhere, here, "text:"+id)
	if err != nil {
		t.Fatal(err)
	}
	files := func(hash string) []map[string]any { return []map[string]any{{"hash": hash, "name": "eleven.txt"}} }
	w.grants(t, "growers", "report_obligation", "NO_SUCH_FILE", map[string]any{"agreement": id, "obligation": o.ID, "note": "Ten.", "files": files(elsewhere)})
	w.grants(t, "nobody", "report_obligation", "NOT_FOUND", map[string]any{"agreement": id, "obligation": o.ID, "note": "Ten.", "files": files(here)})
	w.grants(t, "growers", "report_obligation", "", map[string]any{"agreement": id, "obligation": o.ID, "note": "Ten.", "files": files(here)})
	var may []serve.Permission
	if code := w.asks(t, "couriers", "may_keep", map[string]any{"id": o.ID}, &may); code != "" || len(may) != 6 || !may[1].Allowed {
		t.Errorf("%+v (%s)", may, code)
	}
	var lines []openLine
	if code := w.asks(t, "couriers", "board", map[string]any{"id": id, "seat": "sea_growers", "state": "reported"}, &lines); code != "" || len(lines) != 1 || !lines[0].IsOwed {
		t.Errorf("%+v (%s)", lines, code)
	}
	w.grants(t, "couriers", "accept_obligation", "", map[string]any{"agreement": id, "obligation": o.ID})
	w.distributes(t, id)
}

func (w town) distributes(t *testing.T, id string) {
	open := map[string]any{"agreement": id, "clause": "surplus", "number": 1, "from": "2026-03-01", "to": "2026-05-31"}
	p := w.grants(t, "couriers", "open_period", "", open)
	w.grants(t, "growers", "publish_statement", "NOT_THE_HOLDER", map[string]any{"period": p})
	w.grants(t, "couriers", "state_lines", "", map[string]any{"period": p, "lines": []map[string]any{
		{"kind": "income", "text": "Deliveries", "amount": map[string]any{"minor": "10000", "currency": "EUR"}, "source": "Invoices"},
	}})
	w.grants(t, "couriers", "publish_statement", "", map[string]any{"period": p})
	w.grants(t, "growers", "read_lines", "", map[string]any{"period": p, "verdict": "confirmed"})
	w.grants(t, "couriers", "distribute_period", "", map[string]any{"period": p})
	var d view.Distribution
	w.follow(t, "agreements", "distribution", "parent = $1", &d, func() bool { return d.ID != "" }, p)
	if len(d.Portions) != 2 || d.Portions[0].Amount.Minor != "6667" || d.Portions[1].Amount.Minor != "3333" {
		t.Errorf("%+v", d)
	}
	var out view.Payout
	w.follow(t, "agreements_sealed", "payout", "parent = 'sea_growers' AND doc->>'period' = $1", &out, func() bool { return out.ID != "" }, p)
	if out.Amount.Minor != "6667" || out.State != "owed" || out.Reads != "seat:sea_growers" {
		t.Errorf("%+v", out)
	}
	w.grants(t, "couriers", "mark_paid", "", map[string]any{"period": p, "portion": "growers", "payouts": []string{out.Payout}, "on": "2026-06-05"})
	w.grants(t, "couriers", "answer_payment", "NOT_THE_PAYEE", map[string]any{"period": p, "portion": "growers", "payout": out.Payout, "verdict": "confirmed"})
	w.grants(t, "growers", "answer_payment", "", map[string]any{"period": p, "portion": "growers", "payout": out.Payout, "verdict": "confirmed"})
}

// grants wishes for something, holds the code of the answer and returns the
// period that it names.
func (w town) grants(t *testing.T, who, name, code string, input map[string]any) string {
	t.Helper()
	reply, got := w.wish(t, who, name, uuid.NewString(), input)
	if got != code {
		t.Fatalf("%s, %s: %q, want %q", who, name, got, code)
	}
	return reply.IDs["period"]
}

// follow reads a document after each notice of its stream until it is there.
func (w town) follow(t *testing.T, stream, table, where string, into any, there func() bool, args ...any) {
	t.Helper()
	notices, err := w.gateway.SubscribeSync("notice." + stream)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = notices.Unsubscribe() }()
	if err := w.gateway.Flush(); err != nil {
		t.Fatal(err)
	}
	for {
		var doc string
		err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce((SELECT doc::text FROM "+stream+"."+table+" WHERE "+where+"), '{}')", args...).Scan(&doc)
		if err == nil {
			err = json.Unmarshal([]byte(doc), into)
		}
		if err != nil {
			t.Fatal(err)
		}
		if there() {
			return
		}
		if _, err := notices.NextMsgWithContext(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

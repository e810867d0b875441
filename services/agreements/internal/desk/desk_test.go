package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/proof"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/view"
	"parley.example/services/internal/serve"
)

// One pair of servers serves all of it: each rule has a table of its own.
func TestDesk(t *testing.T) {
	w := open(t)
	rules := []struct {
		rule string
		test func(t *testing.T, table string)
	}{
		{"what is decided is drafted, signed, in force, and can be verified", w.inForce},
		{"a no after a signature reaches who had signed", w.declined},
		{"what is not signed in time lapses", w.lapses},
		{"the same wish again has the same answer", w.again},
		{"what an organization says to a text stays with it until all have spoken", w.ratified},
		{"what is owed is raised and settled, and what came in is shared to the cent", w.kept},
		{"who may not learns nothing and leaves nothing", w.refuses},
		{"nobody signs without having shown that it is them", w.unconfirmed},
	}
	for i, r := range rules {
		t.Run(r.rule, func(t *testing.T) { r.test(t, record.NewID("neg", fmt.Sprint(i))) })
	}
}

func (w town) inForce(t *testing.T, table string) {
	a := w.decided(t, table, time.Hour)
	for _, who := range []string{"growers", "couriers", "growers"} {
		if code := w.signs(t, who, a); code != "" {
			t.Fatalf("%s: %s", who, code)
		}
	}
	var version int
	if code := w.asks(t, "growers", "version", map[string]any{"id": a.ID}, &version); code != "" || version != 4 {
		t.Errorf("version %d (%s), want the draft, two signatures and one that changed nothing", version, code)
	}
	a = w.agreement(t, a.ID)
	if a.Status != "inForce" || !slices.Equal(a.Parties, []string{"sea_growers", "sea_couriers"}) {
		t.Errorf("got %+v", a)
	}
	var text view.Document
	w.document(t, "document", "id = $1", &text, a.Document)
	check := proof.Checker{Agreement: a.ID, Version: a.Version, InForce: true, Hash: a.Hash, Document: text.Canonical, Noted: []string{a.Head}}
	for _, seat := range a.Signed {
		var s view.Signature
		w.document(t, "signature", "parent = $1 AND doc->>'seat' = $2", &s, a.ID, seat)
		check.Signatures = append(check.Signatures, proof.Signature{ID: s.ID, Seat: s.Seat, Hash: s.Hash, Key: s.Key, SignedAt: s.StatementAt.String(), Bytes: s.Bytes})
		check.Keys = append(check.Keys, registered(s.Seat))
	}
	if code := w.asks(t, "restaurants", "record", map[string]any{"id": a.ID, "after": nil}, &check.Record); code != "" {
		t.Fatal(code)
	}
	if err := check.Check(); err != nil {
		t.Error(err)
	}
	check.Record.Entries[1].Body[200] ^= 1
	if check.Check() == nil {
		t.Error("one bit of the record was changed, and nobody noticed")
	}
}

func (w town) declined(t *testing.T, table string) {
	a := w.decided(t, table, time.Hour)
	if code := w.signs(t, "growers", a); code != "" {
		t.Fatal(code)
	}
	if code := w.declines(t, "growers", a); code != "ALREADY_SIGNED" {
		t.Errorf("a signature became a refusal: %q", code)
	}
	if code := w.declines(t, "couriers", a); code != "" {
		t.Fatal(code)
	}
	if a = w.agreement(t, a.ID); a.Status != "void" || a.EndReason != "too dear" || !slices.Equal(a.Signed, []string{"sea_growers"}) {
		t.Errorf("got %+v", a)
	}
	var n view.Notice
	w.document(t, "notice", "parent = 'sea_growers' AND doc->>'agreement' = $1", &n, a.ID)
	if n.Kind != "void" || n.By != "sea_couriers" || n.Reason != "too dear" {
		t.Errorf("growers were told %+v", n)
	}
}

func (w town) lapses(t *testing.T, table string) {
	a := w.decided(t, table, 700*time.Millisecond)
	if code := w.signs(t, "growers", a); code != "" && code != "ENTRY_CLOSED" {
		t.Fatal(code)
	}
	a = w.until(t, a.ID, func(a view.Agreement) bool { return a.Status == "lapsed" })
	if !slices.Contains(a.Missing, "sea_couriers") {
		t.Errorf("got %+v", a)
	}
	if code := w.signs(t, "couriers", a); code != "AGREEMENT_LAPSED" {
		t.Errorf("signed what has lapsed: %q", code)
	}
}

func (w town) again(t *testing.T, table string) {
	a := w.decided(t, table, time.Hour)
	id := uuid.NewString()
	input := w.signing("growers", a)
	first, code := w.wish(t, "growers", "sign_agreement", id, input)
	if code != "" {
		t.Fatal(code)
	}
	if again, code := w.wish(t, "growers", "sign_agreement", id, input); code != "" || again.Sequence != first.Sequence || again.IDs["agreement"] != a.ID {
		t.Errorf("%+v, %s; want %+v", again, code, first)
	}
	if _, code := w.wish(t, "couriers", "sign_agreement", id, input); code != string(command.CommandIDReused) {
		t.Errorf("another person used the id: %q", code)
	}
}

func (w town) refuses(t *testing.T, table string) {
	a := w.decided(t, table, time.Hour)
	input := func() map[string]any {
		return w.signing("growers", a)
	}
	tests := []struct {
		rule, who, code string
		change          func(map[string]any)
	}{
		{"a stranger", "nobody", "NOT_FOUND", func(map[string]any) {}},
		{"an agreement that does not exist", "growers", "NOT_FOUND", func(in map[string]any) { in["agreement"] = record.NewID("agr", "none") }},
		{"an id of something else", "growers", "NOT_FOUND", func(in map[string]any) { in["agreement"] = commons }},
		{"a value beyond the mandate", "restaurants", "BEYOND_MANDATE", func(map[string]any) {}},
		{"another hash", "growers", "HASH_MISMATCH", func(in map[string]any) { in["hash"] = "abc" }},
		{"a version to come", "growers", "NO_SUCH_VERSION", func(in map[string]any) { in["version"] = 2 }},
		{"a stale version", "growers", "CONFLICT", func(in map[string]any) { in["expectedVersion"] = 9 }},
		{"no hash", "growers", "INVALID", func(in map[string]any) { delete(in, "hash") }},
		{"a wrong type", "growers", "INVALID", func(in map[string]any) { in["version"] = "1" }},
		{"no key", "growers", "INVALID", func(in map[string]any) { delete(in, "key") }},
		{"no moment", "growers", "INVALID", func(in map[string]any) { delete(in, "signedAt") }},
		{"no signature", "growers", "INVALID", func(in map[string]any) { delete(in, "signature") }},
		{"a moment in no form", "growers", "INVALID", func(in map[string]any) { in["signedAt"] = "today" }},
		{"another moment than was signed", "growers", "SIGNATURE_WRONG", func(in map[string]any) {
			in["signedAt"] = agreements.InstantOf(time.Now().Add(-time.Minute)).String()
		}},
		{"a moment of yesterday", "growers", "SIGNATURE_STALE", func(in map[string]any) {
			in["signedAt"] = agreements.InstantOf(time.Now().Add(-24 * time.Hour)).String()
		}},
		{"another's key", "growers", "NO_SUCH_KEY", func(in map[string]any) { in["key"] = keyOf("couriers") }},
		{"a key that nobody has", "growers", "NO_SUCH_KEY", func(in map[string]any) { in["key"] = "key_none" }},
		{"a key that is revoked", "growers", "KEY_REVOKED", func(in map[string]any) { in["key"] = "key_revoked" }},
		{"another seat's signature", "growers", "SIGNATURE_WRONG", func(in map[string]any) { in["signature"] = w.signing("couriers", a)["signature"] }},
		{"a signature of another agreement", "growers", "SIGNATURE_WRONG", func(in map[string]any) {
			other := a
			other.ID = record.NewID("agr", "other")
			in["signature"] = w.signing("growers", other)["signature"]
		}},
		{"an unknown field", "growers", "INVALID", func(in map[string]any) { in["force"] = true }},
	}
	for _, tt := range tests {
		in := input()
		tt.change(in)
		if _, code := w.wish(t, tt.who, "sign_agreement", uuid.NewString(), in); code != tt.code {
			t.Errorf("%s: %q, want %s", tt.rule, code, tt.code)
		}
	}
	for _, question := range []string{"may", "record", "version"} {
		var answer any
		if code := w.asks(t, "nobody", question, map[string]any{"id": a.ID}, &answer); code != "NOT_FOUND" {
			t.Errorf("%s told a stranger %v (%s)", question, answer, code)
		}
	}
	var may []serve.Permission
	if code := w.asks(t, "restaurants", "may", map[string]any{"id": a.ID}, &may); code != "" {
		t.Errorf("what restaurants may: %s", code)
	}
	said := map[string]string{}
	for _, p := range may {
		said[p.Act] = p.Code
	}
	want := map[string]string{"signAgreement": "BEYOND_MANDATE", "declineAgreement": "", "exitAgreement": "NOT_IN_FORCE"}
	if !maps.Equal(said, want) {
		t.Errorf("restaurants may %v, want %v", said, want)
	}
	if after := w.agreement(t, a.ID); after.Head != a.Head {
		t.Errorf("refusals left something: %+v", after)
	}
	var version int
	if code := w.asks(t, "growers", "version", map[string]any{"id": a.ID}, &version); code != "" || version != 1 {
		t.Errorf("refusals left version %d (%s)", version, code)
	}
}

func (w town) unconfirmed(t *testing.T, table string) {
	a := w.decided(t, table, time.Hour)
	input := w.signing("growers", a)
	input["commandId"] = uuid.NewString()
	body, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"", time.Now().Add(-6 * time.Minute).Format(time.RFC3339), time.Now().Add(time.Hour).Format(time.RFC3339)} {
		who := person("growers")
		who.ConfirmedAt = at
		answer, err := command.Request(t.Context(), w.gateway, command.Subject("agreements", "sign_agreement"), who, false, body)
		if err != nil {
			t.Fatal(err)
		}
		var reply command.Reply
		if err := json.Unmarshal(answer, &reply); err != nil || reply.Refusal == nil || reply.Refusal.Code != "CONFIRM_FIRST" {
			t.Errorf("confirmed %q: %s, %v", at, answer, err)
		}
	}
	var text string
	in := map[string]any{"id": a.ID, "key": keyOf("growers"), "at": "2026-03-01T10:00:00.000Z"}
	want := (proof.Statement{
		Agreement: a.ID, Version: 1, Hash: a.Hash, Seat: "sea_growers", Organization: "org_growers", Person: "per_growers",
		Mandate: "man_growers", At: "2026-03-01T10:00:00.000Z",
	}).Text()
	if code := w.asks(t, "growers", "signing_statement", in, &text); code != "" || text != string(want) {
		t.Errorf("to be signed is %s (%s), want %s", text, code, want)
	}
	if code := w.asks(t, "couriers", "signing_statement", in, &text); code != "NO_SUCH_KEY" {
		t.Errorf("another's key is %q", code)
	}
	if code := w.asks(t, "nobody", "signing_statement", in, &text); code != "NOT_FOUND" {
		t.Errorf("a stranger is told %q", code)
	}
}

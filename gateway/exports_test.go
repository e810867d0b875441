package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parley.example/gateway/internal/stores"
)

// exporting is a house with an agreement, a conversation and a period, with
// somebody who reads them and somebody who does not.
func exporting(t *testing.T) (ana, eve *client, canonical string) {
	t.Helper()
	h := start(t)
	for _, table := range []string{
		"agreements.agreement", "agreements.document", "agreements.signature", "agreements.obligation", "agreements.period", "agreements.value_line",
		"deliberation.conversation", "deliberation.statement", "deliberation.tally",
	} {
		h.Table(t, table, "")
	}
	ana, eve = h.client(), h.client()
	person := ana.signUp("Ana")
	eve.signUp("Eve")
	h.Hold(t, person, "", "text:agr_x")
	h.Hold(t, person, "", "table:ini_1")
	canonical = `{"agreement":"agr_x","clauses":[{"key":"days","name":"Payment","number":1,"text":"Paid within **7 days**."}],"language":"en","preamble":{"paragraphs":["Nobody was missing."],"seats":[{"name":"Growers","seat":"sea_g"}]},"title":"../<b>Crates\r\n\"","version":1,"zone":"Europe/Madrid"}`
	sum := sha256.Sum256([]byte(canonical))
	quoted, _ := json.Marshal(canonical)
	for _, r := range []stores.Row{
		{Table: "agreements.agreement", ID: "agr_x", Audience: "text:agr_x", Doc: `{"id":"agr_x","title":"Crates","version":1,"status":"inForce","document":"doc_1"}`},
		{Table: "agreements.document", ID: "doc_1", Parent: "agr_x", Audience: "text:agr_x", Doc: fmt.Sprintf(`{"version":1,"hash":%q,"canonical":%s}`, hex.EncodeToString(sum[:]), quoted)},
		{Table: "agreements.signature", ID: "sig_1", Parent: "agr_x", Audience: "text:agr_x", Doc: fmt.Sprintf(`{"id":"sig_1","version":1,"seat":"sea_g","person":%q,"organization":"org_h","signedAt":"2026-03-01T10:00:00.000Z"}`, person)},
		{Table: "agreements.obligation", ID: "obl_1", Parent: "agr_x", Sort: "1", Audience: "table:ini_1", Doc: obligation("obl_1", "raised")},
		{Table: "agreements.obligation", ID: "obl_2", Parent: "agr_x", Sort: "2", Audience: "table:ini_1", Doc: obligation("obl_2", "accepted")},
		{Table: "agreements.obligation", ID: "obl_3", Parent: "agr_x", Sort: "3", Audience: "table:ini_2", Doc: obligation("obl_3", "raised")},
		{Table: "agreements.period", ID: "prd_1", Parent: "agr_x", Audience: "table:ini_1", Doc: `{"id":"prd_1","from":"2026-01-01","to":"2026-01-31","clause":"shares"}`},
		{Table: "agreements.value_line", ID: "lin_1", Parent: "prd_1", Audience: "table:ini_1", Doc: `{"id":"lin_1","kind":"income","text":"+cmd","amount":{"minor":"9007199254740993","currency":"EUR"},"source":"book","state":"stated","createdAt":"x"}`},
		{Table: "deliberation.conversation", ID: "cnv_1", Audience: "table:ini_1", Doc: `{"id":"cnv_1","question":"What hurts?"}`},
		{Table: "deliberation.statement", ID: "stm_1", Parent: "cnv_1", Audience: "table:ini_1", Doc: `{"id":"stm_1","text":"=HYPERLINK(\"x\")","state":"shown","seed":true,"madeAt":"2026-03-01"}`},
		{Table: "deliberation.statement", ID: "stm_2", Parent: "cnv_1", Audience: "person:per_other", Doc: `{"id":"stm_2","text":"hidden","state":"hidden"}`},
		{Table: "deliberation.tally", ID: "stm_1", Parent: "cnv_1", Audience: "table:ini_1", Doc: `{"agree":"12","disagree":"< 5","pass":"0"}`},
	} {
		h.Put(t, r)
	}
	return ana, eve, canonical
}

func obligation(id, state string) string {
	return fmt.Sprintf(`{"id":%q,"what":"Pay; now,\nall","debtor":"sea_g","clauseKey":"days","state":%q,"dueAt":"2026-03-31T22:00:00.000Z","createdAt":"2026-03-01T10:00:00.000Z","updatedAt":"2026-03-01T10:00:05.000Z"}`, id, state)
}

func TestAnAgreementIsExportedToItsReaders(t *testing.T) {
	ana, eve, canonical := exporting(t)
	for path, row := range map[string]struct {
		media, name string
		has, lacks  []string
	}{
		"/agreements/agr_x/agreement.json":           {"application/json", `attachment; filename="_b_Crates _ v1.json"`, []string{mustQuote(canonical), `"status":"inForce"`, `"personName":"Ana"`}, nil},
		"/agreements/agr_x/agreement.html":           {"text/html", `inline; filename="_b_Crates _ v1.html"`, []string{"<strong>7 days</strong>", "Growers", "Ana", "in force"}, []string{"<b>"}},
		"/agreements/agr_x/agreement.html?version=1": {"text/html", "inline", []string{"Nobody was missing."}, nil},
		"/agreements/agr_x/agreement.pdf":            {"application/pdf", "attachment", []string{"%PDF-"}, nil},
		"/agreements/agr_x/duties.ics":               {"text/calendar", "attachment; filename=Crates.ics", []string{"UID:obl_1@parley", `SUMMARY:Growers: Pay\; now\, all`, "20260331T215900Z", "SEQUENCE:5"}, []string{"obl_2", "obl_3"}},
		"/conversations/cnv_1/statements.csv":        {"text/csv", `attachment; filename="What hurts_.csv"`, []string{`"'=HYPERLINK(""x"")"`, "12,< 5,0"}, []string{"hidden"}},
		"/periods/prd_1/lines.csv":                   {"text/csv", "attachment", []string{"'+cmd,9007199254740993,EUR"}, nil},
	} {
		body := ana.send("GET", path, "")
		if ana.status != http.StatusOK || !strings.HasPrefix(ana.header.Get("Content-Type"), row.media) || !strings.HasPrefix(ana.header.Get("Content-Disposition"), row.name) {
			t.Errorf("%s: %d %v %s", path, ana.status, ana.header, body)
		}
		if p := ana.header.Get("Content-Security-Policy"); !strings.HasPrefix(p, "default-src 'none'") || !strings.HasSuffix(p, "sandbox") || strings.Contains(p, "unsafe") {
			t.Errorf("%s: policy %q", path, p)
		}
		for _, has := range row.has {
			if !strings.Contains(body, has) {
				t.Errorf("%s lacks %q: %s", path, has, body[:min(len(body), 3000)])
			}
		}
		for _, lacks := range row.lacks {
			if strings.Contains(body, lacks) {
				t.Errorf("%s has %q", path, lacks)
			}
		}
		forbidden := eve.send("GET", path, "")
		if eve.status != http.StatusNotFound {
			t.Errorf("%s for who may not read it: %d", path, eve.status)
		}
		if missing := eve.send("GET", strings.NewReplacer("agr_x", "agr_y", "cnv_1", "cnv_9", "prd_1", "prd_9").Replace(path), ""); missing != forbidden {
			t.Errorf("%s: %q, of what is not there %q", path, forbidden, missing)
		}
		nobody := ana.house.client()
		if nobody.send("GET", path, ""); nobody.status != http.StatusUnauthorized {
			t.Errorf("%s without a session: %d", path, nobody.status)
		}
	}
	for _, version := range []string{"2", "0", "-1", "x", "1e1", "99999999999999999999"} {
		if ana.send("GET", "/agreements/agr_x/agreement.pdf?version="+version, ""); ana.status != http.StatusNotFound {
			t.Errorf("version %s: %d", version, ana.status)
		}
	}
}

func mustQuote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)
	return strings.TrimSpace(b.String())
}

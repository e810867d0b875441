package reading

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parley.example/events/copies"
	"parley.example/events/proof"
)

const hostile = `<script>alert(1)</script>"' onload=x {{.Key}} javascript:x`

// hostileCopy says something hostile wherever people write.
func hostileCopy(t *testing.T) *copies.Copy {
	t.Helper()
	evil := strings.NewReplacer(`"`, `\"`).Replace(hostile)
	files := map[string]string{
		copies.Note: "n", copies.Head: "h", copies.Key: evil,
		"documents/registry.initiative.jsonl":     `{"id":"ini_1","title":"EVIL"}`,
		"documents/registry.seat.jsonl":           `{"id":"sea_1","name":"EVIL","organization":"org_1"}`,
		"documents/registry.organization.jsonl":   `{"id":"org_1","name":"EVIL"}`,
		"documents/negotiation.negotiation.jsonl": `{"id":"neg_1","title":"EVIL"}`,
		"documents/negotiation.term.jsonl":        `{"id":"trm_1","name":"EVIL","description":"EVIL","unit":"EVIL","kind":"EVIL"}`,
		"documents/negotiation.package.jsonl":     `{"id":"pkg_1","number":1,"seat":"sea_1","note":"EVIL","values":[{"term":"trm_1","value":{"text":"EVIL"}}]}`,
		"documents/negotiation.position.jsonl":    `{"package":"pkg_1","seat":"sea_1","stance":"EVIL","reason":"EVIL","change":"EVIL"}`,
		"documents/negotiation.decision.jsonl":    `{"id":"dec_1","number":1,"package":"pkg_1","question":"EVIL","outcome":"EVIL","steps":[{"kind":"EVIL","seats":["sea_1"],"share":"2/3","needed":"1/2","met":true}]}`,
		"documents/negotiation.vote.jsonl":        `{"decision":"dec_1","seat":"sea_1","choice":"EVIL","objection":{"harm":"EVIL","change":"EVIL"}}`,
		"documents/negotiation.message.jsonl":     `{"seat":"sea_1","text":"EVIL"}`,
		"documents/negotiation.ask.jsonl":         `{"text":"EVIL","to":{"seat":"sea_1"},"answers":[{"text":"EVIL"}]}`,
		"documents/agreements.agreement.jsonl":    `{"id":"agr_1","title":"EVIL","parties":["sea_1"],"inForce":1}`,
		"documents/agreements.document.jsonl":     `{"agreement":"agr_1","version":1,"language":"EVIL","hash":"EVIL","canonical":"{}","preamble":{"paragraphs":["EVIL"]}}`,
		"documents/agreements.signature.jsonl":    `{"agreement":"agr_1","version":1,"seat":"sea_1","person":"EVIL","public":"EVIL"}`,
		"documents/agreements.obligation.jsonl":   `{"agreement":"agr_1","debtor":"sea_1","creditors":["sea_1"],"what":"EVIL"}`,
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(w, strings.ReplaceAll(text, "EVIL", evil))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := copies.Open(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatPeopleWroteIsText(t *testing.T) {
	pages, err := Handler(hostileCopy(t), []proof.Check{{What: "record", Found: hostile}})
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "es"} {
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8090/"+language, nil))
		page := w.Body.String()
		if w.Code != http.StatusOK || !strings.HasSuffix(strings.TrimSpace(page), "</html>") {
			t.Fatalf("%d, %d bytes", w.Code, len(page))
		}
		if n := strings.Count(page, "&lt;script&gt;"); n < 25 {
			t.Errorf("%s says it %d times", language, n)
		}
		for _, alive := range []string{"<script", "parley.copy", "<no value>", "ZgotmplZ"} {
			if strings.Contains(page, alive) {
				t.Errorf("%s has %q in it", language, alive)
			}
		}
		if w.Header().Get("Content-Security-Policy") != policy {
			t.Errorf("%v", w.Header())
		}
	}
}

func TestOnlyThisMachineReads(t *testing.T) {
	pages, err := Handler(hostileCopy(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{
		"127.0.0.1:80": http.StatusOK, "localhost:80": http.StatusOK, "[::1]:80": http.StatusOK, "example.org": http.StatusForbidden,
		"127.0.0.1.example.org": http.StatusForbidden, "192.0.2.1:80": http.StatusForbidden,
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "/en", nil)
		r.Host = host
		if pages.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%s: %d, want %d", host, w.Code, want)
		}
	}
}

func TestEveryWordIsThereInBothLanguages(t *testing.T) {
	page, err := parts.ReadFile("page.gohtml")
	if err != nil {
		t.Fatal(err)
	}
	for key, word := range words {
		if word["en"] == "" || word["es"] == "" || !strings.Contains(string(page), `$l "`+key+`"`) {
			t.Errorf("%s: %v, or nobody says it", key, word)
		}
	}
	for _, after := range strings.Split(string(page), `{{word $l "`)[1:] {
		if key, _, _ := strings.Cut(after, `"`); words[key] == nil {
			t.Errorf("%s has no words", key)
		}
	}
}

func TestMoneyIsWrittenOut(t *testing.T) {
	for _, row := range [][3]string{{"200", "EUR", "2.00 EUR"}, {"5", "EUR", "0.05 EUR"}, {"-1250", "EUR", "−12.50 EUR"}, {"1500", "JPY", "1500 JPY"}, {"1", "KWD", "0.001 KWD"}, {"", "EUR", "0.00 EUR"}} {
		if got := money(row[0], row[1]); got != row[2] {
			t.Errorf("%s %s is %q, want %q", row[0], row[1], got, row[2])
		}
	}
}

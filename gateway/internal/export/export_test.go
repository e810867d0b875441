package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parley.example/events/agreements"
)

func TestMarkdownIsOnlyWhatClausesKnow(t *testing.T) {
	bold := func(s string) Run { return Run{Text: s, Bold: true} }
	text := func(s string) Run { return Run{Text: s} }
	for in, want := range map[string][]Block{
		"one\ntwo\n\nthree":         {{"paragraph", []Run{text("one two")}}, {"paragraph", []Run{text("three")}}},
		"## Head\n- a\n* b":         {{"heading", []Run{text("Head")}}, {"point", []Run{text("a")}}, {"point", []Run{text("b")}}},
		"a **b** c *d*":             {{"paragraph", []Run{text("a "), bold("b"), text(" c "), {Text: "d", Italic: true}}}},
		"3 * 4 and 2 ** 3":          {{"paragraph", []Run{text("3 * 4 and 2 ** 3")}}},
		"**never closed":            {{"paragraph", []Run{text("**never closed")}}},
		"[x](javascript:1) <b>":     {{"paragraph", []Run{text("[x](javascript:1) <b>")}}},
		"#no":                       {{"paragraph", []Run{text("#no")}}},
		"a\u202eb\x00\x1b[0m\ufeff": {{"paragraph", []Run{text("ab[0m")}}},
		"":                          nil,
	} {
		if got := Markdown(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", in, got, want)
		}
	}
}

func TestACellIsNeverAFormula(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2": "'-2", "@SUM(A1)": "'@SUM(A1)", "  =1": "'  =1", "\t=1": "'\t=1", "\n=1": "'\n=1",
		"＝1": "'＝1", "\u202e=1": "'=1", "1=1": "1=1", "a, \"b\"": "a, \"b\"", "< 5": "< 5", "": "",
	} {
		if got := Cell(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	var b bytes.Buffer
	table, err := NewTable(&b, "a", "b")
	if err == nil {
		err = errors.Join(table.Row("=x", "line\nwith \"quotes\", and commas"), table.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || !reflect.DeepEqual(rows, [][]string{{"a", "b"}, {"'=x", "line\nwith \"quotes\", and commas"}}) {
		t.Errorf("%q %v", rows, err)
	}
}

const hostile = `</style><script>alert(1)</script>**<img src=x onerror=1>** {{.}} {all} ` + "\u202e\U0001F4A3 漢字 \\(ok\\) %%EOF"

func hostileAgreement(t *testing.T, clauses int) Agreement {
	t.Helper()
	d := agreements.Document{
		Format: agreements.Format2, Agreement: "agr_x", Version: 2, Title: hostile, Language: "es",
		Preamble: agreements.Preamble{Paragraphs: []string{"Quién faltaba: nadie. ¿Niños? Sí.", hostile}, Seats: []agreements.Seated{{Seat: "sea_g", Name: "Growers " + hostile}}},
	}
	for n := range clauses {
		d.Clauses = append(d.Clauses, agreements.Clause{Number: n + 1, Key: "k", Name: hostile, Text: hostile + "\n\n- one\n- two", Says: []string{"Paga en 7 días."}})
	}
	canonical, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(canonical)
	return Agreement{Document: d, Canonical: string(canonical), Hash: hex.EncodeToString(sum[:]), Status: "inForce", Signatures: []Signature{{
		ID: "sig_1", Seat: "sea_g", Organization: "org_h", Person: "per_a", SignedAt: "2026-03-01T10:00:00.000Z", Key: "key_1", PersonName: hostile, OrganizationName: "Hortal",
	}}}
}

func TestAPageHoldsHostileWordsAsWords(t *testing.T) {
	var b bytes.Buffer
	a := hostileAgreement(t, 1)
	if err := a.HTML(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, bad := range []string{"<script", "<img", "</style><", "\u202e", "ZgotmplZ"} {
		if strings.Contains(got, bad) {
			t.Errorf("it has %q", bad)
		}
	}
	for _, want := range []string{`<html lang="es">`, "<h2>Lo acordado</h2>", "&lt;script&gt;", "<strong>&lt;img src=x onerror=1&gt;</strong>", "Growers", "Paga en 7 días.", a.Hash, "key_1", "<style>" + style + "</style>"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q in %s", want, got)
		}
	}
}

func TestThePDFIsTheSameEachTimeAndBounded(t *testing.T) {
	var one, two bytes.Buffer
	a := hostileAgreement(t, 30)
	if err := errors.Join(a.PDF(&one), a.PDF(&two)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) || !bytes.HasPrefix(one.Bytes(), []byte("%PDF-1.")) || one.Len() > 400_000 {
		t.Errorf("%d and %d bytes, equal: %v", one.Len(), two.Len(), bytes.Equal(one.Bytes(), two.Bytes()))
	}
	for _, bad := range []string{"/JavaScript", "/OpenAction", "/URI", "/Launch", "/Filespec"} {
		if bytes.Contains(one.Bytes(), []byte(bad)) {
			t.Errorf("it has %s", bad)
		}
	}
	a.Document.Clauses[0].Text = strings.Repeat("a line of words\n\n", 4000) + strings.Repeat("b\n\n", 4000)
	for n := range a.Document.Clauses {
		a.Document.Clauses[n].Text = a.Document.Clauses[0].Text
	}
	if err := a.PDF(&one); !errors.Is(err, ErrTooLong) {
		t.Errorf("of a text without end: %v", err)
	}
}

func TestWhatFontsLackIsWrittenAsItsNumber(t *testing.T) {
	p := &sheet{seen: make(map[rune]bool)}
	for in, want := range map[string]string{"Niños 5 €": "Niños 5 €", "漢": "[U+6F22]", "\U0001F4A3": "[U+1F4A3]", "{all}": "{ all}"} {
		if got := p.known(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestTheJSONHoldsTheVeryBytes(t *testing.T) {
	var b bytes.Buffer
	a := hostileAgreement(t, 1)
	if err := a.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Document, Hash string
		Signatures     []Signature
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(got.Document))
	if got.Document != a.Canonical || fmt.Sprintf("%x", sum) != got.Hash || len(got.Signatures) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestBothLanguagesSayEverything(t *testing.T) {
	for key := range words["en"] {
		if words["es"][key] == "" {
			t.Errorf("es does not say %q", key)
		}
	}
	if len(words["es"]) != len(words["en"]) {
		t.Error("es says more than en")
	}
}

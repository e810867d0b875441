package desk

import (
	"strings"
	"testing"

	"parley.example/services/negotiation/internal/view"
)

// A text of a contract comes in as a table whose terms are its sections and its
// blanks.
func (w town) contracts(t *testing.T) {
	in := input{
		"initiative": commons, "template": "# Late delivery\n\n{{seller}} pays {{fee}}%{{#if late}} more{{/if}} within {{days}} days.",
		"model": "asset X {\n o String seller\n o Double fee\n o Integer days\n}",
	}
	id := w.does(t, "steward", "import_contract", in)["negotiation"]
	talks := document[view.Negotiation](t, w, "negotiation.negotiation", id)
	if talks.Title != "Late delivery" {
		t.Errorf("it is called %q", talks.Title)
	}
	for field, text := range map[string]string{"template": "Pay {{#if late}} more.", "model": strings.Repeat(" ", 300_000)} {
		bad := input{"initiative": commons, "template": in["template"], "title": "Bad"}
		bad[field] = text
		want := map[string]string{"template": "NOT_A_CONTRACT", "model": "INVALID"}[field]
		if code := w.code(t, "steward", "import_contract", bad); code != want {
			t.Errorf("a bad %s: %q, want %s", field, code, want)
		}
	}
	if code := w.code(t, "growers", "import_contract", in); code != "NOT_CONVENER" {
		t.Errorf("growers open a table: %q", code)
	}
}

package proof

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// decided is an agreement whose text the second commit of a negotiation fixed.
func decided() (Checker, Checker) {
	table := Checker{Agreement: "neg_x"}
	table.commit("08:00", "", event("x", nil))
	table.commit("08:30", "", Event{Type: "negotiation.text_fixed.v1", Data: []byte(
		`{"decision":"dec_x","package":"pkg_x","terms":[{"term":"trm_1","key":"deposit","name":"Deposit","value":{"money":{"minor":"200","currency":"EUR"}},"text":"The deposit is 2.00 EUR."}],"entry":{"seats":["sea_a"],"by":"2026-03-01T18:00:00.000Z"}}`)})
	c := Checker{Agreement: "agr_x", Version: 1, Document: `{"agreement":"agr_x","clauses":[{"key":"deposit","name":"Deposit","number":1,"term":"trm_1","text":"The deposit is 2.00 EUR.","value":{"money":{"currency":"EUR","minor":"200"}}}],"decision":"dec_x","entry":{"by":"2026-03-01T18:00:00.000Z","seats":["sea_a"]},"format":"parley.agreement.1","negotiation":"neg_x","package":"pkg_x","version":1}`}
	c.draft("neg_x/2")
	return c, table
}

func (c *Checker) draft(cause string) {
	c.Hash = Hash([]byte(c.Document))
	c.Record = Record{}
	c.commit("09:00", "", event("drafted", map[string]any{"version": 1, "hash": c.Hash, "document": c.Document}))
	body := c.Record.Entries[0].Body
	c.Record.Entries[0].Body = append(slices.Clone(body[:len(body)-1]), `,"cause":"`+cause+`"}`...)
	c.Record.Head = Hash(c.Record.Entries[0].Body)
}

func TestADocumentFollowsFromItsDecision(t *testing.T) {
	tests := []struct {
		rule   string
		change func(c, table *Checker)
		holds  bool
	}{
		{"clause by clause", func(*Checker, *Checker) {}, true},
		{"another value does not", func(c, _ *Checker) {
			c.Document = strings.Replace(c.Document, `"200"`, `"900"`, 1)
			c.draft("neg_x/2")
		}, false},
		{"nor another sentence", func(c, _ *Checker) {
			c.Document = strings.Replace(c.Document, "2.00", "9.00", 1)
			c.draft("neg_x/2")
		}, false},
		{"nor one clause more or less", func(c, _ *Checker) {
			c.Document = `{"agreement":"agr_x","clauses":[],"decision":"dec_x","entry":{"by":"","seats":[]},"negotiation":"neg_x","package":"pkg_x","version":1}`
			c.draft("neg_x/2")
		}, false},
		{"nor another decision", func(c, _ *Checker) {
			c.Document = strings.Replace(c.Document, "dec_x", "dec_y", 1)
			c.draft("neg_x/2")
		}, false},
		{"nor another commit", func(c, _ *Checker) { c.draft("neg_x/1") }, false},
		{"nor one that does not exist", func(c, _ *Checker) { c.draft("neg_x/3") }, false},
		{"nor another negotiation", func(c, _ *Checker) { c.draft("neg_y/2") }, false},
		{"nor a negotiation with one byte changed", func(_, table *Checker) {
			table.Record.Entries[1].Body = bytes.Replace(table.Record.Entries[1].Body, []byte("08:30"), []byte("08:31"), 1)
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			c, table := decided()
			tt.change(&c, &table)
			if err := c.Check(); err != nil {
				t.Fatal(err)
			}
			if err := c.Follows("neg_x", table.Record); (err == nil) != tt.holds {
				t.Errorf("got %v", err)
			}
		})
	}
}

package view

import (
	"testing"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// folded folds one view in memory.
func folded[D any](events []project.Event, touches func(project.Event) []string, apply func(string, *D, project.Event) *D) map[string]*D {
	docs := make(map[string]*D)
	for _, e := range events {
		for _, id := range touches(e) {
			docs[id] = apply(id, docs[id], e)
		}
	}
	return docs
}

func TestAClauseKnowsWhereItComesFrom(t *testing.T) {
	events := history([]agreements.Event{draft(t)})
	clauses := folded(events, theClauses, applyClause)
	lines := folded(events, theLineages, applyLineage)
	if len(clauses) != 2 || len(lines) != 2 {
		t.Fatalf("%d clauses, %d lineages", len(clauses), len(lines))
	}
	for id, c := range clauses {
		l := lines[c.Lineage]
		if l == nil || l.ID != c.Lineage || l.Clause != id || l.Term != c.Term || l.Key != c.Key || l.Package != "pkg_x" || l.Decision != "dec_x" || l.Row().Parent != c.Term || l.Row().Audience != "text:agr_x" {
			t.Errorf("%s: %+v", c.Key, l)
		}
	}
}

func TestWhatAClauseCausesLeadsBackToIt(t *testing.T) {
	events := history([]agreements.Event{draft(t)}, []agreements.Event{agreements.ObligationRaised{Obligation: "obl_1", Initiative: "ini_x", Version: 1, Clause: "days", Duty: "pay"}})
	before := folded(events, theEffects, applyEffect)["obl_1"]
	if before == nil || before.Obligation != "obl_1" || before.Period != "" || folded(events, theLineages, applyLineage)[before.Lineage].Key != "days" || before.Row().Parent != before.Lineage || before.Row().Audience != "table:ini_x" {
		t.Fatalf("%+v", before)
	}
	events = append(events, history([]agreements.Event{agreements.DutyCarried{Version: 2, Obligations: []string{"obl_1", "obl_unknown"}}})[0])
	after := folded(events, theEffects, applyEffect)
	if got := after["obl_1"].Lineage; got != LineageID("agr_x", 2, "days") || after["obl_unknown"] != nil {
		t.Errorf("carried into version 2: %+v", after)
	}
}

func TestAPeriodLeadsBackToTheClauseOfItsVersion(t *testing.T) {
	opened := project.Event{Event: agreements.PeriodOpened{Agreement: "agr_x", Initiative: "ini_x", Version: 1, Clause: "days"}, Commit: &record.Stored{Commit: record.Commit{Aggregate: "prd_1"}}}
	got := folded([]project.Event{opened}, theEffects, applyEffect)["prd_1"]
	if got == nil || got.Period != "prd_1" || got.Obligation != "" || got.Lineage != LineageID("agr_x", 1, "days") {
		t.Errorf("%+v", got)
	}
}

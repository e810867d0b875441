package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

type addTerm struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.AddTerm
}

type changeTerm struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.ChangeTerm
}

type removeTerm struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.RemoveTerm
}

func (d *desk) hearTerms() {
	serve.Question(d.house, "term_library", d.termLibrary)
	serve.Command(d.house, "add_term", func(ctx context.Context, c serve.Call, in addTerm) (command.Receipt, error) {
		in.ID, in.Motion = record.NewID("trm", in.Negotiation, c.ID), motionOf(in.Negotiation, c)
		return d.onTable(ctx, c, in.Negotiation, in.AddTerm, map[string]string{"term": in.ID, "motion": in.Motion})
	})
	serve.Command(d.house, "change_term", func(ctx context.Context, c serve.Call, in changeTerm) (command.Receipt, error) {
		in.Motion = motionOf(in.Negotiation, c)
		return d.onTable(ctx, c, in.Negotiation, in.ChangeTerm, map[string]string{"term": in.ID, "motion": in.Motion})
	})
	serve.Command(d.house, "remove_term", func(ctx context.Context, c serve.Call, in removeTerm) (command.Receipt, error) {
		in.Motion = motionOf(in.Negotiation, c)
		return d.onTable(ctx, c, in.Negotiation, in.RemoveTerm, map[string]string{"term": in.ID, "motion": in.Motion})
	})
}

// motionOf is the id of what a wish becomes if it needs others.
func motionOf(negotiation string, c serve.Call) string { return record.NewID("mot", negotiation, c.ID) }

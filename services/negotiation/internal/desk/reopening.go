package desk

import (
	"context"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

// reopenTerms is the policy that brings refused terms back to their table.
const reopenTerms = "reopen-terms"

func (d *desk) followRatifications() {
	d.house.PolicyOn(reopenTerms, agreements.Stream, []string{agreements.Reopened{}.Name()}, project.Decoding(agreements.Decoders), d.reopen)
}

func (d *desk) reopen(ctx context.Context, e project.Event) error {
	refused, is := e.Event.(agreements.Reopened)
	if !is {
		return nil
	}
	return d.tell(ctx, serve.PolicyWish(reopenTerms, e, refused.Negotiation), table.ReopenTerms{
		Agreement: e.Commit.Aggregate, Version: refused.Version, Decision: refused.Decision, Keys: refused.Terms,
	})
}

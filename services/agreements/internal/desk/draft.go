package desk

import (
	"context"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/document"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// The policy that draws up what a negotiation has decided.
const (
	drafting     = "draft-agreement"
	negotiations = negotiation.Stream
)

// decided is the one event of a negotiation that the policy is about.
var decided = []string{negotiation.TextFixed{}.Name()}

func decodeFixed(name string, data []byte) (record.Event, error) {
	return negotiation.Decode(name, data)
}

// draft makes the agreement of a decision. Its id follows from the decision, so
// that there is one, however often the policy hears of it.
func (d *desk) draft(ctx context.Context, e project.Event) error {
	fixed, ok := e.Event.(negotiation.TextFixed)
	if !ok {
		return nil
	}
	table := e.Commit.Aggregate
	id := record.NewID("agr", table, fixed.Decision)
	text, err := document.Drafted(document.Of(id, table, fixed))
	if err != nil {
		return err
	}
	_, err = d.held.Do(ctx, serve.PolicyWish(drafting, e, id), func(_ context.Context, a accord.Agreement, _ time.Time) (resident.Ruling, error) {
		events, err := accord.Decide(a, accord.Draft{Text: text})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

package desk

import (
	"context"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/document"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
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
// that there is one, however often the policy hears of it. What amends an
// agreement, or talks about refused terms again, is the next version of that one.
func (d *desk) draft(ctx context.Context, e project.Event) error {
	fixed, ok := e.Event.(negotiation.TextFixed)
	if !ok {
		return nil
	}
	table := e.Commit.Aggregate
	id := drawnAs(table, fixed)
	_, err := d.held.Do(ctx, serve.PolicyWish(drafting, e, id), func(ctx context.Context, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		if drawn(a, table, fixed) {
			return resident.Ruling{}, nil
		}
		if err := follows(a, fixed.Amends); err != nil {
			return resident.Ruling{}, err
		}
		text, err := document.Drafted(document.Version(id, table, len(a.Versions)+1, fixed))
		if err != nil {
			return resident.Ruling{}, err
		}
		text.Publicity = string(fixed.Publicity)
		ratifiers, err := d.ratifiers(ctx, text.Text(), at)
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := accord.Decide(a, accord.Draft{Text: text, Ratifiers: ratifiers, At: at})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// drawnAs is the agreement that a fixed text is a version of.
func drawnAs(table string, fixed negotiation.TextFixed) string {
	switch {
	case fixed.Agreement != "":
		return fixed.Agreement
	case fixed.Amends != nil:
		return fixed.Amends.Agreement
	}
	return record.NewID("agr", table, fixed.Decision)
}

// drawn tells whether a fixed text has been drawn up already.
func drawn(a accord.Agreement, table string, fixed negotiation.TextFixed) bool {
	return slices.ContainsFunc(a.Versions, func(v accord.Version) bool {
		return v.Text.Negotiation == table && v.Text.Decision == fixed.Decision
	})
}

// ParentReplaced refuses an amendment of what is no longer so.
var ParentReplaced = rule.Refuse("PARENT_REPLACED")

// follows refuses an amendment of anything but what is in force or, where
// nothing is, of the newest version: the chain of hashes has no gap.
func follows(a accord.Agreement, amends *negotiation.Amends) error {
	if amends == nil {
		return nil
	}
	n, v, bound := a.Binding()
	if !bound && len(a.Versions) > 0 {
		n = len(a.Versions)
		v = a.Versions[n-1]
	}
	if n != amends.Version || v.Hash != amends.Hash {
		return ParentReplaced
	}
	return nil
}

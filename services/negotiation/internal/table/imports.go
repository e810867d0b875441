package table

import (
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

// OpenWith opens a table with a sheet of terms at once, as it was read from
// elsewhere: a draft, which its convener can still change.
type OpenWith struct {
	Open
	Terms []AddTerm
}

func (c OpenWith) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	events, err := c.Open.decide(t, by, at)
	if err != nil {
		return nil, err
	}
	if len(c.Terms) == 0 || len(c.Terms) > maxTerms {
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxTerms)).At("terms")
	}
	for _, e := range events {
		t = Evolve(t, e)
	}
	for i, term := range c.Terms {
		added, err := term.decide(t, by, at)
		if refusal, is := err.(*rule.Refusal); is {
			return nil, refusal.At(append([]string{"terms", strconv.Itoa(i)}, refusal.Field...)...)
		} else if err != nil {
			return nil, err
		}
		for _, e := range added {
			t = Evolve(t, e)
		}
		events = append(events, added...)
	}
	return events, nil
}

package caucus

import (
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

// Leave takes one's seat out of a caucus. With fewer than two it is over.
type Leave struct{}

func (Leave) decide(c Caucus, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := firstOf(by.speaks(), c.over()); err != nil {
		return nil, err
	}
	left := slices.DeleteFunc(slices.Clone(c.Members), func(m negotiation.Reader) bool { return m == by.as() })
	events := []negotiation.Event{negotiation.CaucusLeft{Member: by.as(), Left: left}}
	if len(left) < 2 {
		events = append(events, negotiation.CaucusClosed{Members: left})
	}
	return events, nil
}

// Close ends a caucus for all its members.
type Close struct{}

func (Close) decide(c Caucus, by By, _ time.Time) ([]negotiation.Event, error) {
	if c.Closed {
		return nil, nil
	}
	if refusal := by.speaks(); refusal != nil {
		return nil, refusal
	}
	me := by.as()
	return []negotiation.Event{negotiation.CaucusClosed{By: &me, Members: c.Members}}, nil
}

// Dissolve ends a caucus with its table.
type Dissolve struct{}

func (Dissolve) decide(c Caucus, _ By, _ time.Time) ([]negotiation.Event, error) {
	if c.Closed || len(c.Ever) == 0 {
		return nil, nil
	}
	return []negotiation.Event{negotiation.CaucusClosed{Members: c.Members}}, nil
}

// Erase says that the key of a caucus is gone. Its time has to have come.
type Erase struct{}

func (Erase) decide(c Caucus, _ By, at time.Time) ([]negotiation.Event, error) {
	switch {
	case c.Erased || !c.OffRecord():
		return nil, nil
	case at.Before(c.EraseAt):
		return nil, rule.Refuse("NOT_YET")
	case c.Closed:
		return []negotiation.Event{negotiation.CaucusErased{Readers: c.Ever}}, nil
	}
	return []negotiation.Event{negotiation.CaucusClosed{Members: c.Members}, negotiation.CaucusErased{Readers: c.Ever}}, nil
}

package initiative

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Change is what has been proposed to become of a class, with the answers of
// its seats.
type Change struct {
	registry.ClassChangeProposed
	Votes map[string]bool // by seat
}

// ChangeClasses proposes to rename, split or merge. Each class that it is about
// decides by more than half of its taken seats; where nobody sits, the convener
// does.
type ChangeClasses struct {
	Change  string
	Kind    registry.ClassChange
	Classes []string
	Into    []registry.ClassPart
	Reason  string
}

// VoteClassChange is a seat's answer.
type VoteClassChange struct {
	Change string
	Yes    bool
}

func (c ChangeClasses) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	e, err := c.sound(i, by)
	if err != nil {
		return nil, err
	}
	held, seated := i.Held(by.Organization)
	own := seated == nil && slices.Contains(e.Classes, held.Class)
	switch {
	case !own && i.convened(by) != nil:
		return nil, rule.Refuse("NOT_YOUR_CLASS").At("classes")
	case slices.ContainsFunc(i.Changes, func(open Change) bool { return open.Change == c.Change }):
		return nil, nil
	case slices.ContainsFunc(i.Changes, func(open Change) bool { return overlap(open.Classes, e.Classes) }):
		return nil, rule.Refuse("ALREADY_ASKED").At("classes")
	}
	if !slices.ContainsFunc(e.Classes, func(class string) bool { return len(i.taken(class)) > 0 }) {
		return []registry.Event{registry.ClassesChanged{Kind: e.Kind, Classes: e.Classes, Into: e.Into}}, nil
	}
	events := []registry.Event{e}
	if own {
		vote := registry.ClassChangeVoted{Change: e.Change, Seat: held.ID, Yes: true}
		events = append(events, vote)
		events = append(events, i.outcome(Change{e, map[string]bool{held.ID: true}})...)
	}
	return events, nil
}

// sound returns the change as it is stored: the classes by the names that they
// have, the parts with all their seats.
func (c ChangeClasses) sound(i Initiative, by By) (registry.ClassChangeProposed, error) {
	e := registry.ClassChangeProposed{Change: c.Change, Kind: c.Kind, By: by.Organization}
	var form text.Form
	e.Reason = form.Clean(c.Reason, maxReason, "reason")
	for at, p := range c.Into {
		p.Called = form.Line(p.Called, maxClass, "into", strconv.Itoa(at), "name")
		e.Into = append(e.Into, p)
	}
	if form.Err() != nil {
		return e, form.Err()
	}
	for at, name := range c.Classes {
		class, found := i.class(name)
		if !found || slices.Contains(e.Classes, class) {
			return e, rule.Refuse("NO_SUCH_CLASS").At("classes", strconv.Itoa(at))
		}
		e.Classes = append(e.Classes, class)
	}
	switch classes, into := len(e.Classes), len(e.Into); {
	case c.Kind == registry.RenameClass && classes == 1 && into == 1:
	case c.Kind == registry.MergeClasses && classes == 2 && into == 1:
	case c.Kind == registry.SplitClass && classes == 1 && into >= 2:
		return e, i.splits(e)
	default:
		return e, rule.Refuse("INVALID", "rule", "classes").At("kind")
	}
	e.Into[0].Seats = i.of(e.Classes...)
	return e, i.free(e)
}

// splits refuses a split that does not give each seat of the class to one part.
func (i Initiative) splits(e registry.ClassChangeProposed) error {
	var given []string
	for at, p := range e.Into {
		if p.Seats == nil {
			e.Into[at].Seats = []string{}
		}
		given = append(given, p.Seats...)
	}
	all := i.of(e.Classes...)
	slices.Sort(given)
	slices.Sort(all)
	if !slices.Equal(given, all) {
		return rule.Refuse("INVALID", "rule", "seats").At("into")
	}
	return i.free(e)
}

// free refuses a name that another class has, or two parts share, and more
// classes than there may be.
func (i Initiative) free(e registry.ClassChangeProposed) error {
	var names []string
	for _, class := range i.Classes {
		if !slices.Contains(e.Classes, class) {
			names = append(names, class)
		}
	}
	for at, p := range e.Into {
		if slices.ContainsFunc(names, func(has string) bool { return text.Same(has, p.Called) }) {
			return rule.Refuse("NAME_TAKEN", "name", p.Called).At("into", strconv.Itoa(at), "name")
		}
		names = append(names, p.Called)
	}
	if len(names) > maxClasses {
		return tooMany(maxClasses)
	}
	return nil
}

func (c VoteClassChange) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	held, err := i.Held(by.Organization)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(i.Changes, func(open Change) bool { return open.Change == c.Change })
	switch {
	case at < 0:
		return nil, rule.Refuse("NOT_FOUND").At("change")
	case !slices.Contains(i.Changes[at].Classes, held.Class):
		return nil, rule.Refuse("NOT_YOUR_CLASS").At("change")
	}
	open := i.Changes[at]
	if before, voted := open.Votes[held.ID]; voted && before == c.Yes {
		return nil, nil
	}
	open = open.with(held.ID, c.Yes)
	return append([]registry.Event{registry.ClassChangeVoted{Change: c.Change, Seat: held.ID, Yes: c.Yes}}, i.outcome(open)...), nil
}

// with returns the change after an answer, and leaves its votes as they are for
// who looked them up.
func (c Change) with(seat string, yes bool) Change {
	votes := map[string]bool{seat: yes}
	for s, v := range c.Votes {
		if s != seat {
			votes[s] = v
		}
	}
	c.Votes = votes
	return c
}

// outcome ends a change as soon as nothing could turn it any more. Only seats
// that are taken now count, and each class by itself.
func (i Initiative) outcome(c Change) []registry.Event {
	carried, lost := true, false
	for _, class := range c.Classes {
		yes, no, all := 0, 0, i.taken(class)
		for _, seat := range all {
			if vote, voted := c.Votes[seat]; voted && vote {
				yes++
			} else if voted {
				no++
			}
		}
		carried = carried && (2*yes > len(all) || len(all) == 0)
		lost = lost || len(all) > 0 && 2*no >= len(all)
	}
	switch {
	case carried:
		into := slices.Clone(c.Into)
		if c.Kind != registry.SplitClass {
			into[0].Seats = i.of(c.Classes...)
		} else {
			into = i.newcomers(c)
		}
		return []registry.Event{
			registry.ClassChangeEnded{Change: c.Change, Carried: true},
			registry.ClassesChanged{Kind: c.Kind, Classes: c.Classes, Into: into, Change: c.Change},
		}
	case lost:
		return []registry.Event{registry.ClassChangeEnded{Change: c.Change}}
	}
	return nil
}

// newcomers gives seats that were opened after a split was proposed to its
// first part.
func (i Initiative) newcomers(c Change) []registry.ClassPart {
	into := slices.Clone(c.Into)
	for _, seat := range i.of(c.Classes...) {
		if !slices.ContainsFunc(into, func(p registry.ClassPart) bool { return slices.Contains(p.Seats, seat) }) {
			into[0].Seats = append(slices.Clip(into[0].Seats), seat)
		}
	}
	return into
}

// class returns the name of a class as it is stored.
func (i Initiative) class(name string) (string, bool) {
	at := slices.IndexFunc(i.Classes, func(has string) bool { return text.Same(has, name) })
	if at < 0 {
		return "", false
	}
	return i.Classes[at], true
}

// of returns the seats of some classes, taken those of one that somebody holds.
func (i Initiative) of(classes ...string) []string {
	seats := []string{}
	for _, s := range i.Seats {
		if slices.Contains(classes, s.Class) {
			seats = append(seats, s.ID)
		}
	}
	return seats
}

func (i Initiative) taken(class string) (seats []string) {
	for _, s := range i.Seats {
		if s.State == registry.Taken && s.Class == class {
			seats = append(seats, s.ID)
		}
	}
	return seats
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

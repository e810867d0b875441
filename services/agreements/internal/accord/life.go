package accord

import (
	"slices"
	"time"

	"parley.example/events/agreements"
)

// Parties are whom the version binds: nobody before it is in force, and nobody
// after.
func (v Version) Parties() []string {
	if v.Status != IsInForce {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Signed), func(seat string) bool { return slices.Contains(v.Left, seat) })
}

// Awake tells whether a clause binds. One that needs seats sleeps until all of
// them have joined, and sleeps again when one of them has left.
func (v Version) Awake(clause agreements.Clause) bool {
	parties := v.Parties()
	return len(parties) > 0 && !slices.ContainsFunc(clause.Needs, func(seat string) bool { return !slices.Contains(parties, seat) })
}

// Binding is the version that is in force; there is at most one.
func (a Agreement) Binding() (n int, v Version, found bool) {
	for i, v := range a.Versions {
		if v.Status == IsInForce {
			return i + 1, v, true
		}
	}
	return 0, Version{}, false
}

// joins is what a signature of a seat brings about, beside itself: the entry
// into force, or an article that wakes.
func (a Agreement) joins(n int, seat string, at time.Time) []agreements.Event {
	v := a.Versions[n-1]
	v.Signed = append(slices.Clone(v.Signed), seat)
	switch v.Status {
	case IsOpen:
		return a.enters(n, v, at)
	case IsInForce:
		return woken(n, a.Versions[n-1], v)
	}
	return nil
}

// enters puts a version in force if all have signed who must and its cooling-off
// is over. The version before, if that is in force, ends at the same moment.
func (a Agreement) enters(n int, v Version, at time.Time) []agreements.Event {
	if len(v.Missing()) > 0 || v.Text.Entry.NotBefore != nil && at.Before(v.Text.Entry.NotBefore.Time) {
		return nil
	}
	e := agreements.EnteredIntoForce{Version: n, Hash: v.Hash, Parties: slices.Clone(v.Signed)}
	if end := over(v.Text); !end.IsZero() {
		e.Until = instant(end)
	}
	if period := pace(v.Text.Level); period != "" {
		e.LookBack = instant(after(at, period, zone(v.Text)))
	}
	events := []agreements.Event{e}
	if before, old, found := a.Binding(); found {
		left := []string{}
		for _, seat := range old.Parties() {
			if !v.Has(seat) {
				left = append(left, seat)
			}
		}
		events = append([]agreements.Event{agreements.Superseded{Version: before, By: n, Left: left}}, events...)
	}
	asleep := v
	v.Status = IsInForce
	return append(events, woken(n, asleep, v)...)
}

// woken are the articles that slept before and do not any more.
func woken(n int, before, now Version) (events []agreements.Event) {
	for _, clause := range now.Text.Clauses {
		if len(clause.Needs) > 0 && !before.Awake(clause) && now.Awake(clause) {
			events = append(events, agreements.ArticleAwoke{Version: n, Number: clause.Number, Clause: clause.Key, Needs: clause.Needs})
		}
	}
	return events
}

func instant(at time.Time) *agreements.Instant {
	i := agreements.InstantOf(at)
	return &i
}

// Enter is the end of the cooling-off.
type Enter struct{ At time.Time }

// Expire is the end of the term of the version in force.
type Expire struct{ At time.Time }

// LookBack is the moment at which the parties look back.
type LookBack struct{ At time.Time }

// EndNotice is the end of a seat's notice.
type EndNotice struct {
	Seat string
	At   time.Time
}

func (c Enter) decide(a Agreement) ([]agreements.Event, error) {
	n := len(a.Versions)
	if n == 0 {
		return nil, NoSuchAgreement
	}
	if v := a.Versions[n-1]; v.Status == IsOpen {
		return a.enters(n, v, c.At), nil
	}
	return nil, nil
}

func (c Expire) decide(a Agreement) ([]agreements.Event, error) {
	n, v, found := a.Binding()
	if !found || v.Until.IsZero() || c.At.Before(v.Until) {
		return nil, nil
	}
	if renews := v.Text.Lasts; renews != nil && renews.Renews != "" && len(v.Leaving) == 0 {
		if next := after(v.Until, renews.Renews, zone(v.Text)); next.After(c.At) {
			return []agreements.Event{agreements.Renewed{Version: n, Until: *instant(next)}}, nil
		}
	}
	return []agreements.Event{agreements.Ended{Version: n, Why: agreements.Expired, Told: v.Parties()}}, nil
}

func (c LookBack) decide(a Agreement) ([]agreements.Event, error) {
	n, v, found := a.Binding()
	if !found || v.LookBack.IsZero() || c.At.Before(v.LookBack) {
		return nil, nil
	}
	next := after(c.At, pace(v.Text.Level), zone(v.Text))
	return []agreements.Event{agreements.LookBackCalled{Version: n, Number: v.Looked + 1, Next: *instant(next)}}, nil
}

func (c EndNotice) decide(a Agreement) ([]agreements.Event, error) {
	n, v, found := a.Binding()
	ends, leaving := v.Leaving[c.Seat]
	if !found || !leaving || c.At.Before(ends) {
		return nil, nil
	}
	stay := slices.DeleteFunc(v.Parties(), func(seat string) bool { return seat == c.Seat })
	events := []agreements.Event{agreements.Exited{Version: n, Seat: c.Seat, Parties: stay}}
	if len(stay) < 2 { // nobody has agreed on anything alone
		events = append(events, agreements.Ended{Version: n, Why: agreements.TooFew, Told: stay})
	}
	return events, nil
}

package view

import (
	"slices"

	"parley.example/events/agreements"
	"parley.example/events/record"
)

// Life is what an agreement's document says about its later life.
type Life struct {
	InForce           int                   `json:"inForce"`      // the version that binds its parties; 0: none
	Ratification      []agreements.Ratified `json:"ratification"` // what the seats have said, once all have or the time was over
	Ratifying         []Ratifying           `json:"ratifying"`    // who is asked, while they are
	RatificationUntil *agreements.Instant   `json:"ratificationUntil,omitempty"`
	ReopenedTerms     []string              `json:"reopenedTerms"` // keys of the terms that are at the table again
	NotBefore         *agreements.Instant   `json:"notBefore,omitempty"`
	LastsUntil        *agreements.Instant   `json:"lastsUntil,omitempty"`
	LookBackAt        *agreements.Instant   `json:"lookBackAt,omitempty"`
	LookBacks         int                   `json:"lookBacks"` // how many there were
	Asleep            []Asleep              `json:"asleep"`    // articles that wait for seats
	Leaving           []Leaving             `json:"leaving"`
	Left              []string              `json:"left"` // seats that were parties
}

// Ratifying is how one seat ratifies.
type Ratifying struct {
	Seat string                `json:"seat"`
	By   agreements.RatifiedBy `json:"by"`
}

// Asleep is an article that binds nobody until some seats have joined.
type Asleep struct {
	Number int      `json:"number"`
	Key    string   `json:"key"`
	Needs  []string `json:"needs"`
}

// Leaving is a party that has given notice.
type Leaving struct {
	Seat   string             `json:"seat"`
	Reason string             `json:"reason"`
	Ends   agreements.Instant `json:"ends"`
}

func asleep(d agreements.Document) []Asleep {
	all := []Asleep{}
	for _, c := range d.Clauses {
		if len(c.Needs) > 0 {
			all = append(all, Asleep{c.Number, c.Key, c.Needs})
		}
	}
	return all
}

// keep leaves what belongs to the version in force while a newer one is drawn
// up.
func (a *Agreement) keep(before *Agreement) {
	if before.InForce == 0 {
		return
	}
	a.InForce, a.Parties, a.InForceAt = before.InForce, before.Parties, before.InForceAt
	a.LastsUntil, a.LookBackAt, a.LookBacks = before.LastsUntil, before.LookBackAt, before.LookBacks
	a.Leaving, a.Left = before.Leaving, before.Left
}

// live is what an event in the later life of a version changes.
func (a *Agreement) live(e record.Event, at agreements.Instant) {
	switch e := e.(type) {
	case agreements.RatificationOpened:
		a.Status, a.RatificationUntil = "ratifying", &e.Until
		a.Ratifying = nil
		for _, r := range e.Seats {
			a.Ratifying = append(a.Ratifying, Ratifying{r.Seat, r.By})
		}
	case agreements.RatificationClosed:
		a.Ratification, a.Ratifying, a.RatificationUntil = e.Seats, nil, nil
	case agreements.Reopened:
		a.Status, a.ReopenedTerms, a.EndedAt = "reopened", e.Terms, &at
	case agreements.Opened:
		a.NotBefore = e.NotBefore
	case agreements.EnteredIntoForce:
		a.InForce, a.LastsUntil, a.LookBackAt, a.LookBacks = e.Version, e.Until, e.LookBack, 0
		a.Leaving, a.Left = nil, nil
	case agreements.ArticleAwoke:
		a.Asleep = slices.DeleteFunc(a.Asleep, func(s Asleep) bool { return s.Number == e.Number && e.Version == a.Version })
	case agreements.Renewed:
		a.LastsUntil = &e.Until
	case agreements.LookBackCalled:
		a.LookBacks, a.LookBackAt = e.Number, &e.Next
	default:
		a.part(e, at)
	}
	a.whole()
}

// part is what an end, or somebody's leaving, changes.
func (a *Agreement) part(e record.Event, at agreements.Instant) {
	switch e := e.(type) {
	case agreements.Superseded:
		a.InForce = 0
	case agreements.ExitAnnounced:
		a.Leaving = append(a.Leaving, Leaving{e.Seat, e.Reason, e.Ends})
	case agreements.Exited:
		a.Parties, a.Left = e.Parties, append(a.Left, e.Seat)
		a.Leaving = slices.DeleteFunc(a.Leaving, func(l Leaving) bool { return l.Seat == e.Seat })
	case agreements.Ended:
		a.InForce, a.Parties, a.LastsUntil, a.LookBackAt = 0, []string{}, nil, nil
		if e.Version == a.Version {
			a.Status, a.EndedAt = "ended", &at
		}
	}
}

// whole says empty where there is nothing.
func (a *Agreement) whole() {
	a.Ratification, a.Ratifying, a.ReopenedTerms = full(a.Ratification), full(a.Ratifying), full(a.ReopenedTerms)
	a.Asleep, a.Leaving, a.Left = full(a.Asleep), full(a.Leaving), full(a.Left)
}

func full[E any](list []E) []E {
	if list == nil {
		return []E{}
	}
	return list
}

package accord

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
)

// Rounds is how often terms that were refused go back to the table. After that
// it goes on without who refuses, or not at all.
const Rounds = 2

// The rules about ratification.
var (
	NotRatified = rule.Refuse("NOT_RATIFIED").At("version")
	WasReopened = rule.Refuse("REOPENED").At("version")
)

// CloseRatification unfolds what all seats have said, at the end of the time or
// when nothing is left to be said.
type CloseRatification struct {
	Version int
	Said    []agreements.Ratified // by the seats that were asked; who is not among them was silent
	All     bool                  // nobody is left who could still say something
	At      time.Time
}

// asked tells whether anybody has to be waited for.
func asked(seats []agreements.Ratifier) bool {
	return slices.ContainsFunc(seats, func(r agreements.Ratifier) bool { return r.By != agreements.ByMandate })
}

// byMandate is what seats are shown to have said whose mandate covers all of it.
func byMandate(seats []agreements.Ratifier) (all []agreements.Ratified) {
	for _, r := range seats {
		all = append(all, agreements.Ratified{Seat: r.Seat, By: agreements.ByMandate, Outcome: agreements.Ratifies})
	}
	return all
}

func (c CloseRatification) decide(a Agreement) ([]agreements.Event, error) {
	if len(a.Versions) == 0 {
		return nil, NoSuchAgreement
	}
	if c.Version < 1 || c.Version > len(a.Versions) {
		return nil, NoSuchVersion
	}
	v := a.Versions[c.Version-1]
	if v.Status != IsRatifying || !c.All && c.At.Before(v.Ratifying.Until.Time) {
		return nil, nil
	}
	closed := agreements.RatificationClosed{Version: c.Version, Seats: c.unfolded(v)}
	return append([]agreements.Event{closed}, a.ratified(c.Version, closed)...), nil
}

// unfolded is what each seat has said, in the order in which they were asked.
func (c CloseRatification) unfolded(v Version) []agreements.Ratified {
	all := make([]agreements.Ratified, len(v.Ratifying.Seats))
	for i, r := range v.Ratifying.Seats {
		all[i] = agreements.Ratified{Seat: r.Seat, By: r.By, Outcome: agreements.Silent}
		if r.By == agreements.ByMandate {
			all[i].Outcome = agreements.Ratifies
		}
		for _, said := range c.Said {
			if said.Seat == r.Seat && r.By != agreements.ByMandate {
				all[i].Outcome, all[i].Terms, all[i].Reason = said.Outcome, said.Terms, said.Reason
			}
		}
	}
	return all
}

// ratified is what follows from a ratification: refused terms are talked about
// again, twice at most; then it goes on without who did not ratify, if the text
// can enter into force without them.
func (a Agreement) ratified(n int, closed agreements.RatificationClosed) []agreements.Event {
	v := a.Versions[n-1]
	if again := a.again(n, closed.Seats); len(again.Terms) > 0 && again.Round <= Rounds {
		return []agreements.Event{again}
	}
	var silent, refused []string
	for _, r := range closed.Seats {
		switch {
		case !v.Needs(r.Seat):
		case r.Outcome == agreements.Refuses:
			refused = append(refused, r.Seat)
		case r.Outcome == agreements.Silent:
			silent = append(silent, r.Seat)
		}
	}
	if len(silent)+len(refused) > 0 {
		missing := append(append([]string{}, silent...), refused...)
		return []agreements.Event{agreements.Lapsed{Version: n, Missing: missing, Refused: refused, Told: []string{}}}
	}
	return []agreements.Event{opening(v.Text)}
}

// again is the return of refused terms to the table. A refusal that names none
// brings none back.
func (a Agreement) again(n int, said []agreements.Ratified) agreements.Reopened {
	text := a.Versions[n-1].Text
	e := agreements.Reopened{
		Version: n, Negotiation: text.Negotiation, Initiative: text.Initiative, Decision: text.Decision,
		Terms: []string{}, Seats: []string{}, Round: 1,
	}
	for _, v := range a.Versions {
		if v.Status == IsReopened {
			e.Round++
		}
	}
	for _, clause := range text.Clauses {
		if slices.ContainsFunc(said, func(r agreements.Ratified) bool {
			return r.Outcome == agreements.Refuses && slices.Contains(r.Terms, clause.Key)
		}) {
			e.Terms = append(e.Terms, clause.Key)
		}
	}
	for _, r := range said {
		if r.Outcome == agreements.Refuses {
			e.Seats = append(e.Seats, r.Seat)
		}
	}
	return e
}

// opening lets a text be signed.
func opening(text agreements.Document) agreements.Opened {
	return agreements.Opened{Version: text.Version, By: text.Entry.By, NotBefore: text.Entry.NotBefore}
}

// ratification asks all organizations at once. Ballots end a tenth of the time
// before it unfolds, so that stewards can name the terms that members refused.
func (c Draft) ratification(text agreements.Document) agreements.RatificationOpened {
	until := text.Ratification.Until.Time
	return agreements.RatificationOpened{
		Version: text.Version, Initiative: text.Initiative, Title: text.Title, Seats: c.Ratifiers, Turnout: text.Ratification.Turnout,
		VoteBy: agreements.InstantOf(until.Add(-until.Sub(c.At) / 10)), Until: *text.Ratification.Until,
	}
}

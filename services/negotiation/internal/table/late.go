package table

import (
	"maps"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

// so many of each a brief names; the rest is in the lists.
const inBrief = 100

// late is what somebody finds who sits down when the talks are under way.
func (t Table) late(id, seat string, at time.Time) negotiation.LateSeated {
	b := negotiation.LateSeated{
		Brief: id, Initiative: t.Initiative, Seat: seat, From: negotiation.InstantOf(workingDays(at, t.Rules.LateMinimum)),
		Stands: []string{}, Open: []string{}, Decided: []negotiation.Decided{}, Motions: []string{}, Deciding: t.Deciding,
	}
	set := make(map[string]bool)
	for _, id := range slices.Sorted(maps.Keys(t.Packages)) {
		p := t.Packages[id]
		if p.State != Tabled || p.over(at) {
			continue
		}
		b.Stands = append(b.Stands, id)
		for _, v := range p.Values {
			set[v.Term] = true
		}
	}
	for _, id := range t.Sheet.Ordered() {
		if !set[id] {
			b.Open = append(b.Open, id)
		}
	}
	b.Stands, b.Open = newest(b.Stands), newest(b.Open)
	b.Decided = newest(append(b.Decided, t.Decided...))
	b.Motions = append(b.Motions, slices.Sorted(maps.Keys(t.Motions))...)
	return b
}

func newest[T any](all []T) []T { return all[max(0, len(all)-inBrief):] }

// ripe refuses a decision for which it is too early: somebody has just come, a
// petition has just reached its number, or packages lie under seal.
func (t Table) ripe(at time.Time) *rule.Refusal {
	if t.Round.Sealed {
		return rule.Refuse("SEALED_ROUND")
	}
	from := t.Still
	code := "STANDSTILL"
	for _, until := range t.Late {
		if until.After(from) {
			from, code = until, "LATE_SEAT"
		}
	}
	if at.Before(from) {
		return rule.Refuse(code, "from", negotiation.InstantOf(from).Format(time.RFC3339))
	}
	return nil
}

// StandStill is a policy's word that a petition has reached its number.
type StandStill struct{ Petition string }

func (c StandStill) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	length, _ := terms.Duration(t.Rules.Standstill)
	if t.Fixed != "" || length == 0 || t.Petitions[c.Petition] {
		return nil, nil
	}
	return []negotiation.Event{negotiation.StoodStill{Petition: c.Petition, Until: negotiation.InstantOf(at.Add(length))}}, nil
}

// working days are from Monday to Friday, in UTC, a day being 24 hours.
func workingDays(from time.Time, length string) time.Time {
	d, _ := terms.Duration(length)
	for ; d >= day; d -= day {
		from = from.Add(day)
		for from.Weekday() == time.Saturday || from.Weekday() == time.Sunday {
			from = from.Add(day)
		}
	}
	return from.Add(d)
}

const day = 24 * time.Hour

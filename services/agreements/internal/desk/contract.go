package desk

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/keeping"
)

// contractOf is what is in force under an agreement, in the words of the rules
// about what is owed.
func contractOf(id string, a accord.Agreement) keeping.Contract {
	n, v, inForce := a.Binding()
	if !inForce {
		return keeping.Contract{Agreement: id, Why: "ended", Zone: zoneOf(a)}
	}
	c := keeping.Contract{
		Agreement: id, Initiative: v.Text.Initiative, Language: v.Text.Language, Version: n, Hash: v.Hash, Zone: zoneOf(a),
		Parties: make(map[string]bool), Fates: make(map[string]keeping.Fate), Binds: true,
	}
	for _, seat := range v.Parties() {
		c.Parties[seat] = true
	}
	for _, carried := range v.Text.Carries {
		c.Fates[carried.Clause+"/"+carried.Duty] = keeping.Fate{Fate: carried.Fate, Reason: carried.Reason}
	}
	for _, clause := range v.Text.Clauses {
		if !v.Awake(clause) {
			continue
		}
		for _, duty := range clause.Duties {
			c.Duties = append(c.Duties, dutyOf(clause, duty, v))
		}
	}
	return c
}

func dutyOf(clause agreements.Clause, d agreements.Duty, v accord.Version) keeping.Duty {
	duty := keeping.Duty{
		Clause: clause.Key, Article: clause.Number, Key: d.Key, Debtors: who(d.Debtor, v), Creditors: who(d.Creditor, v),
		Content: keeping.Content{
			What: d.What, After: d.Due.After, On: d.Due.On, Every: d.Every, Evidence: d.Evidence, Acceptance: d.Acceptance, Amount: d.Amount,
		},
	}
	if d.Until != nil {
		duty.Until, duty.UntilAfter = d.Until.On, d.Until.After
	}
	return duty
}

// who are the parties that a side of a duty means, in the order in which they
// signed. No obligation falls on a class that stood aside.
func who(w agreements.Whom, v accord.Version) (seats []string) {
	for _, seat := range v.Parties() {
		class := classOf(seat, v)
		if w.All || seat == w.Seat || w.Class != "" && w.Class == class && !slices.Contains(v.Text.Aside, class) {
			seats = append(seats, seat)
		}
	}
	return seats
}

func classOf(seat string, v accord.Version) string {
	for _, s := range v.Text.Preamble.Seats {
		if s.Seat == seat {
			return s.Class
		}
	}
	return ""
}

// zoneOf is where an agreement counts its days.
func zoneOf(a accord.Agreement) *time.Location {
	if n := len(a.Versions); n > 0 {
		if zone, err := time.LoadLocation(a.Versions[n-1].Text.Zone); err == nil {
			return zone
		}
	}
	return time.UTC
}

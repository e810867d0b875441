package desk

import (
	"encoding/json"
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/negotiation"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/keeping"
	"parley.example/services/agreements/internal/period"
	"parley.example/services/internal/rules/rule"
)

// longestPeriod is how many days one may have.
const longestPeriod = 400

// planOf is by which rule a period will be shared: that of the clause in the
// version that is in force, with the seats that each part is for.
func planOf(in openPeriod, a accord.Agreement) (agreements.PeriodOpened, error) {
	n, v, inForce := a.Binding()
	if !inForce {
		return agreements.PeriodOpened{}, rule.Refuse("NOT_IN_FORCE")
	}
	at := slices.IndexFunc(v.Text.Clauses, func(c agreements.Clause) bool { return c.Key == in.Clause })
	if at < 0 || v.Text.Clauses[at].Sharing == nil || !v.Awake(v.Text.Clauses[at]) {
		return agreements.PeriodOpened{}, period.NoSharing
	}
	clause := v.Text.Clauses[at]
	var shared negotiation.Value
	if json.Unmarshal(clause.Value, &shared) != nil || len(shared.Shares) == 0 {
		return agreements.PeriodOpened{}, period.NoSharing
	}
	rules := clause.Sharing
	if err := days(in, rules.Every); err != nil {
		return agreements.PeriodOpened{}, err
	}
	plan := agreements.PeriodOpened{
		Agreement: in.Agreement, Initiative: v.Text.Initiative, Version: n, Hash: v.Hash, Clause: clause.Key, Number: in.Number,
		From: in.From, To: in.To, Currency: v.Text.Currency, Language: v.Text.Language, Reader: rules.Reader, Contest: rules.Contest,
		Unit: rules.Unit, Reserve: rules.Reserve, Parties: v.Parties(),
	}
	for _, s := range shared.Shares {
		part := agreements.Portion{Key: s.Of, Share: s.Share, Seats: []string{}}
		if s.Of != rules.Reserve {
			part.Seats = seatsOf(s.Of, v)
		}
		if i := slices.IndexFunc(rules.Within, func(w agreements.Within) bool { return w.Portion == s.Of }); i >= 0 {
			part.By, part.Formula = rules.Within[i].By, rules.Within[i].Formula
		}
		plan.Portions = append(plan.Portions, part)
	}
	return plan, nil
}

// seatsOf are the parties that a part of a whole is for: a seat, or each of a
// class, in the order in which the text names them.
func seatsOf(key string, v accord.Version) []string {
	seats, parties := []string{}, v.Parties()
	for _, s := range v.Text.Preamble.Seats {
		if slices.Contains(parties, s.Seat) && (s.Seat == key || s.Class == key) {
			seats = append(seats, s.Seat)
		}
	}
	return seats
}

// days refuses a period that is none, or not as long as the clause says.
func days(in openPeriod, every string) error {
	from, wrong := time.Parse(time.DateOnly, in.From)
	to, alsoWrong := time.Parse(time.DateOnly, in.To)
	switch {
	case in.Number < 1 || in.Number > 10_000:
		return rule.Refuse("INVALID", "rule", "range").At("number")
	case wrong != nil:
		return rule.Refuse("INVALID", "rule", "date").At("from")
	case alsoWrong != nil || to.Before(from) || to.After(from.AddDate(0, 0, longestPeriod)):
		return rule.Refuse("INVALID", "rule", "date").At("to")
	}
	if last, regular := keeping.Through(from, every); regular && !last.Equal(to) {
		return rule.Refuse("INVALID", "rule", "period").At("to")
	}
	return nil
}

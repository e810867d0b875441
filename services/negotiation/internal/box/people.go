package box

import (
	"slices"
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const maxSource = 200

// split takes how the people behind a seat are split, where they are counted:
// no more of them than were frozen, and with the source.
func (c Cast) split(v *negotiation.Vote, ballot table.Ballot) *rule.Refusal {
	if c.People == nil {
		return nil
	}
	p := *c.People
	behind := 0
	for _, e := range ballot.Electors {
		if e.Seat == v.Seat {
			behind = max(1, e.People)
		}
	}
	switch {
	case !ballot.People:
		return rule.Refuse("INVALID", "rule", "seats_counted").At("people")
	case p.Yes < 0 || p.No < 0 || p.Abstain < 0 || p.Yes > behind || p.No > behind || p.Abstain > behind || p.Yes+p.No+p.Abstain > behind:
		return rule.Refuse("TOO_MANY_PEOPLE", "people", strconv.Itoa(behind)).At("people")
	}
	source, refusal := text.Line(p.Source, maxSource)
	if refusal != nil {
		return refusal.At("people", "source")
	}
	p.Source, v.People = source, &p
	return nil
}

// ranked takes an order of packages, where they are ranked; with a yes, and
// only then, there is one.
func (c Cast) ranked(v *negotiation.Vote, ballot table.Ballot) *rule.Refusal {
	wanted := len(ballot.Ranked) > 0 && c.Choice == negotiation.Yes
	if wanted != (len(c.Ranking) > 0) {
		return rule.Refuse("INVALID", "rule", "ranked_only").At("ranking")
	}
	for i, id := range c.Ranking {
		if !slices.Contains(ballot.Ranked, id) {
			return rule.Refuse("NO_SUCH_PACKAGE").At("ranking", strconv.Itoa(i))
		}
		if slices.Contains(c.Ranking[:i], id) {
			return rule.Refuse("INVALID", "rule", "twice").At("ranking", strconv.Itoa(i))
		}
	}
	v.Ranking = slices.Clone(c.Ranking)
	return nil
}

package table

import (
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// maxRoundsHeld bounds the rounds of a table.
const maxRoundsHeld = 200

// Round is a time in which seats make packages and take positions.
type Round struct {
	ID     string
	Sealed bool
	Final  bool
	Until  time.Time
	Called bool
	Seats  []string
}

// OpenRound begins a round.
type OpenRound struct {
	Why
	ID     string              `json:"-"`
	Title  string              `json:"title"`
	Sealed *bool               `json:"sealed"` // as the ground rules say where it is left out
	Final  bool                `json:"final"`
	Until  negotiation.Instant `json:"until" need:"true"`
}

func (c OpenRound) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "openRound"); err != nil {
		return nil, err
	}
	title, refusal := text.Optional(c.Title, maxTitle)
	if refusal != nil {
		return nil, refusal.At("title")
	}
	w := negotiation.RoundWish{Round: c.ID, Title: title, Sealed: c.Final || t.Rules.SealedRounds != nil && *t.Rules.SealedRounds, Final: c.Final, Until: negotiation.InstantOf(c.Until.Time)}
	if c.Sealed != nil {
		w.Sealed = *c.Sealed
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Round: &w}})
}

// roundOpened freezes who takes part: the seats that have accepted the ground
// rules. Whoever comes later is in the next one.
func (t Table) roundOpened(w negotiation.RoundWish, lead negotiation.Lead, by By, at time.Time) (negotiation.Event, error) {
	e := negotiation.RoundOpened{Initiative: t.Initiative, Number: t.Rounds + 1, RoundWish: w, Seats: []string{}, Lead: lead}
	for _, s := range by.taken() {
		if t.Accepted[s.ID] {
			e.Seats = append(e.Seats, s.ID)
		}
	}
	refusal := t.roundFree()
	switch {
	case refusal != nil:
	case t.Rounds >= maxRoundsHeld:
		refusal = rule.Refuse("TOO_MANY", "max", itoa(maxRoundsHeld))
	case len(e.Seats) < 2:
		refusal = rule.Refuse("TOO_FEW_SEATS")
	case !w.Until.After(at):
		refusal = rule.Refuse("IN_THE_PAST").At("until")
	case w.Until.After(at.Add(longest)):
		refusal = rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("until")
	case w.Final && !w.Sealed:
		refusal = rule.Refuse("INVALID", "rule", "final_sealed").At("sealed")
	case w.Final && t.Ladder.Rung != negotiation.RungFinalOffers:
		refusal = rule.Refuse("ONE_STEP", "next", string(negotiation.RungFinalOffers)).At("final")
	}
	return e, first(refusal)
}

func (t Table) roundFree() *rule.Refusal {
	if t.Round.ID != "" {
		return rule.Refuse("ROUND_OPEN")
	}
	if refusal := t.working(); refusal != nil {
		return refusal
	}
	return t.failed()
}

// CloseRound ends a round before its time.
type CloseRound struct {
	Why
	Round string `json:"round" need:"true"`
}

func (c CloseRound) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "closeRound"); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{CloseRound: c.Round}})
}

// roundCalled ends an open round at once; a sealed one is over when its
// envelopes have been opened.
func (t Table) roundCalled(id string, lead negotiation.Lead) ([]negotiation.Event, error) {
	switch {
	case t.Round.ID != id || id == "":
		return nil, rule.Refuse("NO_SUCH_ROUND").At("round")
	case t.Round.Called:
		return nil, rule.Refuse("ALREADY_DONE")
	}
	called := negotiation.RoundCalled{Round: id, Lead: lead}
	if t.Round.Sealed {
		return []negotiation.Event{called}, nil
	}
	return []negotiation.Event{called, t.roundOver(nil)}, nil
}

func (t Table) roundOver(out []string) negotiation.RoundClosed {
	return negotiation.RoundClosed{Initiative: t.Initiative, Round: t.Round.ID, Packages: append([]string{}, out...)}
}

// EndRound closes an open round when its time has come.
type EndRound struct{ Round string }

func (c EndRound) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	if t.Round.ID != c.Round || t.Round.Sealed {
		return nil, nil
	}
	if at.Before(t.Round.Until) {
		return nil, rule.Refuse("NOT_YET")
	}
	return []negotiation.Event{t.roundOver(nil)}, nil
}

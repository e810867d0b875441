package keeping

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// Propose says how a dispute could end. It ends when the other side agrees, or
// at once where the document names whoever proposes as its neutral.
type Propose struct {
	By         Party
	Neutral    bool
	Obligation string
	Resolution string // id of a new proposal
	Outcome    string
	How        string
	On         string // of what is still owed: the new last day
	Zone       *time.Location
	At         time.Time
}

// Agree ends a dispute in the way that the other side proposed.
type Agree struct {
	By         Party
	Obligation string
	Resolution string
}

func (c Propose) decide(b Board) ([]agreements.Event, error) {
	o, known := b.Find(c.Obligation)
	if !known {
		return nil, NoObligation
	}
	if _, err := b.sided(c.Obligation, c.By); err != nil && !c.Neutral {
		return nil, err
	}
	how, refusal := prose.Clean(c.How, LongestNote)
	switch {
	case o.State != Disputed:
		return nil, NotDisputed
	case len(o.Proposals) >= mostTries:
		return nil, TooManyTries
	case refusal != nil:
		return nil, refusal.At("how")
	case !slices.Contains([]string{Fulfilled, Owed, GivenUp}, c.Outcome):
		return nil, rule.Refuse("INVALID", "rule", "choice").At("outcome")
	}
	by, err := c.newDay()
	if err != nil {
		return nil, err
	}
	if c.Neutral {
		return []agreements.Event{agreements.ObligationResolved{
			Obligation: o.ID, Resolution: c.Resolution, Seat: c.By.Seat, Person: c.By.Person, Outcome: c.Outcome, How: how, On: c.On, By: by, Neutral: true,
		}}, nil
	}
	return []agreements.Event{agreements.ResolutionProposed{
		Obligation: o.ID, Resolution: c.Resolution, Seat: c.By.Seat, Person: c.By.Person, Outcome: c.Outcome, How: how, On: c.On, By: by,
	}}, nil
}

// newDay is the moment at which the new last day is over: what is still owed
// has one that is not over yet, nothing else has one.
func (c Propose) newDay() (*agreements.Instant, error) {
	day, ok := readDay(c.On)
	switch {
	case c.Outcome != Owed && c.On == "":
		return nil, nil
	case c.Outcome != Owed:
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("on")
	case !ok:
		return nil, rule.Refuse("INVALID", "rule", "date").At("on")
	}
	by := agreements.InstantOf(over(day, c.Zone))
	if !by.After(c.At) || by.After(c.At.AddDate(farthest, 0, 0)) {
		return nil, rule.Refuse("INVALID", "rule", "date").At("on")
	}
	return &by, nil
}

func (c Agree) decide(b Board) ([]agreements.Event, error) {
	o, err := b.sided(c.Obligation, c.By)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(o.Proposals, func(p agreements.ResolutionProposed) bool { return p.Resolution == c.Resolution })
	switch {
	case o.State != Disputed:
		return nil, NotDisputed
	case at < 0:
		return nil, NoResolution
	}
	p := o.Proposals[at]
	if (p.Seat == o.Debtor) == (c.By.Seat == o.Debtor) {
		return nil, OwnResolution
	}
	return []agreements.Event{agreements.ObligationResolved{
		Obligation: o.ID, Resolution: p.Resolution, Seat: c.By.Seat, Person: c.By.Person, Outcome: p.Outcome, How: p.How, On: p.On, By: p.By,
	}}, nil
}

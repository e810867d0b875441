package table

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

// AskMediation asks for a round, over the seals as they will be when enough
// seats have joined.
type AskMediation struct {
	ID      string `json:"-"`
	Text    string `json:"text" need:"true"` // the package that all can see and a single-text step starts from
	VoteFor string `json:"voteFor"`
}

func (c AskMediation) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	p, refusal := t.alive(c.Text, at)
	if refusal != nil {
		refusal = refusal.At("text")
	}
	if err := either(May(t, by, "askMediation"), refusal, t.wholeText(p), by.twoClasses()); err != nil {
		return nil, err
	}
	if t.Mediation.Asked >= maxAsked {
		return nil, rule.Refuse("TOO_MANY", "max", fmt.Sprint(maxAsked))
	}
	voteFor := cmp.Or(c.VoteFor, t.Rules.DecideMinimum)
	wished, readable := terms.Duration(voteFor)
	least, _ := terms.Duration(t.Rules.DecideMinimum)
	switch {
	case !readable || wished > longest:
		return nil, rule.Refuse("INVALID", "rule", "duration").At("voteFor")
	case wished < least:
		return nil, rule.Refuse("DEADLINE_TOO_SOON", "least", t.Rules.DecideMinimum).At("voteFor")
	}
	return []negotiation.Event{negotiation.MediationAsked{
		Round: c.ID, Initiative: t.Initiative, Number: t.Mediation.Asked + 1, Seat: by.Seat, Text: c.Text,
		Methods: Whole(t.Level, t.Rules).Mediation.Methods, VoteFor: voteFor, LapsesAt: negotiation.InstantOf(at.Add(openForAsking)),
	}}, nil
}

// wholeText refuses a text that leaves a term open.
func (t Table) wholeText(p Package) *rule.Refusal {
	if refusal := t.complete(p); refusal != nil {
		return refusal.At("text")
	}
	return nil
}

// twoClasses refuses a round at a table where only one side sits.
func (b By) twoClasses() *rule.Refusal {
	taken := b.taken()
	if !slices.ContainsFunc(taken, func(s registry.SeatRow) bool { return s.Class != taken[0].Class }) {
		return rule.Refuse("ONE_SIDED")
	}
	return nil
}

// JoinMediation is a seat's consent to a round. The round begins as soon as
// seats of two classes have agreed, and all that are not protected by a seal;
// where the ground rules allow no more rounds, all seats.
type JoinMediation struct {
	Round string `json:"round" need:"true"`
	// Window is how long an answer takes, whatever it is.
	Window func(q Question, seals int) time.Duration `json:"-"`
}

func (c JoinMediation) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	r, known := t.Mediation.Rounds[c.Round]
	switch err := May(t, by, "joinMediation"); {
	case !known:
		return nil, rule.Refuse("NO_SUCH_ROUND").At("round")
	case r.State != RoundAsked:
		return nil, rule.Refuse("ROUND_CLOSED").At("round")
	case err != nil:
		return nil, err
	case !at.Before(r.LapsesAt):
		return nil, rule.Refuse("ROUND_CLOSED").At("round")
	}
	var events []negotiation.Event
	agreed := r.Agreed
	if !slices.Contains(agreed, by.Seat) {
		events = append(events, negotiation.MediationJoined{Round: c.Round, Seat: by.Seat})
		agreed = append(slices.Clone(agreed), by.Seat)
	}
	if by.oneSide(agreed) && (len(events) == 0 || t.Protected(by.Seat)) {
		return nil, rule.Refuse("ONE_SIDED").At("round")
	}
	if by.oneSide(agreed) || t.consentMissing(by, agreed) > 0 {
		return events, nil
	}
	began, err := t.beginRound(c, r, by, at)
	return append(events, began...), err
}

// oneSide tells whether all these seats are of one class.
func (b By) oneSide(seats []string) bool {
	classes := make(map[string]bool)
	for _, s := range b.taken() {
		if slices.Contains(seats, s.ID) {
			classes[s.Class] = true
		}
	}
	return len(classes) < 2
}

// consentMissing counts the seats whose consent a round still needs.
func (t Table) consentMissing(by By, agreed []string) (n int) {
	all := t.Mediation.Begun >= min(Whole(t.Level, t.Rules).Mediation.Rounds, inALifetime)
	for _, s := range by.taken() {
		if !slices.Contains(agreed, s.ID) && (all || !t.Protected(s.ID)) {
			n++
		}
	}
	return n
}

func (t Table) beginRound(c JoinMediation, r MediationRound, by By, at time.Time) ([]negotiation.Event, error) {
	p, refusal := t.alive(r.Text, at)
	if err := first(refusal, t.complete(p)); err != nil {
		return nil, err
	}
	e := negotiation.MediationBegan{Round: c.Round, Seals: []negotiation.RoundSeal{}, Unprotected: []string{}, Sheet: t.ground(), Rule: t.Rules.Rule}
	for _, s := range by.taken() {
		if t.Protected(s.ID) {
			seal := t.Mediation.Seals[s.ID]
			e.Seals = append(e.Seals, negotiation.RoundSeal{Seat: s.ID, Version: seal.Version, Commitment: seal.Commitment})
		} else {
			e.Unprotected = append(e.Unprotected, s.ID)
		}
	}
	e.Electors, e.Absent = t.electorate(by)
	window := c.Window(Question{Sheet: t.Sheet, Text: p.Values, Methods: r.Methods}, len(e.Seals))
	e.AnswerAt = negotiation.InstantOf(at.Add(window))
	return []negotiation.Event{e}, nil
}

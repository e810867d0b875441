package table

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

// Question is what a round of mediation is computed from, but for what is
// sealed.
type Question struct {
	Sheet   Sheet
	Bonds   []negotiation.Constraint
	Text    []negotiation.Setting
	Methods []negotiation.MediationMethod
	Seals   []negotiation.RoundSeal
	Open    bool // it is still to be answered
}

// Question returns what a round asks, to be kept by the caller.
func (t Table) Question(round string) Question {
	r := t.Mediation.Rounds[round]
	return Question{
		Sheet: maps.Clone(t.Sheet), Bonds: t.bonds(), Text: t.Packages[r.Text].Values, Methods: r.Methods, Seals: r.Seals,
		Open: r.State == RoundBegun && r.Sheet == t.ground(),
	}
}

// AnswerMediation brings what was found, when its time has come.
type AnswerMediation struct {
	Round string
	Found []negotiation.Suggestion
}

func (c AnswerMediation) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	r := t.Mediation.Rounds[c.Round]
	if r.State != RoundBegun {
		return nil, nil
	}
	if at.Before(r.AnswerAt) {
		return nil, rule.Refuse("NOT_YET")
	}
	e := negotiation.MediationAnswered{Round: c.Round, Initiative: t.Initiative, Suggestions: []negotiation.Suggestion{}}
	switch {
	case r.Sheet != t.ground(), t.Fixed != "", t.Deciding != "":
		e.Stale = true
	case len(c.Found) > 0:
		length, _ := terms.Duration(r.VoteFor)
		until := negotiation.InstantOf(at.Add(length))
		e.Suggestions, e.VoteUntil = c.Found, &until
	}
	return []negotiation.Event{e}, nil
}

// LapseMediation ends a wish for which there was too little consent.
type LapseMediation struct{ Round string }

func (c LapseMediation) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	r := t.Mediation.Rounds[c.Round]
	if r.State != RoundAsked {
		return nil, nil
	}
	if at.Before(r.LapsesAt) {
		return nil, rule.Refuse("NOT_YET")
	}
	return []negotiation.Event{negotiation.MediationLapsed{Round: c.Round}}, nil
}

// Blind is what a box needs to know of the suggestions that are voted on.
type Blind struct {
	Round       string
	Until       time.Time
	Open        bool
	Electors    []negotiation.Elector
	Suggestions []negotiation.Suggestion
	Sheet       Sheet
}

// Blind returns what is asked in the blind votes of a round, to be kept by the
// caller.
func (t Table) Blind(round string) Blind {
	r := t.Mediation.Rounds[round]
	return Blind{
		Round: round, Until: r.VoteUntil, Open: r.State == RoundVoting, Electors: r.Electors, Suggestions: r.Suggestions,
		Sheet: maps.Clone(t.Sheet),
	}
}

func (b Blind) may(by By) *rule.Refusal {
	if refusal := by.Can(registry.Vote); refusal != nil {
		return refusal
	}
	if !slices.ContainsFunc(b.Electors, func(e negotiation.Elector) bool { return e.Seat == by.Seat }) {
		return rule.Refuse("NOT_ELECTOR")
	}
	return nil
}

// Over tells whether the time to vote is over.
func (b Blind) Over(at time.Time) bool { return !b.Open || !at.Before(b.Until) }

// InOrder returns answers in the order of the suggestions, those to nothing
// last.
func (b Blind) InOrder(choices []negotiation.BlindChoice) []negotiation.BlindChoice {
	sorted := slices.Clone(choices)
	place := func(c negotiation.BlindChoice) int {
		return slices.IndexFunc(b.Suggestions, func(s negotiation.Suggestion) bool { return s.Suggestion == c.Suggestion })
	}
	slices.SortStableFunc(sorted, func(x, y negotiation.BlindChoice) int { return cmp.Compare(uint(place(x)), uint(place(y))) })
	return sorted
}

// Takes refuses blind votes that the box cannot take at that moment: each
// suggestion has one answer, and a yes keeps to the limits of the mandate.
func (b Blind) Takes(by By, choices []negotiation.BlindChoice, at time.Time) *rule.Refusal {
	if b.Over(at) {
		return rule.Refuse("ROUND_CLOSED").At("round")
	}
	if refusal := b.may(by); refusal != nil {
		return refusal
	}
	if len(choices) != len(b.Suggestions) {
		return rule.Refuse("INVALID", "rule", "each_suggestion").At("choices")
	}
	for i, c := range choices {
		if c.Suggestion != b.Suggestions[i].Suggestion {
			return rule.Refuse("INVALID", "rule", "each_suggestion").At("choices")
		}
		switch c.Choice {
		case negotiation.No, negotiation.Abstain:
		case negotiation.Yes:
			if refusal := b.Sheet.beyond(by.Powers[registry.Vote].Limits, b.Suggestions[i].Values); refusal != nil {
				return refusal
			}
		default:
			return rule.Refuse("INVALID", "rule", "choice").At("choices")
		}
	}
	return nil
}

// CloseMediation ends the blind votes, as they came out of the closed box. What
// it decides on is seen by nobody; only what was carried is.
type CloseMediation struct {
	Round   string
	Package string // what a carried suggestion is called on the table
	Votes   []negotiation.BlindVote
	Beside  negotiation.Beside // what is printed with the text
}

func (c CloseMediation) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	r := t.Mediation.Rounds[c.Round]
	if r.State != RoundVoting {
		return nil, nil
	}
	e := negotiation.MediationClosed{Round: c.Round, Initiative: t.Initiative}
	carried, some := Carried(r.Rule, r.Electors, r.Suggestions, c.Votes)
	if !some {
		return []negotiation.Event{e}, nil
	}
	e.Suggestion, e.Package = carried.Suggestion, c.Package
	shown := negotiation.PackageTabled{
		Package: c.Package, Initiative: t.Initiative, Number: len(t.Packages) + 1, As: negotiation.Idea,
		Values: carried.Values, CounterTo: r.Text, TabledAt: negotiation.InstantOf(at),
	}
	t.Packages = maps.Clone(t.Packages) // the text is drawn up as if it lay there already
	t.Packages[c.Package] = tabled(shown)
	d := Decision{Package: c.Package, Rule: r.Rule, Electors: r.Electors, Absent: r.Absent}
	closed := negotiation.DecisionClosed{Decision: c.Round, Package: c.Package, Beside: blindly(c.Beside)}
	return []negotiation.Event{e, shown, t.text(closed, d, at)}, nil
}

// blindly is what stands beside a text on which the votes were blind: without
// turnout, since nobody is told who took part.
func blindly(b negotiation.Beside) negotiation.Beside {
	if b.Measures != nil {
		measures := *b.Measures
		measures.Turnout = []negotiation.Turnout{}
		b.Measures = &measures
	}
	return b
}

// Carried returns the one suggestion that is revealed: of those that the rule
// carries the one with the most yes, and of several such the first, which the
// single text is. Whoever holds the votes can count again.
func Carried(r negotiation.Rule, electors []negotiation.Elector, suggestions []negotiation.Suggestion, votes []negotiation.BlindVote) (negotiation.Suggestion, bool) {
	best, most := -1, -1
	for i, s := range suggestions {
		said, yes := saidAbout(s.Suggestion, r, votes)
		if Tally(r, 1, electors, said).Outcome == decision.Carried && yes > most {
			best, most = i, yes
		}
	}
	if best < 0 {
		return negotiation.Suggestion{}, false
	}
	return suggestions[best], true
}

// saidAbout returns what was said of one suggestion. Where consent is the rule a no
// is an objection: nobody would read its reasons.
func saidAbout(suggestion string, r negotiation.Rule, votes []negotiation.BlindVote) (said []negotiation.Vote, yes int) {
	for _, v := range votes {
		for _, c := range v.Choices {
			if c.Suggestion != suggestion {
				continue
			}
			choice := c.Choice
			if choice == negotiation.No && r.Rule == negotiation.Consent {
				choice = negotiation.Object
			}
			if choice == negotiation.Yes {
				yes++
			}
			said = append(said, negotiation.Vote{Seat: v.Seat, Choice: choice})
		}
	}
	return said, yes
}

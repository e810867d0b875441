package view

import (
	"cmp"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/negotiation/internal/table"
)

// maxPublic bounds each list of a public document, the newest last.
const maxPublic = 50

// PublicNegotiation is what anybody may read of talks. The ground rule publicity
// decides: nothing; the text, once it is fixed; what is tabled and decided. What
// happened while the rule said less is not shown later, when it says more. Until
// there is something for everybody those at the table read it.
type PublicNegotiation struct {
	ID         string                `json:"id"`
	Initiative string                `json:"initiative"`
	To         string                `json:"to"`
	Publicity  negotiation.Publicity `json:"publicity"`
	Title      string                `json:"title"`
	Level      negotiation.Level     `json:"level"`
	Status     string                `json:"status"` // open, deciding, fixed
	OpenedAt   negotiation.Instant   `json:"openedAt"`
	Rule       *PublicRule           `json:"rule,omitempty"`
	Rounds     []PublicRound         `json:"rounds"`
	Packages   []PublicPackage       `json:"packages"`
	Decisions  []PublicDecision      `json:"decisions"`
	Result     *PublicResult         `json:"result,omitempty"`
}

// PublicRule is how it is decided.
type PublicRule struct {
	Rule      negotiation.RuleKind `json:"rule"`
	Threshold string               `json:"threshold"`
	Quorum    string               `json:"quorum"`
	Read      string               `json:"read"`
	Decide    string               `json:"decide"`
	Sign      string               `json:"sign"`
}

// PublicRound is a stretch of the talks.
type PublicRound struct {
	Number   int                  `json:"number"`
	OpenedAt negotiation.Instant  `json:"openedAt"`
	ClosedAt *negotiation.Instant `json:"closedAt,omitempty"`
	Round    string               `json:"round"`
}

// PublicPackage is that something was tabled, not by whom and not what.
type PublicPackage struct {
	Number   int                 `json:"number"`
	As       negotiation.Purpose `json:"as"`
	TabledAt negotiation.Instant `json:"tabledAt"`
}

// PublicDecision is what was asked, until when, and how it ended: no vote is in it.
type PublicDecision struct {
	Decision string               `json:"decision"`
	Number   int                  `json:"number"`
	Question string               `json:"question,omitempty"`
	OpenedAt negotiation.Instant  `json:"openedAt"`
	Deadline negotiation.Instant  `json:"deadline"`
	Outcome  negotiation.Outcome  `json:"outcome,omitempty"`
	ClosedAt *negotiation.Instant `json:"closedAt,omitempty"`
}

// PublicResult is the text that was fixed.
type PublicResult struct {
	FixedAt negotiation.Instant `json:"fixedAt"`
	Left    []string            `json:"left"`
	Terms   []PublicTerm        `json:"terms"`
}

// PublicTerm is a line of it.
type PublicTerm struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Row implements [project.Document].
func (d *PublicNegotiation) Row() project.Row {
	return project.Row{Parent: d.Initiative, Sort: instant(d.OpenedAt), Audience: d.To}
}

func publicNegotiations() project.View {
	return project.Of(project.View{Table: "public_negotiation", Version: 1, Audience: "{to}"}, touchesPublic, projectPublic)
}

func touchesPublic(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.Opened, negotiation.RulesChanged, negotiation.RoundOpened, negotiation.RoundClosed, negotiation.PackageTabled,
		negotiation.DecisionOpened, negotiation.DeadlineMoved, negotiation.DecisionClosed, negotiation.TextFixed:
		return one(e.Commit.Aggregate)
	}
	return nil
}

func projectPublic(key string, d *PublicNegotiation, e project.Event) *PublicNegotiation {
	switch ev := e.Event.(type) {
	case negotiation.Opened:
		d = &PublicNegotiation{
			ID: key, Initiative: ev.Initiative, Title: ev.Title, Level: ev.Level, Status: "open", OpenedAt: at(e),
			Rounds: []PublicRound{}, Packages: []PublicPackage{}, Decisions: []PublicDecision{},
		}
		d.rule(ev.GroundRules)
	case negotiation.RulesChanged:
		d.rule(ev.GroundRules)
	case negotiation.TextFixed:
		d.Status = "fixed"
		if d.Publicity != negotiation.AmongSeats {
			d.Result = resultOf(ev, at(e))
		}
	default:
		if d.Publicity == negotiation.AllPublic {
			d.tell(e)
		}
	}
	d.To = "table:" + d.Initiative
	if d.Publicity == negotiation.AllPublic || d.Publicity == negotiation.ResultsOnly && d.Result != nil {
		d.To = "public"
	}
	return d
}

// rule follows the ground rules. Of talks that only tell their result nothing
// else is kept, not even how they decide.
func (d *PublicNegotiation) rule(g negotiation.GroundRules) {
	g = table.Whole(d.Level, g)
	d.Publicity, d.Rule = g.Publicity, nil
	if g.Publicity == negotiation.AllPublic {
		d.Rule = &PublicRule{
			Rule: g.Rule.Rule, Threshold: g.Threshold, Quorum: g.Quorum, Read: g.ReadMinimum, Decide: g.DecideMinimum, Sign: g.EntryBy,
		}
		return
	}
	d.Rounds, d.Packages, d.Decisions = []PublicRound{}, []PublicPackage{}, []PublicDecision{}
	if g.Publicity == negotiation.AmongSeats {
		d.Result = nil
	}
	if d.Status == "deciding" {
		d.Status = "open"
	}
}

// tell adds what is tabled and decided.
func (d *PublicNegotiation) tell(e project.Event) {
	now := at(e)
	switch ev := e.Event.(type) {
	case negotiation.RoundOpened:
		d.Rounds = newestOf(append(d.Rounds, PublicRound{Number: ev.Number, Round: ev.Round, OpenedAt: now}))
	case negotiation.RoundClosed:
		for i := range d.Rounds {
			if d.Rounds[i].Round == ev.Round {
				d.Rounds[i].ClosedAt = &now
			}
		}
	case negotiation.PackageTabled:
		d.Packages = newestOf(append(d.Packages, PublicPackage{ev.Number, ev.As, now}))
	case negotiation.DecisionOpened:
		d.Status = "deciding"
		d.Decisions = newestOf(append(d.Decisions, PublicDecision{
			Decision: ev.Decision, Number: ev.Number, Question: ev.Question, OpenedAt: now, Deadline: ev.Deadline,
		}))
	case negotiation.DeadlineMoved:
		d.decision(ev.Decision, func(p *PublicDecision) { p.Deadline = ev.Deadline })
	case negotiation.DecisionClosed:
		d.Status = "open"
		d.decision(ev.Decision, func(p *PublicDecision) { p.Outcome, p.ClosedAt = ev.Outcome, &now })
	}
}

func (d *PublicNegotiation) decision(id string, change func(*PublicDecision)) {
	for i := range d.Decisions {
		if d.Decisions[i].Decision == id {
			change(&d.Decisions[i])
		}
	}
}

func newestOf[T any](list []T) []T { return list[max(0, len(list)-maxPublic):] }

func resultOf(ev negotiation.TextFixed, now negotiation.Instant) *PublicResult {
	r := &PublicResult{FixedAt: now, Left: append([]string{}, ev.Left...), Terms: []PublicTerm{}}
	for _, t := range ev.Terms {
		r.Terms = append(r.Terms, PublicTerm{t.Name, cmp.Or(t.Text, t.Name)})
	}
	return r
}

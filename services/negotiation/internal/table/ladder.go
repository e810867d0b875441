package table

import (
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Ladder is where a table stands on its deadlock ladder.
type Ladder struct {
	Rung     negotiation.Rung // "" is the ground
	Steps    int
	Terms    []string // of a partial agreement
	Question string
	Expert   string
	RetryAt  time.Time
	Closing  map[string]bool // seats that have said their closing word
}

// Climb takes one step on the deadlock ladder; without a rung it steps off.
type Climb struct {
	Why
	Rung     negotiation.Rung     `json:"rung"`
	Question string               `json:"question"`
	Expert   string               `json:"expert"`
	Terms    []string             `json:"terms"`
	RetryAt  *negotiation.Instant `json:"retryAt"`
}

func (c Climb) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "climbLadder"); err != nil {
		return nil, err
	}
	var words text.Form
	w := negotiation.RungWish{
		Rung: c.Rung, Question: words.Optional(c.Question, maxQuestion, "question"),
		Expert: words.Optional(c.Expert, maxTitle, "expert"), Terms: c.Terms, RetryAt: c.RetryAt,
	}
	if err := words.Err(); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Rung: &w}})
}

// climbed is one step: to the next rung of the ground rules, with what that
// rung needs, or off the ladder.
func (t Table) climbed(w negotiation.RungWish, lead negotiation.Lead, at time.Time) (negotiation.Event, error) {
	e := negotiation.RungClimbed{Initiative: t.Initiative, Number: t.Ladder.Steps + 1, From: t.Ladder.Rung, RungWish: w, Lead: lead}
	refusal := t.settled()
	switch next := t.nextRung(); {
	case refusal != nil:
	case t.Ladder.Steps >= maxSteps:
		refusal = rule.Refuse("TOO_MANY", "max", itoa(maxSteps))
	case w.Rung == "" && t.Ladder.Rung == "":
		refusal = rule.Refuse("NOT_OPEN")
	case w.Rung == "" && at.Before(t.Ladder.RetryAt):
		refusal = rule.Refuse("NOT_YET")
	case w.Rung != "" && w.Rung != next:
		refusal = rule.Refuse("ONE_STEP", "next", string(next)).At("rung")
	case (w.Question != "" || w.Expert != "") != (w.Rung == negotiation.RungExpert) || w.Rung == negotiation.RungExpert && (w.Question == "" || w.Expert == ""):
		refusal = rule.Refuse("INVALID", "rule", "named_question").At("question")
	case (len(w.Terms) > 0) != (w.Rung == negotiation.RungPartial):
		refusal = rule.Refuse("INVALID", "rule", "partial_terms").At("terms")
	case (w.RetryAt != nil) != (w.Rung == negotiation.RungFailed):
		refusal = rule.Refuse("INVALID", "rule", "retry_date").At("retryAt")
	case w.RetryAt != nil && (!w.RetryAt.After(at) || w.RetryAt.After(at.Add(10*longest))):
		refusal = rule.Refuse("IN_THE_PAST").At("retryAt")
	default:
		refusal = t.Sheet.names(w.Terms)
	}
	return e, first(refusal)
}

// settled refuses steps where nothing is left to be stuck at.
func (t Table) settled() *rule.Refusal {
	if t.Fixed != "" {
		return rule.Refuse("TEXT_FIXED")
	}
	if t.Deciding != "" {
		return rule.Refuse("DECISION_OPEN")
	}
	return nil
}

// nextRung is the one after where the table stands, or none.
func (t Table) nextRung() negotiation.Rung {
	at := slices.Index(t.Rules.Ladder, t.Ladder.Rung) // -1 on the ground
	if at+1 >= len(t.Rules.Ladder) {
		return ""
	}
	return t.Rules.Ladder[at+1]
}

// reached tells whether a table has come as far up as a rung.
func (t Table) reached(r negotiation.Rung) bool {
	return t.Ladder.Rung != "" && slices.Index(ladder, t.Ladder.Rung) >= slices.Index(ladder, r)
}

// failed refuses what belongs to talks that go on.
func (t Table) failed() *rule.Refusal {
	if t.Ladder.Rung == negotiation.RungFailed {
		return rule.Refuse("TALKS_FAILED", "retryAt", negotiation.InstantOf(t.Ladder.RetryAt).Format(time.DateOnly))
	}
	return nil
}

// RecordExpert notes what the outside expert has answered.
type RecordExpert struct {
	Answer string `json:"answer" need:"true"`
	Reason string `json:"reason" need:"true"`
}

func (c RecordExpert) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "recordExpert"); err != nil {
		return nil, err
	}
	var words text.Form
	e := negotiation.ExpertHeard{
		Question: t.Ladder.Question, Expert: t.Ladder.Expert, Answer: words.Clean(c.Answer, maxText, "answer"),
		Lead: negotiation.Lead{Reason: words.Clean(c.Reason, maxReason, "reason")},
	}
	if by.Seat != "" && !t.leads(by) {
		e.By = []string{by.Seat}
	}
	return []negotiation.Event{e}, words.Err()
}

const maxText = 4_000

// SayClosing is a seat's closing word when the talks have failed.
type SayClosing struct {
	Text string `json:"text" need:"true"`
}

func (c SayClosing) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "sayClosingWord"); err != nil {
		return nil, err
	}
	words, refusal := text.Clean(c.Text, maxOpinion)
	if refusal != nil {
		return nil, refusal.At("text")
	}
	return []negotiation.Event{negotiation.ClosingWord{Initiative: t.Initiative, Seat: by.Seat, Text: words}}, nil
}

// mayClose refuses a closing word that nobody is waiting for.
func (t Table) mayClose(by By) *rule.Refusal {
	switch {
	case t.Ladder.Rung != negotiation.RungFailed:
		return rule.Refuse("NOT_FAILED")
	case t.Ladder.Closing[by.Seat]:
		return rule.Refuse("ALREADY_DONE")
	}
	return by.Can(registry.Speak)
}

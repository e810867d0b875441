package table

import (
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
)

// Talks is what a table remembers of how the seats talk.
type Talks struct {
	Led         negotiation.Facilitator // nobody: zero
	Phase       negotiation.PhaseWish
	Phases      int
	Sessions    int
	Agenda      []string
	Speakers    []string
	Ladder      Ladder
	Motions     map[string]Motion // that wait
	Moved       int
	Round       Round // the one that is open
	Rounds      int
	Constraints map[string]negotiation.Constraint
	Constrained int
	Text        Text
	Redlines    int
	Late        map[string]time.Time // seats that came late, and from when on decisions may open
	Still       time.Time            // no decision opens before
	Petitions   map[string]bool
	Decided     []negotiation.Decided // the newest last, not more than a brief names
	Diagnosed   map[string]Diagnosed  // by position
}

// Diagnosed is a disagreement with what its author takes it to be about.
type Diagnosed struct {
	Seat     string
	Whether  negotiation.Whether
	Presumed map[string]negotiation.Whether // by seat
	Way      negotiation.Way
}

func newTalks() Talks {
	return Talks{
		Motions: make(map[string]Motion), Constraints: make(map[string]negotiation.Constraint), Late: make(map[string]time.Time),
		Petitions: make(map[string]bool), Diagnosed: make(map[string]Diagnosed),
	}
}

// hear returns the talks after e, and whether e was about them.
func (t Talks) hear(e negotiation.Event) (Talks, bool) {
	switch e := e.(type) {
	case negotiation.Moved:
		m := Motion{Seat: e.Seat, Needs: e.Needs, Until: e.Until.Time, Reason: e.Reason, Proposal: e.Proposal}
		if e.Seat != "" {
			m.Supported = []string{e.Seat}
		}
		t.Motions[e.Motion], t.Moved = m, e.Number
	case negotiation.Supported:
		if m, waits := t.Motions[e.Motion]; waits && e.Seat != "" {
			m.Supported = append(slices.Clip(m.Supported), e.Seat)
			t.Motions[e.Motion] = m
		}
	case negotiation.MotionClosed:
		delete(t.Motions, e.Motion)
	case negotiation.FacilitatorAppointed:
		t.Led = e.Facilitator
	case negotiation.FacilitatorDismissed:
		t.Led = negotiation.Facilitator{}
	case negotiation.PhaseOpened:
		t.Phase, t.Phases = e.PhaseWish, e.Number
	case negotiation.PhaseClosed:
		t.Phase = negotiation.PhaseWish{}
	case negotiation.SessionCalled:
		t.Sessions = e.Number
	case negotiation.AgendaSet:
		t.Agenda = e.Terms
	case negotiation.SpeakerAsked, negotiation.SpeakerCalled:
		t.Speakers = queue(t.Speakers, e)
	case negotiation.RungClimbed:
		t.Ladder = stepped(e)
	case negotiation.ExpertHeard:
	case negotiation.ClosingWord:
		if t.Ladder.Closing != nil {
			t.Ladder.Closing[e.Seat] = true
		}
	default:
		return t.work(e)
	}
	return t, true
}

// work is hear for what is about rounds, the text and disagreements.
func (t Talks) work(e negotiation.Event) (Talks, bool) {
	switch e := e.(type) {
	case negotiation.RoundOpened:
		t.Round, t.Rounds = Round{ID: e.Round, Sealed: e.Sealed, Final: e.Final, Until: e.Until.Time, Seats: e.Seats}, e.Number
	case negotiation.RoundCalled:
		t.Round.Called = true
	case negotiation.RoundClosed:
		t.Round = Round{}
	case negotiation.TextTaken:
		t.Text = Text{Package: e.Package, Values: make(map[string]negotiation.Setting)}
		for _, s := range e.Values {
			t.Text.Values[s.Term] = s
		}
	case negotiation.TextAmended:
		if t.Text.Values != nil {
			t.Text.Values[e.Term] = negotiation.Setting{Term: e.Term, Version: e.Version, Value: e.After}
		}
		t.Redlines = e.Number
	case negotiation.ConstraintAdded:
		t.Constraints[e.Constraint.Constraint], t.Constrained = e.Constraint, e.Number
	case negotiation.ConstraintLifted:
		delete(t.Constraints, e.Constraint)
	case negotiation.LateSeated:
		t.Late[e.Seat] = e.From.Time
	case negotiation.StoodStill:
		t.Petitions[e.Petition] = true
		if e.Until.After(t.Still) {
			t.Still = e.Until.Time
		}
	case negotiation.Presumed:
		if d, known := t.Diagnosed[e.Position]; known {
			d.Presumed[e.Seat] = e.Whether
		}
	case negotiation.WayChosen:
		d := t.Diagnosed[e.Position]
		d.Way = e.Way
		t.Diagnosed[e.Position] = d
	default:
		return t, false
	}
	return t, true
}

// queue is the speakers' list: first come, first heard.
func queue(list []string, e negotiation.Event) []string {
	off := func(seat string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == seat })
	}
	switch e := e.(type) {
	case negotiation.SpeakerAsked:
		if rest := off(e.Seat); e.Off {
			return rest
		} else if len(rest) == len(list) {
			return append(rest, e.Seat)
		}
	case negotiation.SpeakerCalled:
		return off(e.Seat)
	}
	return list
}

func stepped(e negotiation.RungClimbed) Ladder {
	l := Ladder{Rung: e.Rung, Steps: e.Number, Terms: e.Terms, Question: e.Question, Expert: e.Expert, Closing: make(map[string]bool)}
	if e.RetryAt != nil {
		l.RetryAt = e.RetryAt.Time
	}
	return l
}

// Values returns the text as a package would hold it.
func (t Table) textValues() []negotiation.DraftValue {
	return slices.DeleteFunc(t.Text.draft(), func(v negotiation.DraftValue) bool {
		term, listed := t.Sheet[v.Term]
		if !listed {
			return true
		}
		_, refusal := terms.Check(term.Term, v.Value)
		return refusal != nil
	})
}

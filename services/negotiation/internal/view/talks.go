package view

import (
	"slices"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// TalksID and WorkingTextID are the ids of the two documents that a negotiation
// has beside its own.
func TalksID(negotiation string) string       { return record.NewID("tlk", negotiation) }
func WorkingTextID(negotiation string) string { return record.NewID("txt", negotiation) }

// Talks is how the seats talk at the moment: who leads, what they are at, who
// wants to speak, and where they stand on the ladder.
type Talks struct {
	ID          string               `json:"id"`
	Initiative  string               `json:"initiative"`
	Negotiation string               `json:"negotiation"`
	Facilitator *Facilitator         `json:"facilitator,omitempty"`
	Phase       *Phase               `json:"phase,omitempty"`
	Agenda      []string             `json:"agenda"`
	Speakers    []string             `json:"speakers"`
	Speaking    string               `json:"speaking,omitempty"`
	Round       string               `json:"round,omitempty"` // the newest
	Rung        negotiation.Rung     `json:"rung,omitempty"`
	Question    string               `json:"question,omitempty"`
	Expert      string               `json:"expert,omitempty"`
	Answer      string               `json:"answer,omitempty"`
	Partial     []string             `json:"partial"` // terms of a partial agreement
	RetryAt     *negotiation.Instant `json:"retryAt,omitempty"`
	DecideFrom  *negotiation.Instant `json:"decideFrom,omitempty"` // no decision opens before
}

// Facilitator is who helps the seats to talk.
type Facilitator struct {
	negotiation.Facilitator
	Since negotiation.Instant `json:"since"`
}

// Phase is what the seats are at.
type Phase struct {
	Number int `json:"number"`
	negotiation.PhaseWish
	Since negotiation.Instant `json:"since"`
}

// Row implements [project.Document].
func (d *Talks) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.ID, Audience: "table:" + d.Initiative}
}

func talks() project.View {
	return project.Of(project.View{Table: "talks", Version: 1, Audience: atTable}, touchesTalks, projectTalks)
}

func touchesTalks(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.Opened, negotiation.FacilitatorAppointed, negotiation.FacilitatorDismissed, negotiation.PhaseOpened,
		negotiation.PhaseClosed, negotiation.AgendaSet, negotiation.SpeakerAsked, negotiation.SpeakerCalled, negotiation.RungClimbed,
		negotiation.ExpertHeard, negotiation.RoundOpened, negotiation.LateSeated, negotiation.StoodStill:
		return one(TalksID(e.Commit.Aggregate))
	}
	return nil
}

func projectTalks(key string, d *Talks, e project.Event) *Talks {
	switch ev := e.Event.(type) {
	case negotiation.Opened:
		return &Talks{ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Agenda: []string{}, Speakers: []string{}, Partial: []string{}}
	case negotiation.FacilitatorAppointed:
		d.Facilitator = &Facilitator{ev.Facilitator, at(e)}
	case negotiation.FacilitatorDismissed:
		d.Facilitator = nil
	case negotiation.PhaseOpened:
		d.Phase = &Phase{ev.Number, ev.PhaseWish, at(e)}
	case negotiation.PhaseClosed:
		d.Phase = nil
	case negotiation.AgendaSet:
		d.Agenda = ev.Terms
	case negotiation.SpeakerAsked:
		d.off(ev.Seat)
		if !ev.Off {
			d.Speakers = append(d.Speakers, ev.Seat)
		}
	case negotiation.SpeakerCalled:
		d.off(ev.Seat)
		d.Speaking = ev.Seat
	case negotiation.RungClimbed:
		d.Rung, d.Question, d.Expert, d.Answer, d.Partial, d.RetryAt = ev.Rung, ev.Question, ev.Expert, "", append([]string{}, ev.Terms...), ev.RetryAt
	case negotiation.ExpertHeard:
		d.Answer = ev.Answer
	case negotiation.RoundOpened:
		d.Round = ev.Round
	case negotiation.LateSeated:
		d.from(ev.From)
	case negotiation.StoodStill:
		d.from(ev.Until)
	}
	return d
}

func (d *Talks) off(seat string) {
	d.Speakers = slices.DeleteFunc(d.Speakers, func(s string) bool { return s == seat })
}

func (d *Talks) from(when negotiation.Instant) {
	if d.DecideFrom == nil || when.After(d.DecideFrom.Time) {
		d.DecideFrom = &when
	}
}

// Guidance is one act of leading the talks, with its reason: the list of them
// is what the facilitator, or seats in their place, have done.
type Guidance struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Place       string              `json:"place"`
	What        string              `json:"what"`
	Subject     string              `json:"subject,omitempty"` // a word of ours: the phase, the rung
	Words       string              `json:"words,omitempty"`
	By          string              `json:"by,omitempty"` // the facilitator
	Seats       []string            `json:"seats"`
	Reason      string              `json:"reason"`
	At          negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *Guidance) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Place, Audience: "table:" + d.Initiative}
}

func guidances() project.View {
	return project.Of(project.View{Table: "guidance", Version: 1, Audience: atTable}, touchesGuidance, projectGuidance)
}

func touchesGuidance(e project.Event) []string {
	if _, _, guided := guidance(e.Event); guided {
		return one(record.NewID("gui", e.Commit.Aggregate, place(e.Commit.Version), place(e.Index)))
	}
	return nil
}

func projectGuidance(key string, d *Guidance, e project.Event) *Guidance {
	made, lead, guided := guidance(e.Event)
	if !guided {
		return d
	}
	made.ID, made.Negotiation, made.Place = key, e.Commit.Aggregate, place(e.Commit.Version)+place(e.Index)
	made.Seats, made.Reason, made.At = append([]string{}, lead.By...), lead.Reason, at(e)
	if len(lead.By) == 0 {
		made.By = author(e)
	}
	return &made
}

// guidance reads who did what to lead the talks.
func guidance(e record.Event) (Guidance, negotiation.Lead, bool) {
	switch ev := e.(type) {
	case negotiation.FacilitatorAppointed:
		return Guidance{Initiative: ev.Initiative, What: "facilitatorAppointed", Words: ev.Facilitator.Name}, ev.Lead, true
	case negotiation.FacilitatorDismissed:
		return Guidance{Initiative: ev.Initiative, What: "facilitatorDismissed"}, ev.Lead, true
	case negotiation.PhaseOpened:
		return Guidance{Initiative: ev.Initiative, What: "phaseOpened", Subject: string(ev.Kind), Words: ev.Title}, ev.Lead, true
	case negotiation.PhaseClosed:
		return Guidance{Initiative: ev.Initiative, What: "phaseClosed"}, ev.Lead, true
	case negotiation.SessionCalled:
		return Guidance{Initiative: ev.Initiative, What: "sessionCalled", Words: ev.Title}, ev.Lead, true
	case negotiation.AgendaSet:
		return Guidance{Initiative: ev.Initiative, What: "agendaSet"}, ev.Lead, true
	case negotiation.RungClimbed:
		return Guidance{Initiative: ev.Initiative, What: "rungClimbed", Subject: string(ev.Rung), Words: ev.Question}, ev.Lead, true
	case negotiation.RoundOpened:
		return Guidance{Initiative: ev.Initiative, What: "roundOpened", Words: ev.Title}, ev.Lead, true
	case negotiation.TextTaken:
		return Guidance{Initiative: ev.Initiative, What: "textTaken"}, ev.Lead, true
	}
	return Guidance{}, negotiation.Lead{}, false
}

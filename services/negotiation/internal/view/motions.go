package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Motion is what one seat wants and needs others for.
type Motion struct {
	ID          string                   `json:"id"`
	Initiative  string                   `json:"initiative"`
	Negotiation string                   `json:"negotiation"`
	Number      int                      `json:"number"`
	Status      string                   `json:"status"` // open, carried, declined, withdrawn, lapsed
	What        string                   `json:"what"`
	Seat        string                   `json:"seat,omitempty"`
	Needs       negotiation.Needs        `json:"needs"`
	Until       negotiation.Instant      `json:"until"`
	Reason      string                   `json:"reason"`
	Supporters  []string                 `json:"supporters"`
	GroundRules *GroundRules             `json:"groundRules,omitempty"`
	Facilitator *negotiation.Facilitator `json:"facilitator,omitempty"`
	Phase       *negotiation.PhaseWish   `json:"phase,omitempty"`
	Session     *negotiation.Session     `json:"session,omitempty"`
	Agenda      []string                 `json:"agenda"`
	Speaker     string                   `json:"speaker,omitempty"`
	Round       *negotiation.RoundWish   `json:"round,omitempty"`
	Rung        *negotiation.RungWish    `json:"rung,omitempty"`
	Term        string                   `json:"term,omitempty"` // that would change or go
	Sheet       *SheetWish               `json:"sheet,omitempty"`
	Constraint  *negotiation.Constraint  `json:"constraint,omitempty"`
	Lift        string                   `json:"lift,omitempty"`
	Package     string                   `json:"package,omitempty"` // that would be the text
	Amendment   *negotiation.Amendment   `json:"amendment,omitempty"`
	ClosedAt    *negotiation.Instant     `json:"closedAt,omitempty"`
	ClosedBy    string                   `json:"closedBy,omitempty"` // the seat that declined
	CloseReason string                   `json:"closeReason,omitempty"`
}

// SheetWish is a change of the term sheet.
type SheetWish struct {
	Do string `json:"do"`
	*negotiation.Term
	Options []negotiation.Option `json:"options"`
}

// Row implements [project.Document].
func (d *Motion) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func motions() project.View {
	return project.Of(project.View{Table: "motion", Version: 1, Audience: atTable}, touchesMotion, projectMotion)
}

func touchesMotion(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.Moved:
		return one(ev.Motion)
	case negotiation.Supported:
		return one(ev.Motion)
	case negotiation.MotionClosed:
		return one(ev.Motion)
	}
	return nil
}

func projectMotion(key string, d *Motion, e project.Event) *Motion {
	switch ev := e.Event.(type) {
	case negotiation.Moved:
		return moved(key, ev, e)
	case negotiation.Supported:
		if ev.Seat != "" {
			d.Supporters = append(d.Supporters, ev.Seat)
		}
	case negotiation.MotionClosed:
		now := at(e)
		d.Status, d.ClosedAt, d.ClosedBy, d.CloseReason = string(ev.Outcome), &now, ev.Seat, ev.Reason
	}
	return d
}

func moved(key string, ev negotiation.Moved, e project.Event) *Motion {
	d := &Motion{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Status: "open", Seat: ev.Seat,
		Needs: ev.Needs, Until: ev.Until, Reason: ev.Reason, Supporters: []string{}, Agenda: []string{}, Facilitator: ev.Facilitator,
		Phase: ev.Phase, Session: ev.Session, Speaker: ev.Speaker, Round: ev.Round, Rung: ev.Rung, Constraint: ev.Constraint,
		Lift: ev.Lift, Package: ev.Text, Amendment: ev.Amendment,
	}
	if ev.Seat != "" {
		d.Supporters = append(d.Supporters, ev.Seat)
	}
	switch {
	case ev.Rules != nil:
		d.What, d.GroundRules = "groundRules", &GroundRules{ev.Rules.After + 1, ev.Rules.GroundRules, ev.Rules.Differences}
	case ev.Facilitator != nil:
		d.What = "facilitator"
	case ev.Dismiss:
		d.What = "dismissFacilitator"
	case ev.Phase != nil:
		d.What = "phase"
	case ev.Session != nil:
		d.What = "session"
	case ev.Agenda != nil:
		d.What, d.Agenda = "agenda", ev.Agenda.Terms
	case ev.Speaker != "":
		d.What = "speaker"
	case ev.Round != nil:
		d.What = "round"
	case ev.CloseRound != "":
		d.What = "closeRound"
	case ev.Rung != nil:
		d.What = "ladder"
	case ev.Term != nil:
		d.What = "sheet"
		d.sheet(*ev.Term)
	case ev.Constraint != nil:
		d.What = "constraint"
	case ev.Lift != "":
		d.What = "liftConstraint"
	case ev.Text != "":
		d.What = "text"
	case ev.Amendment != nil:
		d.What, d.Term = "amendment", ev.Amendment.Term
	}
	return d
}

func (d *Motion) sheet(w negotiation.TermWish) {
	d.Sheet = &SheetWish{Do: w.Do, Options: []negotiation.Option{}}
	if w.Do != "add" {
		d.Term = w.Term
	}
	if w.Wish != nil {
		wish := *w.Wish
		d.Sheet.Options = append(d.Sheet.Options, wish.Options...)
		wish.Options = nil
		d.Sheet.Term = &wish
	}
}

// TalkRound is a time in which seats make packages and take positions.
type TalkRound struct {
	ID          string               `json:"id"`
	Initiative  string               `json:"initiative"`
	Negotiation string               `json:"negotiation"`
	Number      int                  `json:"number"`
	Title       string               `json:"title,omitempty"`
	Sealed      bool                 `json:"sealed"`
	Final       bool                 `json:"final"`
	Status      string               `json:"status"` // open, closing, closed
	Until       negotiation.Instant  `json:"until"`
	Seats       []string             `json:"seats"`
	Reason      string               `json:"reason"`
	OpenedAt    negotiation.Instant  `json:"openedAt"`
	ClosedAt    *negotiation.Instant `json:"closedAt,omitempty"`
	Packages    []string             `json:"packages"`
	Positions   int                  `json:"positions"`
}

// Row implements [project.Document].
func (d *TalkRound) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func rounds() project.View {
	return project.Of(project.View{Table: "round", Version: 1, Audience: atTable}, touchesRound, projectRound)
}

func touchesRound(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.RoundOpened:
		return one(ev.Round)
	case negotiation.RoundCalled:
		return one(ev.Round)
	case negotiation.RoundClosed:
		return one(ev.Round)
	}
	return nil
}

func projectRound(key string, d *TalkRound, e project.Event) *TalkRound {
	switch ev := e.Event.(type) {
	case negotiation.RoundOpened:
		return &TalkRound{
			ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Title: ev.Title, Sealed: ev.Sealed,
			Final: ev.Final, Status: "open", Until: ev.Until, Seats: ev.Seats, Reason: ev.Reason, OpenedAt: at(e), Packages: []string{},
		}
	case negotiation.RoundCalled:
		d.Status = "closing"
	case negotiation.RoundClosed:
		now := at(e)
		d.Status, d.ClosedAt, d.Packages, d.Positions = "closed", &now, ev.Packages, ev.Positions
	}
	return d
}

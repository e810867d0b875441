package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Decision is a package put to the vote. Before the close it says who has
// voted; afterwards the arithmetic too, and the votes have documents.
type Decision struct {
	ID          string   `json:"id"`
	Initiative  string   `json:"initiative"`
	Negotiation string   `json:"negotiation"`
	Number      int      `json:"number"`
	Status      string   `json:"status"` // open, closing, closed
	Package     string   `json:"package"`
	Packages    []string `json:"packages"` // that are ranked
	Terms       []string `json:"terms"`    // of a partial agreement
	Question    string   `json:"question,omitempty"`
	Seat        string   `json:"seat,omitempty"`
	negotiation.Rule
	Call       int                  `json:"call"`
	OpenVotes  bool                 `json:"openVotes"`
	OpenedAt   negotiation.Instant  `json:"openedAt"`
	Deadline   negotiation.Instant  `json:"deadline"`
	MovedFrom  *negotiation.Instant `json:"movedFrom,omitempty"`
	MoveReason string               `json:"moveReason,omitempty"`
	Electors   []Elector            `json:"electors"`
	Absent     []Absent             `json:"absent"`
	Outcome    negotiation.Outcome  `json:"outcome,omitempty"`
	Steps      []Step               `json:"steps"`
	ClosedAt   *negotiation.Instant `json:"closedAt,omitempty"`
	WaitsFor   []string             `json:"waitsFor"` // asks
	negotiation.Beside
}

// Elector is a seat with a vote.
type Elector struct {
	Seat   string `json:"seat"`
	Class  string `json:"class"`
	Weight string `json:"weight"`
	People int    `json:"people,omitempty"`
	Source string `json:"source,omitempty"`
	Voted  bool   `json:"voted"`
	Vote   string `json:"vote"` // id of the vote, sealed or revealed
}

// Absent is a seat without a vote.
type Absent struct {
	Seat  string `json:"seat"`
	Class string `json:"class"`
	State string `json:"state"`
}

// Step is a line of the arithmetic.
type Step struct {
	negotiation.Step
	Seats    []string `json:"seats"`
	Packages []string `json:"packages"`
}

// Row implements [project.Document].
func (d *Decision) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func decisions() project.View {
	return project.Of(project.View{Table: "decision", Version: 4, Audience: atTable}, touchesDecision, projectDecision)
}

func touchesDecision(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.DecisionOpened:
		return one(ev.Decision)
	case negotiation.DeadlineMoved:
		return one(ev.Decision)
	case negotiation.Voted:
		return one(ev.Decision)
	case negotiation.ClosingCalled:
		return one(ev.Decision)
	case negotiation.DecisionClosed:
		return one(ev.Decision)
	}
	return nil
}

func projectDecision(key string, d *Decision, e project.Event) *Decision {
	switch ev := e.Event.(type) {
	case negotiation.DecisionOpened:
		return asked(key, ev, e)
	case negotiation.DeadlineMoved:
		from := d.Deadline
		d.MovedFrom, d.Deadline, d.MoveReason = &from, ev.Deadline, ev.Reason
	case negotiation.Voted:
		d.voted(ev.Seat)
	case negotiation.ClosingCalled:
		d.Status = "closing"
	case negotiation.DecisionClosed:
		now := at(e)
		d.Status, d.Outcome, d.ClosedAt = "closed", ev.Outcome, &now
		if ev.Package != "" {
			d.Package = ev.Package
		}
		d.Beside = ev.Beside
		for _, v := range ev.Votes {
			d.voted(v.Seat)
		}
		for _, s := range ev.Steps {
			d.Steps = append(d.Steps, step(s))
		}
	}
	return d
}

func asked(key string, ev negotiation.DecisionOpened, e project.Event) *Decision {
	d := &Decision{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Status: "open", Package: ev.Package,
		Question: ev.Question, Seat: ev.Seat, Rule: ev.Rule, Call: ev.Call, OpenVotes: ev.OpenVotes, OpenedAt: ev.OpenedAt,
		Packages: append([]string{}, ev.Packages...), Terms: append([]string{}, ev.Terms...),
		Deadline: ev.Deadline, Electors: []Elector{}, Absent: []Absent{}, Steps: []Step{},
		WaitsFor: append([]string{}, ev.WaitsFor...),
	}
	for _, s := range ev.Electors {
		d.Electors = append(d.Electors, Elector{Seat: s.Seat, Class: s.Class, Weight: s.Weight, People: s.People, Source: s.Source, Vote: VoteID(key, s.Seat)})
	}
	for _, s := range ev.Absent {
		d.Absent = append(d.Absent, Absent{s.Seat, s.Class, s.State})
	}
	return d
}

func (d *Decision) voted(seat string) {
	for i := range d.Electors {
		if d.Electors[i].Seat == seat {
			d.Electors[i].Voted = true
		}
	}
}

func step(s negotiation.Step) Step {
	out := Step{Step: s, Seats: s.Seats}
	if out.Seats == nil {
		out.Seats = []string{}
	}
	out.Step.Seats, out.Step.Packages = nil, nil
	out.Packages = []string{}
	for _, p := range s.Packages {
		if p != "" { // things as they are
			out.Packages = append(out.Packages, p)
		}
	}
	return out
}

package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/negotiation/internal/table"
)

// Negotiation is a table as its screen begins. What grows has lists of its own.
type Negotiation struct {
	ID          string               `json:"id"`
	Initiative  string               `json:"initiative"`
	Title       string               `json:"title"`
	Level       negotiation.Level    `json:"level"`
	Status      string               `json:"status"` // open, deciding, fixed
	OpenedAt    negotiation.Instant  `json:"openedAt"`
	GroundRules GroundRules          `json:"groundRules"`
	Accepted    []Acceptance         `json:"accepted"`
	Room        string               `json:"room"`
	Talks       string               `json:"talks"`
	WorkingText string               `json:"workingText"`
	Decision    string               `json:"decision,omitempty"` // the newest
	Text        string               `json:"text,omitempty"`     // the package that was carried
	FixedAt     *negotiation.Instant `json:"fixedAt,omitempty"`
	Amends      *negotiation.Amends  `json:"amends,omitempty"`
	Reopened    []string             `json:"reopened"` // terms that are at the table again; the others stay as they were fixed
}

// GroundRules are the rules in force, with how they differ from the template.
type GroundRules struct {
	Version int `json:"version"`
	negotiation.GroundRules
	Differences []negotiation.Difference `json:"differences"`
}

// Acceptance is a seat's word to keep to the ground rules.
type Acceptance struct {
	Seat string              `json:"seat"`
	At   negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *Negotiation) Row() project.Row {
	return project.Row{Parent: d.Initiative, Sort: instant(d.OpenedAt), Audience: "table:" + d.Initiative}
}

func negotiations() project.View {
	return project.Of(project.View{Table: "negotiation", Version: 5, Audience: atTable}, touchesNegotiation, projectNegotiation)
}

func touchesNegotiation(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.Opened, negotiation.RulesChanged, negotiation.RulesAccepted,
		negotiation.DecisionOpened, negotiation.DecisionClosed, negotiation.TextFixed, negotiation.TermsReopened:
		return one(e.Commit.Aggregate)
	}
	return nil
}

func projectNegotiation(key string, d *Negotiation, e project.Event) *Negotiation {
	switch ev := e.Event.(type) {
	case negotiation.Opened:
		d = &Negotiation{
			ID: key, Initiative: ev.Initiative, Title: ev.Title, Level: ev.Level, Status: "open", OpenedAt: at(e), Room: ev.Room,
			Talks: TalksID(key), WorkingText: WorkingTextID(key),
			GroundRules: GroundRules{1, table.Whole(ev.Level, ev.GroundRules), ev.Differences}, Accepted: []Acceptance{}, Amends: ev.Amends, Reopened: []string{},
		}
	case negotiation.RulesChanged:
		d.GroundRules, d.Accepted = GroundRules{ev.Version, table.Whole(d.Level, ev.GroundRules), ev.Differences}, []Acceptance{}
	case negotiation.RulesAccepted:
		d.Accepted = append(d.Accepted, Acceptance{ev.Seat, at(e)})
	case negotiation.DecisionOpened:
		d.Status, d.Decision = "deciding", ev.Decision
	case negotiation.DecisionClosed:
		d.Status = "open"
	case negotiation.TextFixed:
		now := at(e)
		d.Status, d.Text, d.FixedAt = "fixed", ev.Package, &now
	case negotiation.TermsReopened:
		d.Status, d.Text, d.FixedAt, d.Reopened = "open", "", nil, ev.Terms
	}
	return d
}

// Term is a line of the term sheet. One that was removed is in no list, but
// packages that set it still name it.
type Term struct {
	ID          string `json:"id"`
	Initiative  string `json:"initiative"`
	Negotiation string `json:"negotiation"`
	Number      int    `json:"number"`
	Version     int    `json:"version"`
	negotiation.Term
	Options   []negotiation.Option `json:"options"`
	Needs     []string             `json:"needs"`
	HeldFor   []string             `json:"heldFor"`
	Duties    []negotiation.Duty   `json:"duties"`
	Removed   bool                 `json:"removed"`
	ChangedAt negotiation.Instant  `json:"changedAt"`
}

// Row implements [project.Document].
func (d *Term) Row() project.Row {
	row := project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
	if d.Removed {
		row.Parent = ""
	}
	return row
}

func (d *Term) define(t negotiation.Term) {
	d.Term, d.Options = t, t.Options
	if d.Options == nil {
		d.Options = []negotiation.Option{}
	}
	d.Term.Options = nil
	d.Needs, d.HeldFor = append([]string{}, t.Needs...), append([]string{}, t.HeldFor...)
	d.Duties = append([]negotiation.Duty{}, t.Duties...)
	d.Term.Needs, d.Term.HeldFor, d.Term.Duties = nil, nil, nil
}

func terms() project.View {
	return project.Of(project.View{Table: "term", Version: 2, Audience: atTable}, touchesTerm, projectTerm)
}

func touchesTerm(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.TermAdded:
		return one(ev.TermID)
	case negotiation.TermChanged:
		return one(ev.TermID)
	case negotiation.TermRemoved:
		return one(ev.TermID)
	}
	return nil
}

func projectTerm(key string, d *Term, e project.Event) *Term {
	switch ev := e.Event.(type) {
	case negotiation.TermAdded:
		d = &Term{ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Version: 1}
		d.define(ev.Term)
	case negotiation.TermChanged:
		d.Version = ev.Version
		d.define(ev.Term)
	case negotiation.TermRemoved:
		d.Removed = true
	}
	d.ChangedAt = at(e)
	return d
}

package view

import (
	"slices"

	"parley.example/events/agreements"
	"parley.example/events/project"
)

// Obligation is a document of agreements.obligation: what a party owes, where
// that is written, and what became of it.
type Obligation struct {
	ID         string              `json:"id"`
	Agreement  string              `json:"agreement"`
	Initiative string              `json:"initiative"`
	Version    int                 `json:"version"`
	Clause     string              `json:"clause"` // id of the clause
	ClauseKey  string              `json:"clauseKey"`
	Duty       string              `json:"duty"`
	Series     string              `json:"series"`
	Number     int                 `json:"number"`
	Debtor     string              `json:"debtor"`
	Creditors  []string            `json:"creditors"`
	What       string              `json:"what"`
	Language   string              `json:"language,omitempty"`
	On         string              `json:"on"`
	DueAt      agreements.Instant  `json:"dueAt"`
	Evidence   string              `json:"evidence"`
	Acceptance string              `json:"acceptance,omitempty"`
	Amount     *agreements.Money   `json:"amount,omitempty"`
	State      string              `json:"state"` // raised, breached, reported, disputed, accepted, resolved, waived, cancelled
	Report     *Report             `json:"report,omitempty"`
	Breached   *agreements.Instant `json:"breachedAt,omitempty"`
	Dispute    *Dispute            `json:"dispute,omitempty"`
	Proposals  []Resolution        `json:"proposals"`
	Resolution *Resolution         `json:"resolution,omitempty"`
	Waivers    []Waiver            `json:"waivers"`
	Silence    bool                `json:"silence"` // accepted by it
	Ended      string              `json:"ended,omitempty"`
	SettledAt  *agreements.Instant `json:"settledAt,omitempty"`
	CreatedAt  agreements.Instant  `json:"createdAt"`
	UpdatedAt  agreements.Instant  `json:"updatedAt"`
}

// Report is a debtor's word that it is done.
type Report struct {
	Seat     string              `json:"seat"`
	Person   string              `json:"person"`
	Note     string              `json:"note,omitempty"`
	Files    []agreements.File   `json:"files"`
	Late     int                 `json:"late"` // days
	AcceptBy *agreements.Instant `json:"acceptBy,omitempty"`
	At       agreements.Instant  `json:"at"`
}

// Dispute is who says no, and why.
type Dispute struct {
	Seat   string             `json:"seat"`
	Person string             `json:"person"`
	Reason string             `json:"reason"`
	At     agreements.Instant `json:"at"`
}

// Resolution is how a dispute could end, or has ended.
type Resolution struct {
	ID      string             `json:"id"`
	Seat    string             `json:"seat"`
	Person  string             `json:"person"`
	Outcome string             `json:"outcome"`
	How     string             `json:"how"`
	On      string             `json:"on,omitempty"`
	Neutral bool               `json:"neutral"`
	At      agreements.Instant `json:"at"`
}

// Waiver is a creditor who asks for it no more.
type Waiver struct {
	Seat   string             `json:"seat"`
	Person string             `json:"person"`
	Reason string             `json:"reason"`
	At     agreements.Instant `json:"at"`
}

// Row implements [project.Document].
func (o Obligation) Row() project.Row {
	return project.Row{Parent: o.Agreement, Sort: sortable(o.DueAt) + " " + o.ClauseKey + " " + o.Duty, Audience: "table:" + o.Initiative}
}

func obligations() project.View {
	return project.Of(project.View{Table: "obligation", Version: 1, Audience: Table}, theObligations, applyObligation)
}

func theObligations(e project.Event) []string {
	switch e := e.Event.(type) {
	case agreements.ObligationRaised:
		return []string{e.Obligation}
	case agreements.ObligationReported:
		return []string{e.Obligation}
	case agreements.ObligationAccepted:
		return []string{e.Obligation}
	case agreements.ObligationDisputed:
		return []string{e.Obligation}
	case agreements.ResolutionProposed:
		return []string{e.Obligation}
	case agreements.ObligationResolved:
		return []string{e.Obligation}
	case agreements.ObligationBreached:
		return []string{e.Obligation}
	case agreements.ObligationWaived:
		return []string{e.Obligation}
	case agreements.DutyCarried:
		return e.Obligations
	case agreements.DutyEnded:
		return e.Obligations
	}
	return nil
}

func applyObligation(id string, o *Obligation, e project.Event) *Obligation {
	at := agreements.InstantOf(e.At())
	if raised, ok := e.Event.(agreements.ObligationRaised); ok {
		return owed(id, raised, e.Commit.Aggregate, at)
	}
	if o == nil {
		return nil
	}
	switch e := e.Event.(type) {
	case agreements.ObligationReported:
		o.State, o.Proposals = "reported", []Resolution{}
		o.Report = &Report{Seat: e.Seat, Person: e.Person, Note: e.Note, Files: append([]agreements.File{}, e.Files...), Late: e.Late, AcceptBy: e.AcceptBy, At: at}
	case agreements.ObligationAccepted:
		o.State, o.Silence, o.SettledAt = "accepted", e.Silence, &at
	case agreements.ObligationDisputed:
		o.State, o.Proposals = "disputed", []Resolution{}
		o.Dispute = &Dispute{Seat: e.Seat, Person: e.Person, Reason: e.Reason, At: at}
	case agreements.ResolutionProposed:
		o.Proposals = append(o.Proposals, Resolution{ID: e.Resolution, Seat: e.Seat, Person: e.Person, Outcome: e.Outcome, How: e.How, On: e.On, At: at})
	case agreements.ObligationResolved:
		o.resolve(e, at)
	case agreements.ObligationBreached:
		o.State, o.Breached = "breached", &at
	case agreements.ObligationWaived:
		o.Waivers = append(o.Waivers, Waiver{Seat: e.Seat, Person: e.Person, Reason: e.Reason, At: at})
		if e.Whole {
			o.State, o.SettledAt = "waived", &at
		}
	case agreements.DutyCarried:
		o.Version, o.Clause = e.Version, ClauseID(DocumentID(o.Agreement, e.Version), e.Article)
	case agreements.DutyEnded:
		o.State, o.Ended, o.SettledAt = "cancelled", e.Why, &at
	}
	o.UpdatedAt = at
	return o
}

func owed(id string, e agreements.ObligationRaised, agreement string, at agreements.Instant) *Obligation {
	return &Obligation{
		ID: id, Agreement: agreement, Initiative: e.Initiative, Version: e.Version, Clause: ClauseID(DocumentID(agreement, e.Version), e.Article),
		ClauseKey: e.Clause, Duty: e.Duty, Series: e.Series, Number: e.Number, Debtor: e.Debtor, Creditors: slices.Clone(e.Creditors),
		What: e.What, Language: e.Language, On: e.On, DueAt: e.By, Evidence: e.Evidence, Acceptance: e.Acceptance, Amount: e.Amount,
		State: "raised", Proposals: []Resolution{}, Waivers: []Waiver{}, CreatedAt: at, UpdatedAt: at,
	}
}

// resolve ends a dispute; what is owed still begins again.
func (o *Obligation) resolve(e agreements.ObligationResolved, at agreements.Instant) {
	o.Resolution = &Resolution{ID: e.Resolution, Seat: e.Seat, Person: e.Person, Outcome: e.Outcome, How: e.How, On: e.On, Neutral: e.Neutral, At: at}
	if e.Outcome == "owed" && e.By != nil {
		o.State, o.On, o.DueAt = "raised", e.On, *e.By
		return
	}
	o.State, o.SettledAt = "resolved", &at
}

// Due rows of what is owed. What they ask is answered by one command that brings
// the whole board up to its moment.
const (
	ObligationDue = "obligation/"
	SeriesDue     = "series/"
)

func keepingDue(e project.Event) []project.Due {
	row := func(what string, at *agreements.Instant) project.Due {
		d := project.Due{Aggregate: e.Commit.Aggregate, What: what}
		if at != nil {
			d.At = at.Time
		}
		return d
	}
	switch e := e.Event.(type) {
	case agreements.ObligationRaised:
		return []project.Due{row(ObligationDue+e.Obligation, &e.By), row(SeriesDue+e.Series, e.Next)}
	case agreements.ObligationReported:
		return []project.Due{row(ObligationDue+e.Obligation, e.AcceptBy)}
	case agreements.ObligationAccepted:
		return []project.Due{row(ObligationDue+e.Obligation, nil)}
	case agreements.ObligationDisputed:
		return []project.Due{row(ObligationDue+e.Obligation, nil)}
	case agreements.ObligationBreached:
		return []project.Due{row(ObligationDue+e.Obligation, nil)}
	case agreements.ObligationResolved:
		return []project.Due{row(ObligationDue+e.Obligation, e.By)}
	case agreements.ObligationWaived:
		if e.Whole {
			return []project.Due{row(ObligationDue+e.Obligation, nil)}
		}
	case agreements.DutyEnded:
		rows := []project.Due{row(SeriesDue+e.Series, nil)}
		for _, id := range e.Obligations {
			rows = append(rows, row(ObligationDue+id, nil))
		}
		return rows
	}
	return nil
}

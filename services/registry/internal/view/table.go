package view

import (
	"cmp"
	"slices"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Observer is a document of registry.observer: somebody who was invited and
// looks on before they decide.
type Observer struct {
	ID         string            `json:"id"`
	Initiative string            `json:"initiative"`
	Person     string            `json:"person"`
	Seat       string            `json:"seat"`
	Until      registry.Instant  `json:"until"`
	Since      registry.Instant  `json:"since"`
	EndedAt    *registry.Instant `json:"endedAt,omitempty"`
	Reason     string            `json:"reason,omitempty"`
}

// Row implements [project.Document].
func (o *Observer) Row() project.Row {
	return project.Row{Parent: o.Initiative, Sort: sortable(o.Since), Audience: "table:" + o.Initiative}
}

func theObserver(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.ObserverAdmitted:
		return []string{e.Observer}
	case registry.ObserverLeft:
		return []string{e.Observer}
	}
	return nil
}

func applyObserver(id string, o *Observer, e project.Event) *Observer {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.ObserverAdmitted:
		return &Observer{ID: id, Initiative: e.Commit.Aggregate, Person: event.Person, Seat: event.Seat, Until: event.Until, Since: at}
	case registry.ObserverLeft:
		o.EndedAt, o.Reason = &at, event.Reason
	}
	return o
}

// NominationID is the id of what is proposed about a seat's advocate.
func NominationID(seat string) string { return record.NewID("nom", seat) }

// Nomination is a document of registry.nomination, the latest of a seat: who
// should speak in it. CallingOf is the same for the person named.
type Nomination struct {
	ID         string           `json:"id"`
	Initiative string           `json:"initiative"`
	Seat       string           `json:"seat"`
	Person     string           `json:"person,omitempty"` // absent: nobody any more
	By         string           `json:"by"`
	Reason     string           `json:"reason"`
	SecondedBy string           `json:"secondedBy,omitempty"`
	State      string           `json:"state"` // named, seconded, done
	At         registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (n *Nomination) Row() project.Row {
	return project.Row{Parent: n.Initiative, Sort: sortable(n.At), Audience: "table:" + n.Initiative}
}

func nominated(e record.Event) (seat string, ok bool) {
	switch e := e.(type) {
	case registry.AdvocateNamed:
		return e.Seat, true
	case registry.AdvocateSeconded:
		return e.Seat, true
	case registry.SeatRepresented:
		return e.Seat, true
	case registry.AdvocateEnded:
		return e.Seat, true
	}
	return "", false
}

func theNomination(e project.Event) []string {
	if seat, ok := nominated(e.Event); ok {
		return []string{NominationID(seat)}
	}
	return nil
}

func applyNomination(id string, n *Nomination, e project.Event) *Nomination {
	switch event := e.Event.(type) {
	case registry.AdvocateNamed:
		return &Nomination{
			ID: id, Initiative: e.Commit.Aggregate, Seat: event.Seat, Person: event.Person, By: event.By, Reason: event.Reason,
			State: "named", At: registry.InstantOf(e.At()),
		}
	case registry.AdvocateSeconded:
		n.State, n.SecondedBy = "seconded", event.By
	default:
		n.State = "done"
	}
	return n
}

// Calling is a document of registry.calling: that somebody is asked to speak in
// a seat, for them alone.
type Calling struct{ Nomination }

// Row implements [project.Document].
func (c *Calling) Row() project.Row {
	return project.Row{Parent: c.Person, Sort: sortable(c.At), Audience: "person:" + c.Person}
}

func theCalling(e project.Event) []string {
	if seat, ok := nominated(e.Event); ok {
		return []string{record.NewID("cal", seat)}
	}
	return nil
}

func applyCalling(id string, c *Calling, e project.Event) *Calling {
	if c == nil {
		c = &Calling{}
	}
	if _, named := e.Event.(registry.AdvocateNamed); !named && c.ID == "" {
		return nil // whoever was named is nobody
	}
	c.Nomination = *applyNomination(id, &c.Nomination, e)
	if c.Person == "" {
		return nil
	}
	return c
}

// ClassChange is a document of registry.class_change, with the answers of each
// seat by name: it is decided in the open.
type ClassChange struct {
	ID         string               `json:"id"`
	Initiative string               `json:"initiative"`
	Kind       registry.ClassChange `json:"kind"`
	Classes    []string             `json:"classes"`
	Into       []registry.ClassPart `json:"into"`
	Reason     string               `json:"reason"`
	By         string               `json:"by"`
	Votes      []ClassVote          `json:"votes"`
	State      string               `json:"state"` // open, carried, rejected
	At         registry.Instant     `json:"at"`
	EndedAt    *registry.Instant    `json:"endedAt,omitempty"`
}

// ClassVote is one seat's answer.
type ClassVote struct {
	Seat string `json:"seat"`
	Yes  bool   `json:"yes"`
}

// Row implements [project.Document].
func (c *ClassChange) Row() project.Row {
	return project.Row{Parent: c.Initiative, Sort: sortable(c.At), Audience: Everybody}
}

func theClassChange(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.ClassChangeProposed:
		return []string{e.Change}
	case registry.ClassChangeVoted:
		return []string{e.Change}
	case registry.ClassChangeEnded:
		return []string{e.Change}
	}
	return nil
}

func applyClassChange(id string, c *ClassChange, e project.Event) *ClassChange {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.ClassChangeProposed:
		return &ClassChange{
			ID: id, Initiative: e.Commit.Aggregate, Kind: event.Kind, Classes: event.Classes, Into: event.Into, Reason: event.Reason,
			By: event.By, Votes: []ClassVote{}, State: "open", At: at,
		}
	case registry.ClassChangeVoted:
		c.Votes = slices.DeleteFunc(c.Votes, func(v ClassVote) bool { return v.Seat == event.Seat })
		c.Votes = append(c.Votes, ClassVote{event.Seat, event.Yes})
		slices.SortFunc(c.Votes, func(a, b ClassVote) int { return cmp.Compare(a.Seat, b.Seat) })
	case registry.ClassChangeEnded:
		c.State, c.EndedAt = "rejected", &at
		if event.Carried {
			c.State = "carried"
		}
	}
	return c
}

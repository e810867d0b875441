package view

import (
	"parley.example/events/agreements"
	"parley.example/events/project"
)

// Ratification is a document of agreements_sealed.ratification: what one
// organization is asked to ratify, and what it has said. Nobody else reads it.
type Ratification struct {
	ID           string                `json:"id"`
	Agreement    string                `json:"agreement"`
	Version      int                   `json:"version"`
	Seat         string                `json:"seat"`
	Organization string                `json:"organization"`
	By           agreements.RatifiedBy `json:"by"` // members, stewards
	VoteBy       agreements.Instant    `json:"voteBy"`
	Until        agreements.Instant    `json:"until"`
	Said         string                `json:"said,omitempty"` // ratified, refused
	Terms        []string              `json:"terms"`          // keys, of a refusal
	Reason       string                `json:"reason,omitempty"`
	Person       string                `json:"person,omitempty"`
	Ballot       string                `json:"ballot,omitempty"`
	AskedAt      agreements.Instant    `json:"askedAt"`
}

// Row implements [project.Document].
func (r Ratification) Row() project.Row {
	return project.Row{Parent: r.Organization, Sort: sortable(r.AskedAt), Audience: "org:" + r.Organization}
}

func theRatification(e project.Event) []string {
	switch e.Event.(type) {
	case agreements.RatificationAsked, agreements.RatificationSaid:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyRatification(id string, r *Ratification, e project.Event) *Ratification {
	switch ev := e.Event.(type) {
	case agreements.RatificationAsked:
		return &Ratification{
			ID: id, Agreement: ev.Agreement, Version: ev.Version, Seat: ev.Seat, Organization: ev.Organization, By: ev.By,
			VoteBy: ev.VoteBy, Until: ev.Until, Terms: []string{}, AskedAt: agreements.InstantOf(e.At()),
		}
	case agreements.RatificationSaid:
		r.Said, r.Terms, r.Reason, r.Person, r.Ballot = string(agreements.Refuses), append([]string{}, ev.Terms...), ev.Reason, ev.Person, ev.Ballot
		if ev.Ratifies {
			r.Said = string(agreements.Ratifies)
		}
	}
	return r
}

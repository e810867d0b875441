package view

import (
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/events/project"
)

// Participation is a document of deliberation.participation, by organization:
// how many of its members' votes were cast in its ballots, by themselves or by
// whom they had lent them to. Ballots of which that may not be told are counted
// as ballots only.
type Participation struct {
	ID           string `json:"id"` // the organization's
	Organization string `json:"organization"`
	Ballots      int    `json:"ballots"` // closed
	Told         int    `json:"told"`    // … of which the turnout is known
	Voted        int    `json:"voted"`   // votes in these
	Of           int    `json:"of"`      // out of so many
}

// Row implements [project.Document].
func (p *Participation) Row() project.Row {
	return project.Row{Parent: p.Organization, Audience: "org:" + p.Organization}
}

func theParticipation(e project.Event) []string {
	if ev, closed := e.Event.(deliberation.BallotClosed); closed && ev.Community == "" {
		return []string{ev.Organization}
	}
	return nil
}

func applyParticipation(id string, p *Participation, e project.Event) *Participation {
	ev := e.Event.(deliberation.BallotClosed)
	if p == nil {
		p = &Participation{ID: id, Organization: id}
	}
	p.Ballots++
	voted, of := 0, 0
	for _, part := range ev.Turnout {
		n, err := strconv.Atoi(part.Voted)
		if err != nil {
			return p
		}
		voted, of = voted+n, of+part.Of
	}
	p.Told, p.Voted, p.Of = p.Told+1, p.Voted+voted, p.Of+of
	return p
}

package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// OwnSeal is what a seat has sealed, for its own team.
type OwnSeal struct {
	ID          string                `json:"id"`
	Negotiation string                `json:"negotiation"`
	Seat        string                `json:"seat"`
	By          string                `json:"by"`
	Version     int                   `json:"version"`
	Sheet       string                `json:"sheet"`
	Thin        bool                  `json:"thin"`
	Full        *negotiation.Utility  `json:"full,omitempty"`
	Refused     []negotiation.Refused `json:"refused"`
	Commitment  string                `json:"commitment"`
	SealedAt    negotiation.Instant   `json:"sealedAt"`
}

// Row implements [project.Document].
func (d *OwnSeal) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Seat, Audience: "seat:" + d.Seat}
}

func ownSeals() project.View {
	return project.Of(project.View{Table: "seal", Version: 1, Audience: onSeat}, touchesOwnSeal, projectOwnSeal)
}

func touchesOwnSeal(e project.Event) []string {
	if ev, sealed := e.Event.(negotiation.PreferencesSealed); sealed {
		return one(SealID(ev.Negotiation, ev.Seat))
	}
	return nil
}

func projectOwnSeal(key string, d *OwnSeal, e project.Event) *OwnSeal {
	ev, sealed := e.Event.(negotiation.PreferencesSealed)
	if !sealed {
		return d
	}
	refused := append([]negotiation.Refused{}, ev.Refused...)
	return &OwnSeal{key, ev.Negotiation, ev.Seat, author(e), ev.Version, ev.Sheet, ev.Full == nil, ev.Full, refused, ev.Commitment, at(e)}
}

// BlindVoteID is the id of a seat's blind vote in a round.
func BlindVoteID(round, seat string) string { return record.NewID("blv", round, seat) }

// BlindVote is a blind vote in its box, for the team of the seat that cast it.
type BlindVote struct {
	ID          string                    `json:"id"`
	Negotiation string                    `json:"negotiation"`
	Round       string                    `json:"round"`
	Seat        string                    `json:"seat"`
	By          string                    `json:"by"`
	Choices     []negotiation.BlindChoice `json:"choices"`
	CastAt      negotiation.Instant       `json:"castAt"`
}

// Row implements [project.Document].
func (d *BlindVote) Row() project.Row {
	return project.Row{Parent: d.Round, Sort: d.Seat, Audience: "seat:" + d.Seat}
}

func blindVotes() project.View {
	return project.Of(project.View{Table: "blind_vote", Version: 1, Audience: onSeat}, touchesBlindVote, projectBlindVote)
}

func touchesBlindVote(e project.Event) []string {
	if ev, cast := e.Event.(negotiation.BlindVoteCast); cast {
		return one(BlindVoteID(ev.Round, ev.Seat))
	}
	return nil
}

func projectBlindVote(key string, d *BlindVote, e project.Event) *BlindVote {
	if ev, cast := e.Event.(negotiation.BlindVoteCast); cast {
		return &BlindVote{key, ev.Negotiation, ev.Round, ev.Seat, author(e), ev.Choices, at(e)}
	}
	return d
}

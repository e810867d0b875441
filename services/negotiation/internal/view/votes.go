package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Vote is one seat's word in a decision, as everyone reads it after the close;
// in an open decision, as soon as it is given.
type Vote struct {
	ID         string `json:"id"`
	Initiative string `json:"initiative"`
	Decision   string `json:"decision"`
	Place      string `json:"place"`
	negotiation.Vote
}

// Row implements [project.Document].
func (d *Vote) Row() project.Row {
	return project.Row{Parent: d.Decision, Sort: d.Place, Audience: "table:" + d.Initiative}
}

func votes() project.View {
	return project.Of(project.View{Table: "vote", Version: 1, Audience: atTable}, touchesVote, projectVote)
}

func touchesVote(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.Voted:
		if ev.Vote != nil {
			return one(VoteID(ev.Decision, ev.Seat))
		}
	case negotiation.DecisionClosed:
		var keys []string
		for _, v := range ev.Votes {
			keys = append(keys, VoteID(ev.Decision, v.Seat))
		}
		return keys
	}
	return nil
}

func projectVote(key string, d *Vote, e project.Event) *Vote {
	switch ev := e.Event.(type) {
	case negotiation.Voted:
		return &Vote{key, ev.Initiative, ev.Decision, ev.Seat, *ev.Vote}
	case negotiation.DecisionClosed:
		for i, v := range ev.Votes {
			if VoteID(ev.Decision, v.Seat) == key {
				return &Vote{key, ev.Initiative, ev.Decision, place(i + 1), v}
			}
		}
	}
	return d
}

// OwnVote is a vote in its box, for the team of the seat that cast it.
type OwnVote struct {
	ID          string `json:"id"`
	Negotiation string `json:"negotiation"`
	Decision    string `json:"decision"`
	negotiation.Vote
	By     string              `json:"by"`
	CastAt negotiation.Instant `json:"castAt"`
}

// Row implements [project.Document].
func (d *OwnVote) Row() project.Row {
	return project.Row{Parent: d.Decision, Sort: d.Seat, Audience: "seat:" + d.Seat}
}

func ownVotes() project.View {
	return project.Of(project.View{Table: "vote", Version: 1, Audience: onSeat}, touchesOwnVote, projectOwnVote)
}

func touchesOwnVote(e project.Event) []string {
	if ev, cast := e.Event.(negotiation.VoteCast); cast {
		return one(VoteID(ev.Decision, ev.Seat))
	}
	return nil
}

func projectOwnVote(key string, d *OwnVote, e project.Event) *OwnVote {
	if ev, cast := e.Event.(negotiation.VoteCast); cast {
		return &OwnVote{key, ev.Negotiation, ev.Decision, ev.Vote, author(e), at(e)}
	}
	return d
}

package view

import (
	"slices"
	"sync"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// BallotElector is a document of deliberation.ballot_elector: somebody with a
// vote, and, once it may be known, the vote as it counts.
type BallotElector struct {
	ID      string `json:"id"`
	Ballot  string `json:"ballot"`
	Readers string `json:"readers"`
	Person  string `json:"person"` // in a community an organization, then named below too
	Group   string `json:"organization,omitempty"`
	Class   string `json:"class,omitempty"`
	Weight  string `json:"weight"`
	Voted   *bool  `json:"voted,omitempty"` // absent of a secret ballot

	Choice    deliberation.BallotChoice     `json:"choice,omitempty"`
	Lent      bool                          `json:"lent"`
	Ranking   []BallotPlace                 `json:"ranking"`
	Condition *BallotCondition              `json:"condition,omitempty"`
	Objection *deliberation.BallotObjection `json:"objection,omitempty"`
}

// BallotCondition is whose yes a yes depends on.
type BallotCondition struct {
	People  []string `json:"people"`
	Classes []string `json:"classes"`
}

// Row implements [project.Document].
func (v *BallotElector) Row() project.Row {
	return project.Row{Parent: v.Ballot, Sort: v.Class + "\x1f" + v.Person, Audience: v.Readers}
}

// ElectorID is the id of somebody's place among those who have a vote.
func ElectorID(ballot, person string) string { return record.NewID("bel", ballot, person) }

func theElector(e project.Event) []string {
	var keys []string
	switch ev := e.Event.(type) {
	case deliberation.BallotOpened:
		for _, v := range ev.Electors {
			keys = append(keys, ElectorID(e.Commit.Aggregate, v.Person))
		}
	case deliberation.BallotVoted:
		keys = append(keys, ElectorID(e.Commit.Aggregate, ev.Person))
	case deliberation.BallotClosed:
		for _, v := range ev.Votes {
			keys = append(keys, ElectorID(e.Commit.Aggregate, v.Person))
		}
	}
	return keys
}

func applyElector(id string, v *BallotElector, e project.Event) *BallotElector {
	switch ev := e.Event.(type) {
	case deliberation.BallotOpened:
		return elects(id, ev, lastElectors.of(e, ev)[id], e)
	case deliberation.BallotVoted:
		voted := true
		v.Voted = &voted
		if ev.Vote != nil {
			v.said(*ev.Vote)
		}
	case deliberation.BallotClosed:
		vote := ev.Votes[slices.IndexFunc(ev.Votes, func(vote deliberation.BallotVote) bool { return vote.Person == v.Person })]
		voted := !vote.Lent
		v.Voted = &voted
		v.said(vote)
	}
	return v
}

// lastElectors are the electors of the ballot that opened last, by the ids of
// their documents: thousands of them come of one event, and each would have to
// look for itself among all.
var lastElectors electors

type electors struct {
	mu     sync.Mutex
	commit *record.Stored
	byID   map[string]deliberation.Voter
}

func (l *electors) of(e project.Event, ev deliberation.BallotOpened) map[string]deliberation.Voter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.commit != e.Commit {
		l.commit, l.byID = e.Commit, make(map[string]deliberation.Voter, len(ev.Electors))
		for _, v := range ev.Electors {
			l.byID[ElectorID(e.Commit.Aggregate, v.Person)] = v
		}
	}
	return l.byID
}

func elects(id string, ev deliberation.BallotOpened, elector deliberation.Voter, e project.Event) *BallotElector {
	v := &BallotElector{
		ID: id, Ballot: e.Commit.Aggregate, Readers: ev.Readers, Person: elector.Person, Class: elector.Class, Weight: elector.Weight,
		Ranking: []BallotPlace{},
	}
	if v.Weight == "" {
		v.Weight = "1"
	}
	if ev.Community != "" {
		v.Group = elector.Person
	}
	if ev.Openness != deliberation.SecretVotes {
		v.Voted = new(bool)
	}
	return v
}

func (v *BallotElector) said(vote deliberation.BallotVote) {
	v.Choice, v.Lent, v.Objection, v.Condition, v.Ranking = vote.Choice, vote.Lent, vote.Objection, nil, []BallotPlace{}
	for i, options := range vote.Ranking {
		v.Ranking = append(v.Ranking, BallotPlace{i + 1, options})
	}
	if c := vote.Condition; c != nil {
		v.Condition = &BallotCondition{append([]string{}, c.People...), append([]string{}, c.Classes...)}
	}
}

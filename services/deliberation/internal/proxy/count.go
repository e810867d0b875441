package proxy

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/delegation"
)

// Unfolded adds to the votes that were cast those that had been lent when the
// ballot opened to whoever cast one. Each is marked: that a vote was lent is
// shown in the end, to whom is not.
func (d Delegations) Unfolded(asked deliberation.BallotOpened, cast []deliberation.BallotVote) []deliberation.BallotVote {
	if !asked.Lending {
		return cast
	}
	byPerson := make(map[string]deliberation.BallotVote, len(cast))
	for _, v := range cast {
		byPerson[v.Person] = v
	}
	var all []deliberation.BallotVote
	for _, c := range d.Follow(asked, voters(cast)) {
		if c.By == "" {
			continue
		}
		vote := byPerson[c.By]
		if c.Elector != c.By {
			vote = lent(vote)
			vote.Person = c.Elector
		}
		all = append(all, vote)
	}
	return all
}

// lent is a vote as it counts for whoever lent theirs: the words of an objection
// or a concern are their author's alone. In a consent, where nobody says no,
// whose delegate objects has spoken and does not block a second time.
func lent(v deliberation.BallotVote) deliberation.BallotVote {
	v.Lent, v.Objection = true, nil
	if v.Choice == deliberation.BallotObject || v.Choice == deliberation.BallotConcern {
		v.Choice = deliberation.BallotAbstain
	}
	return v
}

// Follow tells what becomes of every elector's vote if these have voted.
func (d Delegations) Follow(asked deliberation.BallotOpened, voted map[string]bool) []delegation.Carried {
	electors := make([]string, len(asked.Electors))
	for i, e := range asked.Electors {
		electors[i] = e.Person
	}
	return delegation.Resolve(electors, d.AsOf(asked.OpenedAt.Time), delegation.Scope(asked.Scope), voted)
}

// Voices is how many votes of others somebody carries if they vote and nobody
// else does: as many as can be.
func (d Delegations) Voices(asked deliberation.BallotOpened, person string) (n int) {
	for _, c := range d.Follow(asked, map[string]bool{person: true}) {
		if c.By == person && c.Elector != person {
			n++
		}
	}
	return n
}

// Way is to whom somebody's vote goes first if they do not vote themselves, and
// what becomes of it if nobody on its way votes: it comes back, or leaves those
// who may vote; "" is that somebody could still cast it.
func (d Delegations) Way(asked deliberation.BallotOpened, person string) (to, lost string) {
	for _, c := range d.Follow(asked, nil) {
		if c.Elector != person || len(c.Path) == 0 && c.Lost != delegation.Outside && c.Lost != delegation.Circle {
			continue
		}
		if len(c.Path) > 0 {
			to = c.Path[0]
		}
		if c.Lost != delegation.Silent {
			lost = c.Lost
		}
	}
	return to, lost
}

func voters(cast []deliberation.BallotVote) map[string]bool {
	voted := make(map[string]bool, len(cast))
	for _, v := range cast {
		voted[v.Person] = true
	}
	return voted
}

// At is what had been lent at a moment, to be kept by the caller.
func (d Delegations) At(at time.Time) Delegations {
	kept := Delegations{Lent: make(map[string]map[deliberation.LendingScope][]Lending)}
	for _, l := range d.AsOf(at) {
		if kept.Lent[l.From] == nil {
			kept.Lent[l.From] = make(map[deliberation.LendingScope][]Lending)
		}
		kept.Lent[l.From][deliberation.LendingScope(l.Scope)] = []Lending{{To: l.To, At: at}}
	}
	return kept
}

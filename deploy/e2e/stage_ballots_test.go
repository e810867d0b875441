package e2e

import (
	"time"

	"parley.example/deploy/story"
)

// voters is an organization in which every mutation about ballots could be
// granted.
type voters struct {
	*cooperative
	Pep, Quim, Rosa *story.Person

	asked, depot, deposit string // open ballots: a question, a ranking, a consent
	called                string // in which everybody has voted
	unread, read          string // with an objection of Quim's that waits for Rosa, and for himself
}

// vote lets them meet, ask and object.
func (s *stage) voters() *voters {
	c := meet(s.Tale, "Masa Madre", 3)
	v := &voters{cooperative: c, Pep: c.members[0], Quim: c.members[1], Rosa: c.members[2]}
	half, consent := story.Input{"method": "majority", "threshold": "1/2", "quorum": "0"}, story.Input{"method": "consent", "quorum": "0"}
	v.asked = c.asks(s.Tale, "Bake on Sundays?", half, nil)
	v.depot = c.asks(s.Tale, "Which oven first?", story.Input{"method": "ranked", "quorum": "0"}, story.Input{"options": []string{"Old", "New"}})
	v.deposit = c.asks(s.Tale, "Two euros for a crate?", consent, nil)
	v.called = c.asks(s.Tale, "Buy the mill?", half, nil)
	c.vote(v.called, "yes", "no", "abstain")
	v.unread, v.read = c.asks(s.Tale, "Rye?", consent, nil), c.asks(s.Tale, "Oats?", consent, nil)
	for _, ballot := range []string{v.unread, v.read} {
		v.Quim.Does("castBallot", v.objecting(ballot), "ballot { id }", nil)
	}
	v.Rosa.Does("readObjectionBack", story.Input{"ballot": v.read, "person": v.Quim.Person, "words": "Oats go off."}, "ballot { id }", nil)
	v.Rosa.Does("lendVote", story.Input{"organization": c.ID, "to": v.Pep.Person}, "position", nil)
	return v
}

func (v *voters) objecting(ballot string) story.Input {
	return story.Input{"ballot": ballot, "choice": "object", "objection": story.Input{
		"about": "the flour", "harm": "It goes off before we bake it.", "change": "Buy it weekly.", "reader": v.Rosa.Person,
	}}
}

// ballotWishes are the mutations about ballots.
func (s *stage) ballotWishes() map[string]wish {
	v := s.voters()
	days := func(n int) string { return s.In(time.Duration(n) * 24 * time.Hour) }
	rule := story.Input{"method": "double", "threshold": "1/2", "weightThreshold": "2/3", "strict": true, "quorum": "1/3"}
	var electors []story.Input
	for _, p := range v.members {
		electors = append(electors, story.Input{"person": p.Person, "class": "bakers", "weight": "3/2"})
	}
	return map[string]wish{
		"openBallot": {by: v.Pep, outsider: v.Quim, input: story.Input{
			"organization": v.ID, "question": "Bake at night?", "explanation": "The ovens are free then.", "rule": rule, "openness": "sealed", "lending": true,
			"electors": electors, "weightSource": "hours of last year", "deadline": days(9),
		}, also: []story.Input{{
			"organization": v.ID, "question": "Which bread?", "rule": story.Input{"method": "ranked", "quorum": "0"}, "openness": "open", "deadline": days(9), "options": []string{"Rye", "Oats"},
		}}},
		"castBallot": {by: v.Quim, input: story.Input{"ballot": v.asked, "choice": "yes", "condition": story.Input{"people": []string{v.Rosa.Person}}}, also: []story.Input{
			{"ballot": v.depot, "choice": "rank", "ranking": ranked([]string{"2"})}, v.objecting(v.deposit),
		}},
		"moveBallotDeadline": {by: v.Pep, outsider: v.Quim, input: story.Input{"ballot": v.asked, "to": days(9), "reason": "It is harvest time."}},
		"closeBallot":        {by: v.Pep, outsider: v.Quim, input: story.Input{"ballot": v.called}},
		"callSecondBallot":   {by: v.Pep, outsider: v.Quim, input: story.Input{"ballot": v.asked, "deadline": days(20)}, refused: "NOT_YET"},
		"readObjectionBack":  {by: v.Rosa, outsider: v.Pep, input: story.Input{"ballot": v.unread, "person": v.Quim.Person, "words": "Rye goes off."}},
		"answerReading":      {by: v.Quim, outsider: v.Pep, input: story.Input{"ballot": v.read, "instead": "It goes off before we bake it."}},
		"lendVote":           {by: v.Quim, input: story.Input{"organization": v.ID, "to": v.Pep.Person}},
		"takeVoteBack":       {by: v.Rosa, input: story.Input{"organization": v.ID}},
	}
}

// ballotOrder is the order in which they are granted.
var ballotOrder = []string{
	"openBallot", "castBallot", "moveBallotDeadline", "callSecondBallot", "closeBallot", "readObjectionBack", "answerReading", "lendVote", "takeVoteBack",
}

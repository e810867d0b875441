package ballotbox

import (
	"reflect"
	"slices"
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/schulze"
	"parley.example/services/internal/rules/text"
)

// Bounds of the words in a vote, and of whom it may depend on: a hundred and
// fifty of them, in the longest letters, still are one commit.
const (
	maxAbout = 80
	maxWords = 300
	maxNamed = 64
)

// Cast puts a vote into the box, in place of the one before.
type Cast struct {
	Choice    deliberation.BallotChoice     `json:"choice" need:"true"`
	Ranking   []Place                       `json:"ranking"`
	Condition *deliberation.BallotCondition `json:"condition"`
	Objection *Objection                    `json:"objection"`
}

// Place is a place in somebody's order, with the options that share it.
type Place struct {
	Options []string `json:"options"`
}

// Objection is what its author writes of one.
type Objection struct {
	About  string `json:"about"`
	Harm   string `json:"harm"`
	Change string `json:"change"`
	Reader string `json:"reader"`
}

func (c Cast) decide(b Box, asked ballot.Ballot, id string, by By, at time.Time) ([]deliberation.Event, error) {
	if refusal := asked.Takes(by.By, at); refusal != nil {
		return nil, refusal
	}
	if b.Closed {
		return nil, rule.Refuse("BALLOT_CLOSED")
	}
	vote, err := c.vote(asked, by)
	if err != nil {
		return nil, err
	}
	last, voted := b.Votes[by.Name]
	if voted && same(last, vote) {
		return nil, nil
	}
	return []deliberation.Event{deliberation.BallotCast{
		Ballot: id, Openness: asked.Asked.Openness, First: !voted && !asked.Secret(), Vote: vote,
	}}, nil
}

// vote is what was cast in the form in which it is kept.
func (c Cast) vote(asked ballot.Ballot, by By) (deliberation.BallotVote, error) {
	v := deliberation.BallotVote{Person: by.Name, Choice: c.Choice, Class: asked.SecretClass(by.Person)}
	if !asked.Offers(c.Choice) {
		return v, rule.Refuse("INVALID", "rule", "choice").At("choice")
	}
	var refusal *rule.Refusal
	if v.Ranking, refusal = c.ranking(asked.Asked); refusal != nil {
		return v, refusal
	}
	if v.Condition, refusal = c.condition(asked, by); refusal != nil {
		return v, refusal
	}
	objection, err := c.objection(asked, by)
	if objection != nil && objection.Heard == "" {
		v.Choice = deliberation.BallotConcern // it cannot be answered as it is
	}
	v.Objection = objection
	return v, err
}

func (c Cast) ranking(asked deliberation.BallotOpened) ([][]string, *rule.Refusal) {
	if c.Choice != deliberation.BallotRank {
		if len(c.Ranking) > 0 {
			return nil, rule.Refuse("INVALID", "rule", "ranked_only").At("ranking")
		}
		return nil, nil
	}
	ids := make([]string, len(asked.Options))
	for i, o := range asked.Options {
		ids[i] = o.ID
	}
	named := 0
	var ranking [][]string
	for _, place := range c.Ranking {
		named += len(place.Options)
		if len(place.Options) == 0 || named > len(ids) {
			return nil, rule.Refuse("INVALID", "rule", "ranking").At("ranking")
		}
		ranking = append(ranking, slices.Sorted(slices.Values(place.Options)))
	}
	if named == 0 || !schulze.Valid(ids, ranking) {
		return nil, rule.Refuse("INVALID", "rule", "ranking").At("ranking")
	}
	return ranking, nil
}

// condition names other electors, or everybody in a class: a yes can depend on
// their yes, never on anybody's absence. It has an author, so that a secret
// ballot has none.
func (c Cast) condition(asked ballot.Ballot, by By) (*deliberation.BallotCondition, *rule.Refusal) {
	switch {
	case c.Condition == nil:
		return nil, nil
	case asked.Secret():
		return nil, rule.Refuse("NOT_IN_SECRET").At("condition")
	case c.Choice != deliberation.BallotYes:
		return nil, rule.Refuse("INVALID", "rule", "yes_only").At("condition")
	case len(asked.Asked.Electors) > ballot.MaxNamed:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(ballot.MaxNamed)).At("condition")
	case len(c.Condition.People)+len(c.Condition.Classes) == 0:
		return nil, rule.Refuse("INVALID", "rule", "required").At("condition")
	case len(c.Condition.People)+len(c.Condition.Classes) > maxNamed:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxNamed)).At("condition")
	}
	for i, p := range c.Condition.People {
		if _, elector := asked.Elector(p); !elector || p == by.Person {
			return nil, rule.Refuse("NO_VOTE_THERE").At("condition", "people", strconv.Itoa(i))
		}
	}
	for i, class := range c.Condition.Classes {
		if class == "" || !slices.ContainsFunc(asked.Asked.Electors, func(v deliberation.Voter) bool { return v.Class == class }) {
			return nil, rule.Refuse("NO_VOTE_THERE").At("condition", "classes", strconv.Itoa(i))
		}
	}
	return &deliberation.BallotCondition{People: sorted(c.Condition.People), Classes: sorted(c.Condition.Classes)}, nil
}

func sorted(names []string) []string { return slices.Compact(slices.Sorted(slices.Values(names))) }

// objection insists on what would be harmed, how, and a change that would lift
// it: without one of them it is kept as a concern.
func (c Cast) objection(asked ballot.Ballot, by By) (*deliberation.BallotObjection, error) {
	if c.Choice != deliberation.BallotObject && c.Choice != deliberation.BallotConcern {
		if c.Objection != nil {
			return nil, rule.Refuse("INVALID", "rule", "objections_only").At("objection")
		}
		return nil, nil
	}
	said := Objection{}
	if c.Objection != nil {
		said = *c.Objection
	}
	var words text.Form
	o := &deliberation.BallotObjection{
		About:  words.Optional(said.About, maxAbout, "objection", "about"),
		Harm:   words.Optional(said.Harm, maxWords, "objection", "harm"),
		Change: words.Optional(said.Change, maxWords, "objection", "change"),
	}
	if err := words.Err(); err != nil {
		return nil, err
	}
	if c.Choice == deliberation.BallotConcern || o.About == "" || o.Harm == "" || o.Change == "" {
		return o, nil
	}
	reader, refusal := reader(asked, by, said.Reader)
	if refusal != nil {
		return nil, refusal
	}
	o.Reader, o.Heard = reader, deliberation.Unread
	return o, nil
}

// reader is who reads an objection back: another elector of its author's choice,
// else who opened the ballot.
func reader(asked ballot.Ballot, by By, named string) (string, *rule.Refusal) {
	if named == "" {
		named = asked.Asked.Person
	}
	_, elector := asked.Elector(named)
	if named == "" || named == by.Person || !elector && named != asked.Asked.Person {
		return "", rule.Refuse("NAME_A_READER").At("objection", "reader")
	}
	return named, nil
}

// same tells whether a vote says what the last one said. How far an objection
// has been heard is not up to the vote.
func same(last, vote deliberation.BallotVote) bool {
	if last.Objection != nil && vote.Objection != nil {
		o := *last.Objection
		o.Heard, o.Reading, o.Instead = vote.Objection.Heard, "", ""
		last.Objection = &o
	}
	return reflect.DeepEqual(last, vote)
}

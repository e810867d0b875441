package ballotbox

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// ReadBack says an objection in the words of whoever was asked to read it.
//
// An objection stands whether or not it has been read back: nobody's silence
// takes it away but its author's own vote. How far it was heard is shown.
type ReadBack struct {
	Person string `json:"person" need:"true"` // whose it is
	Words  string `json:"words" need:"true"`
}

func (c ReadBack) decide(b Box, asked ballot.Ballot, id string, by By, at time.Time) ([]deliberation.Event, error) {
	o, standing := b.objection(c.Person)
	if !standing || o.Reader != by.Person {
		return nil, rule.Refuse("NOT_FOUND").At("person")
	}
	if b.Closed || asked.Over(at) {
		return nil, rule.Refuse("BALLOT_CLOSED")
	}
	words, refusal := text.Clean(c.Words, maxWords)
	if refusal != nil {
		return nil, refusal.At("words")
	}
	if o.Heard == deliberation.Confirmed || o.Heard == deliberation.WasReadBack && o.Reading == words {
		return nil, nil
	}
	return []deliberation.Event{deliberation.ObjectionReadBack{Ballot: id, Person: c.Person, Words: words}}, nil
}

// Answer says whether a reading is what was meant. Without anything to say
// instead, it is.
type Answer struct {
	Instead string `json:"instead"`
}

func (c Answer) decide(b Box, asked ballot.Ballot, id string, by By, at time.Time) ([]deliberation.Event, error) {
	o, standing := b.objection(by.Name)
	if !standing || asked.Secret() {
		return nil, rule.Refuse("NO_OBJECTION")
	}
	if b.Closed || asked.Over(at) {
		return nil, rule.Refuse("BALLOT_CLOSED")
	}
	instead, refusal := text.Optional(c.Instead, maxWords)
	if refusal != nil {
		return nil, refusal.At("instead")
	}
	switch {
	case o.Heard == deliberation.Confirmed && instead == "":
		return nil, nil
	case o.Heard != deliberation.WasReadBack:
		return nil, rule.Refuse("NOT_READ_BACK")
	}
	e := deliberation.ReadingAnswered{Ballot: id, Person: by.Name, Instead: instead}
	if instead != "" {
		e.Reader = o.Reader
	}
	return []deliberation.Event{e}, nil
}

// objection is the one that somebody's vote holds, if it is whole.
func (b Box) objection(name string) (deliberation.BallotObjection, bool) {
	v := b.Votes[name]
	if v.Choice != deliberation.BallotObject || v.Objection == nil {
		return deliberation.BallotObjection{}, false
	}
	return *v.Objection, true
}

package caucus

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const (
	maxWords    = 4_000
	maxMessages = 20_000
)

// Say says something to the members. Off the record the words come encrypted,
// since whoever reads the record must not read them.
type Say struct {
	ID      string                       `json:"-"`
	Text    string                       `json:"text" need:"true"`
	ReplyTo int                          `json:"replyTo"`
	Seal    func(string) (string, error) `json:"-"`
}

func (s Say) decide(c Caucus, by By, _ time.Time) ([]negotiation.Event, error) {
	if refusal := c.over(); refusal != nil {
		return nil, refusal
	}
	if refusal := by.speaks(); refusal != nil {
		return nil, refusal
	}
	words, refusal := text.Clean(s.Text, maxWords)
	switch {
	case refusal != nil:
		return nil, refusal.At("text")
	case s.ReplyTo < 0 || s.ReplyTo > len(c.Messages) || s.ReplyTo > 0 && !slices.Contains(c.Messages[s.ReplyTo-1].readers, by.as()):
		return nil, rule.Refuse("NO_SUCH_MESSAGE").At("replyTo")
	case len(c.Messages) >= maxMessages:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxMessages))
	}
	e := negotiation.CaucusSaid{
		Message: s.ID, Number: len(c.Messages) + 1, By: by.as(), Person: by.Person, Text: words, ReplyTo: s.ReplyTo, Readers: c.Members,
	}
	if c.OffRecord() {
		cipher, err := s.Seal(words)
		if err != nil {
			return nil, err
		}
		e.Text, e.Cipher = "", cipher
	}
	return []negotiation.Event{e}, nil
}

// Unsay takes back what one has said oneself.
type Unsay struct {
	Number int `json:"number" need:"true"`
}

func (u Unsay) decide(c Caucus, by By, _ time.Time) ([]negotiation.Event, error) {
	if u.Number < 1 || u.Number > len(c.Messages) {
		return nil, rule.Refuse("NO_SUCH_MESSAGE").At("number")
	}
	m := c.Messages[u.Number-1]
	switch {
	case m.person != by.Person:
		return nil, rule.Refuse("NOT_YOUR_MESSAGE").At("number")
	case m.gone:
		return nil, nil
	}
	return []negotiation.Event{negotiation.CaucusUnsaid{Message: m.id, Readers: m.readers}}, nil
}

// Package caucus decides what happens in closed rooms: between some of the
// seats, or between the facilitator and some of them. Whoever is not in one is
// answered as if there were none.
package caucus

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const (
	maxMembers  = 12
	maxTitle    = 140
	maxWords    = 4_000
	maxMessages = 20_000
	longest     = 366 * 24 * time.Hour
)

// Caucus is what the rules remember of a closed room. The zero Caucus is none.
type Caucus struct {
	Negotiation string
	Initiative  string
	Members     []negotiation.Reader
	Ever        []negotiation.Reader // who ever was there
	EraseAt     time.Time            // zero: on the record
	Messages    []message
	Closed      bool
	Erased      bool
}

type message struct {
	id      string
	person  string
	readers []negotiation.Reader
	gone    bool
}

// By is who acts there, as whom.
type By struct {
	table.By
	Person      string
	Facilitator bool // of this table
}

// as is the member that somebody acts as: the facilitator for themselves,
// everybody else for their seat.
func (b By) as() negotiation.Reader {
	if b.Facilitator {
		return negotiation.Reader{Person: b.Person}
	}
	return negotiation.Reader{Seat: b.Seat}
}

// Command is a wish that a caucus may grant or refuse.
type Command interface {
	decide(c Caucus, by By, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that a wish causes, or the refusal.
func Decide(c Caucus, by By, at time.Time, wish Command) ([]negotiation.Event, error) {
	switch wish.(type) {
	case Open, Erase, Dissolve:
		return wish.decide(c, by, at)
	}
	if !slices.Contains(c.Members, by.as()) {
		return nil, rule.Refuse("NOT_FOUND")
	}
	return wish.decide(c, by, at)
}

// Evolve returns c after e.
func Evolve(c Caucus, e negotiation.Event) Caucus {
	switch e := e.(type) {
	case negotiation.CaucusOpened:
		c = Caucus{Negotiation: e.Negotiation, Initiative: e.Initiative, Members: slices.Clone(e.Members), Ever: slices.Clone(e.Members)}
		if e.EraseAt != nil {
			c.EraseAt = e.EraseAt.Time
		}
	case negotiation.CaucusSaid:
		c.Messages = append(c.Messages, message{e.Message, e.Person, e.Readers, false})
	case negotiation.CaucusUnsaid:
		for i := range c.Messages {
			if c.Messages[i].id == e.Message {
				c.Messages[i].gone = true
			}
		}
	case negotiation.CaucusLeft:
		c.Members = slices.Clone(e.Left)
	case negotiation.CaucusClosed:
		c.Closed = true
	case negotiation.CaucusErased:
		c.Erased = true
	default:
		panic(fmt.Sprintf("caucus: no place for %T", e)) // TestEvolve knows them all
	}
	return c
}

// OffRecord tells whether what is said is not to be left.
func (c Caucus) OffRecord() bool { return !c.EraseAt.IsZero() }

// over refuses what has no place in a room that is closed.
func (c Caucus) over() *rule.Refusal {
	if c.Closed || c.Erased {
		return rule.Refuse("CAUCUS_CLOSED")
	}
	return nil
}

// speaks refuses words of who may not speak for their seat.
func (b By) speaks() *rule.Refusal {
	if b.Facilitator {
		return nil
	}
	return b.Can(registry.Speak)
}

// Acts are what people may wish of a caucus, by the names of the API.
var Acts = []string{"sayInCaucus", "leaveCaucus", "closeCaucus"}

// May returns nil if somebody may do an act in a caucus as it stands, or the
// refusal that they would get.
func May(c Caucus, by By, _ string) error {
	if !slices.Contains(c.Members, by.as()) {
		return rule.Refuse("NOT_FOUND")
	}
	return firstOf(by.speaks(), c.over())
}

// Open begins a caucus with others. Whoever opens it is in it.
type Open struct {
	Negotiation string               `json:"-"`
	Initiative  string               `json:"-"`
	Facilitator string               `json:"-"` // of this table; "" for none
	Title       string               `json:"title"`
	Seats       []string             `json:"seats"`
	With        bool                 `json:"facilitator"` // the facilitator is asked in
	OffRecord   bool                 `json:"offRecord"`
	EraseAt     *negotiation.Instant `json:"eraseAt"` // if sooner than the ground rules say
	Keep        time.Duration        `json:"-"`       // so long they keep what is off the record
}

func (o Open) decide(c Caucus, by By, at time.Time) ([]negotiation.Event, error) {
	if len(c.Ever) > 0 {
		return nil, rule.Refuse("ALREADY_OPEN")
	}
	if refusal := by.speaks(); refusal != nil {
		return nil, refusal
	}
	members, refusal := o.members(by)
	if refusal != nil {
		return nil, refusal
	}
	keep := min(o.Keep, longest)
	if o.OffRecord && o.EraseAt == nil {
		erase := negotiation.InstantOf(at.Add(keep))
		o.EraseAt = &erase
	}
	title, refusal := text.Optional(o.Title, maxTitle)
	switch {
	case refusal != nil:
		return nil, refusal.At("title")
	case o.EraseAt != nil && title != "":
		return nil, rule.Refuse("INVALID", "rule", "off_the_record").At("title") // a title would be left
	case o.EraseAt != nil && !o.EraseAt.After(at):
		return nil, rule.Refuse("IN_THE_PAST").At("eraseAt")
	case o.EraseAt != nil && o.EraseAt.After(at.Add(keep)):
		return nil, rule.Refuse("DEADLINE_TOO_LATE", "most", fmt.Sprintf("PT%dH", int(keep.Hours()))).At("eraseAt")
	}
	e := negotiation.CaucusOpened{Negotiation: o.Negotiation, Initiative: o.Initiative, Title: title, By: by.as(), Members: members}
	if o.EraseAt != nil {
		erase := negotiation.InstantOf(o.EraseAt.Time)
		e.EraseAt = &erase
	}
	return []negotiation.Event{e}, nil
}

// members are who will be there: the opener first.
func (o Open) members(by By) ([]negotiation.Reader, *rule.Refusal) {
	members := []negotiation.Reader{by.as()}
	for _, seat := range o.Seats {
		m := negotiation.Reader{Seat: seat}
		if slices.Contains(members, m) {
			continue
		}
		if !slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool { return s.ID == seat && s.State == registry.Taken }) {
			return nil, rule.Refuse("NO_SUCH_SEAT").At("seats")
		}
		members = append(members, m)
	}
	if o.With && !by.Facilitator {
		if o.Facilitator == "" {
			return nil, rule.Refuse("NO_FACILITATOR").At("facilitator")
		}
		members = append(members, negotiation.Reader{Person: o.Facilitator})
	}
	if len(members) < 2 {
		return nil, rule.Refuse("INVALID", "rule", "others").At("seats")
	}
	if len(members) > maxMembers {
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxMembers)).At("seats")
	}
	return members, nil
}

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

// Leave takes one's seat out of a caucus. With fewer than two it is over.
type Leave struct{}

func (Leave) decide(c Caucus, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := firstOf(by.speaks(), c.over()); err != nil {
		return nil, err
	}
	left := slices.DeleteFunc(slices.Clone(c.Members), func(m negotiation.Reader) bool { return m == by.as() })
	events := []negotiation.Event{negotiation.CaucusLeft{Member: by.as(), Left: left}}
	if len(left) < 2 {
		events = append(events, negotiation.CaucusClosed{Members: left})
	}
	return events, nil
}

// Close ends a caucus for all its members.
type Close struct{}

func (Close) decide(c Caucus, by By, _ time.Time) ([]negotiation.Event, error) {
	if c.Closed {
		return nil, nil
	}
	if refusal := by.speaks(); refusal != nil {
		return nil, refusal
	}
	me := by.as()
	return []negotiation.Event{negotiation.CaucusClosed{By: &me, Members: c.Members}}, nil
}

// Dissolve ends a caucus with its table.
type Dissolve struct{}

func (Dissolve) decide(c Caucus, _ By, _ time.Time) ([]negotiation.Event, error) {
	if c.Closed || len(c.Ever) == 0 {
		return nil, nil
	}
	return []negotiation.Event{negotiation.CaucusClosed{Members: c.Members}}, nil
}

// Erase says that the key of a caucus is gone. Its time has to have come.
type Erase struct{}

func (Erase) decide(c Caucus, _ By, at time.Time) ([]negotiation.Event, error) {
	switch {
	case c.Erased || !c.OffRecord():
		return nil, nil
	case at.Before(c.EraseAt):
		return nil, rule.Refuse("NOT_YET")
	case c.Closed:
		return []negotiation.Event{negotiation.CaucusErased{Readers: c.Ever}}, nil
	}
	return []negotiation.Event{negotiation.CaucusClosed{Members: c.Members}, negotiation.CaucusErased{Readers: c.Ever}}, nil
}

func firstOf(refusals ...*rule.Refusal) error {
	for _, r := range refusals {
		if r != nil {
			return r
		}
	}
	return nil
}

// Audience is who reads what is for whoever acts.
func (b By) Audience() string {
	if b.Facilitator {
		return "person:" + b.Person
	}
	return "seat:" + b.Seat
}

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
	maxMembers = 12
	maxTitle   = 140
	longest    = 366 * 24 * time.Hour
)

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
		if !slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool { return s.ID == seat && table.Spoken(s) }) {
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

package table

import (
	"reflect"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const maxTitle = 140

// Open asks for a new table. Its level and zone are the initiative's where it
// names none.
type Open struct {
	Room        string            `json:"-"` // id of the room of all seats
	Initiative  string            `json:"initiative" need:"true"`
	Title       string            `json:"title" need:"true"`
	Level       negotiation.Level `json:"level"`
	GroundRules GroundRules       `json:"groundRules"`
	Amends      *Amending         `json:"amends"`
	Parent      *Parent           `json:"-"` // what is in force of it
}

// ChangeRules asks for other ground rules, as long as nobody else has accepted
// those that are.
type ChangeRules struct {
	GroundRules GroundRules `json:"groundRules"`
}

// AcceptRules is a seat's word to keep to one version of the ground rules.
type AcceptRules struct {
	Brief   string `json:"-"` // id of what a late seat is told
	Version int    `json:"version" need:"true"`
}

// MoveRules asks all taken seats to consent to other ground rules, once they
// have been accepted.
type MoveRules struct {
	Why
	GroundRules GroundRules `json:"groundRules"`
}

func (c MoveRules) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "moveGroundRules"); err != nil {
		return nil, err
	}
	rules, err := c.GroundRules.over(t.Rules)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(rules, t.Rules) {
		return nil, nil
	}
	wish := negotiation.RulesWish{GroundRules: rules, Differences: differences(t.Level, rules), After: t.Version}
	return t.moves(by, at, wished{c.Motion, negotiation.AllSeats, c.Reason, negotiation.Proposal{Rules: &wish}})
}

func (c Open) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	if t.Exists() {
		return nil, rule.Refuse("ALREADY_OPEN")
	}
	if err := first(by.convenes()); err != nil {
		return nil, err
	}
	if c.Level < negotiation.Local || c.Level > negotiation.Ecosystem {
		return nil, rule.Refuse("INVALID", "rule", "level").At("level")
	}
	title, refusal := text.Line(c.Title, maxTitle)
	if refusal != nil {
		return nil, refusal.At("title")
	}
	rules, err := c.GroundRules.over(Template(c.Level))
	if err != nil {
		return nil, err
	}
	parent, refusal := c.amends(by)
	if refusal != nil {
		return nil, refusal
	}
	opened := negotiation.Opened{
		Initiative: c.Initiative, Title: title, Level: c.Level, GroundRules: rules,
		Differences: differences(c.Level, rules), Room: c.Room, Amends: parent,
	}
	return append([]negotiation.Event{opened}, c.begun()...), nil
}

func (c ChangeRules) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "changeGroundRules"); err != nil {
		return nil, err
	}
	rules, err := c.GroundRules.over(t.Rules)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(rules, t.Rules) {
		return nil, nil
	}
	return []negotiation.Event{negotiation.RulesChanged{
		Version: t.Version + 1, GroundRules: rules, Differences: differences(t.Level, rules),
	}}, nil
}

// unsettled refuses to change rules that others have given their word to.
func (t Table) unsettled(by By) *rule.Refusal {
	for seat := range t.Accepted {
		if seat != by.Seat {
			return rule.Refuse("RULES_SETTLED")
		}
	}
	if t.Begun {
		return rule.Refuse("RULES_SETTLED")
	}
	return nil
}

func (c AcceptRules) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "acceptGroundRules"); err != nil {
		return nil, err
	}
	if c.Version != t.Version {
		return nil, rule.Refuse("RULES_CHANGED", "version", strconv.Itoa(t.Version)).At("version")
	}
	if t.Accepted[by.Seat] {
		return nil, nil
	}
	accepted := []negotiation.Event{negotiation.RulesAccepted{Seat: by.Seat, Version: c.Version}}
	if _, known := t.Late[by.Seat]; !t.Begun || known || t.Fixed != "" {
		return accepted, nil
	}
	return append(accepted, t.late(c.Brief, by.Seat, at)), nil
}

// agreed refuses what waits until every seat has accepted the ground rules:
// the first offer and the first decision. Whoever sits down later accepts
// before making offers and voting.
func (t Table) agreed(by By) *rule.Refusal {
	if by.Seat != "" && !t.Accepted[by.Seat] {
		return rule.Refuse("RULES_NOT_ACCEPTED", "seats", "1")
	}
	if t.Begun {
		return nil
	}
	if t.Rules.Facilitation == negotiation.ByPerson && t.Led.Person == "" {
		return rule.Refuse("NO_FACILITATOR")
	}
	missing := 0
	for _, s := range by.taken() {
		if !t.Accepted[s.ID] {
			missing++
		}
	}
	if missing > 0 {
		return rule.Refuse("RULES_NOT_ACCEPTED", "seats", strconv.Itoa(missing))
	}
	return nil
}

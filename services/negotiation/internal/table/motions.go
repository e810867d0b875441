package table

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// How long a motion waits for support, and how many may wait.
const (
	untilConsent = 14 * 24 * time.Hour
	untilSecond  = 3 * 24 * time.Hour
	maxMotions   = 50
)

// Motion is something that one seat wants and that needs others.
type Motion struct {
	Seat      string
	Needs     negotiation.Needs
	Until     time.Time
	Reason    string
	Supported []string // by which seats, the mover's first
	negotiation.Proposal
}

// wished is what a command proposes, and whose support it needs.
type wished struct {
	motion string
	needs  negotiation.Needs
	reason string
	negotiation.Proposal
}

// Why is what every led act carries.
type Why struct {
	Motion string `json:"-"` // the id that it gets if it needs support
	Reason string `json:"reason" need:"true"`
}

// moves does what is wished at once, if nobody else is needed, or puts it
// before the seats.
func (t Table) moves(by By, at time.Time, w wished) ([]negotiation.Event, error) {
	reason, refusal := text.Clean(w.reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	m := Motion{Seat: by.Seat, Needs: w.needs, Reason: reason, Proposal: w.Proposal}
	if by.Seat != "" && !t.leads(by) {
		m.Supported = []string{by.Seat}
	}
	effect, err := t.effect(m, by, at)
	if err != nil || w.needs == negotiation.NobodyElse || t.met(m, by) {
		return effect, err
	}
	if len(t.Motions) >= maxMotions {
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxMotions))
	}
	wait := untilSecond
	if w.needs == negotiation.AllSeats {
		wait = untilConsent
	}
	return []negotiation.Event{negotiation.Moved{
		Asked: by.others(), Motion: w.motion, Initiative: t.Initiative, Number: t.Moved + 1, Seat: by.Seat, Needs: w.needs,
		Until: negotiation.InstantOf(at.Add(wait)), Reason: reason, Proposal: w.Proposal,
	}}, nil
}

// others are the taken seats but one's own.
func (b By) others() []string {
	var ids []string
	for _, s := range b.taken() {
		if s.ID != b.Seat {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// met tells whether a motion has the support that it needs, from seats that are
// still taken.
func (t Table) met(m Motion, by By) bool {
	classes := make(map[string]bool)
	all := true
	for _, s := range by.taken() {
		if slices.Contains(m.Supported, s.ID) {
			classes[s.Class] = true
		} else {
			all = false
		}
	}
	switch m.Needs {
	case negotiation.AllSeats:
		return all
	case negotiation.AndLeader:
		return len(classes) > 1 && t.leads(by)
	}
	return len(classes) > 1
}

// Support is a seat's word for a motion, or the facilitator's.
type Support struct {
	Motion string `json:"motion" need:"true"`
}

func (c Support) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	m, refusal := t.waiting(c.Motion, at)
	if err := either(May(t, by, "supportMotion"), refusal); err != nil {
		return nil, err
	}
	word := negotiation.Supported{Motion: c.Motion}
	switch leads := t.leads(by); {
	case leads && m.Needs != negotiation.AndLeader:
		return nil, rule.Refuse("FACILITATES")
	case leads && !t.met(m, by):
		return nil, rule.Refuse("NOT_YET_SECONDED").At("motion")
	case !leads && slices.Contains(m.Supported, by.Seat):
		return nil, nil
	case !leads:
		word.Seat = by.Seat
		m.Supported = append(slices.Clone(m.Supported), by.Seat)
	}
	events := []negotiation.Event{word}
	if !t.met(m, by) {
		return events, nil
	}
	effect, err := t.effect(m, by, at)
	if err != nil {
		return nil, err
	}
	events = append(events, negotiation.MotionClosed{Motion: c.Motion, Outcome: negotiation.MotionCarried})
	return append(events, effect...), nil
}

// Decline ends a motion: whoever moved it takes it back, and where all have to
// consent any other seat ends it too.
type Decline struct {
	Motion string `json:"motion" need:"true"`
	Reason string `json:"reason" need:"true"`
}

func (c Decline) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	m, refusal := t.waiting(c.Motion, at)
	if err := either(May(t, by, "declineMotion"), refusal); err != nil {
		return nil, err
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	e := negotiation.MotionClosed{Motion: c.Motion, Outcome: negotiation.MotionDeclined, Seat: by.Seat, Reason: reason}
	switch leads := t.leads(by); {
	case !leads && by.Seat == "" && m.Seat != "":
		return nil, rule.Refuse("NOT_AUTHOR").At("motion")
	case !leads && m.Seat == by.Seat:
		e.Outcome = negotiation.MotionWithdrawn
	case leads && m.Needs == negotiation.AndLeader:
		e.Seat = ""
	case leads || m.Needs != negotiation.AllSeats:
		return nil, rule.Refuse("NOT_AUTHOR").At("motion")
	}
	return []negotiation.Event{e}, nil
}

// Lapse ends a motion that has not found its support in time.
type Lapse struct{ Motion string }

func (c Lapse) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	m, waits := t.Motions[c.Motion]
	switch {
	case !waits:
		return nil, nil
	case at.Before(m.Until):
		return nil, rule.Refuse("NOT_YET")
	}
	return []negotiation.Event{negotiation.MotionClosed{Motion: c.Motion, Outcome: negotiation.MotionLapsed}}, nil
}

func (t Table) waiting(id string, at time.Time) (Motion, *rule.Refusal) {
	m, waits := t.Motions[id]
	if !waits || !at.Before(m.Until) {
		return m, rule.Refuse("NO_SUCH_MOTION").At("motion")
	}
	return m, nil
}

// leads tells whether somebody is the facilitator here.
func (t Table) leads(by By) bool { return t.Led.Person != "" && t.Led.Person == by.Person }

// by is on whose word a motion is done.
func (m Motion) lead() negotiation.Lead { return negotiation.Lead{By: m.Supported, Reason: m.Reason} }

// guides refuses what is for the facilitator, and where there is none for two
// seats of different classes together.
func (t Table) guides(by By) *rule.Refusal {
	switch {
	case t.leads(by):
		return nil
	case t.Led.Person != "":
		return rule.Refuse("FACILITATED")
	}
	return by.Can(registry.Speak)
}

// guiding is whose support an act that the facilitator does needs.
func (t Table) guiding(by By) negotiation.Needs {
	if t.leads(by) {
		return negotiation.NobodyElse
	}
	return negotiation.TwoClasses
}

// neutral takes from the facilitator what they must not have: a vote, offers
// and seals.
func (t Table) neutral(by By) By {
	if !t.leads(by) {
		return by
	}
	powers := make(map[registry.Act]Power, len(by.Powers))
	for act, p := range by.Powers {
		if act != registry.Speak {
			p = Power{Why: rule.Refuse("FACILITATES")}
		}
		powers[act] = p
	}
	by.Powers = powers
	return by
}

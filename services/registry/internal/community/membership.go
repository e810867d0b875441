package community

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds: of what people write, in characters, and of how many there are.
const (
	maxName    = 120
	maxPurpose = 2000
	maxCharter = 10_000
	maxWords   = 1000
	maxReason  = 500
	maxCalled  = 50
	maxMembers = 500
	maxSeeking = 2000
	maxNeeded  = 20 // members that have to vouch
)

// Command is a wish that a community may grant or refuse.
type Command interface {
	decide(c Community, by By, at time.Time) ([]registry.Event, error)
}

// Found makes a community with one member. The organizations in Founders exist.
type Found struct {
	Name, Purpose, Text string
	Admission           int
	Founders            []string
}

// Seek asks to belong. Whoever was called when the community was founded
// belongs at once.
type Seek struct{ Words string }

// EndSeeking takes that back.
type EndSeeking struct{}

// Vouch gives a member's word for one that seeks to belong. Own tells that the
// person who speaks belongs to that one, too.
type Vouch struct {
	Organization, Words string
	Own                 bool
}

// Leave ends one's own membership.
type Leave struct{ Reason string }

// MoveRemoval wishes that another member goes.
type MoveRemoval struct{ Organization, Reason string }

func (w Found) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	var form text.Form
	founders := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(w.Founders))), is(by.Organization))
	e := registry.CommunityFounded{
		Called: form.Line(w.Name, maxName, "name"), Purpose: form.Clean(w.Purpose, maxPurpose, "purpose"),
		Charter:      registry.Charter{Version: 1, Text: form.Clean(w.Text, maxCharter, "charter"), Admission: w.Admission},
		Organization: by.Organization, Person: by.Person, Founders: founders,
	}
	switch {
	case c.Exists():
		return nil, nil // its id depends on the command alone: it was this one
	case by.Organization == "":
		return nil, rule.Refuse("NOT_STEWARD")
	case form.Err() != nil:
		return nil, form.Err()
	case admission(w.Admission) != nil:
		return nil, admission(w.Admission)
	case len(founders) > maxCalled:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(maxCalled)).At("founders")
	}
	return []registry.Event{e}, nil
}

func admission(n int) error {
	if n < 1 || n > maxNeeded {
		return rule.Refuse("INVALID", "rule", "range", "min", "1", "max", strconv.Itoa(maxNeeded)).At("admission")
	}
	return nil
}

func (w Seek) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	var form text.Form
	words := form.Clean(w.Words, maxWords, "words")
	switch err := c.maySeek(by); {
	case err != nil:
		return nil, err
	case form.Err() != nil:
		return nil, form.Err()
	case c.seeks(by.Organization) >= 0:
		return nil, nil
	}
	sought := registry.MembershipSought{Organization: by.Organization, Person: by.Person, Words: words}
	if !slices.Contains(c.Called, by.Organization) {
		return []registry.Event{sought}, nil
	}
	return []registry.Event{sought, c.admitted(by.Organization, nil)}, nil
}

func (c Community) maySeek(by By) error {
	switch {
	case by.Organization == "":
		return rule.Refuse("NOT_STEWARD")
	case c.Has(by.Organization):
		return rule.Refuse("IN_COMMUNITY")
	case len(c.Members) >= maxMembers || len(c.Seeking) >= maxSeeking:
		return rule.Refuse("COMMUNITY_FULL")
	}
	return nil
}

func (c Community) seeks(organization string) int {
	return slices.IndexFunc(c.Seeking, func(s Seeker) bool { return s.Organization == organization })
}

func (c Community) admitted(organization string, vouchers []registry.Convener) registry.MemberAdmitted {
	e := registry.MemberAdmitted{Organization: organization, Vouchers: vouchers}
	e.Weights = changed(c, Evolve(c, e))
	return e
}

func (EndSeeking) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	switch {
	case by.Organization == "":
		return nil, rule.Refuse("NOT_STEWARD")
	case c.seeks(by.Organization) < 0:
		return nil, nil
	}
	return []registry.Event{registry.SeekingEnded{Organization: by.Organization}}, nil
}

func (w Vouch) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	if c.Has(w.Organization) {
		return nil, nil
	}
	var form text.Form
	words := form.Clean(w.Words, maxWords, "words")
	at := c.seeks(w.Organization)
	switch {
	case at < 0:
		return nil, rule.Refuse("NOT_FOUND").At("organization")
	case w.Own || c.Seeking[at].Person == by.Person:
		return nil, rule.Refuse("SELF_VOUCHED").At("organization")
	case spoke(c.Seeking[at].Vouchers, by):
		return nil, rule.Refuse("ALREADY_DONE")
	case len(c.Members) >= maxMembers:
		return nil, rule.Refuse("COMMUNITY_FULL")
	case form.Err() != nil:
		return nil, form.Err()
	}
	events := []registry.Event{registry.MemberVouched{Organization: w.Organization, By: by.convener(), Words: words}}
	vouchers := append(slices.Clip(c.Seeking[at].Vouchers), by.convener())
	if c.voices(vouchers) >= c.Admits() {
		events = append(events, c.admitted(w.Organization, vouchers))
	}
	return events, nil
}

func (w Leave) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	var form text.Form
	reason := form.Optional(w.Reason, maxReason, "reason")
	if err := c.member(by); err != nil {
		return nil, err
	}
	left := registry.CommunityLeft{Organization: by.Organization, Reason: reason}
	left.Weights = changed(c, Evolve(c, left))
	if err := form.Err(); err != nil {
		return nil, err
	}
	return append(c.cleared(by.Organization), left), nil
}

func (w MoveRemoval) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(w.Reason, maxReason, "reason")
	under := c.Under()
	switch {
	case !c.Has(w.Organization):
		return nil, rule.Refuse("NOT_FOUND").At("organization")
	case under[w.Organization] == under[by.Organization]:
		return nil, rule.Refuse("OWN_ORGANIZATION").At("organization")
	case form.Err() != nil:
		return nil, form.Err()
	}
	move := Move{Reason: reason}
	if at := slices.IndexFunc(c.Moves, func(m Move) bool { return m.Organization == w.Organization }); at >= 0 {
		move = c.Moves[at]
	}
	if spoke(move.By, by) {
		return nil, rule.Refuse("ALREADY_DONE")
	}
	events := []registry.Event{registry.RemovalMoved{Organization: w.Organization, By: by.convener(), Reason: reason}}
	all := append(slices.Clip(move.By), by.convener())
	if c.voices(all, w.Organization) < c.Removes() {
		return events, nil
	}
	removed := registry.CommunityRemoved{Organization: w.Organization, Reason: move.Reason, By: all}
	removed.Weights = changed(c, Evolve(c, removed))
	return append(append(events, c.cleared(w.Organization)...), removed), nil
}

// cleared takes back what an organization offers that no longer belongs.
func (c Community) cleared(organization string) (events []registry.Event) {
	for _, s := range c.Standing {
		if s.Organization == organization {
			events = append(events, registry.StandingWithdrawn{Standing: s.ID, Organization: organization})
		}
	}
	return events
}

// member refuses whoever is no steward of one.
func (c Community) member(by By) error {
	switch {
	case by.Organization == "":
		return rule.Refuse("NOT_STEWARD")
	case !c.Has(by.Organization):
		return rule.Refuse("NOT_IN_COMMUNITY")
	}
	return nil
}

package community

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const (
	maxProposed = 20
	maxClaims   = 200
	maxStanding = 20 // offers of one member
	maxTitle    = 120
	maxStands   = 8000
)

// ProposeCharter wishes for another version of the charter.
type ProposeCharter struct {
	Text      string
	Admission int
}

// AgreeCharter is a member's yes to one.
type AgreeCharter struct{ Version int }

// DropCharter takes a proposal back.
type DropCharter struct{ Version int }

// DeclareControl says with which members one is under one control.
type DeclareControl struct {
	With  []string
	Words string
}

// ClaimControl says that two others are under one control.
type ClaimControl struct {
	Claim  string
	Two    [2]string
	Reason string
}

// SecondControl stands by such a claim.
type SecondControl struct{ Claim string }

// OfferStanding lays terms out for every member.
type OfferStanding struct{ Standing, Title, Text string }

// WithdrawStanding takes them back.
type WithdrawStanding struct{ Standing, Reason string }

func (w ProposeCharter) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	var form text.Form
	proposed := registry.CharterProposed{By: by.convener(), Charter: registry.Charter{
		Version: c.Last + 1, Text: form.Clean(w.Text, maxCharter, "charter"), Admission: w.Admission,
	}}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case admission(w.Admission) != nil:
		return nil, admission(w.Admission)
	case len(c.Proposed) >= maxProposed || slices.ContainsFunc(c.Proposed, func(p Proposal) bool { return p.By.Organization == by.Organization }):
		return nil, rule.Refuse("CHARTER_PROPOSED")
	}
	return c.adopted([]registry.Event{proposed}, Evolve(c, proposed), proposed.Version), nil
}

func (w AgreeCharter) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(c.Proposed, func(p Proposal) bool { return p.Version == w.Version })
	switch {
	case c.Charter.Version == w.Version:
		return nil, nil
	case at < 0:
		return nil, rule.Refuse("NOT_FOUND").At("version")
	case spoke(c.Proposed[at].Agreed, by):
		return again(c.Proposed[at].Agreed, by)
	}
	agreed := registry.CharterAgreed{Version: w.Version, By: by.convener()}
	return c.adopted([]registry.Event{agreed}, Evolve(c, agreed), w.Version), nil
}

// adopted adds that a version is in force, if after these events enough agree.
func (c Community) adopted(events []registry.Event, after Community, version int) []registry.Event {
	for _, p := range after.Proposed {
		if p.Version == version && after.voices(p.Agreed) >= after.Adopts() {
			return append(events, registry.CharterAdopted{Version: version, Replaces: c.Charter.Version, Admission: p.Admission})
		}
	}
	return events
}

func (w DropCharter) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(c.Proposed, func(p Proposal) bool { return p.Version == w.Version && p.By.Organization == by.Organization })
	if at < 0 {
		return nil, rule.Refuse("NOT_FOUND").At("version")
	}
	return []registry.Event{registry.CharterDropped{Version: w.Version}}, nil
}

func (w DeclareControl) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	var form text.Form
	with := slices.Compact(slices.Sorted(slices.Values(w.With)))
	declared := registry.ControlDeclared{
		Organization: by.Organization, With: with, Words: form.Optional(w.Words, maxWords, "words"), Person: by.Person,
	}
	for _, other := range with {
		if !c.Has(other) || other == by.Organization {
			return nil, rule.Refuse("NOT_FOUND").At("with")
		}
	}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case slices.Equal(c.Declared[by.Organization], with):
		return nil, nil
	}
	declared.Weights = changed(c, Evolve(c, declared))
	return []registry.Event{declared}, nil
}

func (w ClaimControl) decide(c Community, by By, at time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(w.Reason, maxReason, "reason")
	two := [2]string{min(w.Two[0], w.Two[1]), max(w.Two[0], w.Two[1])}
	under := c.Under()
	switch {
	case slices.ContainsFunc(c.Claims, func(l Claim) bool { return l.ID == w.Claim }):
		return nil, nil
	case !c.Has(w.Two[0]):
		return nil, rule.Refuse("NOT_FOUND").At("organization")
	case !c.Has(w.Two[1]) || two[0] == two[1]:
		return nil, rule.Refuse("NOT_FOUND").At("other")
	case form.Err() != nil:
		return nil, form.Err()
	case under[two[0]] == under[two[1]]:
		return nil, rule.Refuse("SAME_CONTROL")
	case len(c.Claims) >= maxClaims:
		return nil, rule.Refuse("COMMUNITY_FULL")
	}
	for _, open := range c.Claims {
		if open.Two == two && !open.Upheld {
			return SecondControl{open.ID}.decide(c, by, at)
		}
	}
	if err := c.uninvolved(by, two); err != nil {
		return nil, err
	}
	return []registry.Event{registry.ControlClaimed{Claim: w.Claim, Two: two, By: by.convener(), Reason: reason}}, nil
}

// uninvolved refuses whoever a claim is about: they declare it themselves.
func (c Community) uninvolved(by By, two [2]string) error {
	under := c.Under()
	if u := under[by.Organization]; u == under[two[0]] || u == under[two[1]] {
		return rule.Refuse("OWN_ORGANIZATION")
	}
	return nil
}

func (w SecondControl) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(c.Claims, func(l Claim) bool { return l.ID == w.Claim })
	if at < 0 {
		return nil, rule.Refuse("NOT_FOUND").At("claim")
	}
	claim := c.Claims[at]
	switch {
	case claim.Upheld:
		return nil, nil
	case spoke(claim.By, by):
		return again(claim.By, by)
	}
	if err := c.uninvolved(by, claim.Two); err != nil {
		return nil, err
	}
	seconded := registry.ControlSeconded{Claim: claim.ID, By: by.convener()}
	events := []registry.Event{seconded}
	after := Evolve(c, seconded)
	if after.voices(after.Claims[at].By, claim.Two[0], claim.Two[1]) < after.Upholds(claim.Two) {
		return events, nil
	}
	upheld := registry.ControlUpheld{Claim: claim.ID, Two: claim.Two}
	upheld.Weights = changed(c, Evolve(after, upheld))
	return append(events, upheld), nil
}

func (w OfferStanding) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.StandingOffered{
		Standing: w.Standing, Organization: by.Organization, Person: by.Person,
		Title: form.Line(w.Title, maxTitle, "title"), Text: form.Clean(w.Text, maxStands, "text"),
	}
	live := 0
	for _, s := range c.Standing {
		if s.ID == w.Standing {
			return nil, nil
		}
		if s.Organization == by.Organization {
			live++
		}
	}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case live >= maxStanding:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(maxStanding)).At("text")
	}
	return []registry.Event{e}, nil
}

func (w WithdrawStanding) decide(c Community, by By, _ time.Time) ([]registry.Event, error) {
	if err := c.member(by); err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Optional(w.Reason, maxReason, "reason")
	at := slices.IndexFunc(c.Standing, func(s Standing) bool { return s.ID == w.Standing && s.Organization == by.Organization })
	switch {
	case at < 0:
		return nil, rule.Refuse("NOT_FOUND").At("standing")
	case form.Err() != nil:
		return nil, form.Err()
	}
	return []registry.Event{registry.StandingWithdrawn{Standing: w.Standing, Organization: by.Organization, Reason: reason}}, nil
}

package accord

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// The rules about leaving.
var (
	NotParty     = rule.Refuse("NOT_PARTY").At("version")
	NotInForce   = rule.Refuse("NOT_IN_FORCE").At("version")
	NoNotice     = rule.Refuse("NO_NOTICE").At("version")
	HasLeft      = rule.Refuse("HAS_LEFT").At("version")
	VersionEnded = rule.Refuse("AGREEMENT_ENDED").At("version")
)

// Exit is a party's word that it leaves, and why.
type Exit struct {
	By      Signatory
	Version int
	Reason  string
	At      time.Time
}

func (c Exit) decide(a Agreement) ([]agreements.Event, error) {
	v, err := a.binds(c.Version, c.By.Seat)
	if err != nil {
		return nil, err
	}
	reason, refusal := prose.Clean(c.Reason, LongestReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	if _, leaving := v.Leaving[c.By.Seat]; leaving {
		return nil, nil
	}
	if v.Text.Lasts == nil || v.Text.Lasts.Notice == "" {
		return nil, NoNotice
	}
	told := slices.DeleteFunc(slices.Clone(v.Signed), func(seat string) bool { return seat == c.By.Seat })
	return []agreements.Event{agreements.ExitAnnounced{
		Version: c.Version, Seat: c.By.Seat, Organization: c.By.Organization, Person: c.By.Person, Reason: reason,
		Ends: *instant(after(c.At, v.Text.Lasts.Notice, zone(v.Text))), Told: told,
	}}, nil
}

// binds is a version in force, for a seat that it binds.
func (a Agreement) binds(n int, seat string) (Version, error) {
	v, err := a.current(n)
	switch {
	case err != nil:
		return v, err
	case v.Status != IsInForce:
		return v, NotInForce
	case !slices.Contains(v.Parties(), seat):
		return v, NotParty
	}
	return v, nil
}

package accord

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// The rules about leaving and about joining from outside.
var (
	NotParty        = rule.Refuse("NOT_PARTY").At("version")
	NotInForce      = rule.Refuse("NOT_IN_FORCE").At("version")
	NoNotice        = rule.Refuse("NO_NOTICE").At("version")
	HasLeft         = rule.Refuse("HAS_LEFT").At("version")
	VersionEnded    = rule.Refuse("AGREEMENT_ENDED").At("version")
	NotStandingHere = rule.Refuse("NO_STANDING_TERMS").At("community")
)

// Exit is a party's word that it leaves, and why.
type Exit struct {
	By      Signatory
	Version int
	Reason  string
	At      time.Time
}

// Invite says that a seat took what was kept open for it, and may sign this.
type Invite struct {
	Seat     string
	Standing string
}

// OfferStandingTerms is a party's consent to let members of a community join.
type OfferStandingTerms struct {
	By        Signatory
	Version   int
	Community string
}

// Accede joins from a community to which the parties have offered their terms.
// The seat of the signature is the member's own, see [Member].
type Accede struct {
	Sign
	Community string
}

// Member is the party that an organization without a seat is.
func Member(organization string) string { return "member:" + organization }

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

func (c Invite) decide(a Agreement) ([]agreements.Event, error) {
	n, v, found := a.Binding()
	if !found || v.Has(c.Seat) || slices.Contains(v.Invited, c.Seat) {
		return nil, nil
	}
	return []agreements.Event{agreements.AccessionInvited{Version: n, Seat: c.Seat, Standing: c.Standing}}, nil
}

func (c OfferStandingTerms) decide(a Agreement) ([]agreements.Event, error) {
	v, err := a.binds(c.Version, c.By.Seat)
	if err != nil {
		return nil, err
	}
	if !communityID(c.Community) {
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("community")
	}
	s := v.Standing[c.Community]
	if s.Stands || slices.Contains(s.Seats, c.By.Seat) {
		return nil, nil
	}
	var waits []string
	for _, seat := range v.Parties() {
		if seat != c.By.Seat && !slices.Contains(s.Seats, seat) {
			waits = append(waits, seat)
		}
	}
	return []agreements.Event{agreements.StandingTermsOffered{
		Version: c.Version, Community: c.Community, Seat: c.By.Seat, Organization: c.By.Organization, Person: c.By.Person, Waits: waits,
	}}, nil
}

// communityID tells whether something can be the id of a community.
func communityID(id string) bool { return len(id) > 4 && len(id) <= 64 && id[:4] == "com_" }

func (c Accede) decide(a Agreement) ([]agreements.Event, error) {
	v, err := a.current(c.Version)
	switch {
	case err != nil:
		return nil, err
	case !v.Standing[c.Community].Stands:
		return nil, NotStandingHere
	case v.Status != IsInForce:
		return nil, NotInForce
	}
	return c.Sign.decide(a)
}

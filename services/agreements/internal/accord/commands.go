package accord

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// Command is a wish that an agreement may grant or refuse. A command is the one
// place where its own rules are written.
type Command interface {
	decide(a Agreement) ([]agreements.Event, error)
}

// LongestReason is how many characters a reason may have.
const LongestReason = 2000

// The rules that forbid something.
var (
	NoSuchAgreement = rule.Refuse("NOT_FOUND")
	NoSuchVersion   = rule.Refuse("NO_SUCH_VERSION").At("version")
	Outdated        = rule.Refuse("SUPERSEDED").At("version")
	HashMismatch    = rule.Refuse("HASH_MISMATCH").At("hash")
	NotOpen         = rule.Refuse("NOT_OPEN_FOR_SIGNATURE").At("version")
	EntryClosed     = rule.Refuse("ENTRY_CLOSED").At("version")
	VersionVoid     = rule.Refuse("AGREEMENT_VOID").At("version")
	VersionLapsed   = rule.Refuse("AGREEMENT_LAPSED").At("version")
	AlreadySigned   = rule.Refuse("ALREADY_SIGNED").At("version")
	BeyondMandate   = rule.Refuse("BEYOND_MANDATE").At("version")
	BadReason       = rule.Refuse("INVALID").At("reason")
	StillOpen       = rule.Refuse("STILL_OPEN").At("version")
)

// Signatory is who acts, and for which seat.
type Signatory struct {
	Person       string
	Organization string
	Seat         string
}

// Draft fixes a text: the first one, or the next after one that is in force or
// has ended. It is opened for signature, once it is ratified by those who have
// to be asked.
type Draft struct {
	Text      agreements.Drafted
	Ratifiers []agreements.Ratifier // who ratifies; none: the text asks nobody
	At        time.Time
}

// Decline says no to a version, and why.
type Decline struct {
	By      Signatory
	Version int
	Reason  string
	At      time.Time
}

// Lapse ends the living version if its entry deadline has passed.
type Lapse struct{ At time.Time }

// Decide returns the events that c causes to a, or the refusal that forbids it.
// No events and no error means that what c asks for is so already.
func Decide(a Agreement, c Command) ([]agreements.Event, error) { return c.decide(a) }

func (c Draft) decide(a Agreement) ([]agreements.Event, error) {
	text, n := c.Text.Text(), len(a.Versions)
	switch {
	case text.Version <= n:
		return nil, nil // a decision fixes one text, however often that is told
	case text.Version > n+1:
		return nil, NoSuchVersion
	case n > 0 && a.Versions[n-1].pending():
		return nil, StillOpen
	}
	if asked(c.Ratifiers) && text.Ratification != nil && text.Ratification.Until != nil {
		return []agreements.Event{c.Text, c.ratification(text)}, nil
	}
	events := []agreements.Event{c.Text}
	if len(c.Ratifiers) > 0 {
		events = append(events, agreements.RatificationClosed{Version: text.Version, Seats: byMandate(c.Ratifiers)})
	}
	return append(events, opening(text)), nil
}

func (c Decline) decide(a Agreement) ([]agreements.Event, error) {
	v, err := a.current(c.Version)
	if err != nil {
		return nil, err
	}
	reason, refusal := prose.Clean(c.Reason, LongestReason)
	switch {
	case refusal != nil:
		return nil, refusal.At("reason")
	case v.Has(c.By.Seat):
		return nil, AlreadySigned
	case slices.Contains(v.Declined, c.By.Seat):
		return nil, nil
	}
	if err := v.alive(c.At); err != nil {
		return nil, err
	}
	told := append([]string{}, v.Signed...)
	events := []agreements.Event{agreements.Declined{
		Version: c.Version, Seat: c.By.Seat, Organization: c.By.Organization, Person: c.By.Person,
		Reason: reason, Told: told,
	}}
	if v.Status == IsOpen && v.Needs(c.By.Seat) {
		events = append(events, agreements.Voided{Version: c.Version, Seat: c.By.Seat, Reason: reason, Told: told})
	}
	return events, nil
}

func (c Lapse) decide(a Agreement) ([]agreements.Event, error) {
	n := len(a.Versions)
	if n == 0 {
		return nil, NoSuchAgreement
	}
	v := a.Versions[n-1]
	switch {
	case v.Status != IsOpen || c.At.Before(v.Text.Entry.By.Time):
		return nil, nil
	case len(v.Missing()) == 0: // all have signed, and the cooling-off is as long
		return a.enters(n, v, c.At), nil
	}
	return []agreements.Event{agreements.Lapsed{Version: n, Missing: v.Missing(), Told: append([]string{}, v.Signed...)}}, nil
}

// current is version n if it can still be signed or declined: the last one, or
// the one in force while the last one is not.
func (a Agreement) current(n int) (Version, error) {
	switch {
	case len(a.Versions) == 0:
		return Version{}, NoSuchAgreement
	case n < 1 || n > len(a.Versions):
		return Version{}, NoSuchVersion
	case n < len(a.Versions) && a.Versions[n-1].Status != IsInForce:
		return Version{}, Outdated
	}
	return a.Versions[n-1], nil
}

// pending tells whether it is not known yet what becomes of the version.
func (v Version) pending() bool {
	return v.Status == IsDraft || v.Status == IsRatifying || v.Status == IsOpen
}

// open refuses a seat that may not sign: its organization did not ratify the
// text, or the seat has left.
func (v Version) open(seat string) error {
	switch {
	case slices.Contains(v.Left, seat):
		return HasLeft
	case slices.Contains(v.Unratified, seat):
		return NotRatified
	}
	return nil
}

// alive refuses what can no longer, or not yet, be signed or declined. The
// moment of the deadline itself is too late, so that it is never both.
func (v Version) alive(at time.Time) error {
	switch v.Status {
	case IsInForce:
		return nil
	case IsVoid:
		return VersionVoid
	case IsLapsed:
		return VersionLapsed
	case IsReopened:
		return WasReopened
	case IsSuperseded:
		return Outdated
	case IsEnded:
		return VersionEnded
	case IsRatifying:
		return NotRatified
	case IsDraft:
		return NotOpen
	}
	if !at.Before(v.Text.Entry.By.Time) {
		return EntryClosed
	}
	return nil
}

package accord

import (
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/registry"
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
	Superseded      = rule.Refuse("SUPERSEDED").At("version")
	HashMismatch    = rule.Refuse("HASH_MISMATCH").At("hash")
	NotOpen         = rule.Refuse("NOT_OPEN_FOR_SIGNATURE").At("version")
	EntryClosed     = rule.Refuse("ENTRY_CLOSED").At("version")
	VersionVoid     = rule.Refuse("AGREEMENT_VOID").At("version")
	VersionLapsed   = rule.Refuse("AGREEMENT_LAPSED").At("version")
	AlreadySigned   = rule.Refuse("ALREADY_SIGNED").At("version")
	BeyondMandate   = rule.Refuse("BEYOND_MANDATE").At("version")
	BadReason       = rule.Refuse("INVALID").At("reason")
)

// Signatory is who acts, and for which seat.
type Signatory struct {
	Person       string
	Organization string
	Seat         string
}

// Draft fixes the first text and opens it for signature.
type Draft struct{ Text agreements.Drafted }

// Sign puts the seat's name under one hash. Limits are those of the signer's
// mandate: nobody signs what they may not agree to.
type Sign struct {
	By        Signatory
	Signature string // the id of a new signature
	Version   int
	Hash      string
	Limits    []registry.Limit
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
	if len(a.Versions) > 0 {
		return nil, nil // a decision fixes one text, however often that is told
	}
	text := c.Text.Text()
	return []agreements.Event{c.Text, agreements.Opened{Version: text.Version, By: text.Entry.By}}, nil
}

func (c Sign) decide(a Agreement) ([]agreements.Event, error) {
	v, err := a.current(c.Version)
	if err != nil {
		return nil, err
	}
	switch {
	case c.Hash != v.Hash:
		return nil, HashMismatch
	case v.Has(c.By.Seat):
		return nil, nil
	}
	if err := v.alive(c.At); err != nil {
		return nil, err
	}
	if err := within(c.Limits, v.Text.Clauses); err != nil {
		return nil, err
	}
	events := []agreements.Event{agreements.Signed{
		Signature: c.Signature, Initiative: v.Text.Initiative, Version: c.Version, Hash: v.Hash, Seat: c.By.Seat,
		Organization: c.By.Organization, Person: c.By.Person, Accession: v.Status == IsInForce,
	}}
	if v.Status == IsOpen && slices.Equal(v.Missing(), []string{c.By.Seat}) {
		parties := append(slices.Clone(v.Signed), c.By.Seat)
		events = append(events, agreements.EnteredIntoForce{Version: c.Version, Hash: v.Hash, Parties: parties})
	}
	return events, nil
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
	if v.Status != IsOpen || c.At.Before(v.Text.Entry.By.Time) {
		return nil, nil
	}
	return []agreements.Event{agreements.Lapsed{Version: n, Missing: v.Missing(), Told: append([]string{}, v.Signed...)}}, nil
}

// current is version n if it is the one that lives.
func (a Agreement) current(n int) (Version, error) {
	switch {
	case len(a.Versions) == 0:
		return Version{}, NoSuchAgreement
	case n < 1 || n > len(a.Versions):
		return Version{}, NoSuchVersion
	case n < len(a.Versions):
		return Version{}, Superseded
	}
	return a.Versions[n-1], nil
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
	case IsDraft:
		return NotOpen
	}
	if !at.Before(v.Text.Entry.By.Time) {
		return EntryClosed
	}
	return nil
}

package table

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/rules/text"
)

const (
	maxPackages = 5_000
	maxNote     = 500
	maxReason   = 500
)

// PackageState is where a package stands in its life.
type PackageState string

// The states. Only what is on the table can be decided on.
const (
	Tabled    PackageState = ""
	Withdrawn PackageState = "WITHDRAWN"
	Expired   PackageState = "EXPIRED"
	Stale     PackageState = "STALE"
	Settled   PackageState = "ALREADY_DECIDED"    // rejected, or carried
	Broken    PackageState = "NO_LONGER_FEASIBLE" // by a constraint that came later
)

// Package is what the rules remember of a package.
type Package struct {
	Seat      string
	As        negotiation.Purpose
	Values    []negotiation.Setting
	TabledAt  time.Time
	ExpiresAt time.Time // zero for an idea
	State     PackageState
	Calls     int      // decisions that were opened on it
	With      []string // seats whose it is, too
}

func tabled(e negotiation.PackageTabled) Package {
	p := Package{Seat: e.Seat, As: e.As, Values: e.Values, TabledAt: e.TabledAt.Time, With: e.With}
	if e.ExpiresAt != nil {
		p.ExpiresAt = e.ExpiresAt.Time
	}
	return p
}

func (t Table) end(as PackageState, packages ...string) {
	for _, id := range packages {
		if p, known := t.Packages[id]; known {
			p.State = as
			t.Packages[id] = p
		}
	}
}

// over tells whether the time of an offer is over.
func (p Package) over(at time.Time) bool { return !p.ExpiresAt.IsZero() && !at.Before(p.ExpiresAt) }

// alive refuses what cannot be done to a package that is no longer there.
func (t Table) alive(id string, at time.Time, but ...PackageState) (Package, *rule.Refusal) {
	p, known := t.Packages[id]
	switch {
	case !known:
		return p, rule.Refuse("NO_SUCH_PACKAGE").At("package")
	case p.State == Tabled && p.over(at):
		return p, rule.Refuse(string(Expired)).At("package")
	case p.State != Tabled && !slices.Contains(but, p.State):
		return p, rule.Refuse(string(p.State)).At("package")
	}
	return p, nil
}

// TablePackage shows values to all seats: as an idea, which binds nobody, or as
// an offer, which binds the seat until it expires.
type TablePackage struct {
	ID        string                   `json:"-"`
	As        negotiation.Purpose      `json:"as" need:"true"`
	Values    []negotiation.DraftValue `json:"values"`
	CounterTo string                   `json:"counterTo"`
	ExpiresAt *negotiation.Instant     `json:"expiresAt"`
	Note      string                   `json:"note"`
	Text      bool                     `json:"text"` // the values of the text that all work on
	With      []string                 `json:"-"`    // seats that have confirmed that it is theirs, too
}

func (c TablePackage) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if refusal := c.purpose(); refusal != nil {
		return nil, refusal
	}
	if c.Text && len(c.Values) == 0 {
		c.Values = t.textValues()
	}
	if err := either(May(t, by, "tablePackage."+string(c.As)), t.room(c)); err != nil {
		return nil, err
	}
	values, err := t.settle(c.Values)
	if err != nil {
		return nil, err
	}
	note, refusal := text.Optional(c.Note, maxNote)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	e := negotiation.PackageTabled{
		Package: c.ID, Initiative: t.Initiative, Number: len(t.Packages) + 1, As: c.As, Seat: by.Seat,
		Values: values, CounterTo: c.CounterTo, TabledAt: negotiation.InstantOf(at), Note: note, With: c.With,
	}
	if c.As == negotiation.Offer {
		until, err := t.binding(c, by, values, at)
		if err != nil {
			return nil, err
		}
		e.ExpiresAt = &until
	}
	return []negotiation.Event{e}, nil
}

func (c TablePackage) purpose() *rule.Refusal {
	if c.As != negotiation.Idea && c.As != negotiation.Offer {
		return rule.Refuse("INVALID", "rule", "purpose").At("as")
	}
	return nil
}

// room refuses a package for which there is no place on the table.
func (t Table) room(c TablePackage) *rule.Refusal {
	if c.As == negotiation.Idea && c.ExpiresAt != nil {
		return rule.Refuse("INVALID", "rule", "offers_only").At("expiresAt")
	}
	if len(c.Values) == 0 {
		return rule.Refuse("INVALID", "rule", "required").At("values")
	}
	if _, known := t.Packages[c.ID]; known {
		return rule.Refuse("ALREADY_TABLED").At("draft")
	}
	if _, known := t.Packages[c.CounterTo]; c.CounterTo != "" && !known {
		return rule.Refuse("NO_SUCH_PACKAGE").At("counterTo")
	}
	if len(t.Packages) >= maxPackages {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxPackages))
	}
	return nil
}

// binding returns until when an offer binds, if it may.
func (t Table) binding(c TablePackage, by By, values []negotiation.Setting, at time.Time) (negotiation.Instant, error) {
	least, _ := terms.Duration(t.Rules.OfferMinimum)
	until := negotiation.InstantOf(at.Add(least))
	if c.ExpiresAt != nil {
		until = *c.ExpiresAt
	}
	var refusal *rule.Refusal
	switch {
	case until.Before(at.Add(least)):
		refusal = rule.Refuse("OFFER_TOO_SHORT", "least", t.Rules.OfferMinimum).At("expiresAt")
	case until.After(at.Add(longest)):
		refusal = rule.Refuse("OFFER_TOO_LONG", "most", "P366D").At("expiresAt")
	}
	return until, first(refusal, by.Seconds(values), t.Sheet.beyond(by.Powers[registry.Offer].Limits, values))
}

// Withdraw takes a package back, for a reason that everyone reads.
type Withdraw struct {
	Package string `json:"package" need:"true"`
	Reason  string `json:"reason" need:"true"`
}

func (c Withdraw) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	p, refusal := t.alive(c.Package, at, Withdrawn, Stale)
	if err := either(May(t, by, "withdrawPackage"), refusal, p.ownedBy(by)); err != nil {
		return nil, err
	}
	if p.State == Withdrawn {
		return nil, nil
	}
	if t.decidingOn(c.Package) {
		return nil, rule.Refuse("DECISION_OPEN").At("package")
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	e := negotiation.PackageWithdrawn{Package: c.Package, Reason: reason}
	if len(p.With) > 0 {
		e.Seat = by.Seat
	}
	return []negotiation.Event{e}, nil
}

func (p Package) ownedBy(by By) *rule.Refusal {
	if p.Seat != by.Seat && !slices.Contains(p.With, by.Seat) {
		return rule.Refuse("NOT_AUTHOR").At("package")
	}
	return nil
}

// Expire ends an offer whose time has come. While it is being decided on, it
// waits: the close ends it, if it is not carried.
type Expire struct{ Package string }

func (c Expire) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	p := t.Packages[c.Package]
	if p.State != Tabled || t.decidingOn(c.Package) {
		return nil, nil
	}
	if !p.over(at) {
		return nil, rule.Refuse("NOT_YET")
	}
	return []negotiation.Event{negotiation.PackageExpired{Package: c.Package}}, nil
}

// decidingOn tells whether an open decision is about a package.
func (t Table) decidingOn(id string) bool {
	return t.Deciding != "" && slices.Contains(t.Decisions[t.Deciding].packages(), id)
}

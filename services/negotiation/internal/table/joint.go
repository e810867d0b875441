package table

import (
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Jointly is a package that several seats wish to table together.
type Jointly struct {
	With []string `json:"with" need:"true"`
	TablePackage
}

// Joint checks the wish of the first of its authors as if it were tabled now.
// That the others may offer it is asked when they confirm it.
func (t Table) Joint(by By, at time.Time, c Jointly) (e negotiation.JointDrafted, err error) {
	by = t.neutral(by)
	if err := either(May(t, by, "draftJoint"), c.purpose(), t.coauthors(by, c.With)); err != nil {
		return e, err
	}
	if err := either(May(t, by, "tablePackage."+string(c.As)), t.room(c.TablePackage)); err != nil {
		return e, err
	}
	values, err := t.settle(c.Values)
	if err != nil {
		return e, err
	}
	note, refusal := text.Optional(c.Note, maxNote)
	if refusal != nil {
		return e, refusal.At("note")
	}
	e = negotiation.JointDrafted{
		Initiative: t.Initiative, Seats: append([]string{by.Seat}, c.With...), Package: c.ID, As: c.As,
		Values: values, CounterTo: c.CounterTo, ExpiresAt: c.ExpiresAt, Note: note,
	}
	if c.As == negotiation.Offer {
		_, err = t.binding(c.TablePackage, by, values, at)
	}
	return e, err
}

// coauthors refuses seats that are not others at this table.
func (t Table) coauthors(by By, with []string) *rule.Refusal {
	for i, s := range with {
		taken := slices.ContainsFunc(by.taken(), func(r registry.SeatRow) bool { return r.ID == s })
		if s == by.Seat || !taken || slices.Contains(with[:i], s) {
			return rule.Refuse("INVALID", "rule", "other_seats").At("with", itoa(i))
		}
	}
	if len(with) == 0 {
		return rule.Refuse("INVALID", "rule", "two_seats").At("with")
	}
	return nil
}

// Confirms refuses a co-author who could not table the package alone.
func (t Table) Confirms(by By, at time.Time, j negotiation.JointDrafted) error {
	return either(May(t, t.neutral(by), "tablePackage."+string(j.As)), t.standsWithin(t.neutral(by), j))
}

func (t Table) standsWithin(by By, j negotiation.JointDrafted) *rule.Refusal {
	if j.As != negotiation.Offer {
		return nil
	}
	if refusal := by.Seconds(j.Values); refusal != nil {
		return refusal
	}
	return t.Sheet.beyond(by.Powers[registry.Offer].Limits, j.Values)
}

// TableJoint lays a package on the table that all its authors have confirmed.
type TableJoint struct{ negotiation.JointDrafted }

func (c TableJoint) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	if _, tabled := t.Packages[c.Package]; tabled {
		return nil, nil
	}
	p := Package{Values: c.Values}
	wish := TablePackage{ID: c.Package, As: c.As, CounterTo: c.CounterTo, ExpiresAt: c.ExpiresAt, Values: make([]negotiation.DraftValue, len(c.Values))}
	if err := first(t.live(), t.unsealed(), t.room(wish), t.unchanged(p), t.feasible(c.Values)); err != nil {
		return nil, err
	}
	e := negotiation.PackageTabled{
		Package: c.Package, Initiative: t.Initiative, Number: len(t.Packages) + 1, As: c.As, Seat: c.Seats[0], With: c.Seats[1:],
		Values: c.Values, CounterTo: c.CounterTo, TabledAt: negotiation.InstantOf(at), Note: c.Note,
	}
	if c.As == negotiation.Offer {
		until, err := t.binding(wish, By{}, nil, at)
		if err != nil {
			return nil, err
		}
		e.ExpiresAt = &until
	}
	return []negotiation.Event{e}, nil
}

// unchanged refuses values of terms that have changed since.
func (t Table) unchanged(p Package) *rule.Refusal {
	for _, v := range p.Values {
		if t.Sheet[v.Term].Version != v.Version {
			return rule.Refuse(string(Stale)).At("package")
		}
	}
	return nil
}

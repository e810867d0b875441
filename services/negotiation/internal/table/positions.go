package table

import (
	"crypto/sha256"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const maxOpinion = 1_000

// TakePosition says what a seat thinks of a package, of a term, or of a term's
// value in a package. Its id depends on these and on the seat, so that there is
// one live position for each.
type TakePosition struct {
	ID      string              `json:"-"`
	Package string              `json:"package"`
	Term    string              `json:"term"`
	Stance  negotiation.Stance  `json:"stance" need:"true"`
	Reason  string              `json:"reason"`
	Change  string              `json:"change"`
	Whether negotiation.Whether `json:"whether"`
	Sphere  negotiation.Sphere  `json:"sphere"`
	Vision  string              `json:"vision"`
}

func (c TakePosition) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "takePosition"); err != nil {
		return nil, err
	}
	e, err := c.taken(t, by, at)
	if err != nil || t.Positions[c.ID] == fingerprintOf(e) {
		return nil, err
	}
	return []negotiation.Event{e}, nil
}

// taken is the position as it is stored.
func (c TakePosition) taken(t Table, by By, at time.Time) (e negotiation.PositionTaken, err error) {
	if err := first(c.subject(t, at)); err != nil {
		return e, err
	}
	switch c.Stance {
	case negotiation.Likes, negotiation.CanLiveWith, negotiation.Concern, negotiation.Objects:
	default:
		return e, rule.Refuse("INVALID", "rule", "stance").At("stance")
	}
	var words text.Form
	e = negotiation.PositionTaken{
		Position: c.ID, Initiative: t.Initiative, Seat: by.Seat, Package: c.Package, Term: c.Term, Stance: c.Stance,
		Reason: words.Optional(c.Reason, maxOpinion, "reason"), Change: words.Optional(c.Change, maxOpinion, "change"),
	}
	if e.Diagnosis, err = c.diagnosed(); err != nil {
		return e, err
	}
	return e, words.Err()
}

// subject refuses an opinion on nothing, or on what is no longer there.
func (c TakePosition) subject(t Table, at time.Time) *rule.Refusal {
	if c.Package == "" && c.Term == "" {
		return rule.Refuse("INVALID", "rule", "required").At("package")
	}
	if c.Term != "" {
		if refusal := t.Sheet.has(c.Term); refusal != nil {
			return refusal
		}
	}
	if c.Package == "" {
		return nil
	}
	_, refusal := t.alive(c.Package, at, Stale, Settled)
	return refusal
}

// fingerprint stands for what a position says: a table remembers so many of
// them that it keeps no words.
type fingerprint [16]byte

func fingerprintOf(e negotiation.PositionTaken) fingerprint {
	sum := sha256.Sum256([]byte(string(e.Stance) + "\x00" + e.Reason + "\x00" + e.Change + "\x00" + string(e.Whether) + string(e.Sphere) + e.Vision))
	return fingerprint(sum[:16])
}

package table

import (
	"encoding/json"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// The bounds of what one seat lays under seal in a round. All envelopes together
// are one event when they are opened.
const (
	maxSealed    = 3  // packages of a seat
	maxSealedPos = 40 // positions of a seat
	allEnvelopes = 400 << 10
	oneEnvelope  = 32 << 10
)

// Sealing is what the envelopes of a round need to know of it.
type Sealing struct {
	Round string
	Seats []string
	Until time.Time
	Over  bool // called, or closed
}

// Sealing returns what is known of a round; one that is no longer there is
// over.
func (t Table) Sealing(round string) Sealing {
	s := Sealing{Round: round, Over: true}
	if t.Round.ID == round && t.Round.Sealed {
		s.Seats, s.Until, s.Over = slices.Clone(t.Round.Seats), t.Round.Until, t.Round.Called
	}
	return s
}

// Closed tells whether nothing comes in any more at that moment.
func (s Sealing) Closed(at time.Time) bool { return s.Over || !at.Before(s.Until) }

// Contents are what a seat wishes to lay under seal, whole.
type Contents struct {
	Packages  []TablePackage `json:"packages"`
	Positions []TakePosition `json:"positions"`
}

// Envelope checks the contents as if they were tabled now, and returns them as
// they are stored. Nothing in a refusal depends on what others have sealed.
func (t Table) Envelope(by By, at time.Time, round string, c Contents) (negotiation.Envelope, error) {
	by = t.neutral(by)
	e := negotiation.Envelope{Seat: by.Seat}
	if t.Round.ID != round || round == "" {
		return e, rule.Refuse("NO_SUCH_ROUND").At("round")
	}
	if err := May(t, by, "sealEnvelope"); err != nil {
		return e, err
	}
	if t.Sealing(round).Closed(at) {
		return e, rule.Refuse("CLOSED").At("round")
	}
	if len(c.Packages) > maxSealed || len(c.Positions) > maxSealedPos {
		return e, rule.Refuse("TOO_MANY", "max", itoa(maxSealed)).At("packages")
	}
	for i, p := range c.Packages {
		sealed, err := t.sealed(by, p)
		if err != nil {
			return e, within(err, "packages", itoa(i))
		}
		e.Packages = append(e.Packages, sealed)
	}
	for i, p := range c.Positions {
		taken, err := p.taken(t, by, at)
		if err != nil {
			return e, within(err, "positions", itoa(i))
		}
		e.Positions = append(e.Positions, negotiation.SealedPosition{
			Position: taken.Position, Package: taken.Package, Term: taken.Term, Stance: taken.Stance,
			Reason: taken.Reason, Change: taken.Change, Diagnosis: taken.Diagnosis,
		})
	}
	size, _ := json.Marshal(e)
	if len(size) > min(oneEnvelope, allEnvelopes/len(t.Round.Seats)) {
		return e, rule.Refuse("INVALID", "rule", "too_long", "max", itoa(oneEnvelope)).At("packages")
	}
	return e, nil
}

// sealed is a package as it lies in an envelope. An offer binds from the close
// of the round on, as long as any offer does.
func (t Table) sealed(by By, p TablePackage) (negotiation.SealedPackage, error) {
	if p.Text && len(p.Values) == 0 {
		p.Values = t.textValues()
	}
	s := negotiation.SealedPackage{Package: p.ID, As: p.As, CounterTo: p.CounterTo, ExpiresAt: p.ExpiresAt}
	if err := either(May(t, by, "seal."+string(p.As)), p.purpose(), t.room(p)); err != nil {
		return s, err
	}
	values, err := t.settle(p.Values)
	if err != nil {
		return s, err
	}
	note, refusal := text.Optional(p.Note, maxNote)
	if refusal != nil {
		return s, refusal.At("note")
	}
	s.Values, s.Note = values, note
	if t.Round.Final {
		refusal = t.complete(Package{Values: values})
	}
	if refusal != nil || p.As == negotiation.Idea {
		return s, first(refusal)
	}
	until, err := t.binding(p, by, values, t.Round.Until)
	s.ExpiresAt = &until
	return s, err
}

func within(err error, field ...string) error {
	if r, is := err.(*rule.Refusal); is { //nolint:errorlint // refusals are not wrapped
		return r.At(append(field, r.Field...)...)
	}
	return err
}

// Reveal lays what came out of the envelopes on the table, all at once, in the
// order of the round's seats.
type Reveal struct {
	Round     string
	Envelopes []negotiation.Envelope
}

func (c Reveal) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	if t.Round.ID != c.Round || !t.Round.Sealed {
		return nil, nil
	}
	over := t.roundOver(nil)
	var out []negotiation.Event
	for _, env := range c.Envelopes {
		for _, p := range env.Packages {
			over.Packages = append(over.Packages, p.Package)
			out = append(out, negotiation.PackageTabled{
				Package: p.Package, Initiative: t.Initiative, Number: len(t.Packages) + len(over.Packages), As: p.As, Seat: env.Seat,
				Values: p.Values, CounterTo: p.CounterTo, TabledAt: negotiation.InstantOf(at), ExpiresAt: p.ExpiresAt, Note: p.Note, Round: c.Round,
			})
		}
		for _, p := range env.Positions {
			over.Positions++
			out = append(out, negotiation.PositionTaken{
				Position: p.Position, Initiative: t.Initiative, Seat: env.Seat, Package: p.Package, Term: p.Term, Stance: p.Stance,
				Reason: p.Reason, Change: p.Change, Diagnosis: p.Diagnosis, Round: c.Round,
			})
		}
	}
	return append([]negotiation.Event{over}, out...), nil
}

// maySeal refuses whoever is not in a sealed round.
func (t Table) maySeal(by By) *rule.Refusal {
	if !t.Round.Sealed {
		return rule.Refuse("NOT_OPEN")
	}
	if refusal := by.Can(registry.Speak); refusal != nil {
		return refusal
	}
	if !slices.Contains(t.Round.Seats, by.Seat) {
		return rule.Refuse("NOT_IN_ROUND")
	}
	return nil
}

// unsealed refuses what would anchor others while packages are under seal.
func (t Table) unsealed() *rule.Refusal {
	if t.Round.Sealed {
		return rule.Refuse("SEALED_ROUND")
	}
	return nil
}

package table

import (
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const maxVision = 500

// diagnosed checks what the author of a position takes it to be about: asked
// with a concern or an objection, never inferred.
func (c TakePosition) diagnosed() (negotiation.Diagnosis, error) {
	d := negotiation.Diagnosis{Whether: c.Whether, Sphere: c.Sphere}
	var refusal *rule.Refusal
	switch {
	case c.Whether == "" && (c.Sphere != "" || c.Vision != ""):
		refusal = rule.Refuse("INVALID", "rule", "whether").At("whether")
	case c.Whether != "" && c.Whether != negotiation.Where && c.Whether != negotiation.How:
		refusal = rule.Refuse("INVALID", "rule", "whether").At("whether")
	case c.Whether != "" && c.Stance != negotiation.Concern && c.Stance != negotiation.Objects:
		refusal = rule.Refuse("INVALID", "rule", "disagreements_only").At("whether")
	case c.Sphere != "" && c.Sphere != negotiation.OfPerson && c.Sphere != negotiation.OfOrganization && c.Sphere != negotiation.OfEconomy:
		refusal = rule.Refuse("INVALID", "rule", "sphere").At("sphere")
	case c.Whether == negotiation.Where && (c.Sphere == "" || c.Vision == ""):
		refusal = rule.Refuse("INVALID", "rule", "vision").At("vision")
	}
	if refusal != nil {
		return d, refusal
	}
	vision, refusal := text.Optional(c.Vision, maxVision)
	if refusal != nil {
		return d, refusal.At("vision")
	}
	d.Vision = vision
	return d, nil
}

// Presume says what another seat takes a disagreement to be about.
type Presume struct {
	Position string              `json:"opinion" need:"true"`
	Whether  negotiation.Whether `json:"whether" need:"true"`
}

func (c Presume) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "presume"); err != nil {
		return nil, err
	}
	d, known := t.Diagnosed[c.Position]
	switch {
	case !known:
		return nil, rule.Refuse("NO_DISAGREEMENT").At("opinion")
	case d.Seat == by.Seat:
		return nil, rule.Refuse("OWN_POSITION").At("opinion")
	case c.Whether != negotiation.Where && c.Whether != negotiation.How:
		return nil, rule.Refuse("INVALID", "rule", "whether").At("whether")
	case d.Presumed[by.Seat] == c.Whether:
		return nil, nil
	}
	return []negotiation.Event{negotiation.Presumed{Position: c.Position, Initiative: t.Initiative, Seat: by.Seat, Whether: c.Whether}}, nil
}

// ChooseWay is how the author of a disagreement on where to get to goes on.
type ChooseWay struct {
	Position string          `json:"opinion" need:"true"`
	Way      negotiation.Way `json:"way" need:"true"`
	LookBack string          `json:"lookBack"`
	Linked   string          `json:"linked"`
	Reason   string          `json:"reason" need:"true"`
}

func (c ChooseWay) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "chooseWay"); err != nil {
		return nil, err
	}
	d, known := t.Diagnosed[c.Position]
	var refusal *rule.Refusal
	switch back, err := time.Parse(time.DateOnly, c.LookBack); {
	case !known || d.Whether != negotiation.Where:
		refusal = rule.Refuse("NO_DISAGREEMENT").At("opinion")
	case d.Seat != by.Seat:
		refusal = rule.Refuse("NOT_AUTHOR").At("opinion")
	case c.Way != negotiation.Pilot && c.Way != negotiation.LinkedTalks && c.Way != negotiation.StandAside:
		refusal = rule.Refuse("INVALID", "rule", "way").At("way")
	case (c.LookBack != "") != (c.Way == negotiation.Pilot), c.LookBack != "" && (err != nil || !back.After(at) || back.After(at.Add(10*longest))):
		refusal = rule.Refuse("INVALID", "rule", "look_back").At("lookBack")
	case (c.Linked != "") != (c.Way == negotiation.LinkedTalks) || len(c.Linked) > maxID || c.Linked == t.Initiative:
		refusal = rule.Refuse("INVALID", "rule", "linked").At("linked")
	}
	if refusal != nil {
		return nil, refusal
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []negotiation.Event{negotiation.WayChosen{
		Position: c.Position, Initiative: t.Initiative, Seat: by.Seat, Way: c.Way, LookBack: c.LookBack, Linked: c.Linked, Reason: reason,
	}}, nil
}

// Speaks refuses whoever does not act for a seat.
func (b By) Speaks() *rule.Refusal { return b.Can(registry.Speak) }

// disagree remembers what a position is about, as long as it is a disagreement.
func (t Talks) disagree(e negotiation.PositionTaken) {
	if e.Whether == "" {
		delete(t.Diagnosed, e.Position)
		return
	}
	d := t.Diagnosed[e.Position]
	if d.Presumed == nil {
		d.Presumed = make(map[string]negotiation.Whether)
	}
	if d.Whether != e.Whether {
		d.Way = ""
	}
	d.Seat, d.Whether = e.Seat, e.Whether
	t.Diagnosed[e.Position] = d
}

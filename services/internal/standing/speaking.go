package standing

import (
	"time"

	"parley.example/events/record"
	"parley.example/events/registry"
)

// MaySpeak returns by what the actor speaks for the organization that they act
// for: a mandate to speak that reaches the initiative, or nil for a steward,
// who needs none. Limits bound what binds, not what is said.
func (s Standing) MaySpeak(at time.Time) (*record.Authority, error) {
	if s.Authority.Has(registry.Steward) {
		return nil, nil
	}
	why := NoMandate
	for _, m := range s.Authority.Mandates {
		switch {
		case !m.Covers(s.Seats.Initiative) || !m.Allows(registry.Speak):
		case !m.Until.After(at):
			why = MandateExpired
		default:
			return &record.Authority{Mandate: m.ID, Version: m.Version, Sequence: s.Sequence}, nil
		}
	}
	return nil, why
}

package desk

import (
	"slices"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/standing"
)

// belongs tells whether the actor is one of the people of an organization that
// an agreement is about: they read it, as the audience of its text says, and are
// told why they may not sign instead of nothing.
func belongs(s standing.Standing, a accord.Agreement) bool {
	if len(s.Authority.Roles) == 0 {
		return false
	}
	return slices.ContainsFunc(a.Versions, func(v accord.Version) bool {
		return slices.ContainsFunc(v.Text.Preamble.Seats, func(seat agreements.Seated) bool {
			return seat.Organization != "" && seat.Organization == s.Actor.Organization
		})
	})
}

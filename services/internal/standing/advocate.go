package standing

import "parley.example/events/registry"

// Represents returns the seat in which the actor is the advocate of those who
// could not be reached, for whomever they act otherwise. An advocate speaks,
// asks and objects; no mandate lets them offer, vote or sign there.
func (s Standing) Represents() (registry.SeatRow, bool) {
	return s.Seats.Advocated(s.Actor.Person)
}

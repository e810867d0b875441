package standing

import (
	"testing"

	"parley.example/events/command"
	"parley.example/events/registry"
)

func TestAnAdvocateHasASeatAndNoMandate(t *testing.T) {
	seats := registry.Seats{Seats: []registry.SeatRow{
		{ID: "s1", State: registry.Taken, Organization: "coop"},
		{ID: "s2", State: registry.Represented, Advocate: "alma"},
		{ID: "s3", State: registry.Empty, Advocate: ""},
	}}
	for person, want := range map[string]string{"alma": "s2", "bea": "", "": ""} {
		s := Standing{Actor: command.Actor{Person: person}, Seats: seats}
		if seat, _ := s.Represents(); seat.ID != want {
			t.Errorf("%q represents %q, want %q", person, seat.ID, want)
		}
		if _, err := s.Seat(); err == nil {
			t.Errorf("%q sits for nobody", person)
		}
	}
}

package desk

import (
	"time"

	"parley.example/events/agreements"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

func declining(s standing.Standing, a accord.Agreement, in DeclineAgreement, at time.Time) (resident.Ruling, error) {
	seat, err := s.Seat()
	if err != nil {
		return resident.Ruling{}, err
	}
	grant, err := limitless(s).Mandate(registry.Sign, at)
	if err != nil {
		return resident.Ruling{}, err
	}
	events, err := accord.Decide(a, accord.Decline{By: signatory(s, seat), Version: in.Version, Reason: in.Reason, At: at})
	return resident.Ruling{Events: recorded(events), Authority: &grant.Authority}, err
}

func signatory(s standing.Standing, seat registry.SeatRow) accord.Signatory {
	return accord.Signatory{Person: s.Actor.Person, Organization: s.Actor.Organization, Seat: seat.ID}
}

func recorded(events []agreements.Event) []record.Event {
	list := make([]record.Event, len(events))
	for i, e := range events {
		list[i] = e
	}
	return list
}

// previewOf says who will see it and what becomes binding. A signature binds
// until the entry deadline, and for good where the text is in force with it.
func previewOf(s standing.Standing, a accord.Agreement, r resident.Ruling) serve.Preview {
	p := serve.Preview{Audience: []string{"table:" + s.Seats.Initiative}, Events: []string{}}
	for _, seat := range s.Seats.Seats {
		if seat.State == registry.Taken {
			p.Seats++
		}
	}
	current := a.Versions[len(a.Versions)-1]
	until := &current.Text.Entry.By.Time
	if current.Status == accord.IsInForce {
		until = nil
	}
	for _, e := range r.Events {
		p.Events = append(p.Events, e.Name())
		switch e.(type) {
		case agreements.Signed:
			p.Binds = true
		case agreements.EnteredIntoForce:
			until = nil
		}
	}
	if p.Binds {
		p.Until = until
	}
	return p
}

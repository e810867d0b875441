package initiative

import (
	"slices"
	"time"

	"parley.example/events/registry"
)

// Leads is who leads the talks of a negotiation, on whatever chair or none.
type Leads struct{ Negotiation, Person string }

// AdmitFacilitator lets the person read what is for the table in place of who
// led before. The seats have agreed on them elsewhere: a policy wishes it.
type AdmitFacilitator struct{ Leads }

// EndFacilitation ends that, unless it has become somebody else's.
type EndFacilitation struct{ Leads }

func (c AdmitFacilitator) decide(i Initiative, _ By, _ time.Time) ([]registry.Event, error) {
	if slices.Contains(i.Led, c.Leads) {
		return nil, nil
	}
	return []registry.Event{registry.FacilitatorAdmitted(c.Leads)}, nil
}

func (c EndFacilitation) decide(i Initiative, _ By, _ time.Time) ([]registry.Event, error) {
	if !slices.Contains(i.Led, c.Leads) {
		return nil, nil
	}
	return []registry.Event{registry.FacilitatorLeft(c.Leads)}, nil
}

// ledBy is i once somebody, or nobody, leads the talks of a negotiation.
func (i Initiative) ledBy(l Leads) Initiative {
	i.Led = slices.DeleteFunc(slices.Clone(i.Led), func(o Leads) bool { return o.Negotiation == l.Negotiation })
	if l.Person != "" {
		i.Led = append(i.Led, l)
	}
	return i
}

package table

import (
	"cmp"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
)

// electorate is who may vote: every seat that is taken and has accepted the
// ground rules. The others are named, with why.
func (t Table) electorate(by By) ([]negotiation.Elector, []negotiation.Absent) {
	electors, absent := []negotiation.Elector{}, []negotiation.Absent{}
	for _, s := range by.Table {
		if s.State == registry.Taken && t.Accepted[s.ID] {
			electors = append(electors, t.weighed(negotiation.Elector{
				Seat: s.ID, Class: s.Class, Name: s.Name, Organization: s.Organization, Seeks: negotiation.Level(s.Seeks), Weight: "1",
			}))
		} else {
			absent = append(absent, negotiation.Absent{Seat: s.ID, Class: s.Class, Name: s.Name, State: string(s.State)})
		}
	}
	return electors, absent
}

// weighed adds what the ground rules say that a seat brings into the count.
func (t Table) weighed(e negotiation.Elector) negotiation.Elector {
	for _, b := range t.Rules.Behind {
		if b.Seat == e.Seat {
			e.Weight, e.People, e.Source = cmp.Or(b.Weight, "1"), b.People, b.Source
		}
	}
	return e
}

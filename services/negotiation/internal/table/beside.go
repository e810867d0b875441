package table

import (
	"parley.example/events/negotiation"
	numbers "parley.example/services/internal/rules/measure"
)

// beside completes what stands beside a result with its turnout, class by
// class. Who voted was seen by all, so nothing of it is concealed.
func beside(b negotiation.Beside, electors []negotiation.Elector, votes []negotiation.Vote) negotiation.Beside {
	if b.Measures == nil {
		return b
	}
	classes, took := make([]string, len(electors)), make([]bool, len(electors))
	for i, e := range electors {
		classes[i] = e.Class
		for _, v := range votes {
			took[i] = took[i] || v.Seat == e.Seat
		}
	}
	measures := *b.Measures
	measures.Turnout = []negotiation.Turnout{}
	for _, p := range numbers.Turnout(classes, took) {
		measures.Turnout = append(measures.Turnout, negotiation.Turnout{Class: p.Class, Voted: p.Have, Of: p.Of})
	}
	b.Measures = &measures
	return b
}

package envelope

import (
	"reflect"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon  = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	open  = table.Sealing{Round: "r1", Seats: []string{"huerta", "riders"}, Until: noon}
	early = noon.Add(-time.Minute)
	ours  = negotiation.Envelope{Seat: "riders", Packages: []negotiation.SealedPackage{{Package: "p1", As: negotiation.Idea}}}
	hers  = negotiation.Envelope{Seat: "huerta", Positions: []negotiation.SealedPosition{{Position: "o1", Term: "t1", Stance: negotiation.Likes}}}
)

func filled(e negotiation.Envelope) negotiation.EnvelopeFilled {
	return negotiation.EnvelopeFilled{Negotiation: "n1", Initiative: "ini", Round: "r1", Envelope: e}
}

func opened(all ...negotiation.Envelope) negotiation.EnvelopesOpened {
	return negotiation.EnvelopesOpened{Negotiation: "n1", Round: "r1", Envelopes: append([]negotiation.Envelope{}, all...)}
}

func TestEnvelopes(t *testing.T) {
	called := open
	called.Over = true
	fill := Fill{Negotiation: "n1", Initiative: "ini", Envelope: ours}
	for _, tt := range []struct {
		rule    string
		history []negotiation.Event
		round   table.Sealing
		at      time.Time
		wish    Command
		want    []negotiation.Event
		code    string
	}{
		{"a seat fills its envelope", nil, open, early, fill, []negotiation.Event{filled(ours)}, ""},
		{"the same again is nothing new", []negotiation.Event{filled(ours)}, open, early, fill, nil, ""},
		{"not when the time is over", nil, open, noon, fill, nil, "CLOSED"},
		{"nor when the round was called to its end", nil, called, early, fill, nil, "CLOSED"},
		{"nor when all are open", []negotiation.Event{opened()}, open, early, fill, nil, "CLOSED"},
		{"nothing comes out before its time", []negotiation.Event{filled(ours)}, open, early, Open{"n1"}, nil, "NOT_YET"},
		{"all come out together, in the order of the seats", []negotiation.Event{filled(ours), filled(hers)}, open, noon, Open{"n1"}, []negotiation.Event{opened(hers, ours)}, ""},
		{"in whatever order they were filled", []negotiation.Event{filled(hers), filled(ours)}, called, early, Open{"n1"}, []negotiation.Event{opened(hers, ours)}, ""},
		{"once", []negotiation.Event{opened()}, open, noon, Open{"n1"}, nil, ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var s Envelopes
			for _, e := range tt.history {
				s = Evolve(s, e)
			}
			got, err := Decide(s, tt.round, tt.at, tt.wish)
			code := ""
			if r, is := err.(*rule.Refusal); is { //nolint:errorlint // refusals are not wrapped
				code = r.Code
			}
			if code != tt.code || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%+v %v, want %+v %s", got, err, tt.want, tt.code)
			}
		})
	}
}

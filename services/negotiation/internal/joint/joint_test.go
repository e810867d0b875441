package joint

import (
	"reflect"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

var drafted = negotiation.JointDrafted{
	Negotiation: "n1", Initiative: "ini", Seats: []string{"huerta", "riders", "city"}, Package: "p1", As: negotiation.Idea,
}

func TestJoint(t *testing.T) {
	with := func(seats ...string) Draft { d := drafted; d.Seats = seats; return Draft{d} }
	riders := negotiation.JointConfirmed{Negotiation: "n1", Seats: drafted.Seats, Seat: "riders"}
	city := negotiation.JointConfirmed{Negotiation: "n1", Seats: drafted.Seats, Seat: "city", Last: true}
	dropped := negotiation.JointDropped{Seats: drafted.Seats, Seat: "city", Reason: "not like this"}
	for _, tt := range []struct {
		rule    string
		history []negotiation.Event
		seat    string
		wish    Command
		want    []negotiation.Event
		code    string
	}{
		{"one seat drafts it for several", nil, "huerta", Draft{drafted}, []negotiation.Event{drafted}, ""},
		{"not for itself alone", nil, "huerta", with("huerta"), nil, "INVALID"},
		{"nor for others only", nil, "huerta", with("riders", "city"), nil, "INVALID"},
		{"nor for one of them twice", nil, "huerta", with("huerta", "city", "city"), nil, "INVALID"},
		{"a co-author confirms", []negotiation.Event{drafted}, "riders", Confirm{}, []negotiation.Event{riders}, ""},
		{"who drafted it has confirmed it", []negotiation.Event{drafted}, "huerta", Confirm{}, nil, ""},
		{"the last one completes it", []negotiation.Event{drafted, riders}, "city", Confirm{}, []negotiation.Event{city}, ""},
		{"twice is once", []negotiation.Event{drafted, riders}, "riders", Confirm{}, nil, ""},
		{"for everybody else there is none", []negotiation.Event{drafted}, "insurer", Confirm{}, nil, "NOT_FOUND"},
		{"an author ends it", []negotiation.Event{drafted, riders}, "city", Drop{"not like this"}, []negotiation.Event{dropped}, ""},
		{"with a reason", []negotiation.Event{drafted}, "city", Drop{" "}, nil, "INVALID"},
		{"what has ended is not confirmed", []negotiation.Event{drafted, dropped}, "riders", Confirm{}, nil, "CLOSED"},
		{"nor ended again", []negotiation.Event{drafted, riders, city}, "riders", Drop{"no"}, nil, "CLOSED"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var j Joint
			for _, e := range tt.history {
				j = Evolve(j, e)
			}
			got, err := Decide(j, tt.seat, tt.wish)
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

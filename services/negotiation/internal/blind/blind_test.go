package blind

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon   = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	dear   = []negotiation.Setting{{Term: "t1", Version: 1, Value: negotiation.Value{Quantity: "9"}}}
	cheap  = []negotiation.Setting{{Term: "t1", Version: 1, Value: negotiation.Value{Quantity: "2"}}}
	voting = table.Blind{
		Round: "m1", Until: noon.Add(time.Hour), Open: true, Electors: []negotiation.Elector{{Seat: "huerta"}, {Seat: "riders"}},
		Suggestions: []negotiation.Suggestion{{Suggestion: "s1", Values: dear}, {Suggestion: "s2", Values: cheap}},
		Sheet:       table.Sheet{"t1": {Version: 1, Number: 1, Term: negotiation.Term{Key: "price", Name: "Price", Kind: negotiation.QuantityTerm}}},
	}
	huerta  = table.By{Seat: "huerta", Powers: map[registry.Act]table.Power{registry.Vote: {}}}
	limited = table.By{Seat: "riders", Powers: map[registry.Act]table.Power{registry.Vote: {Limits: []registry.Limit{{Term: "price", Max: new("5")}}}}}
	mute    = table.By{Seat: "riders", Powers: map[registry.Act]table.Power{registry.Vote: {Why: rule.Refuse("NO_MANDATE")}}}
)

func says(pairs ...string) Cast {
	c := Cast{Negotiation: "neg"}
	for i := 0; i < len(pairs); i += 2 {
		c.Choices = append(c.Choices, negotiation.BlindChoice{Suggestion: pairs[i], Choice: negotiation.Choice(pairs[i+1])})
	}
	return c
}

func cast(seat string, pairs ...string) negotiation.BlindVoteCast {
	return negotiation.BlindVoteCast{Negotiation: "neg", Round: "m1", BlindVote: negotiation.BlindVote{Seat: seat, Choices: says(pairs...).Choices}}
}

func TestBox(t *testing.T) {
	mine := cast("huerta", "s1", "yes", "s2", "no")
	theirs := cast("riders", "s1", "no", "s2", "yes")
	later := noon.Add(time.Hour)
	done := negotiation.BlindBoxClosed{Negotiation: "neg", Round: "m1", Votes: []negotiation.BlindVote{mine.BlindVote, theirs.BlindVote}}
	for _, tt := range []struct {
		rule    string
		history []negotiation.Event
		by      table.By
		at      time.Time
		command Command
		want    []negotiation.Event
		refused string
	}{
		{"a seat says something of each suggestion", nil, huerta, noon, says("s2", "no", "s1", "yes"), []negotiation.Event{mine}, ""},
		{"the same again is nothing", []negotiation.Event{mine}, huerta, noon, says("s1", "yes", "s2", "no"), nil, ""},
		{"it may think again", []negotiation.Event{mine}, huerta, noon, says("s1", "abstain", "s2", "no"), []negotiation.Event{cast("huerta", "s1", "abstain", "s2", "no")}, ""},
		{"but not say half", nil, huerta, noon, says("s1", "yes"), nil, "INVALID"},
		{"nor one thing twice", nil, huerta, noon, says("s1", "yes", "s1", "no"), nil, "INVALID"},
		{"nor of what was not suggested", nil, huerta, noon, says("s1", "yes", "s9", "no"), nil, "INVALID"},
		{"an objection would be read by nobody", nil, huerta, noon, says("s1", "objects", "s2", "no"), nil, "INVALID"},
		{"a yes keeps to the mandate", nil, limited, noon, says("s1", "yes", "s2", "yes"), nil, "BEYOND_MANDATE"},
		{"a no needs no limit", nil, limited, noon, says("s1", "no", "s2", "yes"), []negotiation.Event{theirs}, ""},
		{"who has no vote", nil, mute, noon, says("s1", "no", "s2", "yes"), nil, "NO_MANDATE"},
		{"who sits down later", nil, table.By{Seat: "kitchens", Powers: huerta.Powers}, noon, says("s1", "no", "s2", "yes"), nil, "NOT_ELECTOR"},
		{"what comes too late", nil, huerta, later, says("s1", "no", "s2", "yes"), nil, "ROUND_CLOSED"},
		{"a closed box", []negotiation.Event{done}, huerta, noon, says("s1", "no", "s2", "yes"), nil, "ROUND_CLOSED"},
		{"the box is closed in its time", []negotiation.Event{theirs, mine}, table.By{}, noon, Close{"neg"}, nil, "NOT_YET"},
		{"in the order of the electorate", []negotiation.Event{theirs, mine}, table.By{}, later, Close{"neg"}, []negotiation.Event{done}, ""},
		{"once", []negotiation.Event{done}, table.By{}, later, Close{"neg"}, nil, ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var b Box
			for _, e := range tt.history {
				b = Evolve(b, e)
			}
			got, err := Decide(b, tt.by, voting, tt.at, tt.command)
			var r *rule.Refusal
			code := ""
			if errors.As(err, &r) {
				code = r.Code
			}
			if code != tt.refused || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%+v, refused with %q, want %+v, %q", got, code, tt.want, tt.refused)
			}
		})
	}
}

func TestEvolve(t *testing.T) {
	for _, decode := range negotiation.Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == negotiation.OfBlindBox {
			Evolve(Box{}, e)
		}
	}
}

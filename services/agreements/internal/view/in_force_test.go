package view

import (
	"slices"
	"testing"

	"parley.example/events/agreements"
)

func TestWhatIsInForce(t *testing.T) {
	d := draft(t)
	enters := agreements.EnteredIntoForce{Version: 1, Hash: d.Hash, Parties: []string{"sea_a", "sea_b"}}
	tests := []struct {
		rule    string
		events  []agreements.Event
		version int
		parties []string
		next    bool
	}{
		{"a draft binds nobody", []agreements.Event{d}, 0, nil, true},
		{"what has failed can be tried again", []agreements.Event{d, agreements.Voided{Version: 1}}, 1, nil, false},
		{"refused terms come back by themselves", []agreements.Event{d, agreements.Reopened{Version: 1}}, 0, nil, false},
		{"what is in force binds its parties", []agreements.Event{d, enters}, 1, []string{"sea_a", "sea_b"}, false},
		{"also who joins later", []agreements.Event{d, enters, signs("c", true)}, 1, []string{"sea_a", "sea_b", "sea_c"}, false},
		{"not who has left", []agreements.Event{d, enters, agreements.Exited{Version: 1, Parties: []string{"sea_a"}}}, 1, []string{"sea_a"}, false},
		{"what has ended binds nobody", []agreements.Event{d, enters, agreements.Ended{Version: 1}}, 1, nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var held *InForce
			for _, e := range history(tt.events) {
				for _, id := range touchesInForce(e) {
					held = applyInForce(id, held, e)
				}
			}
			if held.Version != tt.version || !slices.Equal(held.Parties, tt.parties) || (held.Next != nil) != tt.next {
				t.Errorf("got %+v", held)
			}
			if tt.version > 0 && held.Hash != d.Hash {
				t.Errorf("hash %q", held.Hash)
			}
		})
	}
}

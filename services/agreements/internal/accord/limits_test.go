package accord

import (
	"encoding/json"
	"errors"
	"testing"

	"parley.example/events/agreements"
	"parley.example/events/registry"
)

func TestLimits(t *testing.T) {
	low, high := "-4", "6"
	tests := []struct {
		rule, key, kind, value string
		limit                  registry.Limit
		kept                   bool
	}{
		{"a number may reach its limit", "price", "percentage", `{"percentage":"6.0"}`, registry.Limit{Term: "price", Max: &high}, true},
		{"not pass it", "price", "percentage", `{"percentage":"6.5"}`, registry.Limit{Term: "price", Max: &high}, false},
		{"nor stay below the lowest", "price", "percentage", `{"percentage":"-4.5"}`, registry.Limit{Term: "price", Min: &low, Max: &high}, false},
		{"a limit on something else bounds nothing", "days", "quantity", `{"quantity":"45"}`, registry.Limit{Term: "price", Max: &high}, true},
		{"one of the values named may be signed", "loss", "choice", `{"choice":"split"}`, registry.Limit{Term: "loss", Allowed: []string{"grower", "split"}}, true},
		{"no other", "loss", "choice", `{"choice":"courier"}`, registry.Limit{Term: "loss", Allowed: []string{"grower", "split"}}, false},
		{"what cannot be compared is not within", "loss", "choice", `{"choice":"split"}`, registry.Limit{Term: "loss", Max: &high}, false},
		{"what cannot be read is not either", "price", "percentage", `"6.0"`, registry.Limit{Term: "price", Max: &high}, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			clause := agreements.Clause{Key: tt.key, Kind: tt.kind, Value: json.RawMessage(tt.value)}
			err := within([]registry.Limit{tt.limit}, []agreements.Clause{clause})
			if (err == nil) != tt.kept || err != nil && !errors.Is(err, BeyondMandate) {
				t.Errorf("got %v", err)
			}
		})
	}
}

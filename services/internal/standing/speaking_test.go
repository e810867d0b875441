package standing

import (
	"errors"
	"testing"
	"time"

	"parley.example/events/registry"
)

func TestMaySpeak(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	mandate := func(initiative string, until time.Time, limited bool, acts ...registry.Act) registry.Mandate {
		return registry.Mandate{ID: "man", Initiative: initiative, Acts: acts, Until: registry.InstantOf(until), Limited: limited, Version: 3}
	}
	later := noon.Add(time.Hour)
	tests := []struct {
		rule    string
		roles   []registry.Role
		mandate registry.Mandate
		by      string
		want    error
	}{
		{"a steward needs no mandate", []registry.Role{registry.Steward}, registry.Mandate{}, "", nil},
		{"a member does", []registry.Role{registry.Member}, registry.Mandate{}, "", NoMandate},
		{"a mandate to speak is one", nil, mandate("ini", later, false, registry.Speak), "man", nil},
		{"so is one for every initiative", nil, mandate("", later, false, registry.Speak), "man", nil},
		{"limits do not bound what is said", nil, mandate("ini", later, true, registry.Speak), "man", nil},
		{"one for another initiative is none", nil, mandate("other", later, false, registry.Speak), "", NoMandate},
		{"one to vote is none to speak", nil, mandate("ini", later, false, registry.Vote), "", NoMandate},
		{"one that is over is over", nil, mandate("ini", noon, false, registry.Speak), "", MandateExpired},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			s := Standing{Sequence: 9, Seats: registry.Seats{Initiative: "ini"}, Authority: registry.Authority{Roles: tt.roles}}
			if tt.mandate.ID != "" {
				s.Authority.Mandates = []registry.Mandate{tt.mandate}
			}
			authority, err := s.MaySpeak(noon)
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want %v", err, tt.want)
			}
			if by := ""; authority != nil {
				if by = authority.Mandate; by != tt.by || authority.Version != 3 || authority.Sequence != 9 {
					t.Errorf("by %+v, want %q", authority, tt.by)
				}
			} else if tt.by != "" {
				t.Errorf("by nothing, want %q", tt.by)
			}
		})
	}
}

package desk

import (
	"testing"
	"time"

	"parley.example/events/registry"
)

// What was acknowledged holds: when a dismissal is answered, the registry has
// taken away what the facilitator could read.
func TestADismissalIsAnsweredWhenItHolds(t *testing.T) {
	w := open(t)
	l := w.lays(t, nil)
	w.exec(t, "INSERT INTO registry.holder VALUES ('per_steward/person', 'per_steward', 'person:per_steward') ON CONFLICT DO NOTHING")
	ids := w.does(t, "growers", "appoint_facilitator", input{"negotiation": l.id, "person": "per_steward", "name": "Ana", "interests": "None.", "reason": "Help."})
	for _, who := range []string{"couriers", "restaurants"} {
		w.does(t, who, "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	}
	grant := registry.FacilitatorGrantID(l.id)
	w.exec(t, "INSERT INTO registry.audience_grant VALUES ($1, 'person:per_steward', $2)", grant, "table:"+commons)
	ids = w.does(t, "growers", "dismiss_facilitator", input{"negotiation": l.id, "reason": "Enough."})
	const slow = 300 * time.Millisecond
	taken := make(chan time.Time, 1)
	go func() {
		time.Sleep(slow)
		_, err := w.registry.Exec(t.Context(), "DELETE FROM registry.audience_grant WHERE id = $1", grant)
		if err != nil {
			t.Error(err)
		}
		taken <- time.Now()
	}()
	begun := time.Now()
	w.does(t, "couriers", "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	if waited := time.Since(begun); waited < slow {
		t.Errorf("it was answered after %v, before %v", waited, <-taken)
	}
	<-taken
}

package e2e

import (
	"sync"
	"testing"

	"parley.example/deploy/story"
)

// A command id acts once on each thing that it is sent to, however often and
// however much at once: a used id is no reason to lose what somebody says
// elsewhere.
func TestACommandIDActsOnceOnEachThing(t *testing.T) {
	v := story.TellValleVerde(tell(t, open(t).URL), story.MesaLimit)
	here := v.OpenCrates("PT1H")
	there := v.CratesTable(here.Initiative, "PT1H")
	fatal(t, v.Tale)
	id := commandID()
	var sending sync.WaitGroup
	failed := make(chan error, 10)
	for range 5 {
		for _, table := range []string{here.ID, there.ID} {
			sending.Go(func() {
				failed <- v.Luis.MutateAs(t.Context(), id, "postMessage", story.Input{"negotiation": table, "room": "all", "text": "Number one."}, "", nil)
			})
		}
	}
	sending.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
	for _, table := range []string{here.ID, there.ID} {
		if heard := messages(t, v.Joan, table); heard != 1 {
			t.Errorf("at table %s it is heard %d times", table, heard)
		}
	}
}

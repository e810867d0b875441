package e2e

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley.example/deploy/story"
)

// hops are all that one vote causes, from the click to what another seat sees:
// each hop with the one that it follows. The vote goes into the sealed box; a
// policy tells the table that the seat has voted; the live query of another
// seat shows it. Without any one of these instrumentations a line is missing.
var hops = []string{
	"click",
	"click > parley-gateway: http request",
	"parley-gateway: http request > parley-gateway: graphql castVote",
	"parley-gateway: graphql castVote > parley-gateway: nats request cmd.negotiation.cast_vote",
	"parley-gateway: nats request cmd.negotiation.cast_vote > parley-negotiation: decide cast_vote",
	"parley-negotiation: decide cast_vote > parley-negotiation: rules box",
	"parley-negotiation: decide cast_vote > parley-negotiation: append (negotiation_sealed)",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: project (negotiation_sealed)",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: policy bring-votes",
	"parley-negotiation: policy bring-votes > parley-negotiation: rules negotiation",
	"parley-negotiation: policy bring-votes > parley-negotiation: append (negotiation)",
	"parley-negotiation: append (negotiation) > parley-negotiation: project (negotiation)",
	// The others are asked, and content.
	"parley-negotiation: append (negotiation) > parley-negotiation: policy close-box",
	"parley-negotiation: append (negotiation) > parley-negotiation: policy close-caucuses",
	"parley-negotiation: append (negotiation) > parley-negotiation: policy mediate",
	"parley-negotiation: append (negotiation) > parley-negotiation: policy open-envelopes",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: policy bring-answers",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: policy bring-carried",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: policy bring-joint",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: policy reveal",
	"parley-negotiation: append (negotiation_sealed) > parley-negotiation: policy show-seals",
	"parley-negotiation: project (negotiation) > parley-gateway: live query",
	"parley-gateway: live query > parley-gateway: graphql lookOn",
}

func TestOneTraceLeadsFromTheClickToEveryReadModelAndLiveQuery(t *testing.T) {
	h := open(t)
	v := story.TellValleVerde(tell(t, h.URL), story.MesaLimit)
	c := v.OpenCrates("PT2S")
	c.FirstRound()
	id := c.Asks(c.Luis, c.Second, "May we trace this?")
	fatal(t, v.Tale)
	follower := follow(t, c.Joan, "decision(id: $id) { electors { seat { id } voted } }", id)
	follower.moves(t)

	first := traced(t, c.Ramon, id)
	follower.moves(t)
	second := traced(t, c.Pau, id)
	follower.moves(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	// Programs send their spans in the order in which these ended: when the
	// second trace is complete, nothing of the first is still to come.
	shared.collector.await(ctx, t, second)
	spans, _ := shared.collector.trace(first)
	if got, want := tree(spans), slices.Sorted(slices.Values(hops)); !slices.Equal(got, want) {
		t.Errorf("the trace has the hops\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const clickID = "00000000c11c0000"

// traced casts a vote in a trace of its own, and returns the trace's id.
func traced(t *testing.T, p *story.Person, decision string) string {
	t.Helper()
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	trace := hex.EncodeToString(id)
	input := story.Ballot(decision, "yes")
	input["commandId"] = commandID()
	status, body := post(t, p, request("mutation castVote($input: CastVoteInput!) { castVote(input: $input) { errors { code } } }", story.Input{"input": input}),
		"traceparent", fmt.Sprintf("00-%s-%s-01", trace, clickID))
	if status != 200 || !strings.Contains(string(body), `"errors":[]`) {
		t.Fatalf("the vote is answered %d %s", status, body)
	}
	return trace
}

// await waits until a trace has as many spans as there are hops.
func (c *collector) await(ctx context.Context, t *testing.T, trace string) {
	t.Helper()
	for {
		spans, more := c.trace(trace)
		if len(spans) >= len(hops)-1 {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("of the trace only this has arrived:\n%s", strings.Join(tree(spans), "\n"))
		case <-more:
		}
	}
}

// tree writes each span with its parent, sorted.
func tree(spans []span) []string {
	names := map[string]string{clickID: "click"}
	for _, s := range spans {
		names[s.id] = s.String()
	}
	lines := []string{"click"}
	for _, s := range spans {
		parent := names[s.parent]
		if parent == "" {
			parent = "(nobody knows)"
		}
		lines = append(lines, parent+" > "+s.String())
	}
	slices.Sort(lines)
	return lines
}

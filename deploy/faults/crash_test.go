package faults

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// TestWhatWasAcknowledgedSurvivesEveryCrash kills processes of a house that is
// hard at work, and then holds what people were told against the record, both of
// its copies, and against what the API shows.
func TestWhatWasAcknowledgedSurvivesEveryCrash(t *testing.T) {
	kills, each, goal := size(t, "KILLS", 50), size(t, "EACH", 6), size(t, "ACKNOWLEDGED", 3000)
	ctx := within(t, time.Duration(kills)*10*time.Second+5*time.Minute)
	h := open(ctx, t, t.TempDir())
	s := stage(ctx, t, h, goal)
	random := dice(t)
	c := newCrew(s.deeds(), goal, random)
	order := plan(h.Processes(), kills, each, random)

	working, stop := context.WithCancel(ctx)
	defer stop()
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		c.work(working, 48)
	}()
	c.breakThings(ctx, t, h, order, goal/kills)
	c.change(func() { c.resting = true })
	<-finished
	c.summary(t, order)
	hold(ctx, t, h, s, c)
}

// stage sets up a town where every service has something to do.
func stage(ctx context.Context, t *testing.T, h *house.House, goal int) *scene {
	t.Helper()
	s := &scene{Town: settled(ctx, t, h.URL, 4)}
	for i := range 8 {
		s.tables = append(s.tables, must(s.Table(ctx, fmt.Sprintf("Table %d", i+1)))(t))
	}
	for i := range 4 + goal/6000 {
		s.talks = append(s.talks, must(s.Ask(ctx, fmt.Sprintf("Question %d?", i+1)))(t))
	}
	s.thought = must(s.Say(ctx, s.talks[0], "A thought."))(t)
	for i := range 2 {
		s.agreements = append(s.agreements, must(s.Agree(ctx, fmt.Sprintf("Deal %d", i+1)))(t))
		for _, n := range s.Neighbours { // with keys and a moment that must be now: a wish sent late would be refused
			if err := n.Sign(ctx, uuid.NewString(), s.agreements[i].ID, s.agreements[i].Version, s.agreements[i].Hash); err != nil {
				t.Fatal(err)
			}
		}
	}
	for len(s.chairs) < goal/200 {
		initiative := must(s.Open(ctx, "Empty chairs"))(t)
		for i := range 30 {
			s.chairs = append(s.chairs, must(s.Chair(ctx, initiative, fmt.Sprintf("Chair %d", i+1)))(t))
		}
	}
	for i := range 4 + goal/400 {
		s.settlers = append(s.settlers, must(s.Newcomer(ctx, fmt.Sprintf("Settler %d", i+1)))(t))
	}
	return s
}

// atLeast is how many commands are in flight whenever something is killed.
const atLeast = 16

// breakThings kills one process after the other, and now and then two at once.
func (c *crew) breakThings(ctx context.Context, t *testing.T, h *house.House, order []string, more int) {
	t.Helper()
	for i := 0; i < len(order); {
		names := order[i : i+1]
		if i%6 == 4 && i+1 < len(order) && order[i+1] != order[i] {
			names = order[i : i+2]
		}
		i += len(names)
		began, starts := time.Now(), make(map[string]int)
		for _, name := range names {
			starts[name] = h.Process(name).Starts()
		}
		inFlight, err := c.strike(ctx, h, names, atLeast)
		if err != nil {
			t.Fatalf("kill %v: %v", names, err)
		}
		for _, name := range names {
			if err := c.recovered(ctx, h, name, starts[name], more); err != nil {
				t.Fatalf("kill %v: %v", names, err)
			}
		}
		t.Logf("kill %d: %s with %d commands in flight; back after %.1f s", i, strings.Join(names, " and "), inFlight, time.Since(began).Seconds())
	}
}

// summary prints what happened, and fails where the run was too kind to count.
func (c *crew) summary(t *testing.T, order []string) {
	t.Helper()
	l := &c.ledger
	t.Logf("%d wishes, %d of them sent twice at once: %d acknowledged %v, %d refused, %d of unknown outcome asked again",
		l.made, l.twice, len(l.done), l.served, len(l.refused), l.retried)
	for _, kind := range slices.Compact(slices.Sorted(slices.Values(order))) {
		total := 0
		for _, n := range l.bites[kind] {
			total += n
		}
		alone := count(c.strikes, kind)
		t.Logf("%-12s was killed %2d times, alone %2d; that made %3d attempts fail: %v", kind, count(order, kind), alone, total, l.bites[kind])
		if total == 0 && alone > 0 {
			t.Errorf("no attempt failed by a kill of %s: that fault did not bite", kind)
		}
	}
	if l.twice*5 < l.made {
		t.Errorf("%d of %d wishes were sent twice, want a fifth", l.twice, l.made)
	}
	if want := 2 * len(order); l.retried < want {
		t.Errorf("%d wishes of unknown outcome were asked again, want %d", l.retried, want)
	}
	for _, wrong := range l.wrong {
		t.Error(wrong)
	}
}

func count(order []string, kind string) (n int) {
	for _, name := range order {
		if name == kind {
			n++
		}
	}
	return n
}

// hold compares what people were told with the record and with the API.
func hold(ctx context.Context, t *testing.T, h *house.House, s *scene, c *crew) {
	t.Helper()
	for _, name := range h.Processes() {
		if err := h.Process(name).AwaitReady(ctx); err != nil {
			t.Fatal(err)
		}
	}
	commits := make(map[string][]commit)
	for _, stream := range bus.Streams() {
		all := journal(ctx, t, h, stream)
		if err := copiesAgree(ctx, h, stream, all); err != nil {
			t.Error(err)
		}
		if err := chained(all); err != nil {
			t.Errorf("%s: %v", stream, err)
		}
		for _, one := range all {
			commits[one.ID] = append(commits[one.ID], one)
		}
	}
	onceForAll(t, c, commits)
	shown(ctx, t, s, c, commits)
	if equal := rebuilt(ctx, t, h); equal == 0 {
		t.Error("no read model was compared with its rebuild")
	} else {
		t.Logf("%d read models equal their rebuild and their fold", equal)
	}
}

// onceForAll demands one commit for every acknowledged command, none for what
// surely had no effect, and no id twice in one aggregate.
func onceForAll(t *testing.T, c *crew, commits map[string][]commit) {
	t.Helper()
	for _, w := range c.ledger.done {
		if n := len(commits[w.id]); n != 1 {
			t.Errorf("%s %s was acknowledged and has %d commits", w.mutation, w.id, n)
		}
	}
	for _, w := range c.ledger.refused {
		if n := len(commits[w.id]); n != 0 {
			t.Errorf("%s %s was refused and has %d commits", w.mutation, w.id, n)
		}
	}
	for id, all := range commits {
		seen := make(map[string]bool)
		for _, one := range all {
			if seen[one.Aggregate] {
				t.Errorf("command %s has two commits in %s", id, one.Aggregate)
			}
			seen[one.Aggregate] = true
		}
	}
}

// shown demands that the API shows each acknowledged effect once, and nothing
// else.
func shown(ctx context.Context, t *testing.T, s *scene, c *crew, commits map[string][]commit) {
	t.Helper()
	places, total := make(map[*deed]map[string][]string), 0
	for _, w := range c.ledger.done {
		if places[w.deed] == nil {
			places[w.deed] = make(map[string][]string)
		}
		places[w.deed][w.place] = append(places[w.deed][w.place], w.mark)
	}
	for d, of := range places {
		if d.marks == nil {
			continue
		}
		for place, want := range of {
			got, err := d.marks(ctx, place)
			if err != nil {
				t.Fatalf("%s in %s: %v", d.mutation, place, err)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s in %s: the API shows %d effects, %d were acknowledged%s", d.mutation, place, len(got), len(want), difference(got, want))
			}
			total += len(want)
		}
	}
	t.Logf("the API shows %d effects, each once", total)
	s.positions(ctx, t, c)
	s.signed(ctx, t)
}

func difference(got, want []string) string {
	var text strings.Builder
	for _, mark := range want {
		if !slices.Contains(got, mark) {
			fmt.Fprintf(&text, "\n  missing %s", mark)
		}
	}
	for _, mark := range got {
		if !slices.Contains(want, mark) {
			fmt.Fprintf(&text, "\n  nobody was told of %s", mark)
		}
	}
	return text.String()
}

// positions demands that each position says it was revised as often as that
// was acknowledged, and shows one of the reasons that were.
func (s *scene) positions(ctx context.Context, t *testing.T, c *crew) {
	t.Helper()
	told := make(map[string][]string)
	for _, w := range c.ledger.done {
		if w.mutation == "takePosition" {
			told[w.place] = append(told[w.place], w.mark)
		}
	}
	const query = `query($id: ID!) { negotiation(id: $id) { terms { nodes { id positions { nodes { seat { id } reason revised } } } } } }`
	for _, table := range s.tables {
		var got struct {
			Negotiation struct {
				Terms struct {
					Nodes []struct {
						ID        string
						Positions struct {
							Nodes []struct {
								Seat    struct{ ID string }
								Reason  string
								Revised int
							}
						}
					}
				}
			}
		}
		if err := s.Convener.Do(ctx, query, map[string]any{"id": table.ID}, &got); err != nil {
			t.Fatal(err)
		}
		for _, term := range got.Negotiation.Terms.Nodes {
			for _, p := range term.Positions.Nodes {
				want := told[term.ID+" "+p.Seat.ID]
				delete(told, term.ID+" "+p.Seat.ID)
				if p.Revised+1 != len(want) || !slices.Contains(want, p.Reason) {
					t.Errorf("the position of %s on %s was taken %d times, %d were acknowledged; it says %q", p.Seat.ID, term.ID, p.Revised+1, len(want), p.Reason)
				}
			}
		}
	}
	for place := range told {
		t.Errorf("the API shows no position on %s", place)
	}
}

// signed demands that every agreement bears each seat's signature once.
func (s *scene) signed(ctx context.Context, t *testing.T) {
	t.Helper()
	for _, a := range s.agreements {
		var got struct {
			Agreement struct {
				Status     string
				Signatures struct {
					Edges []struct {
						Node struct{ Seat struct{ ID string } }
					}
				}
			}
		}
		if err := s.Convener.Do(ctx, `query($id: ID!) { agreement(id: $id) { status signatures(first: 100) { edges { node { seat { id } } } } } }`, map[string]any{"id": a.ID}, &got); err != nil {
			t.Fatal(err)
		}
		if n := len(got.Agreement.Signatures.Edges); n != len(s.Neighbours) || got.Agreement.Status != "inForce" {
			t.Errorf("agreement %s is %s with %d signatures, want inForce with %d", a.ID, got.Agreement.Status, n, len(s.Neighbours))
		}
	}
}

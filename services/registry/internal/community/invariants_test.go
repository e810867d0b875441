package community

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley.example/events/registry"
)

// Whatever is wished by whomever: nobody belongs without enough words of
// members, counted by control; the weights that events tell are those of the
// state; what was looked up stays what it was; what was granted is not granted
// again.
func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := fold(founded(rapid.IntRange(1, 3).Draw(t, "admission"), "b"))
		roll := map[string]string{"a": "a"}
		n := 0
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) { sound(t, c, roll) },
			"wish": func(t *rapid.T) {
				n++
				by := of(rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "by"))
				wish := wishes(t, n)
				events, err := Decide(c, by, noon, wish)
				if err != nil {
					return
				}
				before := fmt.Sprintf("%v", c)
				next := c
				for _, e := range events {
					admittedRightly(t, next, e)
					next = Evolve(next, e)
					keep(roll, e)
				}
				if after := fmt.Sprintf("%v", c); after != before {
					t.Fatalf("a state that was looked up changed\nfrom %s\n  to %s", before, after)
				}
				c = next
				if again, err := Decide(c, by, noon, wish); err == nil && len(again) > 0 && !repeats(wish) {
					t.Fatalf("%T %+v is granted again: %+v", wish, wish, again)
				}
			},
		})
	})
}

// repeats tells whether a wish may be granted twice: another offer, another
// text, another wish to belong after leaving.
func repeats(wish Command) bool {
	switch wish.(type) {
	case Leave, Seek, EndSeeking, MoveRemoval, ProposeCharter:
		return true
	}
	return false
}

func wishes(t *rapid.T, n int) Command {
	one := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"})
	claim := fmt.Sprint("m", rapid.IntRange(1, 3).Draw(t, "claim"))
	return rapid.SampledFrom([]Command{
		Seek{"Please."},
		Seek{"Please."},
		EndSeeking{},
		Vouch{Organization: one.Draw(t, "for"), Words: "Good."},
		Vouch{Organization: one.Draw(t, "for"), Words: "Good."},
		Leave{},
		MoveRemoval{one.Draw(t, "who"), "Debts."},
		ProposeCharter{"Pay.", rapid.IntRange(1, 3).Draw(t, "needed")},
		AgreeCharter{rapid.IntRange(1, 5).Draw(t, "version")},
		DeclareControl{With: rapid.SliceOfN(one, 0, 2).Draw(t, "with")},
		ClaimControl{claim, [2]string{one.Draw(t, "one"), one.Draw(t, "other")}, "One owner."},
		SecondControl{claim},
		OfferStanding{fmt.Sprint("s", n), "Crates", "Two euros."},
		WithdrawStanding{fmt.Sprint("s", n-1), ""},
	}).Draw(t, "wish")
}

func admittedRightly(t *rapid.T, before Community, e registry.Event) {
	switch e := e.(type) {
	case registry.MemberAdmitted:
		if !slices.Contains(before.Called, e.Organization) && before.voices(e.Vouchers) < before.Admits() {
			t.Fatalf("%+v was admitted by %v where %d are needed", e.Organization, e.Vouchers, before.Admits())
		}
	case registry.CommunityRemoved:
		if before.voices(e.By, e.Organization) < before.Removes() {
			t.Fatalf("%+v was sent away by too few", e)
		}
	}
}

// keep is the roll as a reader of the events keeps it.
func keep(roll map[string]string, e registry.Event) {
	var weights []registry.Control
	switch e := e.(type) {
	case registry.MemberAdmitted:
		roll[e.Organization] = e.Organization
		weights = e.Weights
	case registry.CommunityLeft:
		delete(roll, e.Organization)
		weights = e.Weights
	case registry.CommunityRemoved:
		delete(roll, e.Organization)
		weights = e.Weights
	case registry.ControlDeclared:
		weights = e.Weights
	case registry.ControlUpheld:
		weights = e.Weights
	}
	for _, w := range weights {
		roll[w.Organization] = w.Under
	}
}

func sound(t *rapid.T, c Community, roll map[string]string) {
	if !reflect.DeepEqual(c.Under(), roll) {
		t.Fatalf("readers keep %v, the rules %v", roll, c.Under())
	}
	for _, s := range c.Standing {
		if !c.Has(s.Organization) {
			t.Fatalf("%s offers and does not belong", s.Organization)
		}
	}
	for _, s := range c.Seeking {
		if c.Has(s.Organization) {
			t.Fatalf("%s belongs and still asks", s.Organization)
		}
	}
}

package initiative

import (
	"slices"
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
)

func TestPublicPages(t *testing.T) {
	shown := PageSet{Shown: true, Reason: "it is their water", By: "ana"}
	hidden := PageSet{Shown: false, Reason: "they are threatened", By: "ana"}
	unnamed := NameShown{Seat: "s1", Organization: "coop"}
	left := SeatVacated{Seat: "s1", Organization: "coop", Reason: "closing"}
	forward := SteppedForward{Forward: "f1", Person: "dora", Words: "we pick"}
	table := before(invited, taken)
	with := func(more ...Event) []Event { return slices.Concat(table, more) }
	run(t, []sentence{
		{"the convener shows a page", given(with(hidden)...).by(ana).when(SetPage{true, "it is their water"}).then(shown)},
		{"and hides it", given(with(shown)...).by(ana).when(SetPage{false, "they are threatened"}).then(hidden)},
		{"with a reason", given(with(shown)...).by(ana).when(SetPage{false, " "}).refused("INVALID")},
		{"what is so already is no change", given(with(shown)...).by(ana).when(SetPage{true, "again"}).then()},
		{"a seat does not", given(with(hidden)...).by(bea).when(SetPage{true, "it is their water"}).refused("NOT_CONVENER")},
		{"a seat is not named where it does not want to be", given(table...).by(bea).when(ShowName{"s1", false}).then(unnamed)},
		{"it may be named again", given(with(unnamed)...).by(bea).when(ShowName{"s1", true}).then(NameShown{Seat: "s1", Organization: "coop", Shown: true})},
		{"it is named until it says no", given(table...).by(bea).when(ShowName{"s1", true}).then()},
		{"nobody decides that for another", given(table...).by(ana).when(ShowName{"s1", false}).refused("NOT_SEATED")},
		{"whoever is missing steps forward", given(table...).by(dora).when(StepForward{"f1", "", "we pick"}).then(forward)},
		{"not into a seat that is taken", given(table...).by(dora).when(StepForward{"f1", "s1", "we pick"}).refused("SEAT_TAKEN")},
		{"nor into one that is not there", given(table...).by(dora).when(StepForward{"f1", "s9", "we pick"}).refused("NOT_FOUND")},
		{"who sits there does not", given(table...).by(bea).when(StepForward{"f1", "", "we pick"}).refused("ALREADY_SEATED")},
		{"nobody steps forward for ever", given(with(forward, forward, forward)...).by(dora).when(StepForward{"f4", "", "we pick"}).refused("TOO_MANY")},
		{"with words", given(table...).by(dora).when(StepForward{"f1", "", ""}).refused("INVALID")},
	})
	if i := fold(with(unnamed, left)...); i.Seats[0].Unnamed {
		t.Error("whoever sits down next is not named, because another did not want to be")
	}
	for level, want := range map[Level]bool{Local: false, EndToEnd: false, Ecosystem: true} {
		if got := (Initiative{Level: level}).Paged(); got != want {
			t.Errorf("an initiative of level %d has a page of itself: %t", level, got)
		}
	}
}

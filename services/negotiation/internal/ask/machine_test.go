package ask

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/negotiation"
	"parley.example/services/negotiation/internal/table"
)

// Whatever is wished in whatever order: only who owes an answer gives one, only
// who asked judges it, the three numbers add up, and what is settled stays so.
func TestAnAskInAnyOrder(t *testing.T) {
	reached := make(map[State]int)
	rapid.Check(t, func(t *rapid.T) {
		var a Ask
		var history []Event
		raisedN, answeredN, contestedN := 0, 0, 0
		now := noon
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hours")) * time.Hour)
			by := rapid.SampledFrom([]table.By{drivers, drivers, platform, platform, city, counsel, convener}).Draw(t, "who")
			wish := rapid.SampledFrom([]Command{
				trips, trips, Answer{How: ByWords, Text: "x"}, document, Answer{How: WhyNot, Text: "no"}, Confirm{}, Contest{Reason: "r"}, Contest{Reason: "r"}, Withdraw{"w"}, Overdue{},
			}).Draw(t, "what")
			if _, ends := wish.(Withdraw); ends && rapid.IntRange(0, 3).Draw(t, "rarely") > 0 {
				continue
			}
			if raise, is := wish.(Raise); is {
				raise.Due = InstantOf(now.Add(72 * time.Hour))
				wish = raise
			}
			before := a
			events, err := Decide(a, by, at, now, wish)
			if err != nil && events != nil {
				t.Fatalf("refused and granted: %v", events)
			}
			for _, e := range events {
				switch e := e.(type) {
				case AskRaised:
					raisedN++
					if e.From.Seat != by.Seat || before.State != "" {
						t.Fatalf("%+v raised by %s over %+v", e, by.Seat, before)
					}
				case AskAnswered:
					if by.Seat != "platform" || !before.Owed() || e.Number != before.Answers+1 {
						t.Fatalf("%+v by %s to %+v", e, by.Seat, before)
					}
					if e.Number == 1 {
						answeredN++
					} else {
						contestedN--
					}
				case AskConfirmed:
					if before.State != Answered || !before.asked(by, at) {
						t.Fatalf("%+v by %s of %+v", e, by.Seat, before)
					}
				case AskContested:
					contestedN++
					if before.State != Answered || !before.asked(by, at) {
						t.Fatalf("%+v by %s of %+v", e, by.Seat, before)
					}
				case AskWithdrawn:
					raisedN--
					if e.Answered || e.Contested {
						answeredN--
					}
					if e.Contested {
						contestedN--
					}
				case AskOverdue:
					if now.Before(before.Due) || !before.Owed() {
						t.Fatalf("%+v at %s of %+v", e, now, before)
					}
				}
				a = Evolve(a, e)
				history = append(history, e)
			}
			if (before.State == Confirmed || before.State == Withdrawn) && !reflect.DeepEqual(before, a) {
				t.Fatalf("what was %s became %s", before.State, a.State)
			}
			if answeredN < contestedN || raisedN < answeredN || contestedN < 0 {
				t.Fatalf("%d raised, %d answered, %d contested after %+v", raisedN, answeredN, contestedN, history)
			}
		}
		if !reflect.DeepEqual(a, fold(history...)) {
			t.Fatalf("replaying %+v leads elsewhere", history)
		}
		for _, e := range history {
			reached[Evolve(Ask{}, e).State]++
		}
	})
	for _, s := range []State{Open, Answered, Confirmed, Contested, Withdrawn} {
		if reached[s] == 0 {
			t.Errorf("no ask was ever %s: nothing was shown", s)
		}
	}
}

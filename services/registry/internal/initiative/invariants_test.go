package initiative

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/registry"
)

// Whatever is wished by whomever: a seat has one holder and an organization one
// seat, a token is answered once and only while its invitation is the newest of
// its seat, and what was looked up stays what it was.
func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, i := noon, fold(before()...)
		answered := make(map[string]bool)
		newest := make(map[string]string)
		n := 0
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) { sound(t, i) },
			"wish": func(t *rapid.T) {
				n++
				at = at.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "hours")) * time.Hour)
				by := rapid.SampledFrom([]By{ana, bea, carl, dora}).Draw(t, "by")
				events, err := Decide(i, by, at, wishes(t, n, at))
				if err != nil {
					return
				}
				before, next := fmt.Sprintf("%v", i), i
				for _, e := range events {
					seat, invitation := answer(e)
					if invitation != "" && (answered[invitation] || newest[seat] != invitation) {
						t.Fatalf("%T by %s, which was answered or is not the newest", e, invitation)
					}
					answered[invitation] = true
					if e, ok := e.(registry.SeatInvited); ok {
						newest[e.Seat] = e.Invitation
					}
					next = Evolve(next, e)
				}
				if after := fmt.Sprintf("%v", i); after != before {
					t.Fatalf("a state that was looked up changed\nfrom %s\n  to %s", before, after)
				}
				i = next
			},
		})
	})
}

func answer(e registry.Event) (seat, invitation string) {
	switch e := e.(type) {
	case registry.SeatTaken:
		return e.Seat, e.Invitation
	case registry.SeatDeclined:
		return e.Seat, e.Invitation
	}
	return "", ""
}

func wishes(t *rapid.T, n int, at time.Time) Command {
	seat := rapid.SampledFrom([]string{"s1", "s2"}).Draw(t, "seat")
	older := rapid.IntRange(max(1, n-6), n).Draw(t, "invitation")
	invitation, token := fmt.Sprint("i", n), fmt.Sprint("t", n)
	return rapid.SampledFrom([]Command{
		Invite{seat, invitation, token, "Coop", "Come.", at.Add(72 * time.Hour)},
		Invite{seat, invitation, token, "Coop", "Come.", at.Add(72 * time.Hour)},
		Take{fmt.Sprint("t", older), registry.Local, nil},
		Take{fmt.Sprint("t", older), registry.Local, nil},
		Decline{fmt.Sprint("t", older), "no"},
		RevokeInvitation{seat, "wrong"},
		ExpireInvitation{fmt.Sprint("i", older)},
		Vacate{seat, "closing"},
		StateLevel{seat, registry.EndToEnd},
		RecordAttempt{seat, invitation, "visit", "closed"},
	}).Draw(t, "wish")
}

func sound(t *rapid.T, i Initiative) {
	seats := make(map[string]string)
	for _, s := range i.Seats {
		if (s.State == registry.Taken) != (s.Organization != "") || (s.State == registry.Invited) != (s.Invitation.ID != "") {
			t.Fatalf("state and holder of a seat do not agree: %+v", s)
		}
		if other, has := seats[s.Organization]; has && s.Organization != "" {
			t.Fatalf("%s holds %s and %s", s.Organization, other, s.ID)
		}
		seats[s.Organization] = s.ID
	}
}

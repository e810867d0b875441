package initiative

import (
	"fmt"
	"hash/fnv"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/registry"
)

// Whatever is wished by whomever: a seat has one holder and an organization one
// seat, those under one control too, a token is answered once and only while its
// invitation is the newest of its seat, nobody speaks in a seat who was not
// named by two sides and said yes, nor once those have come whom it is for,
// every seat has a class, and what was looked up stays what it was.
func TestInvariants(t *testing.T) {
	seen := make(map[string]int)
	for steps := 0; steps < manySteps || missing(seen) != nil; {
		if steps > 20*manySteps {
			t.Fatalf("these never happened: %v", missing(seen))
		}
		rapid.Check(t, func(t *rapid.T) { steps += walk(t, seen) })
	}
}

// missing are the events that should have come up and have not.
func missing(seen map[string]int) (names []string) {
	for name, decode := range registry.Decoders {
		if e, err := decode([]byte("{}")); err == nil && e.Of() == registry.OfInitiative && seen[name] == 0 && !slices.Contains(elsewhere, name) {
			names = append(names, name)
		}
	}
	return names
}

// elsewhere are the events that these walks do not lead to.
var elsewhere = []string{
	"registry.initiative_opened.v1", "registry.class_added.v1", "registry.seat_opened.v1", "registry.invitation_reminded.v1",
	"registry.initiative_linked.v1", "registry.link_confirmed.v1", "registry.visions_revised.v1",
	"registry.facilitator_admitted.v1", "registry.facilitator_left.v1",
}

// manySteps are enough for every order of a handful of wishes to have come up.
const (
	manySteps = 20_000
	longWalk  = 80
)

func walk(t *rapid.T, seen map[string]int) (steps int) {
	at, i := noon, fold(before(registry.ClassAdded{Called: "growers"}, registry.SeatOpened{Seat: "s3", Class: "growers", Called: "Olmos"}, invited, taken, tried("s3", "ana"), tried("s3", "ana"), letter)...)
	answered := make(map[string]bool)
	newest := make(map[string]string)
	n := 0
	step := func() {
		n++
		at = at.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "hours")) * time.Hour)
		by := []By{ana, bea, carl, dora, eli}[pick(t, 5, "by")]
		wish := wishes(t, i, n, at)
		by = meant(i, wish, by)
		events, err := Decide(i, by, at, akin(wish, by))
		if err != nil {
			return
		}
		before, next := fmt.Sprintf("%v", i), i
		for _, e := range events {
			seen[e.Name()]++
			represented(t, i, by, e)
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
	}
	for n < longWalk {
		step()
		sound(t, i)
	}
	return n
}

func answer(e registry.Event) (seat, invitation string) {
	switch e := e.(type) {
	case registry.SeatTaken:
		return e.Seat, e.Invitation
	case registry.SeatDeclined:
		return e.Seat, e.Invitation
	case registry.SeatRedirected:
		return e.Seat, e.Invitation
	}
	return "", ""
}

// letter is a second way in which somebody tried.
var letter = registry.AttemptRecorded{Seat: "s3", Attempt: "a9", Channel: "letter", Note: "back", By: "ana", At: registry.InstantOf(noon)}

// eli speaks for an organization that is under one control with carl's.
var eli = By{"eli", "brook"}

// represented tells whether an advocate began as one may.
func represented(t *rapid.T, i Initiative, by By, e registry.Event) {
	switch e := e.(type) {
	case registry.SeatRepresented:
		s, _ := i.Seat(e.Seat)
		if n := s.Nomination; by.Person != e.Advocate || n.Person != e.Advocate || !n.Seconded || s.State == registry.Taken {
			t.Fatalf("%+v in %+v", e, s)
		}
	case registry.AdvocateSeconded:
		if s, _ := i.Seat(e.Seat); s.Nomination.ByConvener == (e.By == "city") || s.Nomination.Person == by.Person {
			t.Fatalf("%+v by %+v for both sides", e, by)
		}
	}
}

func wishes(t *rapid.T, i Initiative, n int, at time.Time) Command {
	voted, observer := fmt.Sprint("c", n), fmt.Sprint("o", n)
	open := i.Seats[pick(t, len(i.Seats), "open")].Invitation.ID
	if len(i.Changes) > 0 {
		voted = i.Changes[pick(t, len(i.Changes), "change")].Change
	}
	if len(i.Observers) > 0 {
		observer = i.Observers[pick(t, len(i.Observers), "observer")].ID
	}
	seat := []string{"s1", "s2", "s3"}[pick(t, 3, "seat")]
	class := rapid.SampledFrom([]string{"riders", "growers", "c1", "c2", "c3"})
	change := ChangeClasses{fmt.Sprint("c", n), registry.RenameClass, []string{class.Draw(t, "class")}, []registry.ClassPart{{Called: class.Draw(t, "called")}}, "why"}
	merge := ChangeClasses{fmt.Sprint("c", n), registry.MergeClasses, []string{"riders", "growers"}, []registry.ClassPart{{Called: "c1"}}, "why"}
	split := ChangeClasses{fmt.Sprint("c", n), registry.SplitClass, []string{"riders"}, []registry.ClassPart{{Called: "c2", Seats: []string{"s1"}}, {Called: "c3", Seats: []string{"s2"}}}, "why"}
	older := max(1, n-pick(t, 6, "invitation"))
	invitation, token := fmt.Sprint("i", n), fmt.Sprint("t", n)
	all := []Command{
		Invite{seat, invitation, token, "Coop", "Come.", at.Add(72 * time.Hour)},
		Invite{seat, invitation, token, "Coop", "Come.", at.Add(72 * time.Hour)},
		Take{fmt.Sprint("t", older), registry.Local, nil},
		Take{fmt.Sprint("t", older), registry.Local, nil},
		Decline{fmt.Sprint("t", older), "no"},
		RevokeInvitation{seat, "wrong"},
		ExpireInvitation{open},
		ExpireInvitation{open},
		Vacate{seat, "closing"},
		StateLevel{seat, registry.EndToEnd},
		RecordAttempt{seat, invitation, "visit", "closed"},
		RecordAttempt{seat, invitation, "letter", "closed"},
		RecordAttempt{seat, invitation, "visit", "closed"},
		Redirect{fmt.Sprint("t", older), "others", "no"},
		QuestionGroundRules{fmt.Sprint("t", older), "other rules"},
		LookFirst{fmt.Sprint("o", n), fmt.Sprint("t", older)},
		EndObservation{observer, ""},
		ExpireObservation{observer},
		NameAdvocate{fmt.Sprint("n", n), seat, rapid.SampledFrom([]string{"dora", "dora", "eli", ""}).Draw(t, "advocate"), "why"},
		SecondAdvocate{seat},
		SecondAdvocate{seat},
		Represent{seat, "none"},
		Represent{seat, "none"},
		StepBack{seat, "tired"},
		change, merge, split,
		VoteClassChange{voted, true},
		VoteClassChange{voted, false},
		SetPage{n%2 == 0, "why"},
		ShowName{seat, n%2 == 0},
		StepForward{fmt.Sprint("f", n), "", "We pick."},
		PublishPresumptions{seat, []registry.Presumed{{Seat: "s1", Level: 1}, {Seat: "s2", Level: 2}}},
	}
	return all[pick(t, len(all), "wish")]
}

// meant is whom a wish is up to, where only one person may have it: others were
// drawn often enough.
func meant(i Initiative, wish Command, by By) By {
	switch wish := wish.(type) {
	case Represent:
		s, _ := i.Seat(wish.Seat)
		return By{Person: s.Nomination.Person}
	case SetPage:
		return ana
	case ShowName:
		s, _ := i.Seat(wish.Seat)
		return By{by.Person, s.Organization}
	case PublishPresumptions:
		s, _ := i.Seat(wish.Seat)
		return By{by.Person, s.Organization}
	case StepBack:
		s, _ := i.Seat(wish.Seat)
		return By{Person: s.Advocate}
	case SecondAdvocate:
		if s, _ := i.Seat(wish.Seat); !s.Nomination.ByConvener {
			return ana
		}
	}
	return by
}

// akin tells the rules who is under one control, as the desk does.
func akin(c Command, by By) Command {
	if take, ok := c.(Take); ok {
		take.Kin = map[string][]string{"mill": {"brook"}, "brook": {"mill"}}[by.Organization]
		return take
	}
	return c
}

func sound(t *rapid.T, i Initiative) {
	seats, speaks := make(map[string]string), make(map[string]string)
	for _, s := range i.Seats {
		invited := s.State == registry.Invited || s.State == registry.Represented && s.Invitation.ID != ""
		if (s.State == registry.Taken) != (s.Organization != "") || invited != (s.Invitation.ID != "") || (s.State == registry.Represented) != (s.Advocate != "") {
			t.Fatalf("state and holder of a seat do not agree: %+v", s)
		}
		if _, has := i.class(s.Class); !has {
			t.Fatalf("%s has no class in %v", s.ID, i.Classes)
		}
		if other, has := speaks[s.Advocate]; has && s.Advocate != "" {
			t.Fatalf("%s speaks in %s and %s", s.Advocate, other, s.ID)
		}
		speaks[s.Advocate] = s.ID
		if other, has := seats[s.Organization]; has && s.Organization != "" {
			t.Fatalf("%s holds %s and %s", s.Organization, other, s.ID)
		}
		seats[s.Organization] = s.ID
	}
	if seats["mill"] != "" && seats["brook"] != "" {
		t.Fatalf("two seats under one control: %v", seats)
	}
}

// pick draws one of n, each about as often as another: rapid draws small numbers
// far more often, and long lists would never come to their end.
func pick(t *rapid.T, n int, what string) int {
	hash := fnv.New32a()
	_, _ = hash.Write(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, what))
	return int(hash.Sum32() % uint32(n))
}

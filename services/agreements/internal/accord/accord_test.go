package accord

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/agreements" // so that a rule reads as a sentence
	"parley.example/events/registry"
)

var (
	noon    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	evening = noon.Add(6 * time.Hour)
	late    = evening.Add(time.Millisecond)

	growers     = Signatory{Person: "ana", Organization: "huerta", Seat: "growers"}
	couriers    = Signatory{Person: "bo", Organization: "ciclo", Seat: "couriers"}
	restaurants = Signatory{Person: "cruz", Organization: "mesa", Seat: "restaurants"}

	drafted  = text(1, "hash", "growers", "couriers")
	opened   = Opened{Version: 1, By: InstantOf(evening)}
	byGrower = signed(growers, "hash", false)
	byRider  = signed(couriers, "hash", false)
	byCook   = signed(restaurants, "hash", false)
	joins    = signed(restaurants, "hash", true)
	inForce  = EnteredIntoForce{Version: 1, Hash: "hash", Parties: []string{"growers", "couriers"}}
	cookOut  = no(restaurants, "too dear")
	riderOut = no(couriers, "too slow", "growers")
	void     = Voided{Version: 1, Seat: "couriers", Reason: "too slow", Told: []string{"growers"}}
	lapsed   = Lapsed{Version: 1, Missing: []string{"couriers"}, Told: []string{"growers"}}
	second   = text(2, "other", "growers", "couriers")
)

// text is the draft of a version about one deposit of 2.00 €, which the named
// seats must sign before evening.
func text(version int, hash string, seats ...string) Drafted {
	d, err := NewDrafted(hash, fmt.Sprintf(`{"version":%d,"initiative":"commons","entry":{"seats":["%s"],"by":%q},
		"clauses":[{"key":"deposit","kind":"money","value":{"money":{"minor":"200","currency":"EUR"}}}]}`,
		version, strings.Join(seats, `","`), evening.Format(time.RFC3339)))
	if err != nil {
		panic(err)
	}
	return d
}

func signed(by Signatory, hash string, accession bool) Signed {
	return Signed{
		Signature: "sig " + by.Seat, Initiative: "commons", Version: 1, Hash: hash,
		Seat: by.Seat, Organization: by.Organization, Person: by.Person, Accession: accession,
	}
}

func no(by Signatory, reason string, told ...string) Declined {
	return Declined{Version: 1, Seat: by.Seat, Organization: by.Organization, Person: by.Person, Reason: reason, Told: append([]string{}, told...)}
}

func sign(by Signatory, at time.Time) Sign {
	return Sign{By: by, Signature: "sig " + by.Seat, Version: 1, Hash: "hash", At: at}
}

func (c Sign) of(version int, hash string) Sign { c.Version, c.Hash = version, hash; return c }

func (c Sign) within(max string) Sign {
	c.Limits = []registry.Limit{{Term: "deposit", Max: &max}}
	return c
}

func decline(by Signatory, reason string, at time.Time) Decline {
	return Decline{By: by, Version: 1, Reason: reason, At: at}
}

func TestDecide(t *testing.T) {
	tests := []struct {
		rule string
		spec spec
	}{
		{"a fixed text is drafted and opened for signature", given().when(Draft{Text: drafted}).then(drafted, opened)},
		{"it is drafted once, however often its decision is told", given(drafted, opened).when(Draft{Text: drafted}).then()},
		{"nothing is signed before there is a text", given().when(sign(growers, noon)).refused(NoSuchAgreement)},
		{"nor before it is open", given(drafted).when(sign(growers, noon)).refused(NotOpen)},
		{"a seat signs", given(drafted, opened).when(sign(growers, noon)).then(byGrower)},
		{"the last of those who must puts it in force", given(drafted, opened, byGrower).when(sign(couriers, noon)).then(byRider, inForce)},
		{"whoever need not sign puts nothing in force", given(drafted, opened, byGrower).when(sign(restaurants, noon)).then(byCook)},
		{"whoever signed before is a party then", given(drafted, opened, byCook, byGrower).when(sign(couriers, noon)).then(byRider, EnteredIntoForce{Version: 1, Hash: "hash", Parties: []string{"restaurants", "growers", "couriers"}})},
		{"a seat signs once", given(drafted, opened, byGrower).when(sign(growers, noon)).then()},
		{"also when it is told so after the deadline", given(drafted, opened, byGrower).when(sign(growers, late)).then()},
		{"others join what is in force with the same hash, even late", given(drafted, opened, byGrower, byRider, inForce).when(sign(restaurants, late)).then(joins)},
		{"nobody signs another text by mistake", given(drafted, opened).when(sign(growers, noon).of(1, "hush")).refused(HashMismatch)},
		{"nobody joins with another hash", given(drafted, opened, byGrower, byRider, inForce).when(sign(restaurants, noon).of(1, "hush")).refused(HashMismatch)},
		{"there is no version to come", given(drafted, opened).when(sign(growers, noon).of(2, "hash")).refused(NoSuchVersion)},
		{"nor one before the first", given(drafted, opened).when(sign(growers, noon).of(0, "hash")).refused(NoSuchVersion)},
		{"an old version is no longer signed", given(drafted, opened, void, second).when(sign(growers, noon)).refused(Outdated)},
		{"nor declined", given(drafted, opened, void, second).when(decline(growers, "old", noon)).refused(Outdated)},
		{"the deadline itself is too late", given(drafted, opened).when(sign(growers, evening)).refused(EntryClosed)},
		{"a moment before is not", given(drafted, opened).when(sign(growers, evening.Add(-time.Millisecond))).then(byGrower)},
		{"nobody signs what is void", given(drafted, opened, byGrower, riderOut, void).when(sign(restaurants, noon)).refused(VersionVoid)},
		{"nobody signs what has lapsed", given(drafted, opened, byGrower, lapsed).when(sign(couriers, noon)).refused(VersionLapsed)},
		{"a mandate's limit may be reached", given(drafted, opened).when(sign(growers, noon).within("200")).then(byGrower)},
		{"but not passed", given(drafted, opened).when(sign(growers, noon).within("199")).refused(BeyondMandate)},

		{"a no needs a reason", given(drafted, opened).when(decline(couriers, " \n", noon)).refused(BadReason)},
		{"of a length that people read", given(drafted, opened).when(decline(couriers, strings.Repeat("x", LongestReason+1), noon)).refused(BadReason)},
		{"a seat that need not sign declines, and it goes on without it", given(drafted, opened).when(decline(restaurants, "too dear", noon)).then(cookOut)},
		{"it may think again", given(drafted, opened, cookOut).when(sign(restaurants, noon)).then(byCook)},
		{"one no is enough", given(drafted, opened, cookOut).when(decline(restaurants, "still", noon)).then()},
		{"a seat that must sign ends it, and who had signed is told", given(drafted, opened, byGrower).when(decline(couriers, " too slow ", noon)).then(riderOut, void)},
		{"after that there is nothing to decline", given(drafted, opened, byGrower, riderOut, void).when(decline(restaurants, "too", noon)).refused(VersionVoid)},
		{"a signature never becomes a refusal", given(drafted, opened, byGrower).when(decline(growers, "no", noon)).refused(AlreadySigned)},
		{"not even in force", given(drafted, opened, byGrower, byRider, inForce).when(decline(couriers, "no", late)).refused(AlreadySigned)},
		{"nor after the end", given(drafted, opened, byGrower, lapsed).when(decline(growers, "no", late)).refused(AlreadySigned)},
		{"who will not join what is in force says so", given(drafted, opened, byGrower, byRider, inForce).when(decline(restaurants, "too dear", late)).then(no(restaurants, "too dear", "growers", "couriers"))},
		{"nothing is declined after the deadline", given(drafted, opened).when(decline(couriers, "no", evening)).refused(EntryClosed)},
		{"nothing is declined before there is a text", given().when(decline(couriers, "no", noon)).refused(NoSuchAgreement)},

		{"at its deadline it lapses, with who was missing", given(drafted, opened, byGrower).when(Lapse{evening}).then(lapsed)},
		{"not before", given(drafted, opened, byGrower).when(Lapse{evening.Add(-time.Millisecond)}).then()},
		{"not in force", given(drafted, opened, byGrower, byRider, inForce).when(Lapse{late}).then()},
		{"not twice", given(drafted, opened, byGrower, lapsed).when(Lapse{late}).then()},
		{"not when it is void", given(drafted, opened, byGrower, riderOut, void).when(Lapse{late}).then()},
		{"not if there is none", given().when(Lapse{late}).refused(NoSuchAgreement)},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

// A spec is one sentence about the rules: given a history, when a command
// comes, then these events follow, or it is refused.
type spec struct {
	history, events []Event
	command         Command
	refusal         error
}

func given(history ...Event) spec         { return spec{history: history} }
func (s spec) when(c Command) spec        { s.command = c; return s }
func (s spec) then(events ...Event) spec  { s.events = events; return s }
func (s spec) refused(because error) spec { s.refusal = because; return s }

func (s spec) check(t *testing.T) {
	got, err := Decide(Fold(s.history...), s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// sealed are the events of a ratification, which is an aggregate of its own.
var sealed = map[string]bool{RatificationAsked{}.Name(): true, RatificationSaid{}.Name(): true}

// Every event of the contract has a place in the state.
func TestEvolve(t *testing.T) {
	golden, err := os.ReadFile("../../../../events/agreements/testdata/events.golden")
	if err != nil {
		t.Fatal(err)
	}
	met := make(map[string]bool)
	for line := range strings.Lines(string(golden)) {
		name, stored, _ := strings.Cut(strings.TrimSpace(line), " ")
		e, err := Decode(name, []byte(stored))
		if err != nil {
			t.Fatal(err)
		}
		if sealed[name] {
			continue
		}
		before := Fold(drafted, byGrower)
		if after := Evolve(before, e); reflect.DeepEqual(after, before) {
			t.Errorf("%s changes nothing", name)
		}
		if !reflect.DeepEqual(before, Fold(drafted, byGrower)) {
			t.Errorf("%s changes the agreement it comes to", name)
		}
		met[name] = true
	}
	if len(met)+len(sealed) != len(Decoders) {
		t.Errorf("met %d of %d events", len(met), len(Decoders))
	}
}

// I6, whatever is commanded in whatever order: all signatures are over one
// hash; it is in force exactly when those have signed who must; a signature is
// never removed and never becomes a refusal; who has not signed is no party;
// and an end is an end.
func TestWhoIsBound(t *testing.T) {
	seats := []Signatory{growers, couriers, restaurants}
	rapid.Check(t, func(t *rapid.T) {
		need := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"growers", "couriers", "restaurants"}), 1, 3, rapid.ID[string]).Draw(t, "need")
		var a Agreement
		var history []Event
		at := noon
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			at = at.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "minutes")) * time.Minute)
			who := rapid.SampledFrom(seats).Draw(t, "who")
			hash := rapid.SampledFrom([]string{"hash", "hash", "hash", "hush"}).Draw(t, "hash")
			c := rapid.SampledFrom([]Command{
				Draft{Text: text(1, "hash", need...)},
				sign(who, at).of(1, hash), sign(who, at).of(1, hash), sign(who, at).within("199"),
				decline(who, "no", at),
				Lapse{at},
			}).Draw(t, "command")
			before := a
			events, err := Decide(a, c)
			if again, _ := Decide(a, c); err == nil && !reflect.DeepEqual(again, events) {
				t.Fatal("deciding is not pure")
			}
			for _, e := range events {
				a = Evolve(a, e)
			}
			history = append(history, events...)
			holds(t, before, a, need)
		}
		if !reflect.DeepEqual(a, Fold(history...)) {
			t.Fatal("replaying the history leads to another agreement")
		}
	})
}

func holds(t *rapid.T, before, after Agreement, need []string) {
	if len(after.Versions) == 0 {
		return
	}
	v := after.Versions[0]
	enough := true
	for _, seat := range need {
		enough = enough && v.Has(seat)
	}
	if (v.Status == IsInForce) != enough {
		t.Fatalf("in force is %t, everyone who must has signed is %t: %+v", v.Status == IsInForce, enough, v)
	}
	signed := slices.Clone(v.Signed)
	slices.Sort(signed)
	if len(slices.Compact(signed)) != len(v.Signed) {
		t.Fatalf("a seat has signed twice: %v", v.Signed)
	}
	if len(before.Versions) == 0 {
		return
	}
	was := before.Versions[0]
	if len(v.Signed) < len(was.Signed) || !slices.Equal(was.Signed, v.Signed[:len(was.Signed)]) {
		t.Fatalf("signatures %v became %v", was.Signed, v.Signed)
	}
	for _, seat := range was.Signed {
		if slices.Contains(v.Declined, seat) && !slices.Contains(was.Declined, seat) {
			t.Fatalf("%s had signed and now declines", seat)
		}
	}
	if (was.Status == IsVoid || was.Status == IsLapsed) && !reflect.DeepEqual(was, v) {
		t.Fatalf("after its end %+v became %+v", was, v)
	}
}

package accord

import (
	"fmt"
	"testing"
	"time"

	. "parley.example/events/agreements"
)

// lasting is a version of the crates with all that can happen later: an article
// that needs the restaurants, a cooling-off, a notice, a term that renews.
func lasting(version int) Drafted {
	d, err := NewDrafted(fmt.Sprintf("hash %d", version), fmt.Sprintf(`{"version":%d,"initiative":"commons","negotiation":"neg","decision":"dec",
		"level":2,"zone":"UTC","entry":{"seats":["growers","couriers"],"by":%q,"notBefore":%q},
		"ratification":{"by":"members","seats":["growers","couriers","restaurants"],"until":%q,"turnout":"1/3"},
		"lasts":{"until":"2026-12-31","notice":"P1M","renews":"P1Y"},
		"clauses":[{"number":1,"key":"deposit","kind":"money","value":{}},{"number":2,"key":"price","kind":"money","value":{},"needs":["restaurants"]}]}`,
		version, evening.Format(time.RFC3339), noon.Add(time.Hour).Format(time.RFC3339), noon.Add(30*time.Minute).Format(time.RFC3339)))
	if err != nil {
		panic(err)
	}
	return d
}

var (
	cooled   = noon.Add(time.Hour)
	told     = noon.Add(30 * time.Minute)
	newYear  = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	nextYear = time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC)
	april    = time.Date(2026, 4, 1, 13, 0, 0, 0, time.UTC)
	notice   = InstantOf(cooled)
	halfYear = InstantOf(cooled.AddDate(0, 0, 180))

	first  = lasting(1)
	next   = lasting(2)
	ask    = []Ratifier{{Seat: "growers", Organization: "huerta", By: ByMandate}, {Seat: "couriers", Organization: "ciclo", By: ByMembers, Ratification: "rat c"}, {Seat: "restaurants", Organization: "mesa", By: ByStewards, Ratification: "rat r"}}
	asks   = RatificationOpened{Version: 1, Initiative: "commons", Seats: ask, Turnout: "1/3", VoteBy: InstantOf(noon.Add(27 * time.Minute)), Until: InstantOf(told)}
	mayNow = Opened{Version: 1, By: InstantOf(evening), NotBefore: &notice}
	g1     = of(byGrower, 1)
	c1     = of(byRider, 1)
	r1     = of(byCook, 1)
	r1late = of(joins, 1)
	inTerm = EnteredIntoForce{Version: 1, Hash: "hash 1", Parties: []string{"growers", "couriers"}, Until: instant(newYear), LookBack: &halfYear}
	wakes  = ArticleAwoke{Version: 1, Number: 2, Clause: "price", Needs: []string{"restaurants"}}
	exits  = ExitAnnounced{Version: 1, Seat: "couriers", Organization: "ciclo", Person: "bo", Reason: "We close.", Ends: InstantOf(april), Told: []string{"growers"}}
)

// of is a signature under a version of the lasting text.
func of(s Signed, version int) Signed {
	s.Version, s.Hash = version, fmt.Sprintf("hash %d", version)
	return s
}

// says is what the three seats have come to in a ratification; restaurants
// ratify.
func says(outcome RatificationOutcome, terms ...string) RatificationClosed {
	r := Ratified{Seat: "couriers", By: ByMembers, Outcome: outcome, Terms: terms}
	if outcome == Refuses {
		r.Reason = "No."
	}
	return RatificationClosed{Version: 1, Seats: []Ratified{{Seat: "growers", By: ByMandate, Outcome: Ratifies}, r, {Seat: "restaurants", By: ByStewards, Outcome: Ratifies}}}
}

func unfolds(at time.Time, outcome RatificationOutcome, terms ...string) CloseRatification {
	return CloseRatification{Version: 1, Said: says(outcome, terms...).Seats[1:], At: at}
}

func TestLife(t *testing.T) {
	leave := Exit{By: couriers, Version: 1, Reason: " We close. ", At: time.Date(2026, 3, 1, 13, 0, 0, 0, time.UTC)}
	reopened := Reopened{Version: 1, Negotiation: "neg", Initiative: "commons", Decision: "dec", Terms: []string{"price"}, Seats: []string{"couriers"}, Round: 1}
	tests := []struct {
		rule string
		spec spec
	}{
		{"a text is ratified by those who have to be asked, before it is open", given().when(Draft{Text: first, Ratifiers: ask, At: noon}).then(first, asks)},
		{"where mandates cover it nobody is asked, and that is shown", given().when(Draft{Text: first, Ratifiers: ask[:1], At: noon}).then(first, RatificationClosed{Version: 1, Seats: says(Ratifies).Seats[:1]}, mayNow)},
		{"nothing is signed before it is ratified", given(first, asks).when(sign(growers, noon).of(1, "hash 1")).refused(NotRatified)},
		{"nothing unfolds before its time", given(first, asks).when(unfolds(told.Add(-time.Millisecond), Ratifies)).then()},
		{"unless all have spoken", given(first, asks).when(CloseRatification{Version: 1, Said: says(Ratifies).Seats[1:], All: true, At: noon}).then(says(Ratifies), mayNow)},
		{"what all ratify is open", given(first, asks).when(unfolds(told, Ratifies)).then(says(Ratifies), mayNow)},
		{"a refusal brings its terms back, and no others", given(first, asks).when(unfolds(told, Refuses, "price")).then(says(Refuses, "price"), reopened)},
		{"silence of a seat that must sign ends it", given(first, asks).when(CloseRatification{Version: 1, Said: says(Ratifies).Seats[2:], At: told}).then(says(Silent), Lapsed{Version: 1, Missing: []string{"couriers"}, Told: []string{}})},
		{"it unfolds once", given(first, asks, says(Ratifies), mayNow).when(unfolds(told, Refuses, "price")).then()},
		{"what was reopened is not signed", given(first, asks, says(Refuses, "price"), reopened).when(sign(growers, noon).of(1, "hash 1")).refused(WasReopened)},
		{"what comes of it is the next version", given(first, asks, says(Refuses, "price"), reopened).when(Draft{Text: next}).then(next, Opened{Version: 2, By: InstantOf(evening), NotBefore: &notice})},
		{"no version follows one whose end is open", given(first, mayNow).when(Draft{Text: next}).refused(StillOpen)},
		{"nor one that there is not", given().when(Draft{Text: next}).refused(NoSuchVersion)},

		{"signed by all is not in force before the cooling-off is over", given(first, mayNow, g1).when(sign(couriers, noon).of(1, "hash 1")).then(c1)},
		{"then it is", given(first, mayNow, g1, c1).when(Enter{cooled}).then(inTerm)},
		{"not a moment before", given(first, mayNow, g1, c1).when(Enter{cooled.Add(-time.Millisecond)}).then()},
		{"meanwhile who signed does not turn it into a no", given(first, mayNow, g1, c1).when(Decline{By: couriers, Version: 1, Reason: "no", At: noon}).refused(AlreadySigned)},
		{"who has to sign and has not may", given(first, mayNow, g1).when(Decline{By: couriers, Version: 1, Reason: "no", At: noon}).then(no(couriers, "no", "growers"), Voided{Version: 1, Seat: "couriers", Reason: "no", Told: []string{"growers"}})},
		{"an article wakes when whom it needs joins", given(first, mayNow, g1, c1, inTerm).when(sign(restaurants, april).of(1, "hash 1")).then(r1late, wakes)},
		{"or is awake from the first day", given(first, mayNow, r1, g1, c1).when(Enter{cooled}).then(EnteredIntoForce{Version: 1, Hash: "hash 1", Parties: []string{"restaurants", "growers", "couriers"}, Until: instant(newYear), LookBack: &halfYear}, wakes)},

		{"a party leaves with notice, and all who signed hear why", given(first, mayNow, g1, c1, inTerm).when(leave).then(exits)},
		{"once", given(first, mayNow, g1, c1, inTerm, exits).when(leave).then()},
		{"for a reason", given(first, mayNow, g1, c1, inTerm).when(Exit{By: couriers, Version: 1, Reason: " ", At: noon}).refused(BadReason)},
		{"nobody leaves what is not in force", given(first, mayNow, g1, c1).when(leave).refused(NotInForce)},
		{"nor what they have not joined", given(first, mayNow, g1, c1, inTerm).when(Exit{By: restaurants, Version: 1, Reason: "no", At: noon}).refused(NotParty)},
		{"a text without notice is not left", given(drafted, opened, byGrower, byRider, inForce).when(leave).refused(NoNotice)},
		{"until the notice is over it binds", given(first, mayNow, g1, c1, inTerm, exits).when(EndNotice{"couriers", april.Add(-time.Millisecond)}).then()},
		{"then it goes on among the others", given(first, mayNow, g1, c1, inTerm, r1late, wakes, exits).when(EndNotice{"couriers", april}).then(Exited{Version: 1, Seat: "couriers", Parties: []string{"growers", "restaurants"}})},
		{"but nobody is a party alone", given(first, mayNow, g1, c1, inTerm, exits).when(EndNotice{"couriers", april}).then(Exited{Version: 1, Seat: "couriers", Parties: []string{"growers"}}, Ended{Version: 1, Why: TooFew, Told: []string{"growers"}})},
		{"its term renews", given(first, mayNow, g1, c1, inTerm).when(Expire{newYear}).then(Renewed{Version: 1, Until: *instant(nextYear)})},
		{"not if somebody leaves", given(first, mayNow, g1, c1, inTerm, exits).when(Expire{newYear}).then(Ended{Version: 1, Why: Expired, Told: []string{"growers", "couriers"}})},
		{"not before it is over", given(first, mayNow, g1, c1, inTerm).when(Expire{newYear.Add(-time.Millisecond)}).then()},
		{"its parties look back at the pace of its level", given(first, mayNow, g1, c1, inTerm).when(LookBack{halfYear.Time}).then(LookBackCalled{Version: 1, Number: 1, Next: InstantOf(halfYear.AddDate(0, 0, 180))})},

		{"the next version is drawn up while this one goes on", given(first, mayNow, g1, c1, inTerm).when(Draft{Text: next}).then(next, Opened{Version: 2, By: InstantOf(evening), NotBefore: &notice})},
		{"this one can still be joined", given(first, mayNow, g1, c1, inTerm, next).when(sign(restaurants, noon).of(1, "hash 1")).then(r1late, wakes)},
		{"it ends when the next one is in force, with who stayed behind", given(first, mayNow, g1, c1, inTerm, r1late, wakes, next, Opened{Version: 2, By: InstantOf(evening), NotBefore: &notice}, of(byGrower, 2), of(byRider, 2)).when(Enter{cooled}).then(
			Superseded{Version: 1, By: 2, Left: []string{"restaurants"}},
			EnteredIntoForce{Version: 2, Hash: "hash 2", Parties: []string{"growers", "couriers"}, Until: instant(newYear), LookBack: &halfYear})},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

// Twice refused terms come back; the third time it goes on without who refuses
// if it can, and else lapses with the list.
func TestAThirdRefusal(t *testing.T) {
	a := Agreement{Versions: []Version{{Status: IsReopened}, {Status: IsReopened}, {Status: IsRatifying, Text: first.Text(), Ratifying: &asks}}}
	said := says(Refuses, "price").Seats[1:]
	events, err := Decide(a, CloseRatification{Version: 3, Said: said, At: told})
	if lapsed, is := events[1].(Lapsed); err != nil || !is || len(lapsed.Refused) != 1 || lapsed.Missing[0] != "couriers" {
		t.Errorf("the couriers must sign: %+v, %v", events, err)
	}
	said = []Ratified{{Seat: "couriers", Outcome: Ratifies}, {Seat: "restaurants", Outcome: Refuses, Terms: []string{"price"}}}
	events, err = Decide(a, CloseRatification{Version: 3, Said: said, At: told})
	if _, is := events[1].(Opened); err != nil || !is {
		t.Errorf("the restaurants need not: %+v, %v", events, err)
	}
	for _, e := range events {
		if closed, is := e.(RatificationClosed); is {
			a = Evolve(a, closed)
		}
	}
	a.Versions[2].Status, a.Versions[2].Hash = IsOpen, "hash 1"
	if _, err := Decide(a, sign(restaurants, noon).of(3, "hash 1")); err != error(NotRatified) {
		t.Errorf("but they do not sign what they refused: %v", err)
	}
}

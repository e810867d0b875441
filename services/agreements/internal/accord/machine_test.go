package accord

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/agreements"
)

// Whatever people do with an agreement in its whole life: versions one after
// another, ratified or not, articles that sleep, cooling-off, leaving, joining,
// terms that end. The invariants hold after each step. Twenty thousand runs take
// some ten seconds.
func TestWholeLife(t *testing.T) {
	runs := "20000"
	if testing.Short() {
		runs = "2000"
	}
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	if err := checks.Value.Set(runs); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Value.Set(before) }()
	seen := make(map[string]int)
	rapid.Check(t, func(t *rapid.T) {
		l := life{dice: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2026)), at: noon}
		for range rapid.IntRange(10, 60).Draw(t, "steps") {
			if err := l.step(); err != nil {
				t.Fatalf("%v after %+v", err, l.history)
			}
		}
		if !reflect.DeepEqual(l.is, Fold(l.history...)) || l.chain != chained(l.history) {
			t.Fatal("replaying the history leads to another agreement")
		}
		for _, e := range l.history {
			seen[e.Name()]++
		}
	})
	t.Logf("what happened: %v", seen)
	for _, e := range []Event{
		RatificationOpened{},
		RatificationClosed{},
		Reopened{},
		Opened{},
		Signed{},
		Declined{},
		Voided{},
		Lapsed{},
		EnteredIntoForce{},
		ArticleAwoke{},
		Superseded{},
		ExitAnnounced{},
		Exited{},
		Renewed{},
		Ended{},
		LookBackCalled{},
	} {
		if seen[e.Name()] == 0 {
			t.Errorf("%s never happened: nothing was shown of it", e.Name())
		}
	}
}

// life is one agreement and how it came about.
type life struct {
	dice    *rand.Rand
	is      Agreement
	history []Event
	chain   [32]byte
	at      time.Time
}

var people = []Signatory{growers, couriers, restaurants}

func (l *life) pick(n int) int { return l.dice.IntN(n) }

// text is a version whose dates lie around now.
func (l *life) text(version int) Drafted {
	when := func(d time.Duration) string { return InstantOf(l.at.Add(d)).String() }
	extra := []string{"", `"notBefore":"` + when(time.Hour) + `",`}[l.pick(2)]
	d, err := NewDrafted(fmt.Sprintf("hash %d", version), fmt.Sprintf(`{"version":%d,"negotiation":"neg","level":%d,"zone":"Europe/Madrid",
		"entry":{%s"seats":["growers","couriers"],"by":%q},"ratification":{"by":"members","seats":["growers","couriers","restaurants"],"until":%q},
		"lasts":{"until":%q,"notice":"P7D","renews":%q},"measures":{"gini":"1/3"},
		"clauses":[{"number":1,"key":"deposit","kind":"money","value":{}},{"number":2,"key":"price","kind":"money","value":{},"needs":["restaurants"]}]}`,
		version, l.pick(4), extra, when(3*time.Hour), when(30*time.Minute), l.at.AddDate(0, 0, 20).Format(time.DateOnly), []string{"", "P1M"}[l.pick(2)]))
	if err != nil {
		panic(err)
	}
	return d
}

func (l *life) step() error {
	l.at = l.at.Add(l.waits())
	c := l.wish()
	events, err := Decide(l.is, c)
	if again, _ := Decide(l.is, c); err == nil && !reflect.DeepEqual(again, events) {
		return fmt.Errorf("deciding %+v is not pure", c)
	}
	before := l.is
	for _, e := range events {
		if err := l.sound(e); err != nil {
			return err
		}
		l.is = Evolve(l.is, e)
		l.chain = link(l.chain, e)
	}
	l.history = append(l.history, events...)
	return l.holds(before)
}

// waits is how long nobody does anything: minutes while a version is signed,
// weeks while one is in force.
func (l *life) waits() time.Duration {
	const day = 24 * time.Hour
	if n := len(l.is.Versions); n > 0 && l.is.Versions[n-1].pending() {
		return []time.Duration{0, time.Minute, 10 * time.Minute, time.Hour}[l.pick(4)]
	}
	return []time.Duration{0, time.Hour, 5 * day, 7 * day, 95 * day}[l.pick(5)]
}

func (l *life) wish() Command {
	who, n := people[l.pick(len(people))], max(1, len(l.is.Versions)-l.pick(2))
	hash := fmt.Sprintf("hash %d", n-l.pick(8)/7)
	if i := len(l.is.Versions); i > 0 && l.is.Versions[i-1].Status == IsOpen && l.pick(2) == 0 {
		return sign(who, l.at).of(i, fmt.Sprintf("hash %d", i))
	}
	switch l.pick(16) {
	case 0, 1:
		return Draft{Text: l.text(len(l.is.Versions) + 1), Ratifiers: [][]Ratifier{nil, ask, ask[:1]}[l.pick(3)], At: l.at}
	case 2:
		return Decline{By: who, Version: n, Reason: []string{"no", " "}[l.pick(2)], At: l.at}
	case 3:
		return Lapse{l.at}
	case 4:
		return Enter{l.at}
	case 5, 6:
		said := says([]RatificationOutcome{Ratifies, Ratifies, Refuses, Silent}[l.pick(4)], "price").Seats[1:]
		return CloseRatification{Version: n, Said: said[:2-l.pick(4)/3], All: l.pick(2) == 0, At: l.at}
	case 7:
		return Exit{By: who, Version: n, Reason: []string{"no", " "}[l.pick(2)], At: l.at}
	case 8:
		return EndNotice{who.Seat, l.at}
	case 9:
		return Expire{l.at}
	case 10:
		return LookBack{l.at}
	}
	return sign(who, l.at).of(n, hash)
}

// sound holds one event against the agreement that it comes to.
func (l *life) sound(e Event) error {
	switch e := e.(type) {
	case Signed:
		v := l.is.Versions[e.Version-1]
		if e.Hash != v.Hash || v.Has(e.Seat) || v.Status != IsOpen && v.Status != IsInForce || slices.Contains(v.Unratified, e.Seat) {
			return fmt.Errorf("I6: %+v under %+v", e, v)
		}
	case Declined:
		if e.Reason == "" || l.is.Versions[e.Version-1].Has(e.Seat) || !reflect.DeepEqual(e.Told, append([]string{}, l.is.Versions[e.Version-1].Signed...)) {
			return fmt.Errorf("I18: %+v", e)
		}
	case ExitAnnounced:
		if v := l.is.Versions[e.Version-1]; e.Reason == "" || len(e.Told) != len(v.Signed)-1 || !e.Ends.After(l.at) {
			return fmt.Errorf("I18: %+v", e)
		}
	case EnteredIntoForce:
		v := l.is.Versions[e.Version-1]
		if _, _, found := l.is.Binding(); found || len(v.Missing()) > 0 || v.Text.Entry.NotBefore != nil && l.at.Before(v.Text.Entry.NotBefore.Time) {
			return fmt.Errorf("I6: in force with %+v", v)
		}
		if v.Text.Measures == nil {
			return fmt.Errorf("I16: version %d is in force and says nothing of its measures", e.Version)
		}
	case ArticleAwoke:
		if !l.is.Versions[e.Version-1].Awake(l.is.Versions[e.Version-1].Text.Clauses[e.Number-1]) {
			return fmt.Errorf("%+v, and sleeps", e)
		}
	case Reopened:
		if e.Round > Rounds || len(e.Terms) == 0 {
			return fmt.Errorf("reopened as %+v", e)
		}
	}
	return nil
}

// holds are the invariants of an agreement, and of a step.
func (l *life) holds(before Agreement) error {
	inForce := 0
	for i, v := range l.is.Versions {
		if v.Status == IsInForce {
			inForce++
		}
		if v.Status == IsSuperseded && successors(l.history, i+1) != 1 {
			return fmt.Errorf("I7: version %d has %d successors", i+1, successors(l.history, i+1))
		}
		if v.Status != IsInForce && len(v.Parties()) > 0 {
			return fmt.Errorf("I6: version %d binds %v", i+1, v.Parties())
		}
		for _, seat := range v.Parties() {
			if !v.Has(seat) || slices.Contains(v.Left, seat) {
				return fmt.Errorf("I6: %s is a party of %+v", seat, v)
			}
		}
		if i < len(before.Versions) {
			was := before.Versions[i]
			if !reflect.DeepEqual(was.Text, v.Text) || was.Hash != v.Hash || len(v.Signed) < len(was.Signed) || !slices.Equal(was.Signed, v.Signed[:len(was.Signed)]) {
				return fmt.Errorf("I7: %+v became %+v", was, v)
			}
			if was.over() && !reflect.DeepEqual(was, v) {
				return fmt.Errorf("after its end %+v became %+v", was, v)
			}
		}
	}
	if inForce > 1 {
		return fmt.Errorf("I7: %d versions in force", inForce)
	}
	return nil
}

func (v Version) over() bool {
	return slices.Contains([]Status{IsVoid, IsLapsed, IsReopened, IsSuperseded, IsEnded}, v.Status)
}

func successors(history []Event, version int) (n int) {
	for _, e := range history {
		if s, is := e.(Superseded); is && s.Version == version {
			n++
		}
	}
	return n
}

// link is the chain of a record with one more event: I19 in small.
func link(before [32]byte, e Event) [32]byte {
	body, _ := json.Marshal(e)
	return sha256.Sum256(append(append(before[:], e.Name()...), body...))
}

func chained(history []Event) (chain [32]byte) {
	for _, e := range history {
		chain = link(chain, e)
	}
	return chain
}

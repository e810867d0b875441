package table

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
)

// Whatever people do at a table with all that there is: motions, a facilitator,
// rounds, the ladder, the text, constraints, late seats. The invariants hold
// after each step. Twenty thousand runs take some ten seconds.
func TestWholeTable(t *testing.T) {
	runs := "20000"
	if testing.Short() {
		runs = "500"
	}
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	if err := checks.Value.Set(runs); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Value.Set(before) }()
	seen := make(map[string]int)
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(20, 60).Draw(t, "steps") {
			if err := w.step(); err != nil {
				t.Fatalf("%v after %+v", err, w.history)
			}
		}
		if !reflect.DeepEqual(w.table, Fold(w.history...)) {
			t.Fatalf("replaying %+v leads to another table", w.history)
		}
		for _, e := range w.history {
			seen[e.Name()]++
		}
	})
	t.Logf("what happened: %v", seen)
	if testing.Short() { // too few for what is rare
		return
	}
	for name, decode := range negotiation.Decoders {
		if e, _ := decode([]byte("{}")); e.Of() == negotiation.OfNegotiation && seen[name] == 0 && !slices.Contains(MediationEvents, name) {
			t.Errorf("%s never happened: nothing was shown of it", name)
		}
	}
}

// MediationEvents are the business of another machine.
var MediationEvents = []string{
	negotiation.SealShown{}.Name(), negotiation.MediationAsked{}.Name(), negotiation.MediationJoined{}.Name(), negotiation.MediationBegan{}.Name(),
	negotiation.MediationAnswered{}.Name(), negotiation.MediationLapsed{}.Name(), negotiation.MediationClosed{}.Name(),
}

// world is a table with what lies beside it.
type world struct {
	dice    *rand.Rand
	table   Table
	history []Event
	at      time.Time
	made    int
	box     map[string]Vote
	asked   negotiation.DecisionOpened
	sealed  map[string]negotiation.Envelope
	backers map[string][]string // of motions, recounted
	needs   map[string]negotiation.Needs
	people  []By
	mood    []int
	hidden  map[string]bool    // words that lie under seal, or did until they were taken back
	beside  negotiation.Beside // what was given to stand beside the last result
}

// moods are what people mostly wish in one run, by the numbers of [world.wish],
// so that every corner of a table is reached.
var moods = [][]int{
	{0, 0, 6, 6, 9, 10, 9, 10, 13, 13, 17, 18, 18}, // they bargain
	{0, 4, 30, 33, 33, 33, 33, 32},                 // in rounds
	{34, 34, 34, 34, 43, 36, 36, 36, 6},            // are stuck
	{0, 37, 37, 38, 38, 38},                        // work on a text
	{0, 39, 40, 41, 41, 41, 42},                    // on the sheet
	{23, 24, 25, 26, 27, 28, 28, 29, 29, 43},       // are led
	{20, 20, 21, 21, 22, 22, 19, 0, 6},             // disagree, come late
}

func newWorld(t *rapid.T) *world {
	w := &world{dice: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2026)), at: noon, backers: make(map[string][]string), needs: make(map[string]negotiation.Needs), hidden: make(map[string]bool)}
	w.people = []By{convener, huerta, olmos, riders, bounded(), steward, eva}
	for i := range w.people {
		w.people[i].Table = crowd
	}
	w.mood = moods[w.pick(len(moods))]
	rules := []negotiation.RuleKind{negotiation.Consent, negotiation.PerClass, negotiation.Double, negotiation.Ranked, negotiation.Majority}[w.pick(5)]
	change := []negotiation.SheetChange{negotiation.ByConsent, negotiation.ByFacilitator, negotiation.ByConvener}[w.pick(3)]
	w.does(w.people[0], Open{Room: "roo", Initiative: "ini", Title: "Crates", Level: 1, GroundRules: GroundRules{
		Rule: &rules, OfferMinimum: new("PT1H"), ReadMinimum: new("PT0S"), DecideMinimum: new("PT10M"),
		Talk: Talk{SheetChange: &change, LateMinimum: new("PT1H"), Standstill: new("PT1H"), Behind: []negotiation.Behind{{Seat: "riders", Weight: "3", People: 24, Source: "roll"}}},
	}})
	w.does(w.people[0], AddTerm{ID: "t1", Definition: definitionOf(deposit)})
	w.does(w.people[0], AddTerm{ID: "t2", Definition: definitionOf(loss)})
	for _, p := range w.people[1:4] {
		w.does(p, AcceptRules{Version: 1})
	}
	return w
}

// pick is one of n, all alike. rapid prefers small numbers, which here would
// always be the same people doing the same things; so it draws a seed and how
// long a run is.
func (w *world) pick(n int) int { return w.dice.IntN(n) }

func (w *world) id(prefix string) string {
	w.made++
	return fmt.Sprintf("%s%d", prefix, w.made)
}

// step lets somebody do something.
func (w *world) step() error {
	w.at = w.at.Add([]time.Duration{0, time.Minute, 10 * time.Minute, time.Hour}[w.pick(4)])
	by := w.people[w.pick(len(w.people))]
	if w.pick(40) == 0 && len(w.people) == 7 {
		w.sitsDown()
	}
	if w.pick(2) == 0 && len(w.table.Motions) > 0 {
		return w.does(by, Support{w.someMotion()})
	}
	if w.table.Fixed != "" && w.pick(3) == 0 {
		return w.does(By{}, ReopenTerms{Agreement: "agr", Version: 1, Decision: w.asked.Decision, Keys: []string{"deposit"}})
	}
	if w.table.Ladder.Rung == negotiation.RungFailed && w.pick(2) == 0 {
		return w.does(by, SayClosing{"We were close."})
	}
	if electors := w.table.Decisions[w.table.Deciding].Electors; w.table.Deciding != "" && w.pick(3) == 0 && len(w.box) == len(electors) {
		return w.does(by, CallClose{Decision: w.table.Deciding, InBox: slices.Sorted(maps.Keys(w.box))})
	}
	if w.table.Deciding != "" && w.pick(2) == 0 {
		if len(w.box) > 2 && w.pick(2) == 0 {
			w.at = w.at.Add(time.Hour)
			return w.does(by, w.close())
		}
		return w.does(by, w.vote(by))
	}
	return w.does(by, w.wish(by))
}

// sitsDown is a seat that comes late.
func (w *world) sitsDown() {
	chairs := append(slices.Clone(crowd), registry.SeatRow{ID: "kitchens", Class: "restaurants", Name: "Restaurants", State: registry.Taken, Organization: "org_k"})
	for i := range w.people {
		w.people[i].Table = chairs
	}
	w.people = append(w.people, By{Seat: "kitchens", Powers: powers, Table: chairs})
}

func (w *world) some() string {
	ids := []string{}
	for _, e := range w.history {
		if p, is := e.(negotiation.PackageTabled); is {
			ids = append(ids, p.Package)
		}
	}
	if len(ids) == 0 {
		return "p0"
	}
	return ids[max(0, len(ids)-1-w.pick(4))]
}

// anyTerm is the last of the sheet.
func (w *world) anyTerm() string {
	ids := w.table.Sheet.Ordered()
	if len(ids) < 2 {
		return "t0"
	}
	return ids[len(ids)-1]
}

func (w *world) someMotion() string {
	ids := []string{}
	for id := range w.table.Motions {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if len(ids) == 0 {
		return "m0"
	}
	return ids[w.pick(len(ids))]
}

func (w *world) values() Values {
	all := Values{{Term: "t1", Value: euros([]string{"0", "100", "200", "400"}[w.pick(4)])}, {Term: "t2", Value: Value{Choice: []string{"split", "grower"}[w.pick(2)]}}}
	if w.pick(8) == 0 {
		return all[:1]
	}
	return all
}

func (w *world) wish(by By) Command {
	why := Why{Motion: w.id("m"), Reason: "it is time"}
	because := Because(why)
	in := func(d time.Duration) negotiation.Instant { return negotiation.InstantOf(w.at.Add(d)) }
	what := w.pick(45)
	if w.pick(4) > 0 {
		what = w.mood[w.pick(len(w.mood))]
	}
	switch what {
	case 0, 1, 2, 3:
		return TablePackage{ID: w.id("p"), As: negotiation.Offer, Values: w.values(), ExpiresAt: instant(w.at.Add(4 * time.Hour)), Text: false}
	case 4, 5:
		return TablePackage{ID: w.id("p"), As: negotiation.Idea, Values: w.values()}
	case 6, 7, 8:
		against := []string(nil)
		if w.table.Rules.Rule.Rule == negotiation.Ranked {
			against = []string{w.some()}
		}
		return OpenDecision{ID: w.id("d"), Package: w.some(), Against: against, Partial: w.pick(6) == 0, Deadline: in(time.Hour)}
	case 9, 10, 11, 12:
		return w.vote(by)
	case 13, 14:
		return w.close()
	case 15:
		return Withdraw{w.some(), "a mistake"}
	case 16:
		return Expire{w.some()}
	case 17:
		return MoveDeadline{Decision: w.table.Deciding, To: in(3 * time.Hour), Reason: "a holiday"}
	case 18:
		return CallClose{Decision: w.table.Deciding, InBox: slices.Sorted(maps.Keys(w.box))}
	case 19:
		return AcceptRules{Brief: w.id("b"), Version: w.table.Version}
	case 20:
		return TakePosition{ID: "o" + by.Seat, Term: "t1", Stance: negotiation.Objects, Whether: negotiation.Where, Sphere: negotiation.OfEconomy, Vision: "Nobody waits."}
	case 21:
		return Presume{"ohuerta", negotiation.How}
	case 22:
		return ChooseWay{Position: "o" + by.Seat, Way: negotiation.Pilot, LookBack: "2027-01-01", Reason: "small"}
	case 23:
		return Appoint{Why: why, Person: "ana", Name: "Ana", Interests: "None."}
	case 24:
		return Dismiss{why}
	case 25:
		return OpenPhase{Why: why, Kind: []negotiation.PhaseKind{negotiation.Listening, negotiation.Bargaining, ""}[w.pick(3)]}
	case 26:
		return CallSession{Why: why, ID: w.id("s"), Title: "Crates", At: in(time.Hour), Minutes: 60, Terms: []string{"t1"}}
	case 27:
		return SetAgenda{Why: why, Terms: []string{"t2", "t1"}}
	case 28:
		return AskToSpeak{Off: w.pick(3) == 0}
	case 29:
		return CallSpeaker{Why: why}
	case 30, 31:
		return OpenRound{Why: why, ID: w.id("r"), Sealed: new(w.pick(2) == 0), Final: w.table.Ladder.Rung == negotiation.RungFinalOffers, Until: in(time.Hour)}
	case 32:
		return CloseRound{Why: why, Round: w.table.Round.ID}
	case 33:
		return w.reveal()
	case 34, 35:
		return w.climbs(why)
	case 43:
		if w.table.Ladder.Rung == "" {
			return FloatIdea{ID: w.id("p"), Values: w.values()}
		}
		return w.climbs(why)
	case 36:
		return []Command{RecordExpert{"Two cents.", "asked"}, SayClosing{"We were close."}, StandStill{w.id("petition")}}[w.pick(3)]
	case 37:
		return TakeText{Why: why, Package: w.some()}
	case 38:
		return Amend{Why: why, ID: w.id("a"), Term: "t1", Value: euros([]string{"0", "100", "200"}[w.pick(3)])}
	case 39:
		return AddConstraint{Why: why, ID: w.id("c"), Name: "Not both", Never: []negotiation.TermIs{{Term: "t1", Is: negotiation.Equals, Value: euros("400")}, {Term: "t2", Is: negotiation.Equals, Value: Value{Choice: "grower"}}}}
	case 40:
		for id := range w.table.Constraints {
			return LiftConstraint{Why: why, Constraint: id}
		}
		return Lapse{w.someMotion()}
	case 41:
		d := definitionOf(w.table.Sheet["t2"].Term)
		d.Name = w.id("Loss ")
		return []Command{ChangeTerm{ID: "t2", Definition: d, Because: because}, AddTerm{ID: w.id("t"), Definition: Definition{Key: w.id("k"), Name: "More", Kind: negotiation.YesNoTerm}, Because: because}, RemoveTerm{ID: w.anyTerm(), Because: because}}[w.pick(3)]
	case 42:
		return []Command{MoveRules{Why: why, GroundRules: GroundRules{Quorum: new([]string{"1/2", "2/3"}[w.pick(2)])}}, ChangeRules{GroundRules{Quorum: new("1/3")}}}[w.pick(2)]
	}
	return []Command{Decline{w.someMotion(), "no"}, FloatIdea{ID: w.id("p"), Values: w.values()}}[w.pick(2)]
}

func (w *world) vote(by By) Command {
	v := Vote{Seat: by.Seat, Choice: []negotiation.Choice{negotiation.Yes, negotiation.Yes, negotiation.No, negotiation.Abstain}[w.pick(4)]}
	if d := w.table.Decisions[w.table.Deciding]; len(d.Ranked) > 0 && v.Choice == negotiation.Yes {
		v.Ranking = d.Ranked[:1]
	}
	if v.Choice == negotiation.No && w.table.Rules.Rule.Rule == negotiation.Consent {
		v.Choice, v.Objection = negotiation.Object, &negotiation.Objection{Term: "t1", Harm: w.hush(), Change: "split it"}
	}
	b := w.table.Ballot(w.table.Deciding)
	if b.Takes(by, v.Choice, w.at) != nil {
		return Heard{Decision: "none"}
	}
	w.box[by.Seat] = v
	return Heard{Decision: w.table.Deciding, Vote: v}
}

func (w *world) close() Command {
	if b := w.table.Ballot(w.table.Deciding); w.table.Deciding == "" || !b.Over(w.at) {
		return Close{Decision: "none"}
	}
	w.beside = w.around()
	c := Close{Decision: w.table.Deciding, Beside: w.beside}
	for _, v := range w.box {
		c.Votes = append(c.Votes, v)
	}
	return c
}

// reveal fills an envelope, or opens them all when the time has come.
func (w *world) reveal() Command {
	s := w.table.Sealing(w.table.Round.ID)
	if !s.Closed(w.at) {
		by := w.people[1+w.pick(4)]
		c := Contents{Packages: []TablePackage{{ID: w.id("p"), As: negotiation.Offer, Values: w.values(), Note: w.hush()}}}
		if e, err := w.table.Envelope(by, w.at, s.Round, c); err == nil {
			w.sealed[by.Seat] = e
		}
		return EndRound{w.table.Round.ID}
	}
	r := Reveal{Round: w.table.Round.ID}
	for _, seat := range s.Seats {
		if e, filled := w.sealed[seat]; filled {
			r.Envelopes = append(r.Envelopes, e)
		}
	}
	return r
}

func (w *world) climbs(why Why) Command {
	c := Climb{Why: why, Rung: w.table.nextRung()}
	switch c.Rung {
	case negotiation.RungExpert:
		c.Question, c.Expert = "What does it cost?", "Dr Sol"
	case negotiation.RungPartial:
		c.Terms = []string{"t1"}
	case negotiation.RungFailed:
		c.RetryAt = instant(w.at.Add(time.Hour))
	}
	if w.pick(10) == 0 {
		return Climb{Why: why}
	}
	return c
}

// does lets somebody try, and holds what happens against the invariants.
func (w *world) does(by By, c Command) error {
	events, err := Decide(w.table, by, w.at, c)
	if err != nil {
		return nil
	}
	if err := w.holds(by, events); err != nil {
		return fmt.Errorf("%T by %s: %w", c, by.Seat+by.Person, err)
	}
	for _, e := range events {
		w.table = Evolve(w.table, e)
		w.history = append(w.history, e)
	}
	return w.stands()
}

package conversation

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/deliberation" // so that a rule reads as a sentence
)

// story is a conversation that anything may happen to, and what somebody who
// only reads events knows of it.
type story struct {
	t    *rapid.T
	c    Conversation
	now  time.Time
	made int

	text      map[string]string // of each statement
	author    map[string]string
	readers   map[string]string // who reads it now
	hiddenBy  map[string]string // who took it out of sight last
	withdrawn map[string]bool
	asks      map[string]bool
	closed    bool
}

var everyone = []By{convener, moderator, delegate, author, nobody, {Person: "leo", Voice: "psn_leo"}, {System: true}}

// act lets anybody wish for anything.
func (s *story) act() {
	s.now = s.now.Add(time.Duration(rapid.IntRange(0, 5).Draw(s.t, "minutes")) * time.Minute)
	by := rapid.SampledFrom(everyone).Draw(s.t, "by")
	if by.Voice == "" {
		by.Voice = "psn_" + by.Person
	}
	id := fmt.Sprint("s", rapid.IntRange(0, 4).Draw(s.t, "statement"))
	var wanted Command
	switch rapid.IntRange(0, 9).Draw(s.t, "what") {
	case 0, 1:
		s.made++
		wanted = Say{Statement: id, Text: fmt.Sprint("Word ", s.made), Seed: rapid.Bool().Draw(s.t, "seed")}
	case 2:
		wanted = Show{id}
	case 3:
		wanted = Hide{id, "Rude."}
	case 4:
		wanted = Appeal{id, "It is not."}
	case 5:
		wanted = DecideAppeal{id, "Well.", rapid.Bool().Draw(s.t, "restore")}
	case 6:
		wanted = Withdraw{id, "Twice.", rapid.IntRange(0, 1).Draw(s.t, "others")}
	case 7:
		wanted = LiftStatement{Lift: fmt.Sprint("l", rapid.IntRange(0, 9).Draw(s.t, "lift")), Statement: id, Text: s.text[id], To: 2}
	case 8:
		wanted = raiseAll(rapid.IntRange(3, 7).Draw(s.t, "people"))
	case 9:
		wanted = Close{}
	}
	events, err := Decide(s.c, by, s.now, wanted)
	if err != nil {
		return
	}
	for _, e := range events {
		s.hear(by, e)
		s.c = Evolve(s.c, e)
	}
	again, err := Decide(s.c, by, s.now, wanted)
	if _, said := wanted.(Say); said && err == nil && len(again) > 0 {
		s.t.Fatalf("%+v said twice is %+v", wanted, again)
	}
}

func raiseAll(people int) Raise {
	r := Raise{Conversation: "cnv", Analysis: "ana_1", Of: 10}
	for n := range 20 {
		r.Asks = append(r.Asks, Ask{Statement: fmt.Sprint("s", n), Reason: ByGroup, People: people, Behind: people})
	}
	return r
}

// hear holds each event against what must be so.
func (s *story) hear(by By, e Event) {
	over := s.closed || !s.c.Deadline.IsZero() && !s.now.Before(s.c.Deadline)
	fail := func(why string) { s.t.Fatalf("%s: %+v by %+v", why, e, by) }
	switch e := e.(type) {
	case StatementMade:
		if over {
			fail("said after the end")
		}
		if s.c.Pseudonyms && !e.Seed && (e.Author != "" || e.For != "" || e.Pseudonym == "") {
			fail("a person is named")
		}
		if e.Waits != (s.c.Before && !e.Seed) {
			fail("shown before a moderator looked")
		}
		s.text[e.Statement], s.readers[e.Statement], s.author[e.Statement] = e.Text, e.Readers, e.Author+e.Pseudonym
	case StatementShown:
		if before := s.hiddenBy[e.Statement]; before != "" && before != e.By {
			fail("one moderator overruled another without an appeal")
		}
		s.readers[e.Statement] = e.Readers
		delete(s.hiddenBy, e.Statement)
	case StatementHidden:
		s.readers[e.Statement], s.hiddenBy[e.Statement] = e.Readers, e.By
	case AppealMade:
		if s.hiddenBy[e.Statement] == "" {
			fail("an appeal against nothing")
		}
	case AppealDecided:
		if s.hiddenBy[e.Statement] == e.By || s.author[e.Statement] == s.c.name(by) {
			fail("no second person decided")
		}
		if s.readers[e.Statement] = e.Readers; e.Restored {
			delete(s.hiddenBy, e.Statement)
		}
	case StatementWithdrawn:
		if s.author[e.Statement] != s.c.name(by) || over {
			fail("somebody else's statement was taken back, or too late")
		}
		s.readers[e.Statement], s.withdrawn[e.Statement] = e.Readers, true
	case AskRaised:
		if s.asks[e.Statement] || s.readers[e.Statement] != s.c.Readers || e.People < fewest {
			fail("raised twice, unseen or for few")
		}
		s.asks[e.Statement] = true
	case ConversationClosed:
		if s.closed {
			fail("closed twice")
		}
		s.closed = true
	}
	if len(s.asks) > maxAsks {
		fail("too much is raised")
	}
}

// Whatever anybody wishes in whatever order: nothing is said after the end, no
// moderator decides on an appeal against themself, nobody is named where people
// have pseudonyms, and a stance can be taken on exactly what all can read.
func TestModerationMachine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opening := open
		opening.Pseudonyms = rapid.Bool().Draw(t, "pseudonyms")
		if rapid.Bool().Draw(t, "before") {
			opening.Moderation = Before
		}
		if rapid.Bool().Draw(t, "ends") {
			end := InstantOf(noon.Add(time.Hour))
			opening.Deadline = &end
		}
		s := &story{
			t: t, now: noon, c: Evolve(Conversation{}, opening),
			text: map[string]string{}, author: map[string]string{}, readers: map[string]string{}, hiddenBy: map[string]string{},
			withdrawn: map[string]bool{}, asks: map[string]bool{},
		}
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			s.act()
		}
		for id, readers := range s.readers {
			state := s.c.Statements[id].State
			if (readers == s.c.Readers) != (state == Shown) || s.withdrawn[id] && state != Withdrawn {
				t.Fatalf("%s is %s and read by %s", id, state, readers)
			}
			err := s.c.MayTake(nobody, s.now, id)
			if want := state == Shown && !s.c.Over(s.now); (err == nil) != want {
				t.Fatalf("a stance on what is %s: %v", state, err)
			}
		}
	})
}

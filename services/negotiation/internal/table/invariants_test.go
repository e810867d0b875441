package table

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/terms"
)

// Whatever is wished in whatever order, the invariants of a table hold after
// each step.
func FuzzTable(f *testing.F) {
	f.Add([]byte{0x00, 0x02, 0x03, 0x11, 0x21, 0x14, 0x27, 0x19, 0x2a, 0xcf, 0x24, 0x2b})
	f.Fuzz(func(t *testing.T, script []byte) {
		if _, err := play(script); err != nil {
			t.Fatal(err)
		}
	})
}

// Games that begin with a laid table, and in which people do mostly what leads
// somewhere.
func TestInvariants(t *testing.T) {
	closed, fixed := 0, 0
	acts := rapid.Custom(func(t *rapid.T) byte {
		what := rapid.SampledFrom([]byte{4, 4, 5, 6, 7, 7, 8, 9, 9, 9, 10, 11, 12, 13, 14, 15, 15}).Draw(t, "what")
		who := rapid.SampledFrom([]byte{0, 1, 1, 2, 2, 3}).Draw(t, "who")
		how := rapid.SampledFrom([]byte{0, 0, 0, 0, 1, 2, 3}).Draw(t, "how")
		return what | who<<4 | how<<6
	})
	rapid.Check(t, func(t *rapid.T) {
		begin := []byte{rapid.SampledFrom([]byte{0x00, 0x40, 0x80, 0xc0}).Draw(t, "rule"), 0x02, 0x03, 0x11, 0x21}
		g, err := play(append(begin, rapid.SliceOfN(acts, 20, 120).Draw(t, "script")...))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range g.history {
			switch e.(type) {
			case negotiation.DecisionClosed:
				closed++
			case negotiation.TextFixed:
				fixed++
			}
		}
	})
	if closed == 0 || fixed == 0 {
		t.Errorf("%d decisions were closed and %d texts fixed: nothing was shown", closed, fixed)
	}
}

// game is a table with all that has happened at it, and the votes that lie in
// the box of its open decision.
type game struct {
	table   Table
	history []Event
	at      time.Time
	made    int
	box     map[string]Vote
	asked   negotiation.DecisionOpened
}

// play lets a script of bytes act: the low bits say what, the high ones who and
// how.
func play(script []byte) (*game, error) {
	g := &game{at: noon}
	for _, b := range script {
		for _, e := range g.act(b) {
			if err := g.holds(e); err != nil {
				return g, fmt.Errorf("%w after %+v", err, g.history)
			}
			g.table = Evolve(g.table, e)
			g.history = append(g.history, e)
		}
	}
	if !reflect.DeepEqual(g.table, Fold(g.history...)) {
		return g, fmt.Errorf("replaying %+v leads to another table", g.history)
	}
	return g, nil
}

func (g *game) act(b byte) []Event {
	who := [...]By{convener, huerta, riders, limited}[b>>4&3]
	how := int(b >> 6)
	g.at = g.at.Add(time.Duration(how) * 10 * time.Minute)
	g.made++
	id := fmt.Sprintf("x%d", g.made)
	events, err := Decide(g.table, who, g.at, g.wish(int(b&15), how, who.Seat, id))
	if err != nil {
		return nil
	}
	return events
}

func (g *game) wish(what, how int, seat, id string) Command {
	deposits := []string{"0", "100", "400", "300"}
	values := Values{{Term: "t1", Value: euros(deposits[how])}, {Term: "t2", Value: Value{Choice: "split"}}}
	switch what {
	case 0:
		return Open{Room: "roo", Initiative: "ini", Title: "Crates", Level: 1, GroundRules: GroundRules{
			OfferMinimum: new("PT1H"), ReadMinimum: new("PT0S"), DecideMinimum: new("PT10M"),
			Rule: &[]negotiation.RuleKind{negotiation.Consent, negotiation.Unanimity, negotiation.Majority, negotiation.PerClass}[how],
		}}
	case 1:
		return AcceptRules{Version: g.table.Version}
	case 2:
		return AddTerm{ID: "t1", Definition: Definition{Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Options: deposit.Options}}
	case 3:
		return AddTerm{ID: "t2", Definition: Definition{Key: "loss", Name: "Loss", Kind: negotiation.ChoiceTerm, Options: loss.Options}}
	case 4, 5:
		return TablePackage{ID: id, As: negotiation.Offer, Values: values, ExpiresAt: instant(g.at.Add(2 * time.Hour))}
	case 6:
		return TablePackage{ID: id, As: negotiation.Idea, Values: values[:1+how%2]}
	case 7, 8:
		return OpenDecision{ID: id, Package: g.some(how), Deadline: negotiation.InstantOf(g.at.Add(time.Hour))}
	case 9, 10:
		return g.vote(how, seat)
	case 11:
		return MoveDeadline{Decision: g.table.Deciding, To: negotiation.InstantOf(g.at.Add(90 * time.Minute)), Reason: "a holiday"}
	case 12:
		return Withdraw{Package: g.some(how), Reason: "a mistake"}
	case 13:
		return ChangeTerm{ID: "t1", Definition: Definition{Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Max: deposits[how]}}
	case 14:
		return Expire{g.some(how)}
	}
	return g.close()
}

// some is the newest package but so many.
func (g *game) some(but int) string {
	for _, e := range g.history {
		if p, is := e.(negotiation.PackageTabled); is && p.Number == len(g.table.Packages)-but {
			return p.Package
		}
	}
	return ""
}

func (g *game) vote(how int, seat string) Command {
	v := Vote{Seat: seat, Choice: []negotiation.Choice{negotiation.Yes, negotiation.No, negotiation.Yes, negotiation.Object}[how]}
	if how == 2 {
		v.Condition = &negotiation.Condition{Seats: []string{"huerta"}}
	}
	if g.table.Deciding != "" && seat != "" {
		g.box[seat] = v
	}
	return Heard{Decision: g.table.Deciding, Vote: v}
}

func (g *game) close() Command {
	c := Close{Decision: g.table.Deciding}
	for _, v := range g.box {
		c.Votes = append(c.Votes, v)
	}
	return c
}

// holds checks the invariants that an event could break, before it happens.
func (g *game) holds(e Event) error {
	switch e := e.(type) {
	case negotiation.DecisionOpened:
		g.box, g.asked = make(map[string]Vote), e
		return g.decidable(e.Package)
	case negotiation.DeadlineMoved:
		if !e.Deadline.After(g.asked.Deadline.Time) || g.table.Decisions[e.Decision].Moved {
			return fmt.Errorf("I3: the deadline moved from %s to %s", g.asked.Deadline, e.Deadline)
		}
	case negotiation.DecisionClosed:
		again := Tally(g.asked.Rule, g.asked.Call, g.asked.Electors, e.Votes)
		if g.asked.Decision != e.Decision || string(again.Outcome) != string(e.Outcome) || len(e.Votes) > len(g.asked.Electors) {
			return fmt.Errorf("I5: counted again it is %s, not %s", again.Outcome, e.Outcome)
		}
	case negotiation.TextFixed:
		last, is := g.history[len(g.history)-1].(negotiation.DecisionClosed)
		if !is || last.Outcome != negotiation.Outcome(decision.Carried) || last.Package != e.Package || g.table.Fixed != "" {
			return fmt.Errorf("the text is fixed by %+v", last)
		}
		return g.decidable(e.Package)
	case negotiation.PackageTabled:
		if g.table.Fixed != "" || e.As == negotiation.Offer && !g.table.Accepted[e.Seat] {
			return fmt.Errorf("%s tabled %s too early or too late", e.Seat, e.Package)
		}
	}
	return nil
}

// decidable is I4, looked up in the history alone: complete, feasible, not
// stale, not withdrawn, not expired.
func (g *game) decidable(id string) error {
	sheet, set := make(map[string]negotiation.Term), make(map[string]Value)
	gone := false
	for _, e := range g.history {
		switch e := e.(type) {
		case negotiation.TermAdded:
			sheet[e.TermID] = e.Term
		case negotiation.TermChanged:
			_, sets := set[e.TermID]
			sheet[e.TermID], gone = e.Term, gone || sets
		case negotiation.PackageTabled:
			for _, s := range e.Values {
				if e.Package == id {
					set[s.Term] = s.Value
				}
			}
		case negotiation.PackageWithdrawn:
			gone = gone || e.Package == id
		case negotiation.PackageExpired:
			gone = gone || e.Package == id
		}
	}
	for term, definition := range sheet {
		if _, refusal := terms.Check(definition, set[term]); refusal != nil || gone {
			return fmt.Errorf("I4: %s is not decidable: gone %t, %s %v", id, gone, term, refusal)
		}
	}
	return nil
}

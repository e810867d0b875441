package suggest

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/blind"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// Whatever three seats do in whatever order, with sealing, rounds and blind
// votes, a round begins only by consent, suggests the same to all and lowers
// nobody, one carried package at most is revealed, and nothing of what is sealed
// stands in the shared record.
func TestRoundsInWhateverOrder(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	if err := checks.Value.Set("3000"); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Value.Set(before) }()
	answered, carried := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		g := newGame()
		for range rapid.IntRange(20, 80).Draw(t, "steps") {
			g.step(t)
		}
		for _, e := range g.shared {
			switch e := e.(type) {
			case negotiation.MediationAnswered:
				answered += len(e.Suggestions)
			case negotiation.TextFixed:
				carried++
			}
		}
	})
	if answered == 0 || carried == 0 {
		t.Errorf("%d packages were suggested and %d carried: nothing was shown", answered, carried)
	}
}

var seats = []string{"a", "b", "c"}

var chairs = []registry.SeatRow{
	{ID: "a", Class: "one", Name: "A", State: registry.Taken, Organization: "org_a"},
	{ID: "b", Class: "other", Name: "B", State: registry.Taken, Organization: "org_b"},
	{ID: "c", Class: "one", Name: "C", State: registry.Taken, Organization: "org_c"},
}

func by(seat string) table.By {
	return table.By{Seat: seat, Table: chairs, Powers: map[registry.Act]table.Power{
		registry.Speak: {}, registry.Offer: {}, registry.Vote: {}, table.Seal: {},
	}}
}

// game is a table of three seats of two classes.
type game struct {
	table  table.Table
	vaults map[string]vault.Vault
	boxes  map[string]blind.Box
	now    time.Time
	count  int
	shared []negotiation.Event
	open   map[string]asking // rounds, as they were answered
}

func newGame() *game {
	g := &game{vaults: map[string]vault.Vault{}, boxes: map[string]blind.Box{}, open: map[string]asking{}, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	rules := table.Template(1)
	rules.OfferMinimum, rules.ReadMinimum, rules.DecideMinimum = "PT0S", "PT0S", "PT10M"
	rules.Mediation = &negotiation.MediationRules{Methods: all, Rounds: 2}
	g.happen(negotiation.Opened{Initiative: "ini", Title: "Table", Level: 1, GroundRules: rules, Room: "roo"})
	for i, term := range []negotiation.Term{choice("x", "y", "z"), choice("p", "q", "r")} {
		term.Key = fmt.Sprintf("k%d", i)
		g.happen(negotiation.TermAdded{TermID: fmt.Sprintf("t%d", i+1), Initiative: "ini", Number: i + 1, Term: term})
	}
	for _, seat := range seats {
		g.happen(negotiation.RulesAccepted{Seat: seat, Version: 1})
	}
	return g
}

func (g *game) happen(events ...negotiation.Event) {
	for _, e := range events {
		g.table = table.Evolve(g.table, e)
		g.shared = append(g.shared, e)
	}
}

// wish lets the table decide, and checks what a round that begins or answers has
// to be.
func (g *game) wish(t *rapid.T, by table.By, c table.Command) {
	before := g.table.Mediation
	open := before.Rounds[before.Open]
	events, err := table.Decide(g.table, by, g.now, c)
	var refused *rule.Refusal
	if err != nil && !errors.As(err, &refused) {
		t.Fatal(err)
	}
	for _, e := range events {
		if began, is := e.(negotiation.MediationBegan); is {
			g.begins(t, open, began, by.Seat)
		}
	}
	g.happen(events...)
}

func (g *game) begins(t *rapid.T, r table.MediationRound, e negotiation.MediationBegan, last string) {
	agreed := append(slices.Clone(r.Agreed), last)
	if !slices.Contains(agreed, "b") || !slices.ContainsFunc(agreed, func(s string) bool { return s != "b" }) {
		t.Fatalf("%v of one class began a round", agreed)
	}
	for _, seat := range e.Unprotected {
		if !slices.Contains(agreed, seat) {
			t.Fatalf("%s is not protected and was not asked", seat)
		}
	}
	if g.table.Mediation.Begun >= 2 && len(slices.Compact(slices.Sorted(slices.Values(agreed)))) < len(seats) {
		t.Fatalf("%v began round %d", agreed, g.table.Mediation.Begun+1)
	}
	for _, s := range e.Seals {
		if sealed, there := g.vaults[s.Seat].At(s.Version); !there || sealed.Commitment != s.Commitment || !vault.Open(sealed).Holds() {
			t.Fatalf("the round is over a seal that is not there: %+v", s)
		}
	}
}

func (g *game) step(t *rapid.T) {
	g.count++
	g.now = g.now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 60}).Draw(t, "seconds")) * time.Second)
	seat := rapid.SampledFrom(seats).Draw(t, "seat")
	m := g.table.Mediation
	switch rapid.SampledFrom([]string{"seal", "seal", "text", "ask", "join", "join", "answer", "answer", "vote", "vote", "close", "sheet"}).Draw(t, "what") {
	case "seal":
		g.seals(t, seat)
	case "text":
		pick := func(id string) negotiation.DraftValue {
			return negotiation.DraftValue{Term: id, Value: negotiation.Value{Choice: rapid.SampledFrom(terms.Literals(g.table.Sheet[id].Term, 9)).Draw(t, id)}}
		}
		g.wish(t, by(seat), table.TablePackage{ID: fmt.Sprintf("p%d", g.count), As: negotiation.Idea, Values: []negotiation.DraftValue{pick("t1"), pick("t2")}})
	case "ask":
		if texts := slices.Sorted(maps.Keys(g.table.Packages)); len(texts) > 0 {
			g.wish(t, by(seat), table.AskMediation{ID: fmt.Sprintf("m%d", g.count), Text: texts[len(texts)-1]})
		}
	case "join":
		g.wish(t, by(seat), table.JoinMediation{Round: m.Open, Window: Window})
	case "answer":
		g.answers(t, m.Open)
	case "vote":
		g.casts(t, seat, m.Open)
	case "close":
		g.closes(t, m.Open)
	case "sheet":
		if g.count%4 == 0 {
			term := g.table.Sheet["t2"]
			g.happen(negotiation.TermChanged{TermID: "t2", Version: term.Version + 1, Term: term.Term})
		}
	}
	g.keepsSecrets(t)
}

func (g *game) seals(t *rapid.T, seat string) {
	u := &negotiation.Utility{Reservation: fmt.Sprintf("0.%03d7777777", rapid.IntRange(0, 400).Draw(t, "reservation"))}
	for _, id := range g.table.Sheet.Ordered() {
		p := negotiation.Preference{Term: id, Weight: "0.5"}
		for _, w := range terms.Literals(g.table.Sheet[id].Term, 9) {
			p.Curve = append(p.Curve, negotiation.Point{At: w, Worth: fmt.Sprintf("0.%03d7777777", rapid.IntRange(0, 999).Draw(t, "worth"))})
		}
		u.Terms = append(u.Terms, p)
	}
	place := vault.Place{Negotiation: "neg", Sheet: g.table.Sheet, Rounds: g.table.Mediation.Begun, May: table.May(g.table, by(seat), "sealPreferences")}
	events, err := vault.Decide(g.vaults[seat], by(seat), place, vault.Seal{Wish: vault.Wish{Full: u}, Key: fmt.Append(nil, "key", g.count)})
	if err != nil {
		return
	}
	for _, e := range events {
		g.vaults[seat] = vault.Evolve(g.vaults[seat], e)
		sealed := e.(negotiation.PreferencesSealed)
		g.wish(t, table.By{}, table.ShowSeal{Seat: seat, Commitment: sealed.Commitment, Sheet: sealed.Sheet, Version: sealed.Version})
	}
}

// answers computes the open round, as often as it likes.
func (g *game) answers(t *rapid.T, round string) {
	q := g.table.Question(round)
	var found []negotiation.Suggestion
	if q.Open {
		var seals []negotiation.PreferencesSealed
		for _, s := range q.Seals {
			sealed, _ := g.vaults[s.Seat].At(s.Version)
			seals = append(seals, sealed)
		}
		for i, f := range Round(q, seals) {
			found = append(found, negotiation.Suggestion{Suggestion: fmt.Sprintf("%s/s%d", round, i), Methods: f.Methods, Values: f.Values})
			lowersNobody(t, asking{q, seals}, f)
		}
		g.open[round] = asking{q, seals}
		if len(found) > 3 {
			t.Fatalf("%d suggestions", len(found))
		}
	}
	g.wish(t, table.By{}, table.AnswerMediation{Round: round, Found: found})
}

func (g *game) casts(t *rapid.T, seat, round string) {
	asked := g.table.Blind(round)
	var choices []negotiation.BlindChoice
	for _, s := range asked.Suggestions {
		choices = append(choices, negotiation.BlindChoice{Suggestion: s.Suggestion, Choice: rapid.SampledFrom([]negotiation.Choice{negotiation.Yes, negotiation.Yes, negotiation.Yes, negotiation.No, negotiation.Abstain}).Draw(t, "choice")})
	}
	events, _ := blind.Decide(g.boxes[round], by(seat), asked, g.now, blind.Cast{Negotiation: "neg", Choices: choices})
	for _, e := range events {
		g.boxes[round] = blind.Evolve(g.boxes[round], e)
	}
}

// closes counts, and holds what is revealed against a count of its own.
func (g *game) closes(t *rapid.T, round string) {
	asked := g.table.Blind(round)
	if asked.Open {
		g.now = asked.Until
	}
	events, _ := blind.Decide(g.boxes[round], table.By{}, asked, g.now, blind.Close{Negotiation: "neg"})
	for _, e := range events {
		g.boxes[round] = blind.Evolve(g.boxes[round], e)
		closed := e.(negotiation.BlindBoxClosed)
		from, beside := len(g.shared), around(g.count)
		g.wish(t, table.By{}, table.CloseMediation{Round: round, Package: "pkg/" + round, Votes: closed.Votes, Beside: beside})
		want, some := table.Carried(g.table.Rules.Rule, asked.Electors, asked.Suggestions, closed.Votes)
		got := g.shared[from].(negotiation.MediationClosed)
		if some {
			shown := g.shared[from+1].(negotiation.PackageTabled)
			lowersNobody(t, g.open[round], Found{Methods: want.Methods, Values: shown.Values})
			besides(t, g.shared[from+2].(negotiation.TextFixed).Beside, beside)
		}
		if got.Suggestion != want.Suggestion || some != (g.table.Fixed != "") {
			t.Fatalf("%+v was revealed, the votes carry %+v", got, want)
		}
	}
}

// keepsSecrets looks for what every sealed number holds.
func (g *game) keepsSecrets(t *rapid.T) {
	last, _ := json.Marshal(g.shared[max(0, len(g.shared)-6):])
	if strings.Contains(string(last), "7777777") || strings.Contains(string(last), `"choice":"yes"`) {
		t.Fatalf("the shared record says %s", last)
	}
}

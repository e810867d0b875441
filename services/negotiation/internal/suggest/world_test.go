package suggest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/blind"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// world is a table with two seats, their vaults and the blind box of a round: all
// that the rules know, in memory.
type world struct {
	a      *adversary
	table  table.Table
	vaults map[string]vault.Vault
	box    blind.Box
	now    time.Time
	shared []negotiation.Event // what everybody reads
}

var chairs = []registry.SeatRow{
	{ID: "a", Class: "one", Name: "A", State: registry.Taken, Organization: "org_a"},
	{ID: "b", Class: "other", Name: "B", State: registry.Taken, Organization: "org_b"},
}

func by(seat string) table.By {
	return table.By{Seat: seat, Table: chairs, Powers: map[registry.Act]table.Power{
		registry.Speak: {}, registry.Offer: {}, registry.Vote: {}, table.Seal: {},
	}}
}

func newWorld(a *adversary, reservation string) *world {
	w := &world{a: a, vaults: make(map[string]vault.Vault), now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	rules := table.Template(1)
	rules.OfferMinimum, rules.ReadMinimum, rules.DecideMinimum = "PT0S", "PT0S", "PT1H"
	rules.Mediation = &negotiation.MediationRules{Methods: all, Rounds: 5}
	w.happens(negotiation.Opened{Initiative: "ini", Title: "Table", Level: 1, GroundRules: rules, Room: "roo"})
	for _, seat := range []string{"a", "b"} {
		w.happens(negotiation.RulesAccepted{Seat: seat, Version: 1})
	}
	for i, id := range a.sheet.Ordered() {
		w.happens(negotiation.TermAdded{TermID: id, Initiative: "ini", Number: i + 1, Term: a.sheet[id].Term})
	}
	w.happens(negotiation.PackageTabled{Package: "p0", Initiative: "ini", Number: 1, As: negotiation.Idea, Seat: "a", Values: a.question.Text, TabledAt: negotiation.InstantOf(w.now)})
	for seat, seal := range map[string]negotiation.PreferencesSealed{"a": a.own, "b": reservedAt(a.other, reservation)} {
		seal.Version, seal.Seat, seal.Sheet = 1, seat, w.table.Sheet.Digest()
		w.vaults[seat] = vault.Evolve(w.vaults[seat], seal)
	}
	for _, seat := range []string{"a", "b"} {
		w.happens(negotiation.SealShown{Seat: seat, Initiative: "ini", Version: 1, Commitment: "hidden", Sheet: w.table.Sheet.Digest()})
	}
	w.shared = nil
	return w
}

func (w *world) happens(e negotiation.Event) {
	w.table = table.Evolve(w.table, e)
	w.shared = append(w.shared, e)
}

// wishes lets the table decide, and tells what the adversary hears of it.
func (w *world) wishes(seat string, c table.Command) string {
	before := len(w.shared)
	events, err := table.Decide(w.table, by(seat), w.now, c)
	for _, e := range events {
		w.happens(e)
	}
	read, _ := json.Marshal(w.shared[before:])
	return fmt.Sprintf("%v %s", err, read)
}

// acts does one of the things that the adversary may do, and returns what it
// hears: answers, and all that has come into the shared record meanwhile.
func (w *world) acts(what int, r *rand.Rand) string {
	w.now = w.now.Add(time.Minute)
	values := make([]negotiation.DraftValue, 0, 4)
	for _, id := range w.table.Sheet.Ordered() {
		words := terms.Literals(w.table.Sheet[id].Term, 100)
		values = append(values, negotiation.DraftValue{Term: id, Value: negotiation.Value{Choice: words[r.IntN(len(words))]}})
	}
	switch what % 8 {
	case 0:
		return w.wishes("a", table.TablePackage{ID: fmt.Sprintf("p%d", what+1), As: negotiation.Offer, Values: values})
	case 1:
		own, _ := w.vaults["a"].Newest()
		set := make(map[string]negotiation.Value)
		for _, v := range values {
			set[v.Term] = v.Value
		}
		read, _ := json.Marshal(vault.Of(own, w.table.Sheet, set))
		return string(read)
	case 2:
		place := vault.Place{Negotiation: "neg", Sheet: w.table.Sheet, Rounds: w.table.Mediation.Begun}
		_, err := vault.Decide(w.vaults["a"], by("a"), place, vault.Seal{Wish: w.a.drawnBy(r), Key: []byte("key")})
		return fmt.Sprint(err)
	case 3:
		return w.wishes("a", table.AskMediation{ID: fmt.Sprintf("m%d", what), Text: "p0"})
	case 4:
		return w.wishes("a", table.JoinMediation{Round: w.table.Mediation.Open, Window: Window})
	case 5:
		var all []string
		for _, act := range append(table.MediationActs, table.Acts...) {
			all = append(all, fmt.Sprint(act, table.May(w.table, by("a"), act)))
		}
		return fmt.Sprint(all)
	case 6:
		place := vault.Place{Negotiation: "neg", Sheet: w.table.Sheet, Rounds: w.table.Mediation.Begun}
		wish := w.a.drawnBy(r)
		wish.Full.Terms[0].Weight = "0.999"
		_, err := vault.Decide(w.vaults["a"], by("a"), place, vault.Seal{Wish: wish, Key: []byte("key")})
		return fmt.Sprint(err)
	}
	_, err := blind.Decide(w.box, by("a"), w.table.Blind(w.table.Mediation.Open), w.now, blind.Cast{Choices: []negotiation.BlindChoice{{Suggestion: "s", Choice: negotiation.Yes}}})
	return fmt.Sprint(err)
}

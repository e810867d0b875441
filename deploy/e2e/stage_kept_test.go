package e2e

import (
	"maps"
	"testing"

	"parley.example/deploy/story"
)

// inForceStage is the part of the stage where something is in force: what is
// owed and shared stands in every state in which somebody may do something
// about it, and two texts wait to be ratified by stewards.
type inForceStage struct {
	story.Agreement
	table        *story.Table
	owed         map[string]string // obligations, by the delegate's first name and the duty
	settled      string            // how one of them could end
	periods      [5]string         // stating, reading, contested, confirmed, shared
	contested    string            // a line
	ratify, deny string            // ratifications
}

// bind puts a small agreement in force between six.
func (s *stage) bind(t *testing.T) *inForceStage {
	t.Helper()
	k := &inForceStage{owed: map[string]string{}}
	k.table = s.small(story.Input{"lasts": story.Input{"notice": "P1M"}})
	s.carries(k.table, "0")
	k.Agreement = k.table.Agreement(s.Karim)
	for _, p := range s.Delegates() {
		p.Signs(k.Agreement)
	}
	k.Agreement = s.Karim.BindsSince(k.Agreement)
	fatal(t, s.Tale)
	s.owe(k)
	fatal(t, s.Tale)
	s.share(k)
	fatal(t, s.Tale)
	asks := story.Input{"ratification": story.Input{"by": "mandateAsks", "seats": []string{s.Mesa.Seats[s.i]}, "days": 7}}
	for i, id := range []*string{&k.ratify, &k.deny} {
		s.carries(s.small(asks), "400")
		*id = s.newlyAsked(i + 1)
	}
	fatal(t, s.Tale)
	return k
}

// small is a table with three terms that everybody has accepted.
func (s *stage) small(more story.Input) *story.Table {
	rules := story.Input{
		"readMinimum": "PT0S", "decideMinimum": "PT0S", "offerMinimum": "PT0S", "zone": "Europe/Madrid", "languages": []string{"en"},
	}
	maps.Copy(rules, more)
	table := s.i.OpensTable("A small one", rules)
	duty := func(key string) story.Input {
		return story.Input{
			"key": key, "debtor": story.Input{"class": "growers"}, "creditor": story.Input{"seat": s.Ciclo.Seats[s.i]},
			"what": "Have the crates ready.", "due": story.Input{"after": "P7D"}, "evidence": "note",
		}
	}
	table.Lists(
		story.Term{Key: "deposit", Name: "Deposit", Kind: "money", Options: story.Keys("0", "400"), Clause: "A crate costs {value}.", Causes: story.Input{"duties": []story.Input{duty("a"), duty("b")}}},
		story.Term{Key: "pot", Name: "Pot", Kind: "shares", Options: story.Keys("growers", "couriers"), Clause: "Shared: {value}.", Causes: story.Input{
			"sharing": story.Input{"within": []story.Input{{"portion": "growers", "by": "equal"}}, "unit": "crates", "contest": "P7D"},
		}},
	)
	table.Accepts(s.Delegates()...)
	return table
}

// carries decides on a deposit; to four euros the kitchens' delegate may not
// agree.
func (s *stage) carries(table *story.Table, deposit string) {
	offer := table.Offers(s.Karim, "So much.", story.Values{"deposit": deposit, "pot": "growers 1/2, couriers 1/2"})
	id := table.Asks(s.Karim, offer, "So much?")
	for _, p := range s.Delegates() {
		choice := "yes"
		if p == s.Marc {
			choice = "abstain"
		}
		p.Votes(id, choice)
	}
	s.Karim.Closes(id)
}

// owe brings obligations of three farms into every state.
func (s *stage) owe(k *inForceStage) {
	all := s.Karim.Owed(k.ID, func(all []story.Obligation) bool { return len(all) == 6 })
	for _, o := range all {
		for _, p := range []*story.Person{s.Luis, s.Pau, s.Ramon} {
			if o.Debtor.ID == p.Org.Seats[s.i] {
				k.owed[p.Name[:3]+o.Duty] = o.ID
			}
		}
	}
	note := story.Input{"note": "They are."}
	for key, p := range map[string]*story.Person{"Paua": s.Pau, "Paub": s.Pau, "Rama": s.Ramon, "Ramb": s.Ramon} {
		p.Keeps("reportObligation", k.ID, k.owed[key], note)
	}
	for _, key := range []string{"Rama", "Ramb"} {
		s.Karim.Keeps("disputeObligation", k.ID, k.owed[key], story.Input{"reason": "They were not."})
	}
	s.Ramon.Keeps("proposeResolution", k.ID, k.owed["Ramb"], story.Input{"outcome": "fulfilled", "how": "They are now."})
	for _, o := range s.Karim.Owed(k.ID, func(all []story.Obligation) bool {
		for _, o := range all {
			if len(o.Proposals) == 1 {
				return true
			}
		}
		return false
	}) {
		if len(o.Proposals) == 1 {
			k.settled = o.Proposals[0].ID
		}
	}
}

// share brings periods into every state.
func (s *stage) share(k *inForceStage) {
	for i := range k.periods {
		id := s.Karim.OpensPeriod(k.Agreement, "pot", i+1, "2026-03-01", "2026-03-31")
		k.periods[i] = id
		if i == 0 {
			s.Karim.Does("stateLines", story.Input{"period": id, "lines": []story.Input{story.Line("income", "Deposits", "40000", "Cash box")}}, "period { id }", nil)
			continue
		}
		s.Karim.States(id, story.Line("income", "Deposits", "40000", "Cash box"))
	}
	type lines struct {
		Period struct {
			Lines struct {
				Edges []struct{ Node struct{ ID string } }
			}
		}
	}
	got := story.Waits(s.Luis, "subscription($id: ID!) { period(id: $id) { lines(first: 5) { edges { node { id } } } } }", story.Input{"id": k.periods[2]},
		func(a lines) bool { return len(a.Period.Lines.Edges) == 1 })
	if len(got.Period.Lines.Edges) == 1 {
		k.contested = got.Period.Lines.Edges[0].Node.ID
	}
	s.Luis.Does("readLines", story.Input{"period": k.periods[2], "lines": []string{k.contested}, "verdict": "contested", "reason": "It was less."}, "period { id }", nil)
	s.Luis.Does("readLines", story.Input{"period": k.periods[3], "verdict": "confirmed"}, "period { id }", nil)
	s.Karim.Shares(k.periods[4], s.Luis)
	s.Luis.Paid(s.Huerta.Seats[s.i], "owed", 1)
	s.Karim.Pays(k.periods[4], "growers", "2026-04-15", "By transfer.", "1.1")
	s.Luis.Paid(s.Huerta.Seats[s.i], "paid", 1)
}

// newlyAsked waits until the kitchens are asked to ratify so many texts, and returns
// the one that was not there before.
func (s *stage) newlyAsked(n int) string {
	type answer struct {
		Organization struct {
			Ratifications struct {
				Edges []struct{ Node struct{ ID string } }
			}
		}
	}
	got := story.Waits(s.Beatriz, "subscription($id: ID!) { organization(id: $id) { ratifications(last: 9) { edges { node { id } } } } }", story.Input{"id": s.Mesa.ID},
		func(a answer) bool { return len(a.Organization.Ratifications.Edges) == n })
	if s.ratifying == nil {
		s.ratifying = map[string]bool{}
	}
	for _, e := range got.Organization.Ratifications.Edges {
		if !s.ratifying[e.Node.ID] {
			s.ratifying[e.Node.ID] = true
			return e.Node.ID
		}
	}
	return ""
}

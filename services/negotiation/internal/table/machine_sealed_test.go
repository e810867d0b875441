package table

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
)

// limitOf is how far the delegate with a limit may go; nobody else says this
// number.
const limitOf = "217"

// bounded is [limited] with that limit.
func bounded() By {
	b := limited
	b.Powers = map[registry.Act]Power{
		registry.Speak: {}, registry.Vote: {}, registry.Offer: {Limits: []registry.Limit{{Term: "deposit", Max: new(limitOf)}}},
	}
	return b
}

// hush returns words that nobody has said yet and that go under seal now.
func (w *world) hush() string {
	words := w.id("hush ") + "."
	w.hidden[words] = true
	return words
}

// opened are the words that come out of a seal with these events.
func (w *world) opened(events []Event) {
	for _, e := range events {
		switch e.(type) {
		case negotiation.RoundClosed:
			for _, env := range w.sealed {
				for _, p := range env.Packages {
					delete(w.hidden, p.Note)
				}
			}
		case negotiation.DecisionClosed:
			for _, v := range w.box {
				if v.Objection != nil {
					delete(w.hidden, v.Objection.Harm)
				}
			}
		}
	}
}

// sharedByAll is I10: there is one record for all who read it, so what only some
// may know stands nowhere in it: votes in a box, what lies in envelopes or was
// taken out of them again, a limit.
func (w *world) sharedByAll(by By, events []Event) error {
	w.opened(events)
	for _, e := range events {
		if v, is := e.(negotiation.Voted); is && v.Vote != nil && !w.asked.OpenVotes {
			return fmt.Errorf("I10: how %s votes is read before the close", v.Seat)
		}
	}
	if len(w.hidden) == 0 && len(by.Powers[registry.Offer].Limits) == 0 { // there is nothing to tell
		return nil
	}
	body, err := json.Marshal(events)
	if err != nil {
		return err
	}
	shared := string(body)
	if strings.Contains(shared, limitOf) {
		return fmt.Errorf("I10: a limit stands in %s", shared)
	}
	if strings.Contains(shared, "hush") {
		for words := range w.hidden {
			if strings.Contains(shared, words) {
				return fmt.Errorf("I10: %q stands in %s", words, shared)
			}
		}
	}
	return nil
}

// around is what stands beside the next result: never the same twice.
func (w *world) around() negotiation.Beside {
	n := len(w.history)
	return negotiation.Beside{
		Asks: []negotiation.OpenAsk{{Ask: w.id("ask"), Kind: negotiation.AskQuestion, To: negotiation.Addressee{Seat: "huerta"}, Text: "How many?"}}, MoreAsks: n,
		Measures: &negotiation.Measures{
			Voices: []negotiation.Voice{{Seat: "huerta", Class: "growers", Messages: n}}, Gini: fmt.Sprintf("1/%d", n),
			Asks: negotiation.AskNumbers{Raised: n}, Empty: []string{"labour"}, Represented: []string{},
		},
	}
}

// besides is I16: turnout, voices, empty seats and open asks stand beside a
// result, and beside the text that comes of it, as they were when it closed.
func (w *world) besides(b negotiation.Beside, votes []Vote) error {
	want := w.beside
	measures := *want.Measures
	for _, e := range w.asked.Electors {
		at := slices.IndexFunc(measures.Turnout, func(t negotiation.Turnout) bool { return t.Class == e.Class })
		if at < 0 {
			at, measures.Turnout = len(measures.Turnout), append(measures.Turnout, negotiation.Turnout{Class: e.Class})
		}
		measures.Turnout[at].Of++
		if slices.ContainsFunc(votes, func(v Vote) bool { return v.Seat == e.Seat }) {
			measures.Turnout[at].Voted++
		}
	}
	byClass := func(x, y negotiation.Turnout) int { return strings.Compare(x.Class, y.Class) }
	slices.SortFunc(measures.Turnout, byClass)
	want.Measures = &measures
	if b.Measures != nil {
		sorted := *b.Measures
		sorted.Turnout = slices.SortedFunc(slices.Values(sorted.Turnout), byClass)
		b.Measures = &sorted
	}
	got, _ := json.Marshal(b)
	if expected, _ := json.Marshal(want); string(got) != string(expected) {
		return fmt.Errorf("I16: beside the result stands %s, not %s", got, expected)
	}
	return nil
}

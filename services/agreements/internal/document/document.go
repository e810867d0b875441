// Package document draws up what people will sign from what was decided. It is
// pure: the same text gives the same bytes for ever, wherever it is drawn up.
package document

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"parley.example/events/agreements"
	"parley.example/events/negotiation"
	"parley.example/events/proof"
)

// Of draws up version 1 of an agreement from the text that a negotiation fixed.
func Of(agreement, table string, fixed negotiation.TextFixed) agreements.Document {
	return Version(agreement, table, 1, fixed)
}

// first is the first format, from which the second one begins.
func first(agreement, table string, fixed negotiation.TextFixed) agreements.Document {
	d := agreements.Document{
		Format:      agreements.Format,
		Agreement:   agreement,
		Version:     1,
		Initiative:  fixed.Initiative,
		Negotiation: table,
		Decision:    fixed.Decision,
		Package:     fixed.Package,
		Title:       fixed.Title,
		Language:    prevailing(fixed.Languages),
		Languages:   append([]string{}, fixed.Languages...),
		Level:       int(fixed.Level),
		Currency:    fixed.Currency,
		Zone:        fixed.Zone,
		Clauses:     clauses(fixed.Terms),
		Entry:       entry(fixed),
	}
	d.Preamble = preamble(d, fixed)
	return d
}

// Drafted returns the event of a document: its canonical bytes and their hash.
func Drafted(d agreements.Document) (agreements.Drafted, error) {
	plain, err := json.Marshal(d)
	if err != nil {
		return agreements.Drafted{}, fmt.Errorf("draw up %s: %w", d.Agreement, err)
	}
	canonical, err := proof.Canonical(plain)
	if err != nil {
		return agreements.Drafted{}, fmt.Errorf("draw up %s: %w", d.Agreement, err)
	}
	return agreements.NewDrafted(proof.Hash(canonical), string(canonical))
}

func prevailing(languages []string) string {
	if len(languages) == 0 {
		return "en"
	}
	return languages[0]
}

func clauses(terms []negotiation.FixedTerm) []agreements.Clause {
	list := make([]agreements.Clause, len(terms))
	for i, t := range terms {
		value, _ := json.Marshal(t.Value) // strings and one boolean: cannot fail
		list[i] = agreements.Clause{
			Number: i + 1, Term: t.Term, Key: t.Key, Name: t.Name, Kind: string(t.Kind),
			Unit: t.Unit, Level: int(t.Level), Value: value, Text: t.Text,
		}
	}
	return list
}

// entry is the entry into force. A text that names no seat needs them all: an
// agreement never comes about by nobody's signature.
func entry(fixed negotiation.TextFixed) agreements.Entry {
	seats := slices.Clone(fixed.Entry.Seats)
	if len(seats) == 0 {
		for _, s := range fixed.Seats {
			seats = append(seats, s.Seat)
		}
	}
	slices.Sort(seats)
	return agreements.Entry{Seats: slices.Compact(seats), By: agreements.InstantOf(fixed.Entry.By.Time)}
}

func preamble(d agreements.Document, fixed negotiation.TextFixed) agreements.Preamble {
	p := agreements.Preamble{Seats: []agreements.Seated{}, Missing: []agreements.Missing{}}
	for _, s := range fixed.Seats {
		p.Seats = append(p.Seats, agreements.Seated{
			Seat: s.Seat, Class: s.Class, Name: s.Name, Organization: s.Organization,
			Seeks: int(s.Seeks), Voted: string(s.Choice),
		})
	}
	for _, a := range fixed.Absent {
		p.Missing = append(p.Missing, agreements.Missing{Seat: a.Seat, Class: a.Class, Name: a.Name, State: a.State})
	}
	d.Preamble = p
	p.Paragraphs = paragraphs(d)
	return p
}

// names lists the names of seats, in the order of the table.
func names(d agreements.Document, seats []string) []string {
	var list []string
	for _, s := range d.Preamble.Seats {
		if slices.Contains(seats, s.Seat) {
			list = append(list, s.Name)
		}
	}
	return list
}

func level(n int) string { return strconv.Itoa(n) }

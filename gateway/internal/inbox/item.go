// Package inbox is what a person has to know: what needs them, what became of
// what they said, what moved. The items are documents that every context
// writes, read as that person; what they have read, done or muted lies in plain
// tables of the schema identity and is nobody else's.
package inbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"parley.example/gateway/internal/read"
)

// Tables are where news lies: one table of each stream.
var Tables = []string{
	"registry.news", "registry_sealed.news", "deliberation.news", "deliberation_sealed.news",
	"negotiation.news", "negotiation_sealed.news", "agreements.news", "agreements_sealed.news",
}

// The lanes of an inbox, in the order in which they matter.
const (
	Needs  = "needs"
	Became = "became"
	Moved  = "moved"
)

// Lanes are all of them.
var Lanes = []string{Needs, Became, Moved}

// Item is a line of news as the contexts write it.
type Item struct {
	ID      string            `json:"id"`
	To      string            `json:"to"`
	For     []string          `json:"for"` // audiences within To; none: all of it
	Lane    string            `json:"lane"`
	Kind    string            `json:"kind"` // code of its sentence
	Thread  string            `json:"thread"`
	Subject string            `json:"subject"`
	Act     string            `json:"act"`
	Until   *time.Time        `json:"until"`
	Params  map[string]string `json:"params"`
	By      string            `json:"by"`
	Turns   int               `json:"turns"`
	At      time.Time         `json:"at"`
}

// Line is an item as one person has it before them.
type Line struct {
	Item
	Sealed bool // from a sealed stream: it is named on the screen only
	Read   bool
	Done   bool
	Muted  bool
	Place  read.Place
}

func decode(row read.Fed) (Line, error) {
	l := Line{Sealed: sealed(row.Table), Place: read.Place{Sort: row.Sort, ID: row.ID}}
	if err := json.Unmarshal(row.Doc, &l.Item); err != nil {
		return l, fmt.Errorf("decode news %s: %w", row.ID, err)
	}
	return l, nil
}

// concerns tells whether an item is still for somebody with these audiences:
// one that needs others, or came too late for everybody, is not, and what
// somebody did themself is no news to them.
func (i Item) concerns(person string, audiences []string, now time.Time) bool {
	switch {
	case i.Lane != Needs:
		return i.By == "" || i.By != person
	case i.Until != nil && !i.Until.After(now):
		return false
	}
	return len(i.For) == 0 || slices.ContainsFunc(i.For, func(who string) bool { return slices.Contains(audiences, who) })
}

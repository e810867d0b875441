package room

import (
	"reflect"
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const (
	maxDrafts = 200
	maxNote   = 500
)

// Make begins a package that only one's own team sees.
type Make struct {
	ID      string                   `json:"-"`
	Package string                   `json:"-"` // its id, if it is ever tabled
	Values  []negotiation.DraftValue `json:"values"`
	Note    string                   `json:"note"`
}

// Revise puts other values and another note into a draft.
type Revise struct {
	ID     string                   `json:"draft" need:"true"`
	Values []negotiation.DraftValue `json:"values"`
	Note   string                   `json:"note"`
}

// Discard takes a draft out of the room.
type Discard struct {
	ID string `json:"draft" need:"true"`
}

func (c Make) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	draft, err := written(by, p, c.Values, c.Note)
	if err != nil {
		return nil, err
	}
	if len(r.Drafts) >= maxDrafts {
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxDrafts))
	}
	return []negotiation.Event{negotiation.DraftMade{
		Draft: c.ID, Negotiation: p.Negotiation, Seat: p.Seat, Number: r.Made + 1, Package: c.Package,
		Values: draft.Values, Note: draft.Note,
	}}, nil
}

func (c Revise) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	old, there := r.Drafts[c.ID]
	if !there {
		return nil, rule.Refuse("NO_SUCH_DRAFT").At("draft")
	}
	draft, err := written(by, p, c.Values, c.Note)
	if err != nil || reflect.DeepEqual(draft, old) {
		return nil, err
	}
	return []negotiation.Event{negotiation.DraftRevised{Draft: c.ID, Values: draft.Values, Note: draft.Note}}, nil
}

func (c Discard) decide(r Room, by table.By, _ Place) ([]negotiation.Event, error) {
	if refusal := by.Can(registry.Speak); refusal != nil {
		return nil, refusal
	}
	if _, there := r.Drafts[c.ID]; !there {
		return nil, rule.Refuse("NO_SUCH_DRAFT").At("draft")
	}
	return []negotiation.Event{negotiation.DraftDiscarded{Draft: c.ID}}, nil
}

// written returns a draft as it is stored. It may leave terms open, but what it
// says has to be possible.
func written(by table.By, p Place, values []negotiation.DraftValue, note string) (Draft, error) {
	if refusal := by.Can(registry.Speak); refusal != nil {
		return Draft{}, refusal
	}
	settings, err := p.Sheet.Check(values)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{Values: []negotiation.DraftValue{}}
	for _, s := range settings {
		d.Values = append(d.Values, negotiation.DraftValue{Term: s.Term, Value: s.Value})
	}
	clean, refusal := text.Optional(note, maxNote)
	if refusal != nil {
		return Draft{}, refusal.At("note")
	}
	d.Note = clean
	return d, nil
}

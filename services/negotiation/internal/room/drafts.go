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

	maxReviews = 20
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
		Values: draft.Values, Note: draft.Note, By: p.Person,
	}}, nil
}

func (c Revise) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	old, there := r.Drafts[c.ID]
	if !there {
		return nil, rule.Refuse("NO_SUCH_DRAFT").At("draft")
	}
	draft, err := written(by, p, c.Values, c.Note)
	if err != nil || draft.Note == old.Note && reflect.DeepEqual(draft.Values, old.Values) {
		return nil, err
	}
	return []negotiation.Event{negotiation.DraftRevised{Draft: c.ID, Values: draft.Values, Note: draft.Note, By: p.Person}}, nil
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

// Review says what a colleague thinks of a draft as it is: somebody other than
// whoever wrote it last. Counsel may, since nothing is bound by it.
type Review struct {
	ID      string              `json:"draft" need:"true"`
	Verdict negotiation.Verdict `json:"verdict" need:"true"`
	Note    string              `json:"note"`
}

func (c Review) decide(r Room, _ table.By, p Place) ([]negotiation.Event, error) {
	draft, there := r.Drafts[c.ID]
	switch {
	case !there:
		return nil, rule.Refuse("NO_SUCH_DRAFT").At("draft")
	case c.Verdict != negotiation.Approves && c.Verdict != negotiation.Returns:
		return nil, rule.Refuse("INVALID", "rule", "verdict").At("verdict")
	case p.Person == draft.By || draft.By == "":
		return nil, rule.Refuse("OWN_DRAFT").At("draft")
	case draft.Reviews[p.Person] == c.Verdict && c.Note == "":
		return nil, nil
	case len(draft.Reviews) >= maxReviews && draft.Reviews[p.Person] == "":
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxReviews))
	}
	note, refusal := text.Optional(c.Note, maxNote)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	return []negotiation.Event{negotiation.DraftReviewed{Draft: c.ID, Seat: p.Seat, By: p.Person, Verdict: c.Verdict, Note: note}}, nil
}

// reviewed keeps a colleague's last word on a draft.
func (r Room) reviewed(e negotiation.DraftReviewed) {
	d, there := r.Drafts[e.Draft]
	if !there {
		return
	}
	if d.Reviews == nil {
		d.Reviews = make(map[string]negotiation.Verdict)
	}
	d.Reviews[e.By] = e.Verdict
	r.Drafts[e.Draft] = d
}

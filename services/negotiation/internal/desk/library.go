package desk

import (
	"context"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

// shelf asks for the templates of a level: the table's, where none is named.
type shelf struct {
	about
	Level *negotiation.Level `json:"level"`
}

// proposed is a template as it is put on this table's sheet: with its money, at
// its level, in its languages.
type proposed struct {
	Key      string               `json:"key"`
	Kind     negotiation.TermKind `json:"kind"`
	Level    negotiation.Level    `json:"level"`
	Currency string               `json:"currency,omitempty"`
	Min      string               `json:"min,omitempty"`
	Max      string               `json:"max,omitempty"`
	Step     string               `json:"step,omitempty"`
	On       string               `json:"on,omitempty"` // the term of that key on the sheet
	Texts    []proposedText       `json:"texts"`
}

type proposedText struct {
	Language string               `json:"language"`
	Name     string               `json:"name"`
	Unit     string               `json:"unit,omitempty"`
	Clause   string               `json:"clause"`
	Options  []negotiation.Option `json:"options"`
}

// termLibrary proposes terms to whoever has a part at the table.
func (d *desk) termLibrary(ctx context.Context, c serve.Call, in shelf) (any, error) {
	_, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	all := []proposed{}
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		level := t.Level
		if in.Level != nil {
			level = *in.Level
		}
		if level < negotiation.Local || level > negotiation.Ecosystem {
			return rule.Refuse("INVALID", "rule", "level").At("level")
		}
		on := make(map[string]string, len(t.Sheet))
		for id, term := range t.Sheet {
			on[term.Key] = id
		}
		for _, tpl := range terms.Library(level) {
			one := propose(tpl, level, t.Rules)
			one.On = on[one.Key]
			all = append(all, one)
		}
		return nil
	})
	return all, err
}

func propose(tpl terms.Template, level negotiation.Level, ground negotiation.GroundRules) proposed {
	one := proposed{Key: tpl.Key, Kind: tpl.Kind, Level: level, Min: tpl.Min, Max: tpl.Max, Step: tpl.Step}
	if tpl.Kind == negotiation.MoneyTerm {
		one.Currency = ground.Currency
	}
	for _, said := range tpl.In(ground.Languages) {
		text := proposedText{Language: said.Language, Name: said.Name, Unit: said.Unit, Clause: said.Clause, Options: []negotiation.Option{}}
		text.Options = append(text.Options, tpl.Term(said, level).Options...)
		one.Texts = append(one.Texts, text)
	}
	return one
}

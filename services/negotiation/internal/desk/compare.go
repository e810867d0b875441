package desk

import (
	"context"
	"strconv"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

// most packages that are laid side by side.
const maxCompared = 12

// side asks for packages side by side.
type side struct {
	about
	Packages []string `json:"packages"`
}

// compared is one term in all of them.
type compared struct {
	Term   string       `json:"term"`
	Same   bool         `json:"same"` // in all that set it, and all do
	Values []comparedIn `json:"values"`
}

type comparedIn struct {
	Package string             `json:"package"`
	Value   *negotiation.Value `json:"value"`
	Words   string             `json:"words,omitempty"`
	Changed bool               `json:"changed"` // the term has, since it was set
}

// comparison lays packages of one table side by side, term by term.
func (d *desk) comparison(ctx context.Context, c serve.Call, in side) (any, error) {
	_, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if len(in.Packages) < 1 || len(in.Packages) > maxCompared {
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxCompared)).At("packages")
	}
	var rows []compared
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		for _, id := range in.Packages {
			if _, known := t.Packages[id]; !known {
				return command.NotFound
			}
		}
		for _, term := range t.Sheet.Ordered() {
			rows = append(rows, inAll(t, term, in.Packages))
		}
		return nil
	})
	return rows, err
}

func inAll(t table.Table, term string, packages []string) compared {
	row, prose := compared{Term: term, Same: true}, terms.Prose{Language: t.Rules.Languages[0]}
	first := ""
	for i, id := range packages {
		cell := comparedIn{Package: id}
		for _, v := range t.Packages[id].Values {
			if v.Term == term {
				value := v.Value
				cell.Value, cell.Words, cell.Changed = &value, prose.Words(t.Sheet[term].Term, v.Value), v.Version != t.Sheet[term].Version
			}
		}
		said := ""
		if cell.Value != nil {
			said = "=" + terms.Literal(*cell.Value)
		}
		if i == 0 {
			first = said
		}
		row.Same = row.Same && said == first
		row.Values = append(row.Values, cell)
	}
	return row
}

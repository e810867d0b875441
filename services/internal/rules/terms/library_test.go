package terms

import (
	"slices"
	"strings"
	"testing"

	"parley.example/events/negotiation"
)

// Whatever the library proposes can be put on a sheet as it is, in each of its
// languages.
func TestEveryTemplateIsATerm(t *testing.T) {
	seen := make(map[string]bool)
	for level := negotiation.Local; level <= negotiation.Ecosystem; level++ {
		all := Library(level)
		if len(all) < 5 {
			t.Errorf("level %d has only %d templates", level, len(all))
		}
		for _, tpl := range all {
			seen[tpl.Key] = true
			for _, said := range tpl.In([]string{"en", "es"}) {
				term, refusal := Define(tpl.Term(said, level), "EUR", level)
				if refusal != nil {
					t.Errorf("%s in %s: %v", tpl.Key, said.Language, refusal)
					continue
				}
				if term.Name != said.Name || term.Clause != said.Clause || term.Unit != said.Unit || len(term.Options) != len(said.Labels) {
					t.Errorf("%s in %s is stored as %+v", tpl.Key, said.Language, term)
				}
				if (tpl.Kind == negotiation.QuantityTerm) != (said.Unit != "") {
					t.Errorf("%s in %s has the unit %q", tpl.Key, said.Language, said.Unit)
				}
			}
		}
	}
	if len(seen) != len(library) || len(library) < 8 {
		t.Errorf("%d of %d templates are of some level", len(seen), len(library))
	}
}

func TestTemplatesReadInTheLanguagesOfTheTable(t *testing.T) {
	for _, tt := range []struct {
		rule, languages, want string
	}{
		{"in the order of the table", "es en", "es en"},
		{"a region reads as its language", "es-MX", "es"},
		{"each once", "en-GB en-US es", "en es"},
		{"what nobody translated is left out", "qu es", "es"},
		{"English where there is none of them", "qu", "en"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			for _, tpl := range library {
				var got []string
				for _, s := range tpl.In(strings.Fields(tt.languages)) {
					got = append(got, s.Language)
				}
				if strings.Join(got, " ") != tt.want {
					t.Errorf("%s reads in %v, want %s", tpl.Key, got, tt.want)
				}
			}
		})
	}
}

func TestLibraryByLevel(t *testing.T) {
	keys := func(level negotiation.Level) (all []string) {
		for _, tpl := range Library(level) {
			all = append(all, tpl.Key)
		}
		return all
	}
	for level, want := range map[negotiation.Level][2]string{1: {"price", "surplus"}, 2: {"surplus", "price"}, 3: {"voice", "payment_days"}} {
		if got := keys(level); !slices.Contains(got, want[0]) || slices.Contains(got, want[1]) {
			t.Errorf("level %d proposes %v", level, got)
		}
	}
	for _, tpl := range library {
		if v := (negotiation.Value{Quantity: "30"}); tpl.Key == "payment_days" {
			term := tpl.Term(tpl.In([]string{"es"})[0], 1)
			if got := (Prose{}).Sentence(term, v); got != "Una factura se paga en un plazo de 30 días desde su llegada." {
				t.Errorf("it reads %q", got)
			}
		}
	}
	if Library(4) != nil && len(Library(4)) != 0 {
		t.Error("there is no fourth level")
	}
}

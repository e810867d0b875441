package sdl

import (
	"fmt"
	"slices"
	"strings"
)

// Offer is what a service says that it has.
type Offer struct {
	Commands  []string         `json:"commands"`
	Inputs    map[string]Shape `json:"inputs"` // by command
	Questions []string         `json:"questions"`
	Views     map[string]View  `json:"views"`
}

// View is what a service says of one of its tables.
type View struct {
	Audience string `json:"audience"`
}

// Services returns the names of the services that the schema binds to.
func (b *Bindings) Services() []string {
	names := make(map[string]bool)
	for _, d := range b.Documents {
		names[owner(d.View)] = true
	}
	for _, f := range b.fields {
		if f.Service != "" {
			names[f.Service] = true
		}
	}
	return sortedKeys(names)
}

// owner returns the service that makes a view: its schema, sealed or not.
func owner(view string) string {
	schema, _, _ := strings.Cut(view, ".")
	return strings.TrimSuffix(schema, "_sealed")
}

// Hold tells whether a service has everything that the schema binds to in it,
// and shows it to those to whom the schema says.
func (b *Bindings) Hold(service string, offer Offer) error {
	for _, name := range sortedKeys(b.Schema.Types) {
		for _, f := range b.Schema.Types[name].Fields {
			bound := b.fields[f]
			switch {
			case bound.Service != service:
			case bound.Kind == Command && !slices.Contains(offer.Commands, bound.Name):
				return fmt.Errorf("%s.%s is bound to the command %s, which %s does not know", name, f.Name, bound.Name, service)
			case bound.Kind == Ask && !slices.Contains(offer.Questions, bound.Name):
				return fmt.Errorf("%s.%s is bound to the question %s, which %s does not answer", name, f.Name, bound.Name, service)
			case bound.Kind == Command:
				if err := b.sameShape(f, offer.Inputs[bound.Name]); err != nil {
					return err
				}
			}
		}
	}
	for _, name := range sortedKeys(b.Documents) {
		if d := b.Documents[name]; owner(d.View) == service {
			if err := d.matches(service, offer); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d Document) matches(service string, offer Offer) error {
	view, made := offer.Views[d.View]
	switch {
	case !made:
		return fmt.Errorf("%s is bound to the view %s, which %s does not make", d.Type, d.View, service)
	case view.Audience != d.Audience:
		return fmt.Errorf("%s is for %q by the schema, but %s shows %s to %q", d.Type, d.Audience, service, d.View, view.Audience)
	}
	return nil
}

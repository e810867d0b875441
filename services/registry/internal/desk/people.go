package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/person"
	"parley.example/services/registry/internal/view"
)

// RegisterPerson makes the caller known. The gateway, which keeps accounts,
// has made the id.
type RegisterPerson struct {
	serve.Common
	Person   string `json:"person" need:"true"`
	Name     string `json:"name" need:"true"`
	Language string `json:"language"`
	Zone     string `json:"zone"`
}

// RenamePerson gives the caller another name.
type RenamePerson struct {
	serve.Common
	Name string `json:"name" need:"true"`
}

func (d *desk) aboutPeople() {
	serve.Command(d.house, "register_person", d.register)
	serve.Command(d.house, "rename_person", d.rename)
}

func (d *desk) register(ctx context.Context, c serve.Call, in RegisterPerson) (command.Receipt, error) {
	if in.Person != c.Actor.Person || !record.ValidID("per", in.Person) {
		return command.Receipt{}, missing("person") // nobody makes somebody else known
	}
	if in.Zone != "" {
		if err := zone(in.Zone, "zone"); err != nil {
			return command.Receipt{}, err
		}
	}
	return d.person(ctx, c, person.Register{Name: in.Name, Language: in.Language, Zone: in.Zone})
}

func (d *desk) rename(ctx context.Context, c serve.Call, in RenamePerson) (command.Receipt, error) {
	return d.person(ctx, c, person.Rename{Name: in.Name})
}

// person lets the rules decide on the caller.
func (d *desk) person(ctx context.Context, c serve.Call, wanted person.Command) (command.Receipt, error) {
	out, err := d.people.Do(ctx, wish(c, c.Actor.Person), func(_ context.Context, p person.Person, _ time.Time) (resident.Ruling, error) {
		return ruling(person.Decide(p, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"person": c.Actor.Person}, view.Everybody)
}

// known refuses whoever is not registered.
func (d *desk) known(ctx context.Context, id, field string) error {
	if !record.ValidID("per", id) {
		return missing(field)
	}
	p, _, err := d.people.Look(ctx, id)
	if err == nil && !p.Known() {
		return missing(field)
	}
	return err
}

package organization

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/registry"
)

// Whatever is wished by whomever: there is always a steward, whoever holds a
// live mandate belongs to the organization, nobody granted it to themselves
// while they had a colleague, and what was looked up stays what it was.
func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := noon
		o := fold(founded)
		n := 0
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) { sound(t, o) },
			"wish": func(t *rapid.T) {
				n++
				at = at.Add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hours")) * time.Hour)
				by := person(t)
				wish := wishes(t, n, at)
				events, err := Decide(o, by, at, wish)
				if err != nil {
					return
				}
				alone := len(o.Members) == 1
				before := fmt.Sprintf("%v", o)
				next := o
				for _, e := range events {
					grantedByAnother(t, by, alone, e)
					next = Evolve(next, e)
				}
				if after := fmt.Sprintf("%v", o); after != before {
					t.Fatalf("a state that was looked up changed\nfrom %s\n  to %s", before, after)
				}
				o = next
				if again, err := Decide(o, by, at, wish); err == nil && len(again) > 0 {
					t.Fatalf("%T %+v is not what it asks for even after it was granted: %+v", wish, wish, again)
				}
			},
		})
	})
}

func person(t *rapid.T) string {
	return rapid.SampledFrom([]string{"ana", "bea", "carl"}).Draw(t, "who")
}

func wishes(t *rapid.T, n int, at time.Time) Command {
	someRoles := rapid.SliceOfN(rapid.SampledFrom(allRoles), 1, 2)
	mandate := fmt.Sprintf("m%d", rapid.IntRange(1, 6).Draw(t, "mandate"))
	grant := Grant{registry.Terms{
		Mandate: mandate, Delegate: person(t), Deputy: rapid.SampledFrom([]string{"", "ana", "bea"}).Draw(t, "deputy"),
		Acts: allActs, Until: registry.InstantOf(at.Add(72 * time.Hour)),
	}}
	return rapid.SampledFrom([]Command{
		AddMember{person(t), someRoles.Draw(t, "roles")},
		ChangeRoles{person(t), someRoles.Draw(t, "roles")},
		RemoveMember{person(t), fmt.Sprint("reason ", n)},
		Leave{},
		grant, grant,
		NameDeputy{mandate, person(t)},
		Revoke{mandate, "enough"},
		Expire{mandate},
	}).Draw(t, "wish")
}

func sound(t *rapid.T, o Organization) {
	if o.stewards() == 0 {
		t.Fatalf("nobody can act for %+v", o)
	}
	for _, m := range o.Mandates {
		if !m.Over && (!belongs(o.Members[m.Delegate]) || m.Deputy != "" && !belongs(o.Members[m.Deputy])) {
			t.Fatalf("an outsider holds %+v in %+v", m, o)
		}
	}
}

func grantedByAnother(t *rapid.T, by string, alone bool, e registry.Event) {
	var held []string
	switch e := e.(type) {
	case registry.MandateGranted:
		held = []string{e.Delegate, e.Deputy}
	case registry.DeputyNamed:
		held = []string{e.Deputy}
	}
	for _, h := range held {
		if h == by && !alone {
			t.Fatalf("%s granted themselves %+v", by, e)
		}
	}
}

// Terms carry every field of a mandate that its deputy's authority needs.
func TestTermsAreTheMandateOfTheContract(t *testing.T) {
	terms, contract := reflect.TypeFor[registry.Terms](), reflect.TypeFor[registry.Mandate]()
	for field := range contract.Fields() {
		switch name := field.Name; name {
		case "ID", "Role", "Version": // from the name, the part and the commit
		default:
			if _, ok := terms.FieldByName(name); !ok {
				t.Errorf("Terms do not say %s", name)
			}
		}
	}
}

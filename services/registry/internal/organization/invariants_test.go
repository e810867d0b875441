package organization

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/registry"
)

// Whatever is wished by whomever: there is always a steward, whoever holds a
// live mandate belongs to the organization, nobody granted it to themselves
// while they had a colleague, once the members decide none is granted without
// them, a token lets in one person and none whose inviter is gone, and what was
// looked up stays what it was.
func TestInvariants(t *testing.T) {
	seen := make(map[string]int)
	for steps := 0; steps < manySteps || missing(seen) != nil; {
		if steps > 20*manySteps {
			t.Fatalf("these never happened: %v", missing(seen))
		}
		rapid.Check(t, func(t *rapid.T) { steps += walk(t, seen) })
	}
}

// missing are the events that should have come up and have not.
func missing(seen map[string]int) (names []string) {
	for name, decode := range registry.Decoders {
		if e, err := decode([]byte("{}")); err == nil && e.Of() == registry.OfOrganization && seen[name] == 0 && !slices.Contains(elsewhere, name) {
			names = append(names, name)
		}
	}
	return names
}

// elsewhere are the events that these walks do not lead to.
var elsewhere = []string{
	"registry.organization_founded.v1", "registry.profile_revised.v1", "registry.controller_declared.v1", "registry.controller_confirmed.v1",
	"registry.offers_governed.v1",
}

// manySteps are enough for every order of a handful of wishes to have come up.
const (
	manySteps = 20_000
	longWalk  = 80
)

func walk(t *rapid.T, seen map[string]int) (steps int) {
	at := noon
	o := fold(founded)
	n := 0
	step := func() {
		n++
		at = at.Add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hours")) * time.Hour)
		by := person(t)
		wish := wishes(t, o, n, at)
		by = meant(o, wish, by)
		events, err := Decide(o, by, at, wish)
		if err != nil {
			return
		}
		alone := len(o.Members) == 1
		before := fmt.Sprintf("%v", o)
		next := o
		for _, e := range events {
			seen[e.Name()]++
			grantedByAnother(t, by, alone, e)
			decidedByMembers(t, o, wish, e)
			next = Evolve(next, e)
		}
		if after := fmt.Sprintf("%v", o); after != before {
			t.Fatalf("a state that was looked up changed\nfrom %s\n  to %s", before, after)
		}
		o = next
		if again, err := Decide(o, by, at, wish); err == nil && len(again) > 0 {
			t.Fatalf("%T %+v is not what it asks for even after it was granted: %+v", wish, wish, again)
		}
	}
	for n < longWalk {
		step()
		sound(t, o)
	}
	return n
}

// meant is whom a wish is up to, where only one person may have it: others were
// drawn often enough.
func meant(o Organization, wish Command, by string) string {
	switch wish := wish.(type) {
	case AcceptHandover:
		for _, h := range o.Handovers {
			if h.Handover == wish.Handover {
				return h.To
			}
		}
	case OfferHandover:
		if m, found := o.Mandate(wish.Mandate); found && by != wish.To {
			return m.Delegate
		}
	case Ask:
		if m, found := o.Mandate(wish.Mandate); found {
			return m.Delegate
		}
	}
	return by
}

func person(t *rapid.T) string {
	return []string{"ana", "bea", "carl"}[pick(t, 3, "who")]
}

func wishes(t *rapid.T, o Organization, n int, at time.Time) Command {
	handover, request := fmt.Sprint("h", n), fmt.Sprint("r", n)
	if len(o.Handovers) > 0 {
		handover = o.Handovers[pick(t, len(o.Handovers), "handover")].Handover
	}
	if len(o.Proposals) > 0 {
		request = o.Proposals[pick(t, len(o.Proposals), "request")].Request
	}
	someRoles := rapid.SliceOfN(rapid.SampledFrom(allRoles), 1, 2)
	mandate := fmt.Sprint("m", n)
	if last := len(o.Mandates); last > 0 {
		mandate = o.Mandates[last-1-pick(t, min(3, last), "mandate")].Mandate
	}
	grant := Grant{registry.Terms{
		Mandate: fmt.Sprint("m", n), Delegate: person(t), Deputy: rapid.SampledFrom([]string{"", "ana", "bea"}).Draw(t, "deputy"),
		Acts: allActs, Until: registry.InstantOf(at.Add(720 * time.Hour)), Limited: rapid.Bool().Draw(t, "limited"),
	}}
	var govern Command = Leave{}
	if by := pick(t, 20, "govern"); by < 2 { // rarely: there is no way back but alone
		govern = Govern{[]registry.Governance{registry.ByBallot, registry.ByStewards}[by]}
	}
	all := []Command{
		AddMember{person(t), someRoles.Draw(t, "roles")},
		ChangeRoles{person(t), someRoles.Draw(t, "roles")},
		RemoveMember{person(t), fmt.Sprint("reason ", n)},
		Leave{},
		grant, grant,
		NameDeputy{mandate, person(t)},
		govern,
		Propose{grant.Terms, "coop", "Shall they?", at.Add(time.Hour)},
		Ask{mandate, fmt.Sprint("r", n), "coop", "May I?", at.Add(time.Hour)},
		Conclude{request, registry.Adopted, "b"},
		Conclude{request, registry.Rejected, "b"},
		Withdraw{request, "no"},
		InviteMember{fmt.Sprint("i", n), fmt.Sprint("t", n), someRoles.Draw(t, "roles"), "", "", at.Add(72 * time.Hour)},
		Join{fmt.Sprint("t", n-rapid.IntRange(1, 4).Draw(t, "token"))},
		Join{fmt.Sprint("t", n-rapid.IntRange(1, 4).Draw(t, "token"))},
		OfferHandover{fmt.Sprint("h", n), person(t), ""},
		OfferHandover{fmt.Sprint("h", n), person(t), mandate},
		OfferHandover{fmt.Sprint("h", n), person(t), mandate},
		AcceptHandover{handover},
		AcceptHandover{handover},
		CloseHandover{handover, ""},
		Revoke{mandate, "enough"},
		Expire{mandate},
	}
	return all[pick(t, len(all), "wish")]
}

// decidedByMembers tells whether a mandate was granted or widened by those who
// decide.
func decidedByMembers(t *rapid.T, o Organization, wish Command, e registry.Event) {
	g, granted := e.(registry.MandateGranted)
	if _, concluded := wish.(Conclude); granted && (g.Ballot != "") != concluded {
		t.Fatalf("%T granted %+v", wish, e)
	}
	if granted && g.Ballot == "" && o.Governance == registry.ByBallot {
		t.Fatalf("%T granted without the members %+v", wish, e)
	}
	if n, named := e.(registry.DeputyNamed); named && n.Deputy != "" && o.Governance == registry.ByBallot {
		t.Fatalf("%T named without the members %+v", wish, e)
	}
}

func sound(t *rapid.T, o Organization) {
	for _, j := range o.Joinings {
		if !o.Is(j.Inviter, registry.Steward) {
			t.Fatalf("%+v lets in for somebody who is no steward of %+v", j, o)
		}
	}
	for _, h := range o.Handovers {
		if !belongs(o.Members[h.From]) && o.Members[h.From] != nil || o.Members[h.To] == nil {
			t.Fatalf("an outsider has a part in %+v in %+v", h, o)
		}
	}
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
		if e.Ballot != "" {
			return // by all of them
		}
		held = []string{e.Delegate, e.Deputy}
	case registry.MandateHandedOver:
		if e.Delegate == by && e.Before != by && e.From == by {
			t.Fatalf("%s hands over to themselves %+v", by, e)
		}
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

// pick draws one of n, each about as often as another: rapid draws small numbers
// far more often, and long lists would never come to their end.
func pick(t *rapid.T, n int, what string) int {
	hash := fnv.New32a()
	_, _ = hash.Write(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, what))
	return int(hash.Sum32() % uint32(n))
}

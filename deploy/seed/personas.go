package seed

import "parley.example/deploy/story"

// persona is somebody of the stories, with what there is to try as them.
type persona struct{ person, label, story, note string }

// brief is how long an offer binds at least at the crates' table, where the
// whole story is told within seconds.
const brief = "PT1M"

func valleVerde(t *story.Tale) ([]persona, error) {
	v := story.TellValleVerde(t, story.MesaLimit)
	crates := v.OpenCrates(brief)
	crates.Play()
	crates.Count()
	v.OpenPayment()
	return told(t, "Valle Verde", map[*story.Person]string{
		v.Ines:    "Steward: convened the crates, grants mandates; no vote of her own.",
		v.Karim:   "Delegate: his offer on order to payment waits for an answer.",
		v.Lucia:   "Deputy: votes and signs when Karim is on the road.",
		v.Carmen:  "Steward of a farm that is party to the agreement on crates.",
		v.Luis:    "Delegate: take a position on the couriers' offer, or accept what they have counted.",
		v.Teresa:  "Steward of a farm.",
		v.Pau:     "Delegate: float an idea of his own.",
		v.Ramon:   "Grows alone: steward and delegate in one.",
		v.Beatriz: "Steward: sees the sealed limits of her delegate, and can revise them.",
		v.Marc:    "Delegate: has a draft in his own room, and a limit on prices.",
		v.Nuria:   "Counsel: reads everything at the table, decides nothing.",
		v.Elena:   "Steward: convened order to payment, and invites whoever is missing.",
		v.Joan:    "Delegate: the city seeks change of the third level.",
		v.Sol:     "Has an account and no part in it: sees initiatives, not tables.",
	}), t.Err()
}

func ruedas(t *story.Tale) ([]persona, error) {
	r := story.TellRuedas(t)
	return told(t, "Ruedas", map[*story.Person]string{
		r.Samira: "Steward: convened the talks on deactivation.",
		r.Dani:   "Delegate: his counter-offer lies on the table.",
		r.Vera:   "Steward of the platform.",
		r.Hugo:   "Delegate: has a draft that nobody else knows of.",
		r.Olga:   "Sits for the union.",
		r.Pilar:  "Sits for the city.",
		r.Tomas:  "Sits for the insurer.",
	}), t.Err()
}

// told lists the people of a tale in the order of their coming.
func told(t *story.Tale, name string, notes map[*story.Person]string) (all []persona) {
	for _, p := range t.People {
		label := p.Name
		if p.Org != nil && p.Org.Name != p.Name {
			label += ", " + p.Org.Name
		}
		all = append(all, persona{p.Person, label, name, notes[p]})
	}
	return all
}

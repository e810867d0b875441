package story

import (
	"fmt"
	"slices"
	"time"
)

// Joins makes more people members, with nothing to do but to vote at home.
func (o *Organization) Joins(names string, n int) []*Person {
	var all []*Person
	for i := range n {
		p := o.tale.Person(fmt.Sprintf("%s %02d", names, i+1))
		o.TakesIn(p, "member")
		all = append(all, p)
	}
	return all
}

// Lets takes the members' word to their own ballot: the first so many say yes,
// the others no. It returns when the ballot is over.
func (o *Organization) Lets(ballot string, yes int, members ...*Person) {
	for i, p := range members {
		choice := "yes"
		if i >= yes {
			choice = "no"
		}
		p.Does("castBallot", Input{"ballot": ballot, "choice": choice}, "ballot { id }", nil)
	}
	o.Steward.Does("closeBallot", Input{"ballot": ballot}, "ballot { id }", nil)
}

// AsksAtHome lets a delegate ask the members to go further than the mandate,
// and returns the ballot that opens because of it.
func (o *Organization) AsksAtHome(delegate *Person, question string, limits ...Limit) string {
	delegate.Does("askMembers", Input{
		"mandate": o.Mandate, "limits": limits, "question": question, "deadline": o.tale.In(7 * 24 * time.Hour),
	}, "proposal { id }", nil)
	type answer struct {
		Organization struct {
			Ballots struct {
				Edges []struct{ Node struct{ ID, Status string } }
			}
		}
	}
	open := func(a answer) int {
		edges := a.Organization.Ballots.Edges
		for i := range edges {
			if edges[i].Node.Status == "open" {
				return i
			}
		}
		return -1
	}
	got := Waits(delegate, "subscription($id: ID!) { organization(id: $id) { ballots(first: 20) { edges { node { id status } } } } }",
		Input{"id": o.ID}, func(a answer) bool { return open(a) >= 0 })
	if i := open(got); i >= 0 {
		return got.Organization.Ballots.Edges[i].Node.ID
	}
	return ""
}

// Split is how the people behind a seat voted among themselves.
func Split(yes, no, abstain int, source string) Input {
	return Input{"people": Input{"yes": yes, "no": no, "abstain": abstain, "source": source}}
}

// Behind is how many people stand behind a seat, and where the number is from.
func Behind(seat string, people int, source string) Input {
	return Input{"seat": seat, "people": people, "source": source}
}

// Taste is what a seat seals: how much each term weighs for it, and how its
// values rise or fall from the first to the last.
type Taste map[string]Leaning

// Leaning is one term of a [Taste]: a weight, a decimal, and what the ends of
// its range, or its options in order, are worth; or the places named in At.
type Leaning struct {
	Weight string
	Worth  []string
	At     []string
}

// Seals seals a taste with what no agreement is worth.
func (t *Table) Seals(p *Person, reservation string, taste Taste) {
	var terms []Input
	for _, term := range t.Terms {
		l, cares := taste[term.Key]
		if !cares {
			continue
		}
		at := l.At
		for _, o := range term.Options {
			at = append(at, o.Key)
		}
		if at == nil {
			at = []string{term.Min, term.Max}
		}
		var curve []Input
		for i, key := range at {
			curve = append(curve, Input{"at": key, "worth": l.Worth[i]})
		}
		terms = append(terms, Input{"term": term.ID, "weight": l.Weight, "curve": curve})
	}
	p.Does("sealPreferences", Input{"negotiation": t.ID, "full": Input{"reservation": reservation, "terms": terms}}, "ownSeal { version }", nil)
}

// Mediated is a round of mediation as everybody at the table sees it.
type Mediated struct {
	ID          string
	Status      string
	AnsweredAt  *string
	Package     *struct{ ID string }
	Suggestion  *struct{ ID string }
	Suggestions []struct {
		ID      string
		Methods []string
		Values  []struct {
			Term  struct{ Key string }
			Value Worded
		}
	}
}

// Worded is a value as the API shows it: one of these.
type Worded struct {
	Quantity, Percentage, Choice *string
	Money                        *struct{ Minor string }
}

const mediatedQuery = `subscription($id: ID!) { mediationRound(id: $id) { id status answeredAt package { id } suggestion { id }
	suggestions { id methods values { term { key } value { quantity percentage choice money { minor } } } } } }`

// Mediates asks for a round from a text, with the consent of others, and
// returns it with its answer.
func (t *Table) Mediates(p *Person, text string, others ...*Person) Mediated {
	var got struct{ Round struct{ ID string } }
	p.Does("askMediation", Input{"negotiation": t.ID, "text": text, "voteFor": "PT2S"}, "round { id }", &got)
	for _, o := range others {
		o.Does("joinMediation", Input{"round": got.Round.ID}, "round { id }", nil)
	}
	return t.mediated(p, got.Round.ID, func(m Mediated) bool { return m.AnsweredAt != nil })
}

// VotesBlind lets seats say yes to one suggestion and nothing to the others, and
// returns the round when it is over.
func (t *Table) VotesBlind(m Mediated, suggestion int, people ...*Person) Mediated {
	for _, p := range people {
		var choices []Input
		for i, s := range m.Suggestions {
			choice := "abstain"
			if i == suggestion {
				choice = "yes"
			}
			choices = append(choices, Input{"suggestion": s.ID, "choice": choice})
		}
		p.Does("castBlindVote", Input{"round": m.ID, "choices": choices}, "ownBlindVote { choices { choice } }", nil)
	}
	return t.mediated(people[0], m.ID, func(m Mediated) bool { return slices.Contains([]string{"carried", "notCarried"}, m.Status) })
}

func (t *Table) mediated(p *Person, id string, until func(Mediated) bool) Mediated {
	type answer struct{ MediationRound Mediated }
	return Waits(p, mediatedQuery, Input{"id": id}, func(a answer) bool { return until(a.MediationRound) }).MediationRound
}

package mediation

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parley.example/deploy/client"
	"parley.example/deploy/house"
	"parley.example/deploy/story"
)

// town is a house with people, each with an organization of their own.
type town struct {
	*story.Tale
	told     *told
	canaries canaries
	people   []*story.Person
	tables   map[int]*story.Initiative // by the number of seats
}

const crowd = 9

// settle lets people come, and sit down at tables of as many seats as there are
// profiles.
func settle(t *testing.T, h *house.House, w *told, sizes ...int) *town {
	t.Helper()
	v := &town{told: w, canaries: make(canaries), tables: make(map[int]*story.Initiative)}
	v.Tale = story.Begin(t.Context(), story.Telling{URL: h.URL, Name: "mediation", Transport: v.transport})
	for n := range crowd {
		p := v.Person(fmt.Sprintf("Party %c", 'A'+n))
		o := p.Founds(fmt.Sprintf("Organization %c", 'A'+n), "company", "To agree.")
		limit := fmt.Sprintf("%d81828182845.904523", n+1)
		o.Sends(p, nil, story.Limit{Term: "budget", Max: limit}) // bounds no term of these tables
		v.canaries.add(p.Name, "mandate limit", limit)
		v.people = append(v.people, p)
	}
	for _, n := range sizes {
		i := v.people[0].Opens(fmt.Sprintf("A table of %d", n), 1, "To agree.", story.Visions{Person: "Peace.", Organization: "Peace.", Economy: "Peace."})
		for k, p := range v.people[:n] {
			class := fmt.Sprintf("class %d", k+1)
			i.Class(class)
			i.Seats(p, class, "Everything.", 1)
		}
		v.tables[n] = i
	}
	v.check(t)
	return v
}

func (v *town) transport(person string) http.RoundTripper { return listener{v.told, person} }

func (v *town) check(t *testing.T) {
	t.Helper()
	if err := v.Err(); err != nil {
		t.Fatal(err)
	}
}

// table is one scenario being played.
type table struct {
	*town
	t     *testing.T
	id    string
	seats []*story.Person
	terms []term
}

type term struct {
	ID, Key, Kind, Min string
	Options            []struct{ Key, Label string }
}

// lays opens a table on a scenario's domain, with ground rules that let a round
// pass quickly.
func (v *town) lays(t *testing.T, s scenario) *table {
	t.Helper()
	p := &table{town: v, t: t, seats: v.people[:len(s.profiles)]}
	var got struct {
		Negotiation struct {
			ID    string
			Terms struct{ Nodes []term }
		}
	}
	v.people[0].Does("importScenario", story.Input{
		"initiative": v.tables[len(s.profiles)].ID, "title": s.name, "domain": s.domain,
		"groundRules": story.Input{
			"offerMinimum": "PT0S", "readMinimum": "PT0S", "decideMinimum": "PT0S",
			"mediation": story.Input{"methods": []string{"singleText", "leximin", "nash"}, "rounds": 3},
		},
	}, "negotiation { id terms(first: 30) { nodes { id key kind min options { key label } } } }", &got)
	p.id, p.terms = got.Negotiation.ID, got.Negotiation.Terms.Nodes
	for _, seat := range p.seats {
		seat.Does("acceptGroundRules", story.Input{"negotiation": p.id, "version": 1}, "negotiation { id }", nil)
	}
	v.check(t)
	return p
}

// sealed is what somebody reads of their own seal.
type sealed struct {
	Reservation string
	Terms       []struct {
		Weight string
		Curve  []struct{ At, Worth string }
	}
}

// seal lets everybody seal their profile. They get it wrong first: what is
// refused must not be told either.
func (p *table) seal(s scenario) (numbers int) {
	p.t.Helper()
	for i, seat := range p.seats {
		broken := strings.Replace(s.profiles[i], `<weight index="1"`, `<weight index="77"`, 1)
		seat.IsRefused("NOT_A_SCENARIO", "sealProfile", story.Input{"negotiation": p.id, "profile": broken})
		var got struct{ OwnSeal struct{ Full sealed } }
		seat.Does("sealProfile", story.Input{"negotiation": p.id, "profile": s.profiles[i]},
			"ownSeal { version full { reservation terms { weight curve { at worth } } } opening { key } }", &got)
		p.check(p.t)
		wrong := p.input(got.OwnSeal.Full)
		wrong["terms"].([]story.Input)[0]["weight"] = "0.5"
		seat.IsRefused("WEIGHTS_SUM", "sealPreferences", story.Input{"negotiation": p.id, "full": wrong})
		numbers += p.remember(seat, got.OwnSeal.Full)
	}
	p.check(p.t)
	return numbers
}

func (p *table) input(full sealed) story.Input {
	var terms []story.Input
	for k, t := range full.Terms {
		var curve []story.Input
		for _, point := range t.Curve {
			curve = append(curve, story.Input{"at": point.At, "worth": point.Worth})
		}
		terms = append(terms, story.Input{"term": p.terms[k].ID, "weight": t.Weight, "curve": curve})
	}
	return story.Input{"reservation": full.Reservation, "terms": terms}
}

// remember makes canaries of all that somebody sealed, and counts them.
func (p *table) remember(seat *story.Person, full sealed) (n int) {
	count := func(what, number string) {
		if p.canaries.add(seat.Name, what, number) {
			n++
		}
	}
	count("reservation", full.Reservation)
	for k, t := range full.Terms {
		count(fmt.Sprintf("weight %d", k), t.Weight)
		for _, point := range t.Curve {
			count(fmt.Sprintf("value %d %s", k, point.At), point.Worth)
		}
	}
	return n
}

// text tables the first value of every issue.
func (p *table) text() string {
	p.t.Helper()
	var values []story.Input
	for _, t := range p.terms {
		value := story.Input{"quantity": t.Min}
		if t.Kind == "choice" {
			value = story.Input{"choice": t.Options[0].Key}
		}
		values = append(values, story.Input{"term": t.ID, "value": value})
	}
	var got struct{ Package struct{ ID string } }
	p.seats[0].Does("tablePackage", story.Input{"negotiation": p.id, "as": "idea", "values": values}, "package { id }", &got)
	p.check(p.t)
	return got.Package.ID
}

// round is what everyone sees of a round.
type round struct {
	ID, Status  string
	AnsweredAt  *string
	Suggestion  *struct{ ID string }
	Suggestions []suggestion
}

type suggestion struct {
	ID      string
	Methods []string
	Values  []struct {
		Term  struct{ ID string }
		Value struct{ Choice, Quantity *string }
	}
}

const roundFields = `id status answeredAt suggestion { id } suggestions { id methods values { term { id } value { choice quantity } } }`

// asks asks for a round and waits for its answer, as everybody.
func (p *table) asks(text string) round {
	p.t.Helper()
	var got struct{ Round struct{ ID string } }
	p.seats[0].Does("askMediation", story.Input{"negotiation": p.id, "text": text, "voteFor": "PT2S"}, "round { id }", &got)
	p.seats[0].IsRefused("ONE_SIDED", "joinMediation", story.Input{"round": got.Round.ID})
	p.seats[1].Does("joinMediation", story.Input{"round": got.Round.ID}, "round { id }", nil)
	p.check(p.t)
	var first round
	for i, seat := range p.seats {
		seen := p.follows(seat, got.Round.ID, func(r round) bool { return r.AnsweredAt != nil })
		if i == 0 {
			first = seen
		} else if a, b := fmt.Sprint(asJSON(seen.Suggestions)), fmt.Sprint(asJSON(first.Suggestions)); a != b {
			p.t.Errorf("%s is suggested %s, %s is %s", seat.Name, a, p.seats[0].Name, b)
		}
	}
	return first
}

func asJSON(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

// follows waits by a live query, whose answers are swept too.
func (p *table) follows(seat *story.Person, id string, until func(round) bool) (seen round) {
	p.t.Helper()
	query := "subscription($id: ID!) { mediationRound(id: $id) { " + roundFields + " } }"
	err := seat.Await(p.t.Context(), query, story.Input{"id": id}, func(data json.RawMessage) (bool, error) {
		p.told.hears(seat.Name, data)
		var now struct{ MediationRound round }
		if err := json.Unmarshal(data, &now); err != nil {
			return false, err
		}
		seen = now.MediationRound
		return until(seen), nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return seen
}

// labels are the values of a suggestion as the scenario calls them.
func (p *table) labels(s suggestion) []string {
	labels := make([]string, len(s.Values))
	for i, v := range s.Values {
		t := p.terms[slices.IndexFunc(p.terms, func(t term) bool { return t.ID == v.Term.ID })]
		switch {
		case v.Value.Quantity != nil:
			labels[i] = *v.Value.Quantity
		default:
			labels[i] = t.Options[slices.IndexFunc(t.Options, func(o struct{ Key, Label string }) bool { return o.Key == *v.Value.Choice })].Label
		}
	}
	return labels
}

// weighs lets everybody see what packages are worth to themselves, and remembers
// these numbers too.
func (p *table) weighs(text string, r round) {
	p.t.Helper()
	for _, seat := range p.seats {
		var got struct {
			Package        struct{ OwnWorth struct{ Least string } }
			MediationRound struct {
				Suggestions []struct{ OwnWorth struct{ Least string } }
			}
		}
		seat.Sees("query($text: ID!, $round: ID!) { package(id: $text) { ownWorth { least } } mediationRound(id: $round) { suggestions { ownWorth { least } } } }",
			story.Input{"text": text, "round": r.ID}, &got)
		p.canaries.add(seat.Name, "utility of the text", got.Package.OwnWorth.Least)
		for i, s := range got.MediationRound.Suggestions {
			p.canaries.add(seat.Name, fmt.Sprintf("utility of suggestion %d", i+1), s.OwnWorth.Least)
		}
	}
	p.check(p.t)
}

// votes carries the first suggestion, blind.
func (p *table) votes(r round) {
	p.t.Helper()
	for _, seat := range p.seats {
		var choices []story.Input
		for i, s := range r.Suggestions {
			choices = append(choices, story.Input{"suggestion": s.ID, "choice": map[bool]string{true: "yes", false: "abstain"}[i == 0]})
		}
		seat.Does("castBlindVote", story.Input{"round": r.ID, "choices": choices}, "ownBlindVote { choices { choice } }", nil)
	}
	p.check(p.t)
	end := p.follows(p.seats[len(p.seats)-1], r.ID, func(r round) bool { return r.Status == "carried" || r.Status == "notCarried" })
	if end.Status != "carried" || end.Suggestion == nil || end.Suggestion.ID != r.Suggestions[0].ID {
		p.t.Errorf("it ends as %+v", end)
	}
}

// looks lets everybody read all there is, and ask for what is not theirs.
func (p *table) looks(text, roundID string) {
	p.t.Helper()
	for _, query := range []string{
		`query($id: ID!) { negotiation(id: $id) { version status export viewerMay { act allowed code message } seals(first: 20) { nodes { id version commitment sheet shownAt seat { name }
			own { version full { reservation terms { weight curve { at worth } } } opening { key content } } } }
			sealReview { least most ranking { swing } remarks { message } } sealAdvice { message }
			packages(first: 20) { nodes { id status ownWorth { least most enough } } }
			mediationRounds(first: 9) { nodes { ` + roundFields + ` seals { commitment version } ownBlindVote { choices { choice } } } }
			record { head entries { sequence body } } } }`,
		`query($id: ID!) { node(id: $id) { id } }`,
	} {
		for _, reader := range p.people {
			for _, id := range []string{p.id, text, roundID} {
				var ignored json.RawMessage
				err := reader.Do(p.t.Context(), query, story.Input{"id": id}, &ignored)
				if err != nil && client.Code(err) == "" {
					p.t.Fatalf("%s: %v", reader.Name, err)
				}
			}
		}
	}
}

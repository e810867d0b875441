package e2e

import (
	"encoding/json"

	"parley.example/deploy/story"
)

// mediationOrder is in which the wishes of mediationWishes are granted.
var mediationOrder = []string{
	"sealPreferences", "askMediation", "joinMediation", "castBlindVote", "importScenario", "importContract", "sealProfile", "importNegotiation",
}

// mediated are tables at which a machine may help, and what tables are made of
// elsewhere.
type mediated struct {
	calm     *story.Crates // with a text, which Luis has sealed about
	asking   *story.Crates // whose round waits for consent
	voting   *story.Crates // whose round has suggestions
	round    string        // that waits
	answered story.Mediated
	imported string // a table that was made of a scenario
	export   string
}

// What GENIUS files say, in the form in which others keep them.
const (
	domainFile = `<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root" type="objective">
		<issue index="1" name="Price" type="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
		<issue index="2" name="Days" type="integer" lowerbound="2" upperbound="5"></issue></objective></utility_space></negotiation_template>`
	profileFile = `<utility_space><objective index="0" name="root" type="objective">
		<issue index="2" name="Days" type="integer" lowerbound="2" upperbound="5"><evaluator ftype="linear" slope="0.5" offset="-1"/></issue>
		<issue index="1" name="Price" type="discrete"><item index="1" value="high" evaluation="20"/><item index="2" value="low" evaluation="5"/></issue>
		<weight index="1" value="0.75"/><weight index="2" value="0.25"/></objective><reservation value="0.3"/></utility_space>`
)

func (s *stage) mediated(calm *rooms) *mediated {
	m := &mediated{calm: calm.Crates, asking: s.CratesTable(s.i, "PT1H"), voting: s.CratesTable(s.i, "PT1H")}
	var got struct {
		Round       struct{ ID string }
		Negotiation struct {
			ID     string
			Export json.RawMessage
		}
	}
	text := m.asking.Offers(s.Karim, "Four.", fourEuros("7"))
	s.Karim.Does("askMediation", story.Input{"negotiation": m.asking.ID, "text": text, "voteFor": "PT1H"}, "round { id }", &got)
	m.round = got.Round.ID
	s.Luis.Does("sealPreferences", s.taste(m.calm), "ownSeal { version }", nil)

	cheap := story.Taste{
		"deposit": {Weight: "0.5", Worth: []string{"1", "1", "0.9", "0"}}, "days": {Weight: "0.3", Worth: []string{"0", "0.2", "0.5", "1"}},
		"loss": {Weight: "0.2", Worth: []string{"0", "1", "0.5"}},
	}
	dear := story.Taste{
		"deposit": {Weight: "0.5", Worth: []string{"0", "0.5", "0.9", "1"}}, "days": {Weight: "0.3", Worth: []string{"1", "1", "0.5", "0"}},
		"loss": {Weight: "0.2", Worth: []string{"1", "0", "0.5"}},
	}
	m.voting.Seals(s.Luis, "0.1", cheap)
	m.voting.Seals(s.Karim, "0.1", dear)
	text = m.voting.Offers(s.Karim, "Four.", story.Values{"deposit": "0", "days": "14", "loss": "grower", "counting": "Whenever."})
	s.Karim.Does("askMediation", story.Input{"negotiation": m.voting.ID, "text": text, "voteFor": "PT1H"}, "round { id }", &got)
	for _, p := range s.Delegates() {
		if p != s.Karim {
			p.Does("joinMediation", story.Input{"round": got.Round.ID}, "round { id }", nil)
		}
	}
	voting := got.Round.ID

	s.Ines.Does("importScenario", story.Input{"initiative": s.i.ID, "title": "A game", "domain": domainFile}, "negotiation { id }", &got)
	m.imported = got.Negotiation.ID
	s.Luis.Does("sealProfile", story.Input{"negotiation": m.imported, "profile": profileFile}, "ownSeal { version }", nil)
	s.Ines.Sees("query($id: ID!) { negotiation(id: $id) { id export } }", story.Input{"id": s.talking.ID}, &got)
	m.export = string(got.Negotiation.Export)
	type answer struct{ MediationRound story.Mediated }
	m.answered = story.Waits(s.Karim, "subscription($id: ID!) { mediationRound(id: $id) { id answeredAt suggestions { id } } }", story.Input{"id": voting}, func(a answer) bool {
		return a.MediationRound.AnsweredAt != nil
	}).MediationRound
	return m
}

// taste is what Luis seals.
func (s *stage) taste(c *story.Crates) story.Input {
	weighed := func(key, weight string, worth ...string) story.Input {
		var curve []story.Input
		for i, o := range c.Term(key).Options {
			curve = append(curve, story.Input{"at": o.Key, "worth": worth[i]})
		}
		return story.Input{"term": c.Term(key).ID, "weight": weight, "curve": curve}
	}
	return story.Input{
		"negotiation": c.ID,
		"full": story.Input{"reservation": "0.3", "terms": []story.Input{
			weighed("deposit", "0.5", "1", "0.9", "0.5", "0"), weighed("days", "0.3", "0", "0.5", "0.9", "1"), weighed("loss", "0.2", "0", "1", "0.5"),
		}},
	}
}

// mediationWishes are those about what is sealed for a machine, and about its
// suggestions.
func (s *stage) mediationWishes(m *mediated, text string) map[string]wish {
	var choices []story.Input
	for _, suggestion := range m.answered.Suggestions {
		choices = append(choices, story.Input{"suggestion": suggestion.ID, "choice": "yes"})
	}
	return map[string]wish{
		"sealPreferences": {by: s.Luis, outsider: s.Nuria, input: s.taste(m.calm), also: []story.Input{
			{"negotiation": m.calm.ID, "refused": []story.Input{{"term": m.calm.Term("loss").ID, "values": []string{"grower"}}}},
		}},
		"askMediation":  {by: s.Karim, input: story.Input{"negotiation": m.calm.ID, "text": text, "voteFor": "PT1H"}, outsider: s.Nuria},
		"joinMediation": {by: s.Luis, input: story.Input{"round": m.round}, outsider: s.Nuria},
		"castBlindVote": {by: s.Karim, input: story.Input{"round": m.answered.ID, "choices": choices}, outsider: s.Nuria},
		"importScenario": {by: s.Ines, outsider: s.Carmen, input: story.Input{
			"initiative": s.i.ID, "title": "Another game", "level": 1, "groundRules": rules(), "domain": domainFile,
		}},
		"importContract": {by: s.Ines, outsider: s.Carmen, input: story.Input{
			"initiative": s.i.ID, "title": "Crates on paper", "level": 1, "groundRules": rules(),
			"template": "1. {{buyer}} pays {{fee}}% {{#if late}}more {{/if}}within {{days}} days.", "model": "o Double fee\no Integer days",
		}},
		"sealProfile":       {by: s.Luis, input: story.Input{"negotiation": m.imported, "profile": profileFile}, outsider: s.Sol},
		"importNegotiation": {by: s.Ines, input: story.Input{"initiative": s.i.ID, "title": "Crates again", "export": m.export}, outsider: s.Carmen},
	}
}

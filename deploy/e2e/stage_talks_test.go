package e2e

import (
	"maps"
	"time"

	"parley.example/deploy/story"
)

// talksOrder is in which the wishes of talksWishes are granted.
var talksOrder = []string{
	"addConstraint", "liftConstraint", "openPhase", "callSession", "setAgenda", "askToSpeak", "callSpeaker", "floatIdea", "recordExpert",
	"sayClosingWord", "moveGroundRules", "appointFacilitator", "climbLadder", "takeText", "amendText", "presume", "chooseWay", "draftJoint",
	"confirmJoint", "dropJoint", "supportMotion", "declineMotion", "openRound", "sealEnvelope", "closeRound", "dismissFacilitator",
}

// parley is tables at which everything about the talks could be wished.
type parley struct {
	bound  string        // a constraint on the fresh table
	calm   *story.Crates // with an offer, a text, motions, a disagreement, joint packages
	led    *story.Crates // by Joan, who asks an expert
	failed *story.Crates // with no closing word yet
	round  *story.Crates // in a sealed round
	motion [2]string     // to be supported, to be declined
	open   string        // the sealed round
	offer  string
	where  string    // the disagreement
	joints [2]string // to be confirmed by Luis, to be dropped by Karim
}

func (s *stage) parley() *parley {
	p := &parley{
		calm: s.CratesTable(s.i, "PT1H"), led: s.CratesTable(s.i, "PT1H"), failed: s.CratesTable(s.i, "PT1H"), round: s.CratesTable(s.i, "PT1H"),
	}
	var got struct {
		Motion     struct{ ID string }
		Constraint struct{ ID string }
		Opinion    struct{ ID string }
		Joint      struct{ ID string }
		Round      struct{ ID string }
	}
	s.Ines.Does("addConstraint", s.bond("bound"), "constraint { id }", &got)
	p.bound = got.Constraint.ID
	for _, c := range []*story.Crates{p.led, p.failed, p.round} {
		s.leads(c)
	}
	for _, rung := range []string{"facilitator", "mediation", "finalOffers"} {
		s.climbs(p.led, rung, nil)
		s.climbs(p.failed, rung, nil)
	}
	expert := story.Input{"question": "What does a crate cost?", "expert": "A carpenter"}
	s.climbs(p.led, "expert", expert)
	s.climbs(p.failed, "expert", expert)
	s.climbs(p.failed, "partial", story.Input{"terms": []string{p.failed.Term("days").ID}})
	s.climbs(p.failed, "failed", story.Input{"retryAt": s.In(90 * 24 * time.Hour)})
	p.round.Offers(s.Karim, "Four.", fourEuros("7")) // the talks have begun: who sits down later keeps nobody waiting
	s.Joan.Does("openRound", story.Input{"negotiation": p.round.ID, "sealed": true, "until": s.In(30 * 24 * time.Hour), "reason": "Nobody first."}, "round { id }", &got)
	p.open = got.Round.ID

	p.offer = p.calm.Offers(s.Karim, "Four.", fourEuros("7"))
	s.Karim.Does("takeText", story.Input{"negotiation": p.calm.ID, "package": p.offer, "reason": "Let us work on it."}, "motion { id }", &got)
	s.Luis.Does("supportMotion", story.Input{"negotiation": p.calm.ID, "motion": got.Motion.ID}, "motion { id }", nil)
	s.Karim.Does("openPhase", story.Input{"negotiation": p.calm.ID, "kind": "exploring", "reason": "Look around."}, "motion { id }", &got)
	p.motion[0] = got.Motion.ID
	s.Karim.Does("appointFacilitator", s.appoints(p.calm, s.Joan), "motion { id }", &got)
	p.motion[1] = got.Motion.ID
	s.Luis.Does("askToSpeak", story.Input{"negotiation": p.calm.ID}, "negotiation { id }", nil)
	s.Luis.Does("takePosition", story.Input{
		"negotiation": p.calm.ID, "term": p.calm.Term("deposit").ID, "stance": "objects", "whether": "where", "sphere": "economy", "vision": "Nobody pays for trust.",
	}, "opinion { id }", &got)
	p.where = got.Opinion.ID
	s.Karim.Does("draftJoint", s.together(p), "joint { id }", nil)
	p.joints[0] = s.joint(s.Luis, p.calm)
	s.Karim.Does("draftJoint", s.together(p), "joint { id }", &got)
	p.joints[1] = got.Joint.ID
	return p
}

func (s *stage) bond(name string) story.Input {
	is := func(key, value string) story.Input {
		return story.Input{"term": s.fresh.Term(key).ID, "is": "equals", "value": s.fresh.Term(key).Value(value)}
	}
	return story.Input{"negotiation": s.fresh.ID, "name": name, "never": []story.Input{is("deposit", "0"), is("days", "14")}, "reason": "Somebody has to bring them back."}
}

func (s *stage) appoints(c *story.Crates, who *story.Person) story.Input {
	return story.Input{"negotiation": c.ID, "person": who.Person, "name": who.Name, "interests": "None that we know of.", "reason": "We need help."}
}

// leads lets Joan lead the talks at a table, for which his seat goes without
// offers and votes there.
func (s *stage) leads(c *story.Crates) {
	var got struct{ Motion struct{ ID string } }
	s.Karim.Does("appointFacilitator", s.appoints(c, s.Joan), "motion { id }", &got)
	for _, p := range s.Delegates() {
		if p != s.Karim {
			p.Does("supportMotion", story.Input{"negotiation": c.ID, "motion": got.Motion.ID}, "motion { id }", nil)
		}
	}
}

func (s *stage) climbs(c *story.Crates, rung string, more story.Input) {
	input := story.Input{"negotiation": c.ID, "rung": rung, "reason": "Nothing moves."}
	maps.Copy(input, more)
	s.Joan.Does("climbLadder", input, "motion { id }", nil)
}

func (s *stage) together(p *parley) story.Input {
	return p.calm.Tabling("offer", "Ours.", story.Values{"deposit": "200", "days": "5"}, story.Input{
		"with": []string{s.Huerta.Seats[s.i]}, "expiresAt": s.In(20 * 24 * time.Hour), "counterTo": p.offer,
	})
}

// joint is the joint package that somebody's seat is asked to confirm.
func (s *stage) joint(who *story.Person, c *story.Crates) string {
	var got struct {
		Negotiation struct {
			JointPackages struct{ Nodes []struct{ ID string } }
		}
	}
	who.Sees("query($id: ID!) { negotiation(id: $id) { jointPackages(first: 5) { nodes { id } } } }", story.Input{"id": c.ID}, &got)
	if nodes := got.Negotiation.JointPackages.Nodes; len(nodes) > 0 {
		return nodes[0].ID
	}
	return ""
}

// talksWishes are those about motions, whoever leads, rounds and the text.
func (s *stage) talksWishes(p *parley) map[string]wish {
	days := func(n int) string { return s.In(time.Duration(n) * 24 * time.Hour) }
	at := func(c *story.Crates, more story.Input) story.Input {
		input := story.Input{"negotiation": c.ID}
		maps.Copy(input, more)
		return input
	}
	why := func(c *story.Crates, more story.Input) story.Input {
		input := at(c, more)
		input["reason"] = "It is time."
		return input
	}
	sealed := p.round.Tabling("offer", "Two.", story.Values{"deposit": "200", "days": "5"}, nil)
	return map[string]wish{
		"addConstraint":      {by: s.Ines, input: s.bond("Nobody waits for nothing"), outsider: s.Carmen},
		"liftConstraint":     {by: s.Ines, input: why(s.fresh, story.Input{"constraint": p.bound}), outsider: s.Carmen},
		"openPhase":          {by: s.Karim, input: why(p.calm, story.Input{"kind": "listening", "title": "What matters"}), outsider: s.Nuria},
		"callSession":        {by: s.Karim, input: why(p.calm, story.Input{"title": "Crates", "at": days(40), "minutes": 90, "place": "The barn", "terms": []string{p.calm.Term("loss").ID}}), outsider: s.Nuria},
		"setAgenda":          {by: s.Karim, input: why(p.calm, story.Input{"terms": []string{p.calm.Term("loss").ID}}), outsider: s.Nuria},
		"askToSpeak":         {by: s.Pau, input: at(p.calm, nil), outsider: s.Nuria},
		"callSpeaker":        {by: s.Karim, input: why(p.calm, story.Input{"seat": s.Huerta.Seats[s.i]}), outsider: s.Nuria},
		"floatIdea":          {by: s.Joan, input: at(p.led, story.Input{"values": p.led.Tabling("idea", "", story.Values{"deposit": "100"}, nil)["values"], "note": "What if?"}), outsider: s.Karim},
		"recordExpert":       {by: s.Luis, input: why(p.led, story.Input{"answer": "Four euros."}), outsider: s.Nuria},
		"sayClosingWord":     {by: s.Luis, input: at(p.failed, story.Input{"text": "We were close."}), outsider: s.Nuria},
		"moveGroundRules":    {by: s.Karim, input: why(p.calm, story.Input{"groundRules": rules()}), outsider: s.Nuria},
		"appointFacilitator": {by: s.Karim, input: s.appoints(p.calm, s.Sol), outsider: s.Nuria},
		"climbLadder":        {by: s.Karim, input: why(p.calm, story.Input{"rung": "facilitator"}), outsider: s.Nuria},
		"takeText":           {by: s.Karim, input: why(p.calm, story.Input{"package": p.offer}), outsider: s.Nuria},
		"amendText":          {by: s.Karim, input: why(p.calm, story.Input{"term": p.calm.Term("deposit").ID, "value": p.calm.Term("deposit").Value("200")}), outsider: s.Nuria},
		"presume":            {by: s.Karim, input: at(p.calm, story.Input{"opinion": p.where, "whether": "how"}), outsider: s.Nuria},
		"chooseWay":          {by: s.Luis, input: why(p.calm, story.Input{"opinion": p.where, "way": "notAParty"}), outsider: s.Nuria},
		"draftJoint":         {by: s.Karim, input: s.together(p), outsider: s.Nuria},
		"confirmJoint":       {by: s.Luis, input: story.Input{"joint": p.joints[0]}, outsider: s.Karim},
		"dropJoint":          {by: s.Karim, input: story.Input{"joint": p.joints[1], "reason": "Not now."}, outsider: s.Luis},
		"supportMotion":      {by: s.Luis, input: at(p.calm, story.Input{"motion": p.motion[0]}), outsider: s.Nuria},
		"declineMotion":      {by: s.Luis, input: at(p.calm, story.Input{"motion": p.motion[1], "reason": "Not him."}), outsider: s.Nuria},
		"openRound":          {by: s.Karim, input: why(p.calm, story.Input{"title": "First", "sealed": true, "until": days(20)}), outsider: s.Nuria},
		"sealEnvelope": {by: s.Karim, outsider: s.Nuria, input: at(p.round, story.Input{
			"round":     p.open,
			"packages":  []story.Input{{"as": "offer", "values": sealed["values"], "note": "Two."}},
			"positions": []story.Input{{"term": p.round.Term("loss").ID, "stance": "concern", "reason": "Hm.", "whether": "how"}},
		})},
		"closeRound":         {by: s.Joan, input: why(p.round, story.Input{"round": p.open}), outsider: s.Karim},
		"dismissFacilitator": {by: s.Karim, input: why(p.led, nil), outsider: s.Nuria},
	}
}

// rules are ground rules with a wish for each of them.
func rules() story.Input {
	return story.Input{
		"rule": "majority", "threshold": "2/3", "strict": false, "quorum": "1/2", "offerMinimum": "PT1H", "readMinimum": "PT0S",
		"decideMinimum": "PT0S", "entryBy": "P7D", "openVotes": false, "zone": "Europe/Madrid", "languages": []string{"es"}, "currency": "EUR",
	}
}

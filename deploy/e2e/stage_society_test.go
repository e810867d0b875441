package e2e

import (
	"parley.example/deploy/story"
)

// societyOrder is in which the wishes of societyWishes are granted.
var societyOrder = []string{
	"foundCommunity", "seekMembership", "endSeeking", "vouchFor", "claimControl", "secondControl", "declareControl", "proposeCharter",
	"agreeCharter", "dropCharter", "offerStandingTerms", "withdrawStandingTerms", "moveRemoval", "leaveCommunity",
	"reviseProfile", "reviseExpertise", "proposeIntroduction", "acceptIntroduction", "declineIntroduction", "nameChangeAgent",
	"withdrawNaming", "standDown", "standUp", "importPeople",
}

// guild is a community of four, whom two more would join.
type guild struct {
	Uma, Vito, Wen, Xoan *story.Person // stewards of members
	Odo, Yara, Zita      *story.Person // of one that was called, and of two that seek
	Ulf                  *story.Person // a member of Uma's, and no steward

	id       string
	control  string // Vito's claim about Wen and Xoan
	terms    string // that Vito offers
	meetings [2]string
}

func (s *stage) guild() *guild {
	g := &guild{}
	for _, someone := range []struct {
		is   **story.Person
		name string
	}{
		{&g.Uma, "Uma"},
		{&g.Vito, "Vito"},
		{&g.Wen, "Wen"},
		{&g.Xoan, "Xoan"},
		{&g.Odo, "Odo"},
		{&g.Yara, "Yara"},
		{&g.Zita, "Zita"},
	} {
		*someone.is = s.Person(someone.name + " Tort")
		(*someone.is).Founds(someone.name+" & sons", "workshop", "To make things.")
	}
	g.Ulf = s.Person("Ulf Tort")
	g.Uma.Org.TakesIn(g.Ulf, "member")
	var got struct {
		Community struct{ ID string }
		Matter    struct{ ID string }
		Standing  struct{ ID string }
	}
	g.Uma.Does("foundCommunity", with(g.found(), []string{g.Vito.Org.ID, g.Wen.Org.ID, g.Xoan.Org.ID, g.Odo.Org.ID}, "founders"), "community { id }", &got)
	g.id = got.Community.ID
	for _, p := range []*story.Person{g.Vito, g.Wen, g.Xoan, g.Yara, g.Zita} {
		p.Does("seekMembership", g.about(story.Input{"words": "We make things."}), "community { id }", nil)
	}
	g.Vito.Does("proposeCharter", g.chartered(), "community { id }", nil)
	g.Vito.Does("claimControl", g.claims(g.Wen, g.Xoan), "matter { id }", &got)
	g.control = got.Matter.ID
	g.Vito.Does("offerStandingTerms", g.offers(), "standing { id }", &got)
	g.terms = got.Standing.ID
	for i, by := range []*story.Person{g.Wen, g.Vito} {
		by.Does("proposeIntroduction", story.Input{"between": []string{by.Org.ID, g.Xoan.Org.ID}, "why": "You both make things.", "contact": "At the door."}, "proposal { id }", nil)
		g.meetings[i] = g.asked(g.Xoan, by.Org.ID)
	}
	return g
}

// asked is the introduction to an organization that somebody's own is asked
// about.
func (g *guild) asked(p *story.Person, other string) string {
	var got struct {
		Organization struct {
			Introductions struct {
				Edges []struct {
					Node struct {
						ID               string
						WithOrganization struct{ ID string }
					}
				}
			}
		}
	}
	p.Sees("query($id: ID!) { organization(id: $id) { introductions(first: 5) { edges { node { id withOrganization { id } } } } } }", story.Input{"id": p.Org.ID}, &got)
	for _, e := range got.Organization.Introductions.Edges {
		if e.Node.WithOrganization.ID == other {
			return e.Node.ID
		}
	}
	return ""
}

func (g *guild) found() story.Input {
	return story.Input{"name": "The guild", "purpose": "Things.", "charter": "We pay within ten days.", "admission": 2, "founders": []string{g.Odo.Org.ID}}
}

func (g *guild) about(more story.Input) story.Input { return with(more, g.id, "community") }

func (g *guild) chartered() story.Input {
	return g.about(story.Input{"charter": "We pay within five days.", "admission": 2})
}

func (g *guild) claims(a, b *story.Person) story.Input {
	return g.about(story.Input{"organization": a.Org.ID, "other": b.Org.ID, "reason": "One door, two bells."})
}

func (g *guild) offers() story.Input {
	return g.about(story.Input{"title": "Chairs", "text": "Forty euros each."})
}

// societyWishes are those about communities, profiles and who comes to know whom.
func (s *stage) societyWishes() map[string]wish {
	g := s.guild()
	why := func(more story.Input) story.Input { return with(g.about(more), "It is time.", "reason") }
	version := func(n int) story.Input { return g.about(story.Input{"version": n}) }
	return map[string]wish{
		"foundCommunity":        {by: g.Uma, input: g.found(), outsider: g.Ulf, open: "founders"},
		"seekMembership":        {by: g.Odo, input: g.about(story.Input{"words": "We were called."}), outsider: g.Ulf},
		"endSeeking":            {by: g.Zita, input: g.about(story.Input{}), outsider: g.Ulf},
		"vouchFor":              {by: g.Uma, input: g.about(story.Input{"organization": g.Yara.Org.ID, "words": "Good chairs."}), outsider: g.Ulf},
		"claimControl":          {by: g.Uma, input: g.claims(g.Vito, g.Wen), outsider: g.Ulf},
		"secondControl":         {by: g.Uma, input: g.about(story.Input{"claim": g.control}), outsider: g.Ulf},
		"declareControl":        {by: g.Vito, input: g.about(story.Input{"with": []string{g.Uma.Org.ID}, "words": "Our fathers founded both."}), outsider: g.Ulf},
		"proposeCharter":        {by: g.Uma, input: g.chartered(), outsider: g.Ulf},
		"agreeCharter":          {by: g.Wen, input: version(2), outsider: g.Ulf},
		"dropCharter":           {by: g.Uma, input: version(3), outsider: g.Wen},
		"offerStandingTerms":    {by: g.Uma, input: g.offers(), outsider: g.Ulf},
		"withdrawStandingTerms": {by: g.Vito, input: why(story.Input{"standing": g.terms}), outsider: g.Wen},
		"moveRemoval":           {by: g.Uma, input: why(story.Input{"organization": g.Wen.Org.ID}), outsider: g.Ulf},
		"leaveCommunity":        {by: g.Xoan, input: why(story.Input{}), outsider: g.Ulf},
		"reviseProfile": {by: g.Uma, outsider: g.Ulf, input: story.Input{
			"organization": g.Uma.Org.ID, "purposes": []string{"Chairs for all"}, "offers": []string{"Stools"}, "needs": []string{"Ash"}, "expertise": []string{"Joints"}, "meets": true,
		}},
		"reviseExpertise": {by: s.Sol, input: story.Input{"expertise": []string{"Shade"}, "findable": true}, free: true},
		"proposeIntroduction": {by: g.Uma, free: true, open: "between", input: story.Input{
			"between": []string{g.Uma.Org.ID, g.Vito.Org.ID}, "why": "Stools for chairs.", "contact": "At the door.",
		}},
		"acceptIntroduction":  {by: g.Xoan, input: story.Input{"introduction": g.meetings[0], "contact": "In the yard."}, outsider: g.Wen},
		"declineIntroduction": {by: g.Xoan, input: story.Input{"introduction": g.meetings[1]}, outsider: g.Vito},
		"nameChangeAgent":     {by: g.Uma, input: story.Input{"person": g.Wen.Person, "why": "She listens."}, outsider: g.Wen},
		"withdrawNaming":      {by: g.Uma, input: story.Input{"person": g.Wen.Person}, free: true},
		"standDown":           {by: g.Wen, input: story.Input{}, free: true},
		"standUp":             {by: g.Wen, input: story.Input{}, free: true},
		"importPeople": {by: g.Uma, outsider: g.Ulf, input: story.Input{
			"organization": g.Uma.Org.ID, "csv": "person,name,roles\n" + g.Wen.Person + ",Wen,counsel\n,Otto,member\n",
		}},
	}
}

// societyBads are wrong in ways that no input type tells of.
func (s *stage) societyBads() map[string][]bad {
	listed := func(org, line string) story.Input {
		return story.Input{"organization": org, "csv": "person,name,roles\n" + line + "\n"}
	}
	return map[string][]bad{
		"foundCommunity": {
			{"nobody's word is enough", "INVALID", s.Aina, story.Input{"name": "Bakers", "purpose": "Bread.", "charter": "Bread.", "admission": 0}},
			{"a crowd's word", "INVALID", s.Aina, story.Input{"name": "Bakers", "purpose": "Bread.", "charter": "Bread.", "admission": 21}},
		},
		"proposeIntroduction": {
			{"to oneself", "INVALID", s.Aina, story.Input{"between": []string{s.bakery.ID, s.bakery.ID}, "why": "Hm."}},
			{"of three", "INVALID", s.Aina, story.Input{"between": []string{s.bakery.ID, s.Mesa.ID, s.City.ID}, "why": "Hm."}},
			{"to somebody who does not want to be found", "NOT_FOUND", s.Aina, story.Input{"between": []string{s.bakery.ID, s.Flor.Person}, "why": "Hm.", "contact": "x"}},
		},
		"nameChangeAgent": {{"oneself", "SELF_NAMED", s.Flor, story.Input{"person": s.Flor.Person, "why": "I listen."}}},
		"importPeople": {
			{"a role that there is not", "LINE_REFUSED", s.Aina, listed(s.bakery.ID, ",Otto,king")},
			{"no table", "INVALID", s.Aina, story.Input{"organization": s.bakery.ID, "csv": "\"person"}},
		},
	}
}

package e2e

import (
	"time"

	"parley.example/deploy/story"
)

// registryOrder is in which the wishes of registryWishes are granted.
var registryOrder = []string{
	"inviteMember", "endMemberInvitation", "joinOrganization", "offerHandover", "closeHandover", "declareController", "confirmController",
	"proposeMandate", "withdrawProposal", "askMembers", "acceptHandover", "governMandates", "governOffers",
	"questionGroundRules", "lookFirst", "endObservation", "redirectSeat", "nameAdvocate", "secondAdvocate", "representSeat", "stepBack",
	"changeClasses", "voteClassChange", "presumeLevel", "publishPresumptions", "reviseVisions", "linkInitiative", "confirmLink",
	"setPublicPage", "showName", "stepForward",
}

// mill is an organization in which somebody joins, hands over and asks.
type mill struct {
	*story.Organization
	Mila, Nils, Ona, Pep, Rosa *story.Person

	invitation, token  string // to belong to it
	offered, declined  string // handovers: a mandate to Pep, the stewardship to Ona
	proposal, mandate  string // Pep's, and Ona's own
	bakers, pilot      string // organization and initiative of the bakery
	link               string // of the table's initiative to another of the bakery's
	chairs             [5]string
	answering, looking string // tokens
	observer, change   string
}

func (s *stage) mill() *mill {
	m := &mill{
		Mila: s.Person("Mila Serra"), Nils: s.Person("Nils Ferrer"), Ona: s.Person("Ona Prat"), Pep: s.Person("Pep Riba"), Rosa: s.Person("Rosa Camps"),
		bakers: s.bakery.ID,
	}
	m.Organization = m.Mila.Founds("Molino", "company", "Flour.")
	for _, p := range []*story.Person{m.Nils, m.Ona, m.Pep} {
		m.TakesIn(p, "member")
	}
	var got struct {
		Token      string
		Invitation struct{ ID string }
		Handover   struct{ ID string }
		Proposal   struct{ ID string }
		Initiative struct{ ID string }
		Link       struct{ ID string }
		Observer   struct{ ID string }
		Change     struct{ ID string }
	}
	m.Mila.Does("inviteMember", m.invites(s), "token invitation { id }", &got)
	m.token = got.Token
	m.Mila.Does("inviteMember", m.invites(s), "token invitation { id }", &got)
	m.invitation = got.Invitation.ID
	m.Sends(m.Nils, nil)
	m.Mila.Does("offerHandover", story.Input{"organization": m.ID, "to": m.Pep.Person, "mandate": m.Mandate}, "handover { id }", &got)
	m.offered = got.Handover.ID
	m.Mila.Does("offerHandover", story.Input{"organization": m.ID, "to": m.Ona.Person}, "handover { id }", &got)
	m.declined = got.Handover.ID
	m.Sends(m.Ona, nil, story.Limit{Term: "deposit", Max: "100"})
	m.mandate = m.Mandate
	m.Pep.Does("proposeMandate", m.proposes(s), "proposal { id }", &got)
	m.proposal = got.Proposal.ID
	s.Aina.Does("declareController", story.Input{"organization": m.bakers, "controller": m.ID}, "organization { id }", nil)

	other := s.Aina.Opens("Flour", 3, "Flour.", story.Visions{Person: "Flour.", Organization: "Flour.", Economy: "Flour."})
	m.pilot = other.ID
	again := s.Aina.Opens("Bran", 2, "Bran.", story.Visions{Person: "Bran.", Organization: "Bran.", Economy: "Bran."})
	s.Ines.Does("linkInitiative", story.Input{"initiative": s.i.ID, "to": again.ID, "as": "levelOf"}, "link { id }", &got)
	m.link = got.Link.ID

	s.i.Class("harvesters")
	for at, name := range []string{"Olives", "Vines", "Wheat", "Nuts", "Figs"} {
		m.chairs[at] = s.i.Chair("harvesters", name, "They harvest.")
		for _, channel := range []string{"visit", "letter", "visit"} {
			s.i.Tries(s.Ines, name, channel, "Nobody.")
		}
	}
	m.named(s, m.chairs[1], m.Rosa)
	for at, p := range map[int]*story.Person{2: m.Pep, 3: m.Nils} {
		m.named(s, m.chairs[at], p)
		s.Luis.Does("secondAdvocate", story.Input{"seat": m.chairs[at]}, "seat { id }", nil)
	}
	m.Nils.Does("representSeat", story.Input{"seat": m.chairs[3], "interests": "None."}, "seat { id }", nil)
	m.looking, m.answering = s.i.Invites(m.chairs[4], "Nuts", "Come."), s.i.Invites(m.chairs[0], "Olives", "Come.")
	m.Ona.Does("lookFirst", story.Input{"token": m.looking}, "observer { id }", &got)
	m.observer = got.Observer.ID
	s.Luis.Does("changeClasses", story.Input{
		"initiative": s.i.ID, "kind": "rename", "classes": []string{"growers"}, "into": []story.Input{{"name": "farmers"}}, "reason": "Our word.",
	}, "change { id }", &got)
	m.change = got.Change.ID
	return m
}

func (m *mill) invites(s *stage) story.Input {
	return story.Input{"organization": m.ID, "roles": []string{"member"}, "name": "Rosa", "note": "Come.", "expires": s.In(30 * 24 * time.Hour)}
}

func (m *mill) proposes(s *stage) story.Input {
	return story.Input{
		"organization": m.ID, "delegate": m.Nils.Person, "deputy": m.Ona.Person, "initiative": s.i.ID, "acts": []string{"speak"},
		"until": s.In(60 * 24 * time.Hour), "limits": []story.Input{{"term": "deposit", "min": "0", "max": "200"}, {"term": "loss", "allowed": []string{"split"}}},
		"question": "Shall Nils speak?", "deadline": s.In(20 * 24 * time.Hour),
	}
}

func (m *mill) named(s *stage, chair string, p *story.Person) {
	s.Ines.Does("nameAdvocate", story.Input{"seat": chair, "person": p.Person, "reason": "They know them."}, "seat { id }", nil)
}

// registryWishes are those about joining, mandates, seats and levels.
func (s *stage) registryWishes() map[string]wish {
	m := s.mill()
	vision := story.Input{"person": "Crates.", "organization": "Crates.", "economy": "Crates."}
	all := m.chairs[:]
	return map[string]wish{
		"inviteMember":        {by: m.Mila, input: m.invites(s), outsider: m.Nils},
		"endMemberInvitation": {by: m.Mila, input: story.Input{"invitation": m.invitation, "reason": "The wrong Rosa."}, outsider: m.Nils},
		"joinOrganization":    {by: m.Rosa, input: story.Input{"token": m.token}, free: true}, // for whoever holds it
		"offerHandover": {by: m.Mila, outsider: m.Pep, input: story.Input{"organization": m.ID, "to": m.Pep.Person, "mandate": m.mandate}, also: []story.Input{
			{"organization": m.ID, "to": m.Nils.Person},
		}},
		"acceptHandover":    {by: m.Pep, input: story.Input{"handover": m.offered}, outsider: m.Ona},
		"closeHandover":     {by: m.Ona, input: story.Input{"handover": m.declined, "reason": "Not now."}, outsider: m.Pep},
		"declareController": {by: m.Mila, input: story.Input{"organization": m.ID, "controller": m.bakers}, outsider: m.Nils, open: "controller"},
		"confirmController": {by: m.Mila, input: story.Input{"organization": m.ID, "controlled": m.bakers}, outsider: m.Nils},
		"governMandates":    {by: m.Mila, input: story.Input{"organization": m.ID, "by": "ballot"}, outsider: m.Nils},
		"governOffers":      {by: m.Mila, input: story.Input{"organization": m.ID, "by": "two"}, outsider: m.Nils},
		"proposeMandate":    {by: m.Pep, input: m.proposes(s), outsider: s.Flor, open: "initiative"},
		"withdrawProposal":  {by: m.Pep, input: story.Input{"proposal": m.proposal, "reason": "Nils has no time."}, outsider: m.Ona},
		"askMembers": {by: m.Ona, outsider: m.Pep, input: story.Input{
			"mandate": m.mandate, "limits": []story.Input{{"term": "deposit", "min": "0", "max": "300"}}, "question": "Farther?", "deadline": s.In(20 * 24 * time.Hour),
		}},
		"questionGroundRules": {by: m.Rosa, input: story.Input{"token": m.answering, "reason": "In Spanish."}, free: true},
		"lookFirst":           {by: m.Rosa, input: story.Input{"token": m.answering}, free: true},
		"endObservation":      {by: m.Ona, input: story.Input{"observer": m.observer, "reason": "Seen."}, outsider: s.Luis},
		"redirectSeat":        {by: m.Rosa, input: story.Input{"token": m.answering, "instead": "The union", "reason": "They pick."}, free: true},
		"nameAdvocate":        {by: s.Ines, input: story.Input{"seat": m.chairs[0], "person": m.Ona.Person, "reason": "She picked."}, outsider: s.Flor},
		"secondAdvocate":      {by: s.Luis, input: story.Input{"seat": m.chairs[1]}, outsider: s.Flor},
		"representSeat":       {by: m.Pep, input: story.Input{"seat": m.chairs[2], "interests": "None."}, outsider: s.Flor},
		"stepBack":            {by: m.Nils, input: story.Input{"seat": m.chairs[3], "reason": "No time."}, outsider: s.Flor},
		"changeClasses": {by: s.Ines, outsider: s.Flor, input: story.Input{
			"initiative": s.i.ID, "kind": "split", "classes": []string{"harvesters"}, "reason": "They differ.",
			"into": []story.Input{{"name": "pickers", "seats": all[:2]}, {"name": "mowers", "seats": all[2:]}},
		}},
		"voteClassChange":     {by: s.Pau, input: story.Input{"change": m.change, "yes": false}, outsider: s.Karim},
		"presumeLevel":        {by: s.Pau, input: story.Input{"seat": s.Olmos.Seats[s.i], "about": s.Huerta.Seats[s.i], "level": 2}, outsider: s.Flor},
		"publishPresumptions": {by: s.Pau, input: story.Input{"seat": s.Olmos.Seats[s.i]}, outsider: s.Flor},
		"reviseVisions":       {by: s.Ines, input: story.Input{"initiative": s.i.ID, "visions": vision, "reason": "We learnt."}, outsider: s.Luis},
		"setPublicPage":       {by: s.Ines, input: story.Input{"initiative": s.i.ID, "shown": true, "reason": "Whoever picks should know."}, outsider: s.Luis},
		"showName":            {by: s.Pau, input: story.Input{"seat": s.Olmos.Seats[s.i], "shown": false}, outsider: s.Karim},
		"stepForward":         {by: m.Rosa, input: story.Input{"initiative": s.i.ID, "words": "We pick the fruit."}, free: true, open: "initiative"},
		"linkInitiative":      {by: s.Ines, input: story.Input{"initiative": s.i.ID, "to": m.pilot, "as": "pilotOf"}, outsider: s.Luis},
		"confirmLink":         {by: s.Aina, input: story.Input{"link": m.link}, outsider: s.Flor},
	}
}

package e2e

import (
	"maps"
	"slices"
	"testing"
	"time"

	"parley.example/deploy/story"
)

// stage is a town in which every mutation of the API could be granted: there is
// an invitation to answer, a draft to revise, a decision to vote in, an
// agreement to sign.
type stage struct {
	*story.ValleVerde
	i *story.Initiative

	fresh    *story.Crates // whose ground rules nobody has accepted
	talking  *story.Crates // with packages
	deciding *story.Crates // with a decision for which time is left
	voted    *story.Crates // with a decision in which everybody has voted
	fixed    *story.Crates // with an agreement to sign, at four euros
	kept     *inForceStage // with an agreement in force, and all that it causes

	asked, called string // the decisions of the last two but one
	draft         string
	invited       string // a chair with an open invitation …
	token         string // … which this answers
	wanted        string // an empty chair

	// Of a bakery that sits nowhere: steward, delegate, deputy, and members, of
	// whom one will be removed, one leave and one stay. Gil belongs to nobody yet.
	Aina, Biel, Cesc, Dora, Eloi, Flor, Gil *story.Person
	bakery                                  *story.Organization
	conversation                            *story.Conversation
	statement                               string
	ratifying                               map[string]bool // ratifications that are known
}

func setUp(t *testing.T, url string) *stage {
	t.Helper()
	s := &stage{ValleVerde: story.TellValleVerde(tell(t, url), story.MesaLimit)}
	s.talking = s.OpenCrates("PT1H")
	s.i = s.talking.Initiative
	s.talking.FirstRound()
	s.draft = s.talking.Drafts(s.Marc, "Not yet.", story.Values{"deposit": "100"})
	s.fresh = s.LayOut(s.i, "PT1H")
	s.fresh.Lists(story.Term{Key: "weight", Name: "Weight", Kind: "quantity", Unit: "kg", Min: "4", Max: "20", Step: "2"})
	s.deciding = s.CratesTable(s.i, "PT1H")
	s.asked = s.deciding.Asks(s.Karim, s.deciding.Offers(s.Karim, "Four.", fourEuros("7")), "Four?")
	s.voted = s.CratesTable(s.i, "PT1H")
	s.called = s.voted.Asks(s.Karim, s.voted.Offers(s.Karim, "Four.", fourEuros("7")), "Four?")
	for _, p := range s.Delegates() {
		p.Votes(s.called, "abstain")
	}
	s.fixed = s.CratesTable(s.i, "PT1H")
	carried := s.fixed.Asks(s.Karim, s.fixed.Offers(s.Karim, "Four.", fourEuros("7")), "Four?")
	for _, p := range s.Delegates() {
		if p == s.Marc {
			p.Votes(carried, "abstain")
		} else {
			p.Votes(carried, "yes")
		}
	}
	s.Karim.Closes(carried)
	s.fixed.Drawn = s.fixed.Agreement(s.Karim)
	s.kept = s.bind(t)
	s.bake()
	s.conversation = s.i.Wonders(s.Ines, "Where do they all go?")
	s.statement = s.conversation.Says(s.Ramon, "Into the cellars.")
	s.allHeard(t)
	fatal(t, s.Tale)
	return s
}

// bake founds an organization that is invited and has not answered.
func (s *stage) bake() {
	for _, someone := range []struct {
		is   **story.Person
		name string
	}{
		{&s.Aina, "Aina Roig"},
		{&s.Biel, "Biel Mas"},
		{&s.Cesc, "Cesc Vila"},
		{&s.Dora, "Dora Puig"},
		{&s.Eloi, "Eloi Font"},
		{&s.Flor, "Flor Coll"},
		{&s.Gil, "Gil Bosch"},
	} {
		*someone.is = s.Person(someone.name)
	}
	s.bakery = s.Aina.Founds("Pan y Sal", "company", "Bread, and crates for bread.")
	for _, p := range []*story.Person{s.Biel, s.Cesc, s.Dora, s.Eloi, s.Flor} {
		s.bakery.TakesIn(p, "member")
	}
	s.bakery.Sends(s.Biel, nil, story.Limit{Term: "deposit", Max: "100"})
	s.i.Class("bakers")
	s.invited = s.i.Chair("bakers", "Bakers", "They use the same crates.")
	s.token = s.i.Invites(s.invited, "Aina", "Sit down with us.")
	s.wanted = s.i.Chair("bakers", "Millers", "They fill them.")
}

// allHeard waits until the table knows of all votes: from then on nothing
// happens by itself.
func (s *stage) allHeard(t *testing.T) {
	t.Helper()
	type answer struct{ Decision story.Decision }
	story.Waits(s.Joan, "subscription($id: ID!) { decision(id: $id) { electors { voted } } }", story.Input{"id": s.called}, func(a answer) bool {
		for _, e := range a.Decision.Electors {
			if !e.Voted {
				return false
			}
		}
		return true
	})
}

// wish is a mutation that would be granted to somebody as it stands.
type wish struct {
	by    *story.Person
	input story.Input
	// refused is the code of the refusal, where it cannot be granted at all.
	refused string
	// free tells that it takes nothing but an account.
	free bool
	// outsider has no right to it, where that is not plain.
	outsider *story.Person
	// also are other inputs that would be granted, with other fields.
	also []story.Input
	// open is a field in which anybody's will do.
	open string
	// now makes the input at its time, where it names the moment.
	now func() story.Input
	// bad are more ways to be wrong, which no type tells of.
	bad []bad
}

// bad is an input that is refused with a code, sent by whoever would be granted
// the right one, or by somebody else.
type bad struct {
	what, code string
	by         *story.Person
	input      story.Input
}

// wishes are by mutation, each for its own part of the stage.
func (s *stage) wishes() map[string]wish {
	days := func(n int) string { return s.In(time.Duration(n) * 24 * time.Hour) }
	vision := story.Input{"person": "Bread.", "organization": "Bread.", "economy": "Bread."}
	term := story.Input{
		"negotiation": s.fresh.ID, "key": "height", "name": "Height", "kind": "quantity", "unit": "cm", "min": "1", "max": "20", "step": "1",
		"clause": "A crate is {value} high at most.", "level": 1,
	}
	changed := story.Input{"term": s.fresh.Term("loss").ID, "options": []story.Option{{Key: "grower"}, {Key: "split"}}}
	for name, value := range term {
		switch name {
		case "unit", "min", "max", "step":
		case "key":
			changed[name] = "loss"
		case "kind":
			changed[name] = "choice"
		default:
			changed[name] = value
		}
	}
	values := s.talking.Tabling("offer", "Two.", story.Values{"deposit": "200", "days": "5"}, nil)["values"]
	all := map[string]wish{
		"registerPerson":    {by: s.Sol, input: story.Input{"person": s.Sol.Person, "name": "Sol", "language": "es", "zone": "Europe/Madrid"}, refused: "ALREADY_REGISTERED", free: true},
		"renamePerson":      {by: s.Sol, input: story.Input{"name": "Sol Iglesias Mora"}, free: true},
		"foundOrganization": {by: s.Sol, input: story.Input{"name": "Sol y Sombra", "purpose": "Shade.", "kind": "company"}, free: true},
		"addMember":         {by: s.Aina, input: story.Input{"organization": s.bakery.ID, "person": s.Gil.Person, "roles": []string{"counsel"}}, outsider: s.Biel},
		"changeRoles":       {by: s.Aina, input: story.Input{"organization": s.bakery.ID, "person": s.Cesc.Person, "roles": []string{"member", "counsel"}}, outsider: s.Biel},
		"removeMember":      {by: s.Aina, input: story.Input{"organization": s.bakery.ID, "person": s.Dora.Person, "reason": "She has moved away."}, outsider: s.Biel},
		"leaveOrganization": {by: s.Eloi, input: story.Input{"organization": s.bakery.ID}},
		"grantMandate": {by: s.Aina, outsider: s.Biel, open: "initiative", input: story.Input{
			"organization": s.bakery.ID, "delegate": s.Biel.Person, "deputy": s.Cesc.Person, "initiative": s.i.ID, "acts": []string{"speak"}, "until": days(30),
			"limits": []story.Input{{"term": "deposit", "min": "0", "max": "200"}, {"term": "loss", "allowed": []string{"split"}}},
		}},
		"nameDeputy":       {by: s.Aina, input: story.Input{"mandate": s.bakery.Mandate, "deputy": s.Cesc.Person}, outsider: s.Biel},
		"reviseLimits":     {by: s.Aina, input: story.Input{"mandate": s.bakery.Mandate, "limits": []story.Input{{"term": "deposit", "max": "200"}}}, outsider: s.Biel},
		"revokeMandate":    {by: s.Aina, input: story.Input{"mandate": s.bakery.Mandate, "reason": "Biel bakes at night."}, outsider: s.Flor},
		"openInitiative":   {by: s.Aina, input: story.Input{"title": "Bread", "purpose": "Bread.", "level": 1, "visions": vision, "zone": "Europe/Madrid", "languages": []string{"es"}}, outsider: s.Flor},
		"addClass":         {by: s.Ines, input: story.Input{"initiative": s.i.ID, "name": "millers"}, outsider: s.Luis},
		"openSeat":         {by: s.Ines, input: story.Input{"initiative": s.i.ID, "class": "bakers", "name": "Pastry cooks", "affects": "Little."}, outsider: s.Luis},
		"inviteSeat":       {by: s.Ines, input: story.Input{"seat": s.wanted, "name": "Whoever mills", "note": "Come.", "expires": days(30)}, outsider: s.Luis},
		"recordAttempt":    {by: s.Luis, input: story.Input{"seat": s.wanted, "channel": "telephone", "note": "Nobody answers."}, outsider: s.Aina},
		"takeSeat":         {by: s.Aina, input: story.Input{"token": s.token, "seeks": 2}, outsider: s.Flor},
		"declineSeat":      {by: s.Aina, input: story.Input{"token": s.token, "reason": "We bake at night."}, refused: "NOT_FOUND", free: true}, // taken by then
		"revokeInvitation": {by: s.Ines, input: story.Input{"seat": s.wanted, "reason": "The mill is closed."}, outsider: s.Luis},
		"stateLevel":       {by: s.Pau, input: story.Input{"seat": s.Olmos.Seats[s.i], "seeks": 3}, outsider: s.Sol},
		"vacateSeat":       {by: s.Pau, input: story.Input{"seat": s.Olmos.Seats[s.i], "reason": "The frost took everything."}, outsider: s.Sol},
		"openNegotiation": {by: s.Ines, input: story.Input{"initiative": s.i.ID, "title": "More crates", "level": 1, "groundRules": rules()}, outsider: s.Carmen, also: []story.Input{
			{"initiative": s.i.ID, "title": "The same anew", "groundRules": rules(), "amends": story.Input{"agreement": s.kept.ID, "version": 1}},
		}},
		"changeGroundRules": {by: s.Ines, input: story.Input{"negotiation": s.fresh.ID, "groundRules": rules()}, outsider: s.Carmen},
		"addTerm":           {by: s.Ines, input: term, outsider: s.Carmen},
		"changeTerm":        {by: s.Ines, input: changed, outsider: s.Carmen},
		"removeTerm":        {by: s.Ines, input: story.Input{"negotiation": s.fresh.ID, "term": s.fresh.Term("counting").ID}, outsider: s.Carmen},
		"acceptGroundRules": {by: s.Luis, input: story.Input{"negotiation": s.fresh.ID, "version": 2}, outsider: s.Nuria},
		"draftPackage":      {by: s.Marc, input: story.Input{"negotiation": s.talking.ID, "values": values, "note": "Two."}, outsider: s.Nuria},
		"reviseDraft":       {by: s.Marc, input: story.Input{"negotiation": s.talking.ID, "draft": s.draft, "values": values, "note": "Two."}, outsider: s.Luis},
		"tablePackage": {by: s.Marc, input: s.talking.Tabling("offer", "Two.", story.Values{"deposit": "200", "days": "5"}, story.Input{"counterTo": s.talking.First, "expiresAt": days(20)}), outsider: s.Beatriz, also: []story.Input{
			{"negotiation": s.talking.ID, "as": "idea", "draft": s.draft, "note": "One."},
		}},
		"discardDraft":    {by: s.Marc, input: story.Input{"negotiation": s.talking.ID, "draft": s.draft}, outsider: s.Luis},
		"takePosition":    {by: s.Luis, input: story.Input{"negotiation": s.talking.ID, "package": s.talking.First, "term": s.talking.Term("loss").ID, "stance": "concern", "reason": "Hm.", "change": "Split it."}, outsider: s.Nuria},
		"withdrawPackage": {by: s.Marc, input: story.Input{"package": s.talking.Second, "reason": "We have thought again."}, outsider: s.Luis},
		"openDecision":    {by: s.Karim, input: story.Input{"negotiation": s.talking.ID, "package": s.talking.First, "deadline": days(20), "question": "Four?"}, outsider: s.Nuria},
		"castVote": {by: s.Karim, input: story.Ballot(s.asked, "yes", story.IfToo(s.Huerta.Seats[s.i])), outsider: s.Nuria, also: []story.Input{
			story.Ballot(s.asked, "objects", s.deciding.Because("loss", "We pay for what others lose.", "Split it.")),
		}},
		"moveDeadline":      {by: s.Karim, input: story.Input{"decision": s.asked, "to": days(40), "reason": "It is harvest time."}, outsider: s.Luis},
		"closeNow":          {by: s.Luis, input: story.Input{"decision": s.called}, outsider: s.Nuria},
		"postMessage":       {by: s.Luis, input: story.Input{"negotiation": s.talking.ID, "room": "team", "text": "Good morning."}},
		"signAgreement":     {by: s.Karim, now: func() story.Input { return s.Karim.Signing(s.fixed.Drawn) }, outsider: s.Ines},
		"declineAgreement":  {by: s.Luis, input: declining(s.fixed, "We have thought again."), outsider: s.Carmen},
		"openConversation":  {by: s.Karim, input: story.Input{"initiative": s.i.ID, "question": "And the lids?", "audience": "table"}, outsider: s.Flor},
		"makeStatement":     {by: s.Sol, input: story.Input{"conversation": s.conversation.ID, "text": "Into the river."}, free: true},
		"takeStance":        {by: s.Sol, input: story.Input{"conversation": s.conversation.ID, "statement": s.statement, "stance": "agree"}, free: true},
		"closeConversation": {by: s.Ines, input: story.Input{"conversation": s.conversation.ID}, outsider: s.Sol},
	}
	maps.Copy(all, s.voiceWishes())
	maps.Copy(all, s.ballotWishes())
	maps.Copy(all, s.registryWishes())
	maps.Copy(all, s.talksWishes(s.parley()))
	around := s.rooms()
	maps.Copy(all, s.roomsWishes(around))
	maps.Copy(all, s.mediationWishes(s.mediated(around), around.text))
	maps.Copy(all, s.societyWishes())
	maps.Copy(all, s.keyWishes())
	maps.Copy(all, s.keepingWishes(s.kept))
	return all
}

// order is in which the wishes are granted in the end: what others need comes
// before what takes it away.
var order = slices.Concat([]string{
	"registerPerson", "renamePerson", "foundOrganization", "addMember", "changeRoles", "grantMandate", "nameDeputy", "reviseLimits",
	"revokeMandate", "removeMember", "leaveOrganization", "openInitiative", "addClass", "openSeat", "inviteSeat", "recordAttempt",
	"takeSeat", "declineSeat", "revokeInvitation", "stateLevel", "openNegotiation", "addTerm", "changeTerm", "removeTerm",
	"changeGroundRules", "acceptGroundRules", "draftPackage", "reviseDraft", "tablePackage", "discardDraft", "takePosition",
	"withdrawPackage", "openDecision", "moveDeadline", "castVote", "closeNow", "postMessage", "registerSigningKey", "revokeSigningKey", "signAgreement", "declineAgreement",
	"openConversation", "makeStatement", "takeStance",
}, ballotOrder, voiceOrder, registryOrder, talksOrder, roomsOrder, mediationOrder, societyOrder, keepingOrder, []string{"closeConversation", "vacateSeat"})

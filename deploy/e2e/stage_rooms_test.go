package e2e

import (
	"strings"
	"time"

	"parley.example/deploy/story"
)

// roomsOrder is in which the wishes of roomsWishes are granted.
var roomsOrder = []string{
	"editMessage", "withdrawMessage", "reviewDraft", "openCaucus", "sayInCaucus", "unsayInCaucus", "leaveCaucus", "closeCaucus",
	"raiseAsk", "answerAsk", "confirmAnswer", "contestAnswer", "withdrawAsk",
	"offerStanding", "joinStandingOffer", "takeStandingOffer", "withdrawStandingOffer",
}

// rooms are what is said and asked beside one table.
type rooms struct {
	*story.Crates
	said, meant    string // Luis's messages
	draft          string // Marc's
	caucus, theirs string // of Luis, Karim and Pau, as Luis and as Karim know it
	asks           map[string]string
	text           string
	kept           [2]string // for Luis, by Karim and Pau: to be taken, to be withdrawn
}

func (s *stage) rooms() *rooms {
	r := &rooms{Crates: s.CratesTable(s.i, "PT1H"), asks: make(map[string]string)}
	var got struct {
		Message struct{ ID string }
		Caucus  struct{ ID string }
		Ask     struct{ ID string }
		Offer   struct{ ID string }
	}
	for _, id := range []*string{&r.said, &r.meant} {
		s.Luis.Does("postMessage", story.Input{"negotiation": r.ID, "room": "all", "text": "Good evening."}, "message { id }", &got)
		*id = got.Message.ID
	}
	r.draft = r.Drafts(s.Marc, "Not yet.", story.Values{"deposit": "100"})
	s.Luis.Does("openCaucus", story.Input{"negotiation": r.ID, "title": "Three of us", "seats": []string{s.Ciclo.Seats[s.i], s.Olmos.Seats[s.i]}}, "caucus { id }", &got)
	r.caucus = got.Caucus.ID
	s.Luis.Does("sayInCaucus", story.Input{"caucus": r.caucus, "text": "Four?"}, "caucus { id }", nil)
	r.theirs = r.known(s.Karim)
	for _, about := range []string{"answer", "confirm", "contest", "withdraw"} {
		s.Karim.Does("raiseAsk", r.asking(), "ask { id }", &got)
		r.asks[about] = got.Ask.ID
		if about == "confirm" || about == "contest" {
			s.Luis.Does("answerAsk", story.Input{"ask": got.Ask.ID, "how": "words", "text": "Three hundred."}, "ask { id }", nil)
		}
	}
	r.text = r.Offers(s.Karim, "Four.", fourEuros("7"))
	for i := range r.kept {
		s.Karim.Does("offerStanding", r.keeping(), "offer { id }", &got)
		r.kept[i] = got.Offer.ID
	}
	return r
}

// known is the id by which somebody knows the only closed room that they are in.
func (r *rooms) known(p *story.Person) string {
	var got struct {
		Negotiation struct {
			Caucuses struct{ Nodes []struct{ ID string } }
		}
	}
	p.Sees("query($id: ID!) { negotiation(id: $id) { caucuses(first: 5) { nodes { id } } } }", story.Input{"id": r.ID}, &got)
	if nodes := got.Negotiation.Caucuses.Nodes; len(nodes) > 0 {
		return nodes[0].ID
	}
	return ""
}

func (r *rooms) asking() story.Input {
	return story.Input{
		"negotiation": r.ID, "kind": "information", "to": story.Input{"seat": r.Huerta.Seats[r.Initiative]}, "text": "How many are lost?",
		"purpose": "To share the loss.", "term": r.Term("loss").ID, "due": r.In(9 * 24 * time.Hour),
	}
}

func (r *rooms) keeping() story.Input {
	i := r.Initiative
	return story.Input{"package": r.text, "for": r.Huerta.Seats[i], "seats": []string{r.Olmos.Seats[i]}, "note": "Whenever you like."}
}

// roomsWishes are those about messages, closed rooms, asks and standing offers.
func (s *stage) roomsWishes(r *rooms) map[string]wish {
	days := func(n int) string { return s.In(time.Duration(n) * 24 * time.Hour) }
	because := func(field, id string) story.Input { return story.Input{field: id, "reason": "It is time."} }
	riders, growers := s.Ciclo.Seats[s.i], s.Olmos.Seats[s.i]
	return map[string]wish{
		"editMessage":     {by: s.Luis, input: story.Input{"message": r.said, "text": "Good morning.", "mentions": []story.Input{{"seat": riders}}}, outsider: s.Karim},
		"withdrawMessage": {by: s.Luis, input: story.Input{"message": r.meant}, outsider: s.Karim},
		"reviewDraft":     {by: s.Nuria, input: story.Input{"negotiation": r.ID, "draft": r.draft, "verdict": "returns", "note": "Too little."}, outsider: s.Luis},
		"openCaucus": {by: s.Luis, input: story.Input{"negotiation": r.ID, "title": "Two of us", "seats": []string{riders}}, outsider: s.Nuria, also: []story.Input{
			{"negotiation": r.ID, "seats": []string{growers}, "offRecord": true, "eraseAt": days(9)},
		}},
		"sayInCaucus":   {by: s.Luis, input: story.Input{"caucus": r.caucus, "text": "Four, then.", "replyTo": 1}, outsider: s.Marc},
		"unsayInCaucus": {by: s.Luis, input: story.Input{"caucus": r.caucus, "number": 1}, outsider: s.Marc},
		"leaveCaucus":   {by: s.Karim, input: story.Input{"caucus": r.theirs}, outsider: s.Luis},
		"closeCaucus":   {by: s.Luis, input: story.Input{"caucus": r.caucus}, outsider: s.Marc},
		"raiseAsk": {by: s.Karim, input: r.asking(), outsider: s.Nuria, also: []story.Input{
			{"negotiation": r.ID, "kind": "question", "to": story.Input{"organization": s.Huerta.ID}, "text": "Why?", "due": days(9)},
		}},
		"answerAsk": {by: s.Luis, outsider: s.Marc, input: story.Input{
			"ask": r.asks["answer"], "how": "document", "text": "By month.", "document": story.Input{"name": "lost.csv", "hash": strings.Repeat("0f", 32)},
			"readers": []story.Input{{"seat": riders}},
		}, also: []story.Input{
			{"ask": r.asks["answer"], "how": "term", "term": r.Term("loss").ID},
		}},
		"confirmAnswer":         {by: s.Karim, input: story.Input{"ask": r.asks["confirm"]}, outsider: s.Luis},
		"contestAnswer":         {by: s.Karim, input: with(because("ask", r.asks["contest"]), days(9), "due"), outsider: s.Luis},
		"withdrawAsk":           {by: s.Karim, input: because("ask", r.asks["withdraw"]), outsider: s.Luis},
		"offerStanding":         {by: s.Karim, input: r.keeping(), outsider: s.Nuria},
		"joinStandingOffer":     {by: s.Pau, input: story.Input{"offer": r.kept[0]}, outsider: s.Luis},
		"takeStandingOffer":     {by: s.Luis, input: story.Input{"offer": r.kept[0]}, outsider: s.Marc},
		"withdrawStandingOffer": {by: s.Karim, input: because("offer", r.kept[1]), outsider: s.Luis},
	}
}

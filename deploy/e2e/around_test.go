package e2e

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"parley.example/deploy/story"
)

// Two growers' and riders' closed rooms at a table, one of them off the record;
// an ask whose answer is for one reader. Whoever is outside gets the same bytes
// as about what never was, and nothing that they see says a word of it.
func TestWhatIsSaidBehindClosedDoorsStaysThere(t *testing.T) {
	const canary = "c4nary-behind-doors"
	v := story.TellValleVerde(tell(t, open(t).URL), story.MesaLimit)
	aina := v.Person("Aina Roig")
	aina.Founds("Pan y Sal", "company", "Convenes, and sits nowhere.")
	i := aina.Opens("Crates for bread", 1, "Who pays for the crates?", story.Visions{Person: "Bread.", Organization: "Bread.", Economy: "Bread."})
	i.Class("couriers")
	for _, p := range []*story.Person{v.Luis, v.Karim, v.Marc} {
		i.Seats(p, "couriers", "", 1)
	}
	table := v.LayOut(i, "PT1H")
	fatal(t, v.Tale)
	growers, riders := v.Luis.Org.Seats[i], v.Karim.Org.Seats[i]

	before, _ := seen(t, v.Marc, table.ID)
	var made struct{ Caucus struct{ ID string } }
	v.Luis.Does("openCaucus", story.Input{"negotiation": table.ID, "title": canary, "seats": []string{riders}}, "caucus { id }", &made)
	v.Luis.Does("sayInCaucus", story.Input{"caucus": made.Caucus.ID, "text": canary}, "caucus { messages }", nil)
	var theirs struct {
		Negotiation struct {
			Caucuses struct {
				Nodes []struct {
					ID, Title string
					Said      struct{ Nodes []struct{ ID, Text string } }
				}
			}
		}
	}
	v.Karim.Sees("query($id: ID!) { negotiation(id: $id) { caucuses(first: 5) { nodes { id title said(first: 5) { nodes { id text } } } } } }", story.Input{"id": table.ID}, &theirs)
	fatal(t, v.Tale)
	nodes := theirs.Negotiation.Caucuses.Nodes
	if len(nodes) != 1 || nodes[0].ID == made.Caucus.ID || nodes[0].Title != canary || nodes[0].Said.Nodes[0].Text != canary {
		t.Fatalf("the riders see %+v", nodes)
	}
	v.Karim.Does("sayInCaucus", story.Input{"caucus": nodes[0].ID, "text": "Agreed.", "replyTo": 1}, "caucus { messages }", nil)
	after, body := seen(t, v.Marc, table.ID)
	if !bytes.Equal(before, after) || bytes.Contains(body, []byte(canary)) {
		t.Errorf("the restaurants saw\n%s\nand see\n%s", before, after)
	}
	outside(t, v.Marc, "caucus", made.Caucus.ID, nodes[0].ID)
	outside(t, v.Marc, "node", made.Caucus.ID, nodes[0].ID, nodes[0].Said.Nodes[0].ID)
	for _, act := range []string{"leaveCaucus", "closeCaucus"} {
		v.Marc.IsRefused("NOT_FOUND", act, story.Input{"caucus": made.Caucus.ID})
	}

	v.Luis.Does("openCaucus", story.Input{"negotiation": table.ID, "seats": []string{riders}, "eraseAt": time.Now().Add(3 * time.Second).UTC().Format(time.RFC3339Nano)}, "caucus { id }", &made)
	v.Luis.Does("sayInCaucus", story.Input{"caucus": made.Caucus.ID, "text": canary}, "caucus { id }", nil)
	type hushed struct {
		Caucus struct {
			Status    string
			OffRecord []struct{ Text string }
		}
	}
	const question = "($id: ID!) { caucus(id: $id) { status offRecord { text } } }"
	var now hushed
	v.Luis.Sees("query"+question, story.Input{"id": made.Caucus.ID}, &now)
	if len(now.Caucus.OffRecord) != 1 || now.Caucus.OffRecord[0].Text != canary {
		t.Errorf("before its date one reads %+v", now)
	}
	gone := story.Waits(v.Luis, "subscription"+question, story.Input{"id": made.Caucus.ID}, func(h hushed) bool { return h.Caucus.Status == "erased" })
	if len(gone.Caucus.OffRecord) != 0 {
		t.Errorf("after its date one reads %+v", gone)
	}

	var ask struct{ Ask struct{ ID string } }
	v.Karim.Does("raiseAsk", story.Input{
		"negotiation": table.ID, "kind": "information", "to": story.Input{"seat": growers}, "text": "How many are lost?", "purpose": "to share the loss",
		"due": time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano),
	}, "ask { id }", &ask)
	v.Luis.Does("answerAsk", story.Input{"ask": ask.Ask.ID, "how": "words", "text": canary, "readers": []story.Input{{"seat": riders}}}, "ask { id }", nil)
	type answered struct {
		Ask struct {
			Status  string
			Answers []struct{ Text *string }
			Annexes struct{ Nodes []struct{ Text string } }
		}
	}
	const answers = "($id: ID!) { ask(id: $id) { status answers { text } annexes(first: 3) { nodes { text } } } }"
	read := story.Waits(v.Karim, "subscription"+answers, story.Input{"id": ask.Ask.ID}, func(a answered) bool { return a.Ask.Status == "answered" })
	fatal(t, v.Tale)
	if len(read.Ask.Annexes.Nodes) != 1 || read.Ask.Annexes.Nodes[0].Text != canary || read.Ask.Answers[0].Text != nil {
		t.Errorf("the riders read %+v", read)
	}
	if _, body := post(t, v.Marc, request("query"+answers, story.Input{"id": ask.Ask.ID})); bytes.Contains(body, []byte(canary)) || !bytes.Contains(body, []byte(`"answered"`)) {
		t.Errorf("the restaurants read %s", body)
	}
}

// seen is what somebody sees of a table, with its record, and the same without
// what is new with each answer.
func seen(t *testing.T, p *story.Person, table string) (same, body []byte) {
	t.Helper()
	_, body = post(t, p, request(`query($id: ID!) { negotiation(id: $id) { version status caucuses(first: 5) { nodes { id } } threads(first: 5) { nodes { id } }
		messages(first: 9) { nodes { id text } } asks(first: 9) { nodes { id } } heard { gini seats { messages } } record(after: 0) { entries { sequence body } } viewerMay { act allowed } } }`, story.Input{"id": table}))
	if strings.Contains(string(body), `"errors"`) {
		t.Fatalf("%s sees %.300s", p.Name, body)
	}
	return positions.ReplaceAll(body, nil), body
}

// outside asks for ids by a field, and for one that never was: the same bytes.
func outside(t *testing.T, p *story.Person, field string, ids ...string) {
	t.Helper()
	var never []byte
	for _, id := range append([]string{"cau_" + strings.Repeat("a", 26)}, ids...) {
		_, body := post(t, p, request("query($id: ID!) { "+field+"(id: $id) { id } }", story.Input{"id": id}))
		if never == nil {
			never = body
		}
		if !bytes.Equal(body, never) {
			t.Errorf("%s(%s) tells %s what %s does not", field, id, body, never)
		}
	}
}

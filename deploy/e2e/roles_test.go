package e2e

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley.example/deploy/story"
)

// What the API tells people that they may do is what the one page on roles says:
// each role by somebody who has no other, at things in the states that the page
// names. A thing that somebody does not see they may do nothing with.
func TestTheAPITellsPeopleWhatThePageOnRolesSays(t *testing.T) {
	v := story.TellValleVerde(tell(t, open(t).URL), story.MesaLimit)
	aina, flor := v.Person("Aina Roig"), v.Person("Flor Coll")
	aina.Founds("Pan y Sal", "company", "Convenes, and sits nowhere.")
	v.Mesa.TakesIn(flor, "member")
	i := aina.Opens("Crates for bread", 1, "Who pays for the crates?", story.Visions{Person: "Bread.", Organization: "Bread.", Economy: "Bread."})
	i.Class("couriers")
	seated := []*story.Person{v.Luis, v.Karim, v.Marc}
	for _, p := range seated {
		i.Seats(p, "couriers", "", 1)
	}
	things := states(v, i, seated)
	fatal(t, v.Tale)
	people := map[string]*story.Person{
		"convener": aina, "steward": v.Beatriz, "delegate": v.Marc, "seat": v.Marc, "deputy": v.Lucia,
		"counsel": v.Nuria, "member": flor, "registered": v.Sol,
	}
	compared := 0
	may := make(map[string]map[string]bool) // by person and state
	for _, row := range pageOnRoles(t) {
		role, act, state := row[0], row[1], row[2]
		p, kinds := people[role], things[state]
		switch {
		case p == nil || kinds == nil:
			continue
		case role == "steward" && act == "leaveOrganization": // here there is one steward, and the page speaks of more
			continue
		case act == "closeHandover": // here nobody has offered anything
			continue
		case act == "openConversation": // nothing that there is says whether one may begin something else
			continue
		}
		key := p.Name + state
		if may[key] == nil {
			may[key] = allowed(t, p, kinds)
		}
		if got, want := may[key][act], row[3] == "yes"; got != want {
			t.Errorf("%s, %s, %s: the API tells %s %t, the page says %t", role, act, state, p.Name, got, want)
		}
		compared++
	}
	if compared < 250 {
		t.Errorf("only %d lines of the page were compared", compared)
	}
	t.Logf("%d lines of the page are as the API tells them", compared)
}

func pageOnRoles(t *testing.T) [][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(root, "schema", "roles.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

// thing is an object of the API that says what one may do with it.
type thing struct{ kind, id string }

// states brings about a thing of each kind in each state that the page names.
func states(v *story.ValleVerde, i *story.Initiative, seated []*story.Person) map[string][]thing {
	asked := func(choice string) *story.Crates {
		c := v.LayOut(i, "PT1H")
		c.Accepts(seated...)
		if choice != "" {
			id := c.Asks(v.Karim, c.Offers(v.Karim, "One.", story.Values{"deposit": "100", "days": "7", "loss": "split", "counting": "Now and then."}), "One?")
			if choice != "later" {
				for _, p := range seated {
					p.Votes(id, choice)
				}
				v.Karim.Closes(id)
				c.Drawn = c.Agreement(v.Karim)
			}
		}
		return c
	}
	fresh, accepted, deciding, fixed := v.LayOut(i, "PT1H"), asked(""), asked("later"), asked("yes")
	conversation := func(by *story.Person, audience string) thing {
		input := story.Input{"initiative": i.ID, "question": "And the lids?", "audience": audience}
		if audience == "org" {
			input["organization"] = by.Org.ID
		}
		var got struct{ Conversation struct{ ID string } }
		by.Does("openConversation", input, "conversation { id }", &got)
		return thing{"conversation", got.Conversation.ID}
	}
	closed := conversation(v.Karim, "registered")
	v.Karim.Does("closeConversation", story.Input{"conversation": closed.id}, "conversation { id }", nil)
	return map[string][]thing{
		"founded":  {{"organization", v.Mesa.ID}},
		"opened":   {{"initiative", i.ID}, {"negotiation", fresh.ID}},
		"accepted": {{"negotiation", accepted.ID}},
		"deciding": {{"negotiation", deciding.ID}},
		"fixed":    {{"negotiation", fixed.ID}},
		"open":     {{"agreement", fixed.Drawn.ID}},
		"table":    {conversation(v.Karim, "table")}, "registered": {conversation(v.Karim, "registered")},
		"org": {conversation(v.Beatriz, "org")}, "registered closed": {closed},
	}
}

// allowed asks things what somebody may do with them.
func allowed(t *testing.T, p *story.Person, things []thing) map[string]bool {
	t.Helper()
	acts := make(map[string]bool)
	for _, thing := range things {
		var got struct {
			Thing *struct {
				ViewerMay []struct {
					Act     string
					Allowed bool
				}
			}
		}
		err := p.Do(t.Context(), "query($id: ID!) { thing: "+thing.kind+"(id: $id) { viewerMay { act allowed } } }", story.Input{"id": thing.id}, &got)
		if err != nil && !strings.Contains(err.Error(), "NOT_FOUND") {
			t.Fatalf("%s asks about the %s: %v", p.Name, thing.kind, err)
		}
		if err != nil || got.Thing == nil {
			continue
		}
		for _, m := range got.Thing.ViewerMay {
			acts[m.Act] = acts[m.Act] || m.Allowed
		}
	}
	return acts
}

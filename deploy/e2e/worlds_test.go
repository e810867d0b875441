package e2e

import (
	"net/http"
	"path/filepath"
	"testing"

	"parley.example/deploy/story"
)

// Two worlds that differ in one thing: how far the restaurants' delegate may go,
// and how often that was revised. What everybody else is told, byte for byte
// and in the same order, is the same in both (I11).
func TestNobodyElseCanTellHowFarAMandateReaches(t *testing.T) {
	narrow, refused := world(t, "200")
	wide, granted := world(t, "400", "300", "400")
	if refused != "BEYOND_MANDATE" || granted != "" {
		t.Errorf("the delegate's own attempts end in %q and %q: the worlds do not differ", refused, granted)
	}
	answers := 0
	for person, told := range narrow {
		one, other := told.normal(), wide[person].normal()
		if len(one) != len(other) {
			t.Errorf("%s is answered %d times in one world and %d times in the other", person, len(one), len(other))
			continue
		}
		answers += len(one)
		for i := range one {
			if one[i] != other[i] {
				at := parting(one[i], other[i])
				t.Errorf("%s can tell by answer %d:\n…%.300s\n…%.300s", person, i, one[i][at:], other[i][at:])
				break
			}
		}
	}
	if answers < 400 {
		t.Errorf("only %d answers were compared", answers)
	}
	t.Logf("%d people were told the same in %d answers", len(narrow), answers)
}

// parting is a place a little before the first difference.
func parting(one, other string) int {
	at := 0
	for at < min(len(one), len(other)) && one[at] == other[at] {
		at++
	}
	return max(0, at-150)
}

// world plays the story in a house of its own with a limit, and with others put
// in its place on the way. It returns what everybody outside the restaurants
// was told, and how their delegate's attempt at four euros would end.
func world(t *testing.T, limit string, revised ...string) (map[string]*transcript, string) {
	t.Helper()
	h, err := start(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	told := make(map[string]*transcript)
	tale := story.Begin(t.Context(), story.Telling{URL: h.URL, Name: "world", Transport: func(person string) http.RoundTripper {
		told[person] = &transcript{}
		return told[person]
	}})
	v := story.TellValleVerde(tale, limit)
	c := v.OpenCrates("PT2S")
	lookAround(t, c)
	c.FirstRound()
	for _, more := range revised {
		v.Beatriz.Does("reviseLimits", story.Input{"mandate": v.Mesa.Mandate, "limits": []story.Limit{{Term: "deposit", Max: more}}}, "mandate { id }", nil)
	}
	attempt := attempts(t, c)
	lookAround(t, c)
	expires(v.Luis, c.OffersBriefly(v.Ramon, "Only if you say yes before lunch.", fourEuros("3")))
	c.FirstDecision()
	lookAround(t, c)
	c.SecondRound()
	c.SecondDecision()
	c.Sign()
	lookAround(t, c)
	fatal(t, tale)
	for _, insider := range []*story.Person{v.Beatriz, v.Marc, v.Nuria} {
		delete(told, insider.Name)
	}
	return told, attempt
}

// attempts lets the restaurants' delegate try what may lie beyond their mandate:
// for good where it does, and dry where it does not. It returns the refusal.
func attempts(t *testing.T, c *story.Crates) string {
	t.Helper()
	offer := c.Tabling("offer", "Four euros, why not.", fourEuros("14"), nil)
	code := dryRun(t, c.Marc, "tablePackage", offer)
	if code != "" {
		c.Marc.IsRefused(code, "tablePackage", offer)
		c.Marc.IsRefused(code, "tablePackage", offer)
	}
	return code
}

// lookAround lets everybody outside the restaurants read all there is to read,
// and ask for what is not theirs.
func lookAround(t *testing.T, c *story.Crates) {
	t.Helper()
	questions := []struct{ query, id string }{
		{"{ viewer { organization { name members(first: 9) { edges { node { person { name } roles } } } mandates(first: 9) { edges { node { id acts limited limits { limits { term max } } } } } } memberships(first: 9) { edges { node { roles limits(first: 9) { edges { node { limits { term max } } } } } } } } }", ""},
		{"{ organizations(first: 20) { edges { node { id name mandates(first: 5) { edges { node { id } } } members(first: 5) { edges { node { id } } } } } } }", ""},
		{"query($id: ID!) { node(id: $id) { id ... on Mandate { limited acts } ... on Limits { limits { term } } } }", c.Mesa.Mandate},
		{"query($id: ID!) { organization(id: $id) { id mandates(first: 5) { edges { node { id limits { limits { term } } } } } viewerMay { act allowed code } } }", c.Mesa.ID},
		{"query($id: ID!) { initiative(id: $id) { title viewerMay { act allowed code } invitations(first: 9) { edges { node { id } } } seats(first: 20) { edges { node { id state organization { name } attemptNotes(first: 5) { edges { node { note } } } } } } } }", c.Initiative.ID},
		{"query($id: ID!) { negotiation(id: $id) { version viewerMay { act allowed code message } ownRoom { id drafts(first: 5) { nodes { id } } messages(first: 5) { nodes { text } } } record { entries { sequence body } head } } }", c.ID},
		{"query($id: ID!) { " + table + " }", c.ID},
		{"query($id: ID!) { agreement(id: $id) { status revision viewerMay { act allowed code } record { entries { sequence body } head } document { canonical } } }", c.Drawn.ID},
	}
	for _, p := range c.People {
		if p.Org == c.Mesa {
			continue
		}
		for _, q := range questions {
			post(t, p, request(q.query, story.Input{"id": q.id})) // what is said of it is kept in the transcript
		}
	}
}

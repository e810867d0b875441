package e2e

import (
	"strings"
	"testing"

	"parley.example/deploy/client"
)

// settler is somebody with an organization of their own, through the address that
// everybody uses.
func settler(t *testing.T, name string) (*client.Client, string) {
	t.Helper()
	c := client.New(open(t).URL)
	if err := c.SignUp(t.Context(), name, commandID()+"@settlers.example", "a long enough pass phrase"); err != nil {
		t.Fatal(err)
	}
	var made struct{ Organization struct{ ID string } }
	mutate(t, c, "foundOrganization", map[string]any{"name": name + " & partners", "purpose": "To be found."}, "organization { id }", &made)
	if err := c.ActFor(t.Context(), made.Organization.ID); err != nil {
		t.Fatal(err)
	}
	return c, made.Organization.ID
}

func mutate(t *testing.T, c *client.Client, name string, input map[string]any, selection string, into any) {
	t.Helper()
	if err := c.Mutate(t.Context(), name, input, selection, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func query(t *testing.T, c *client.Client, document string, variables map[string]any, into any) {
	t.Helper()
	if err := c.Do(t.Context(), document, variables, into); err != nil {
		t.Fatal(err)
	}
}

// Two who never heard of each other: one finds the other by a mistyped word,
// sees why they could be allies, asks to be introduced, and they found a
// community to which others are admitted.
func TestTwoFindEachOther(t *testing.T) {
	mora, mill := settler(t, "Mora")
	ulla, farm := settler(t, "Ulla")
	mutate(t, mora, "reviseProfile", map[string]any{"organization": mill, "needs": []string{"Quinoa by the sack"}}, "profile { needs meets }", nil)
	mutate(t, ulla, "reviseProfile", map[string]any{"organization": farm, "offers": []string{"Sacks of quinoa", "<script>alert(1)</script>"}}, "", nil)

	var seen struct {
		Directory struct {
			Edges []struct {
				Node struct {
					Organization struct {
						ID     string
						Allies []struct {
							Organization struct{ ID string }
							Reasons      []struct{ Tie, Ours, Theirs string }
						}
					}
					Matches []struct{ Field, Line string }
				}
			}
		}
	}
	query(t, mora, `query($w: String!) { directory(search: $w, kind: organization, first: 5) { edges { cursor node {
		organization { id profile { offers } allies(first: 3) { organization { id } reasons { tie ours theirs } } } matches { field line spans { from to } } } } pageInfo { hasNextPage } } }`,
		map[string]any{"w": "quinao sack offer"}, &seen)
	if len(seen.Directory.Edges) != 0 {
		t.Errorf("a word that nobody says finds %+v", seen)
	}
	query(t, mora, `query($w: String!) { directory(search: $w) { edges { node { kind organization { id allies { organization { id } reasons { tie ours theirs } } } matches { field line spans { from to } } } } } }`,
		map[string]any{"w": "quinao"}, &seen)
	hits := make(map[string]string)
	for _, e := range seen.Directory.Edges {
		hits[e.Node.Organization.ID] = e.Node.Matches[0].Line
	}
	if hits[farm] != "Sacks of quinoa" || hits[mill] != "Quinoa by the sack" {
		t.Fatalf("%+v", hits)
	}
	for _, e := range seen.Directory.Edges {
		if o := e.Node.Organization; o.ID == mill && (len(o.Allies) == 0 || o.Allies[0].Organization.ID != farm || o.Allies[0].Reasons[0].Tie != "theyOfferWhatWeNeed") {
			t.Errorf("allies of the mill: %+v", o.Allies)
		}
	}

	mutate(t, mora, "proposeIntroduction", map[string]any{"between": []string{mill, farm}, "why": "Your quinoa, our stones.", "contact": "mora@mill"}, "proposal { id state }", nil)
	var asked struct {
		Organization struct {
			Introductions struct {
				Edges []struct {
					Node struct{ ID, State, TheirContact string }
				}
			}
		}
	}
	inbox := `query($id: ID!) { organization(id: $id) { introductions { edges { node { id state theirContact viewerMay { act allowed } } } } } }`
	query(t, ulla, inbox, map[string]any{"id": farm}, &asked)
	if n := asked.Organization.Introductions.Edges; len(n) != 1 || n[0].Node.State != "asked" || n[0].Node.TheirContact != "" {
		t.Fatalf("Ulla is asked: %+v", n)
	}
	id := asked.Organization.Introductions.Edges[0].Node.ID
	if err := mora.Mutate(t.Context(), "acceptIntroduction", map[string]any{"introduction": id, "contact": "x"}, "introduction { id }", nil); client.Code(err) != "NOT_FOUND" {
		t.Errorf("Mora answers for Ulla: %v", err)
	}
	mutate(t, ulla, "acceptIntroduction", map[string]any{"introduction": id, "contact": "ulla@farm"}, "introduction { state theirContact }", &asked.Organization.Introductions.Edges[0])
	query(t, mora, inbox, map[string]any{"id": mill}, &asked)
	if n := asked.Organization.Introductions.Edges; len(n) != 1 || n[0].Node.State != "introduced" || n[0].Node.TheirContact != "ulla@farm" {
		t.Errorf("Mora reads %+v", n)
	}

	var made struct{ Community struct{ ID string } }
	mutate(t, mora, "foundCommunity", map[string]any{"name": "Grain", "purpose": "Bread.", "charter": "We pay within ten days.", "admission": 1}, "community { id charter { text } memberCount }", &made)
	mutate(t, ulla, "seekMembership", map[string]any{"community": made.Community.ID, "words": "We are introduced."}, "member { state }", nil)
	mutate(t, mora, "vouchFor", map[string]any{"community": made.Community.ID, "organization": farm, "words": "Fine quinoa."}, "member { state under { id } vouches { edges { node { words } } } }", nil)
	mutate(t, ulla, "offerStandingTerms", map[string]any{"community": made.Community.ID, "title": "Quinoa", "text": "Forty euros a sack."}, "standing { id title }", nil)
	var terms struct {
		Community struct {
			StandingTerms struct {
				Edges []struct{ Node struct{ Title string } }
			}
			ViewerMay []struct {
				Act     string
				Allowed bool
			}
		}
	}
	query(t, mora, `query($id: ID!) { community(id: $id) { standingTerms { edges { node { title } } } viewerMay { act allowed code message } } }`, map[string]any{"id": made.Community.ID}, &terms)
	if n := terms.Community.StandingTerms.Edges; len(n) != 1 || n[0].Node.Title != "Quinoa" || len(terms.Community.ViewerMay) == 0 {
		t.Errorf("%+v", terms)
	}

	var csv struct{ Organization struct{ PeopleCsv string } }
	query(t, ulla, `query($id: ID!) { organization(id: $id) { peopleCsv } }`, map[string]any{"id": farm}, &csv)
	if !strings.HasPrefix(csv.Organization.PeopleCsv, "person,name,roles,since\n"+ulla.Person+",Ulla,") {
		t.Errorf("%q", csv.Organization.PeopleCsv)
	}
	var imported struct{ Tokens string }
	mutate(t, ulla, "importPeople", map[string]any{"organization": farm, "csv": "person,name,roles\n,Otto,member\n"}, "tokens", &imported)
	if !strings.Contains(imported.Tokens, ",Otto,member,") {
		t.Errorf("%q", imported.Tokens)
	}
}

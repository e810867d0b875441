package e2e

import (
	"bytes"
	"regexp"

	"parley.example/deploy/story"
)

// positions differ whenever they are sealed anew.
var positions = regexp.MustCompile(`"position":"[^"]*"`)

// bystander is all that the city's delegate sees of the stage.
func (m *misuse) bystander() []byte {
	m.t.Helper()
	var all bytes.Buffer
	for _, c := range []*story.Crates{m.stage.fresh, m.stage.talking, m.stage.deciding, m.stage.voted, m.stage.fixed} {
		_, body := post(m.t, m.stage.Joan, request("query($id: ID!) { "+table+" }", story.Input{"id": c.ID}))
		all.Write(body)
	}
	_, body := post(m.t, m.stage.Joan, request(`query($id: ID!) { organizations(first: 100) { edges { node { id name } } } initiatives(first: 100) { edges { node { id title } } }
		initiative(id: $id) { title classes { name } seats(first: 20) { edges { node { id state seeks attempts { at } } } } conversations(first: 5) { edges { node { id open statements(first: 5) { edges { node { text tally { agree } } } } } } } } }`,
		story.Input{"id": m.stage.i.ID}))
	all.Write(body)
	return positions.ReplaceAll(all.Bytes(), nil)
}

package story

// HomeBallot is one of an organization's own as its members see it.
type HomeBallot struct{ ID, SubjectKind, Status, Outcome string }

// RatifiesAtHome lets members vote on what their delegate has agreed on, and
// ends when all of them have: the first so many say yes, the others no.
func (o *Organization) RatifiesAtHome(yes int, members ...*Person) {
	type answer struct {
		Organization struct {
			Ballots struct{ Edges []struct{ Node HomeBallot } }
		}
	}
	asked := func(a answer) (b HomeBallot) {
		for _, e := range a.Organization.Ballots.Edges {
			if e.Node.SubjectKind == "ratification" && e.Node.Status == "open" {
				b = e.Node
			}
		}
		return b
	}
	got := Waits(o.Steward, "subscription($id: ID!) { organization(id: $id) { ballots(first: 20) { edges { node { id subjectKind status } } } } }",
		Input{"id": o.ID}, func(a answer) bool { return asked(a).ID != "" })
	o.Lets(asked(got).ID, yes, members...)
}

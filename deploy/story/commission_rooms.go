package story

// TwoRooms: the drivers talk among themselves, and with the union, and come back
// with one offer.
func (c *Commission) TwoRooms() {
	for _, room := range []struct {
		title string
		with  *Person
		says  string
	}{
		{"Drivers", c.Nadia, "If we come with two numbers they take the higher one."},
		{"Drivers and union", c.Olga, "Would your people stand behind 16.5?"},
	} {
		var got struct{ Caucus struct{ ID string } }
		c.Dani.Does("openCaucus", Input{"negotiation": c.ID, "title": room.title, "seats": []string{room.with.Org.Seats[c.Initiative]}}, "caucus { id }", &got)
		c.Dani.Does("sayInCaucus", Input{"caucus": got.Caucus.ID, "text": room.says}, "caucus { id }", nil)
		room.with.Does("sayInCaucus", Input{"caucus": c.theirs(room.with, "caucuses", room.title), "text": "One number, then."}, "caucus { id }", nil)
	}
	var got struct{ Joint struct{ ID string } }
	c.Dani.Does("draftJoint", Input{
		"negotiation": c.ID, "with": []string{c.Alone.Seats[c.Initiative]}, "as": "offer", "note": "All who drive, with one voice.",
		"values": c.settings(ride("16.5", "30", "1550", "split")), "expiresAt": c.In(standing),
	}, "joint { id }", &got)
	c.Nadia.Does("confirmJoint", Input{"joint": c.theirs(c.Nadia, "jointPackages", "All who drive, with one voice.")}, "joint { id status }", nil)
	c.Joint = c.tabled(c.Nadia, "All who drive, with one voice.")
}

// theirs is the id by which somebody knows what they share with few: each has
// one of their own.
func (c *Commission) theirs(p *Person, list, called string) string {
	named := map[string]string{"caucuses": "title", "jointPackages": "note"}[list]
	type answer struct {
		Negotiation map[string]struct {
			Nodes []struct{ ID, Called string }
		}
	}
	id := ""
	Waits(p, "subscription($id: ID!) { negotiation(id: $id) { "+list+"(first: 9) { nodes { id called: "+named+" } } } }", Input{"id": c.ID}, func(a answer) bool {
		for _, n := range a.Negotiation[list].Nodes {
			if n.Called == called {
				id = n.ID
			}
		}
		return id != ""
	})
	return id
}

// tabled waits for the package with a note to lie on the table.
func (t *Table) tabled(p *Person, note string) (id string) {
	type answer struct {
		Negotiation struct {
			Packages struct{ Nodes []struct{ ID, Note string } }
		}
	}
	Waits(p, "subscription($id: ID!) { negotiation(id: $id) { packages(last: 5) { nodes { id note } } } }", Input{"id": t.ID}, func(a answer) bool {
		for _, n := range a.Negotiation.Packages.Nodes {
			if n.Note == note {
				id = n.ID
			}
		}
		return id != ""
	})
	return id
}

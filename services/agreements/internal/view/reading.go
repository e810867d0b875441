package view

import (
	"strings"

	"parley.example/events/agreements"
	"parley.example/events/project"
)

// The audience of an agreement's text and of who has signed it: those at the
// table where it was made, and everybody who belongs to an organization that it
// is about. Whoever is asked to ratify has to be able to read; whoever is bound
// goes on reading when their organization has left the table.
const (
	OfText     = "text:{agreement}"
	ofTextSelf = "text:{id}" // of the agreement itself
)

// TextGrant is a row of agreements.text_grant: whoever goes by Holder, or is
// granted an audience of that name by the registry, reads what is for Audience.
type TextGrant struct {
	Holder   string `json:"holder"`
	Audience string `json:"audience"`
}

// Row implements [project.Document].
func (g *TextGrant) Row() project.Row { return project.Row{Parent: g.Holder, Audience: g.Audience} }

func textOf(agreement string) string { return "text:" + agreement }

// theTextGrants are keyed by agreement and holder. None is ever taken away: what
// somebody was bound by stays theirs to read.
func theTextGrants(e project.Event) (keys []string) {
	switch ev := e.Event.(type) {
	case agreements.Drafted:
		keys = append(keys, e.Commit.Aggregate+"/table:"+ev.Text().Initiative)
		for _, s := range ev.Text().Preamble.Seats {
			if s.Organization != "" {
				keys = append(keys, e.Commit.Aggregate+"/org:"+s.Organization)
			}
		}
	case agreements.Signed:
		keys = append(keys, e.Commit.Aggregate+"/org:"+ev.Organization)
	}
	return keys
}

func applyTextGrant(key string, _ *TextGrant, e project.Event) *TextGrant {
	_, holder, _ := strings.Cut(key, "/")
	return &TextGrant{Holder: holder, Audience: textOf(e.Commit.Aggregate)}
}

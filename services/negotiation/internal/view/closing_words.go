package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// ClosingWord is what a seat says when the talks have failed.
type ClosingWord struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Place       string              `json:"place"`
	Seat        string              `json:"seat"`
	Text        string              `json:"text"`
	At          negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *ClosingWord) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Place, Audience: "table:" + d.Initiative}
}

var closingWord = once[negotiation.ClosingWord, ClosingWord]{closingWordID, projectClosingWord}

func closingWords() project.View {
	return project.Of(project.View{Table: "closing_word", Version: 1, Audience: atTable}, closingWord.touches, closingWord.project)
}

func closingWordID(_ negotiation.ClosingWord, e project.Event) string {
	return record.NewID("clw", e.Commit.Aggregate, place(e.Commit.Version))
}

func projectClosingWord(key string, ev negotiation.ClosingWord, e project.Event) *ClosingWord {
	return &ClosingWord{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Place: place(e.Commit.Version), Seat: ev.Seat, Text: ev.Text, At: at(e),
	}
}

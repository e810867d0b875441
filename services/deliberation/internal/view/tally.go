package view

import (
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/events/project"
)

// fewest is how many people an opinion must have before it is counted in
// public: fewer could be told apart by those who know them.
const fewest = 5

// Tally is a document of deliberation.tally: how many stand where on a
// statement. A number under five is "< 5", and there is no total from which one
// could be worked out. Counts are what the next event needs and are not served.
type Tally struct {
	ID           string `json:"id"` // the statement's
	Conversation string `json:"conversation"`
	Readers      string `json:"readers"`
	Agree        string `json:"agree"`
	Disagree     string `json:"disagree"`
	Pass         string `json:"pass"`
	Counts       Counts `json:"counts"`
}

// Counts are people by stance.
type Counts map[deliberation.Stance]int

// Row implements [project.Document].
func (t *Tally) Row() project.Row {
	return project.Row{Parent: t.Conversation, Sort: t.ID, Audience: t.Readers}
}

func theTally(e project.Event) []string {
	switch e := e.Event.(type) {
	case deliberation.StatementMade:
		return []string{e.Statement}
	case deliberation.StanceTaken:
		return []string{e.Statement}
	}
	return nil
}

func applyTally(id string, t *Tally, e project.Event) *Tally {
	switch event := e.Event.(type) {
	case deliberation.StatementMade:
		t = &Tally{ID: id, Conversation: e.Commit.Aggregate, Readers: hearersOf(event), Counts: Counts{}}
	case deliberation.StanceTaken:
		t.Counts[event.Stance]++
		if event.Before != "" {
			t.Counts[event.Before]--
		}
	}
	t.Agree, t.Disagree, t.Pass = shown(t.Counts[deliberation.Agree]), shown(t.Counts[deliberation.Disagree]), shown(t.Counts[deliberation.Pass])
	return t
}

func shown(people int) string {
	if people < fewest {
		return "< " + strconv.Itoa(fewest)
	}
	return strconv.Itoa(people)
}

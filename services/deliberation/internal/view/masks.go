package view

import (
	"parley.example/events/deliberation"
	"parley.example/events/project"
)

// Mask is a document of deliberation_sealed.mask, which only the service reads:
// that there is one. The secret stays in the journal.
type Mask struct {
	ID      string `json:"id"`
	Subject string `json:"subject"`
}

// Row implements [project.Document].
func (m *Mask) Row() project.Row { return project.Row{Parent: m.Subject, Audience: "internal"} }

func theMask(e project.Event) []string {
	if _, drawn := e.Event.(deliberation.MaskDrawn); drawn {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyMask(id string, _ *Mask, e project.Event) *Mask {
	return &Mask{ID: id, Subject: e.Event.(deliberation.MaskDrawn).Subject}
}

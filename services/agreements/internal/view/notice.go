package view

import (
	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Notice is a document of agreements.notice: what became of an agreement that
// a seat had signed. Whoever acted on a text hears why it ended, or who will
// not join it.
type Notice struct {
	ID        string             `json:"id"`
	Seat      string             `json:"seat"` // who is told
	Agreement string             `json:"agreement"`
	Version   int                `json:"version"`
	Kind      string             `json:"kind"` // declined, void, lapsed
	By        string             `json:"by,omitempty"`
	Reason    string             `json:"reason,omitempty"`
	Missing   []string           `json:"missing"` // who had to sign and did not
	At        agreements.Instant `json:"at"`
}

// Row implements [project.Document].
func (n Notice) Row() project.Row {
	return project.Row{Parent: n.Seat, Sort: sortable(n.At), Audience: "seat:" + n.Seat}
}

// noticeID is the same for all events of a commit: a no that voids a version
// is told once.
func noticeID(commit *record.Stored, seat string) string {
	return record.NewID("ntc", commit.Aggregate, commit.ID, seat)
}

func theNotices(e project.Event) []string {
	var ids []string
	for _, seat := range told(e) {
		ids = append(ids, noticeID(e.Commit, seat))
	}
	return ids
}

func told(e project.Event) []string {
	switch e := e.Event.(type) {
	case agreements.Declined:
		return e.Told
	case agreements.Voided:
		return e.Told
	case agreements.Lapsed:
		return e.Told
	}
	return nil
}

func applyNotice(id string, _ *Notice, e project.Event) *Notice {
	n := &Notice{ID: id, Agreement: e.Commit.Aggregate, Missing: []string{}, At: agreements.InstantOf(e.At())}
	for _, seat := range told(e) {
		if noticeID(e.Commit, seat) == id {
			n.Seat = seat
		}
	}
	switch e := e.Event.(type) {
	case agreements.Declined:
		n.Kind, n.Version, n.By, n.Reason = "declined", e.Version, e.Seat, e.Reason
	case agreements.Voided:
		n.Kind, n.Version, n.By, n.Reason = "void", e.Version, e.Seat, e.Reason
	case agreements.Lapsed:
		n.Kind, n.Version, n.Missing = "lapsed", e.Version, e.Missing
	}
	return n
}

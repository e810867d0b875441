package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Caucus is a closed room as one of its members sees it. Each member has a
// document of their own, with an id of its own: whoever is outside finds
// nothing, and nothing that is inside leads to it.
type Caucus struct {
	ID          string               `json:"id"`
	Reader      string               `json:"reader"` // an audience
	Initiative  string               `json:"initiative"`
	Negotiation string               `json:"negotiation"`
	Title       string               `json:"title,omitempty"`
	Members     []negotiation.Reader `json:"members"`
	OpenedBy    negotiation.Reader   `json:"openedBy"`
	OpenedAt    negotiation.Instant  `json:"openedAt"`
	Status      string               `json:"status"` // open, left, closed, erased
	Messages    int                  `json:"messages"`
	EraseAt     *negotiation.Instant `json:"eraseAt,omitempty"`
}

// Row implements [project.Document].
func (d *Caucus) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: instant(d.OpenedAt), Audience: d.Reader}
}

// CaucusID is the id by which a member knows a caucus.
func CaucusID(caucus string, r negotiation.Reader) string {
	return record.NewID("cau", caucus, audienceOf(r))
}

func caucuses() project.View {
	return project.Of(project.View{Table: "caucus", Version: 1, Audience: toReader}, touchesCaucus, projectCaucus)
}

// caucusReaders are the members whose documents an event changes.
func caucusReaders(e project.Event) []negotiation.Reader {
	switch ev := e.Event.(type) {
	case negotiation.CaucusOpened:
		return ev.Members
	case negotiation.CaucusSaid:
		return ev.Readers
	case negotiation.CaucusLeft:
		return append([]negotiation.Reader{ev.Member}, ev.Left...)
	case negotiation.CaucusClosed:
		return ev.Members
	case negotiation.CaucusErased:
		return ev.Readers
	}
	return nil
}

func touchesCaucus(e project.Event) []string {
	var ids []string
	for _, r := range caucusReaders(e) {
		ids = append(ids, CaucusID(e.Commit.Aggregate, r))
	}
	return ids
}

func projectCaucus(key string, d *Caucus, e project.Event) *Caucus {
	switch ev := e.Event.(type) {
	case negotiation.CaucusOpened:
		for _, r := range ev.Members {
			if CaucusID(e.Commit.Aggregate, r) == key {
				return &Caucus{
					ID: key, Reader: audienceOf(r), Initiative: ev.Initiative, Negotiation: ev.Negotiation, Title: ev.Title, Members: ev.Members,
					OpenedBy: ev.By, OpenedAt: at(e), Status: "open", EraseAt: ev.EraseAt,
				}
			}
		}
	case negotiation.CaucusSaid:
		d.Messages++
	case negotiation.CaucusLeft:
		d.Members = ev.Left
		if CaucusID(e.Commit.Aggregate, ev.Member) == key {
			d.Status = "left"
		}
	case negotiation.CaucusClosed:
		d.Status = "closed"
	case negotiation.CaucusErased:
		d.Status = "erased"
	}
	return d
}

// CaucusMessage is what was said in a caucus, as one who was there sees it. Off
// the record there are no words in it.
type CaucusMessage struct {
	ID        string              `json:"id"`
	Reader    string              `json:"reader"`
	Caucus    string              `json:"caucus"` // as the reader knows it
	Message   string              `json:"message"`
	Number    int                 `json:"number"`
	From      negotiation.Reader  `json:"from"`
	By        string              `json:"by"`
	Text      string              `json:"text,omitempty"`
	Cipher    string              `json:"cipher,omitempty"`
	ReplyTo   *int                `json:"replyTo,omitempty"`
	Withdrawn bool                `json:"withdrawn"`
	SaidAt    negotiation.Instant `json:"saidAt"`
}

// Row implements [project.Document].
func (d *CaucusMessage) Row() project.Row {
	return project.Row{Parent: d.Caucus, Sort: place(d.Number), Audience: d.Reader}
}

func caucusMessages() project.View {
	return project.Of(project.View{Table: "caucus_message", Version: 1, Audience: toReader}, touchesCaucusMessage, projectCaucusMessage)
}

func caucusMessageID(message string, r negotiation.Reader) string {
	return record.NewID("cms", message, audienceOf(r))
}

func touchesCaucusMessage(e project.Event) []string {
	var ids []string
	switch ev := e.Event.(type) {
	case negotiation.CaucusSaid:
		for _, r := range ev.Readers {
			ids = append(ids, caucusMessageID(ev.Message, r))
		}
	case negotiation.CaucusUnsaid:
		for _, r := range ev.Readers {
			ids = append(ids, caucusMessageID(ev.Message, r))
		}
	}
	return ids
}

func projectCaucusMessage(key string, d *CaucusMessage, e project.Event) *CaucusMessage {
	switch ev := e.Event.(type) {
	case negotiation.CaucusSaid:
		for _, r := range ev.Readers {
			if caucusMessageID(ev.Message, r) != key {
				continue
			}
			d = &CaucusMessage{
				ID: key, Reader: audienceOf(r), Caucus: CaucusID(e.Commit.Aggregate, r), Message: ev.Message, Number: ev.Number, From: ev.By,
				By: ev.Person, Text: ev.Text, Cipher: ev.Cipher, SaidAt: at(e),
			}
			if ev.ReplyTo > 0 {
				d.ReplyTo = &ev.ReplyTo
			}
			return d
		}
	case negotiation.CaucusUnsaid:
		d.Text, d.Cipher, d.Withdrawn = "", "", true
	}
	return d
}

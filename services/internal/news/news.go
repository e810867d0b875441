// Package news tells people what needs them, what became of what they said and
// what moved. Every stream has a table `news` of it, made like any other view;
// the inbox is what of them the viewer may read.
//
// To add news, write a file news_<topic>.go beside the views of a service and
// put its [Topic] into the list in news.go there:
//
//	var signing = news.Topic{Name: "signing", Version: 1, Of: func(e project.Event) []news.Change {
//		switch ev := e.Event.(type) {
//		case agreements.Opened: // something that waits for these seats
//			return news.All(news.Tell(news.Item{
//				To: "table:" + ini, For: seats, Lane: news.Needs, Act: "signAgreement", Until: &by,
//				Kind: "NEWS_SIGN", Thread: neg, Subject: agr, Params: news.Params{"agreement": agr},
//			}, "sign", agr))
//		case agreements.Signed: // one of them has done it
//			return news.All(news.Settle("seat:"+ev.Seat, "sign", agr))
//		case agreements.Voided: // the same item says what became of it
//			return news.All(news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_VOID"}, "sign", agr))
//		}
//		return nil
//	}}
//
// What identifies an item are the words at the end, never whom it is for: so an
// event that names only the agreement reaches the item. What somebody said is
// told with the lane [Kept], which is in no list, and turned when something
// became of it. A kind is a sentence in schema/text (all languages), its
// {params} by name; an id as a param is shown as the name of what it is, to who
// may read that: names and other people's words are not copied into news. Count
// up the topic's Version when its mapping changes.
package news

import (
	"slices"
	"time"

	"parley.example/events/project"
	"parley.example/events/record"
)

// Lane is why an item stands in an inbox.
type Lane string

// The lanes.
const (
	Needs  Lane = "needs"  // an act of the reader's, until a moment
	Became Lane = "became" // of what the reader said or did
	Moved  Lane = "moved"  // something happened where the reader takes part
	Kept   Lane = "kept"   // nothing to tell yet: in no list
)

// Params are what a kind's sentence speaks of, by name: an id, a number, a
// decimal, a date, a short word of ours. Nothing that a person wrote.
type Params map[string]string

// Item is one line of an inbox. It is for everyone who reads To; if it names
// some of them in For, only for those.
type Item struct {
	ID      string          `json:"id"`
	To      string          `json:"to"`            // an audience: person:, seat:, org:, steward:, table:, convener:, registered
	For     []string        `json:"for,omitempty"` // audiences within To that it is still for; absent: all of To
	Lane    Lane            `json:"lane"`
	Kind    string          `json:"kind"`              // code of its sentence, NEWS_…
	Thread  string          `json:"thread"`            // id of what it is about in the large: to group and to mute by
	Subject string          `json:"subject,omitempty"` // id of what to look at
	Act     string          `json:"act,omitempty"`     // of an item that needs one: the act's name in viewerMay
	Until   *record.Instant `json:"until,omitempty"`   // when that act comes too late, or what it tells of ends: calendars show it
	Params  Params          `json:"params"`
	By      string          `json:"by,omitempty"`    // the person who did it, where To may know: to them it is no news
	At      record.Instant  `json:"at"`              // of the event that said it last; set here
	Turns   int             `json:"turns,omitempty"` // how often it has said something else; set here
}

// Row implements [project.Document]. A lane of an audience is a list, in the
// order of time; of one moment, in that of the kinds, which is not drawn by lot
// as ids are.
func (i *Item) Row() project.Row {
	return project.Row{Parent: string(i.Lane) + " " + i.To, Sort: i.At.UTC().Format("2006-01-02T15:04:05.000Z") + " " + i.Kind, Audience: i.To}
}

// Until is a moment in the form of an item.
func Until(at time.Time) *record.Instant {
	i := record.InstantOf(at)
	return &i
}

// Change is what an event does to one item.
type Change struct {
	about []string
	turn  func(before *Item) *Item
	quiet bool // the item is no newer for it
}

// All is a list of changes.
func All(changes ...Change) []Change { return changes }

// Tell says something new; what stood under the same words is replaced.
func Tell(item Item, about ...string) Change {
	return Change{about: about, turn: func(*Item) *Item { return &item }}
}

// Turn makes an item that stands say something else: what is absent from the
// new one stays as it was, except For, Act and Until, which belong to a need.
// Where none stands nothing happens.
func Turn(to Item, about ...string) Change {
	return Change{about: about, turn: func(before *Item) *Item {
		if before == nil {
			return nil
		}
		after := to
		after.To = or(to.To, before.To)
		after.Lane = or(to.Lane, before.Lane)
		after.Kind = or(to.Kind, before.Kind)
		after.Thread = or(to.Thread, before.Thread)
		after.Subject = or(to.Subject, before.Subject)
		if to.Params == nil {
			after.Params = before.Params
		}
		return &after
	}}
}

// Postpone moves the moment that an item names.
func Postpone(until time.Time, about ...string) Change {
	return Change{about: about, turn: func(before *Item) *Item {
		if before == nil || before.Until == nil {
			return before
		}
		after := *before
		after.Until = Until(until)
		return &after
	}}
}

// Undate takes the moment away that an item names, since it will not come any
// more. That is no news.
func Undate(about ...string) Change {
	return Change{about: about, quiet: true, turn: func(before *Item) *Item {
		if before == nil || before.Until == nil || before.Lane == Needs {
			return before
		}
		after := *before
		after.Until = nil
		return &after
	}}
}

// Settle ends a need for one of those in For. When the last of them is done the
// item is kept, for what may become of it.
func Settle(who string, about ...string) Change {
	return Change{about: about, quiet: true, turn: func(before *Item) *Item {
		if before == nil || before.Lane != Needs || !slices.Contains(before.For, who) {
			return before
		}
		after := *before
		after.For = slices.DeleteFunc(slices.Clone(before.For), func(w string) bool { return w == who })
		if len(after.For) == 0 {
			after.Lane, after.Act, after.Until = Kept, "", nil
		}
		return &after
	}}
}

// Over takes an item away.
func Over(about ...string) Change {
	return Change{about: about, turn: func(*Item) *Item { return nil }}
}

func or[S ~string](a, b S) S {
	if a != "" {
		return a
	}
	return b
}

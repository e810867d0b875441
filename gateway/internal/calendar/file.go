// Package calendar shows a person's deadlines to the calendar that they use:
// votes, signatures, offers that end, as a file that other programs fetch now
// and then from a secret address. Who has the address reads what its person
// may read at that moment, and nothing can be changed through it.
package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
)

// Entry is one deadline.
type Entry struct {
	ID      string // the same for ever: by it a calendar knows what was moved
	Turns   int    // how often it has said something else
	Title   string
	Text    string
	Link    string
	At      time.Time // the deadline
	Changed time.Time
}

// entriesMost is how many deadlines a file has.
const entriesMost = 300

// Write writes a file (RFC 5545). Its instants are in UTC, which no calendar
// misreads; zone is the one in which its reader lives. The same entries are
// always the same bytes.
func Write(name, zone string, entries []Entry) ([]byte, error) {
	c := ical.NewCalendarFor("Parley")
	c.SetProductId("-//Parley//Deadlines//EN")
	c.SetMethod(ical.MethodPublish)
	c.SetCalscale("GREGORIAN")
	c.SetName(text(name, 100))
	c.SetXWRCalName(text(name, 100))
	c.SetXWRTimezone(token(zone))
	c.SetRefreshInterval("PT1H")
	c.SetXPublishedTTL("PT1H")
	for _, e := range entries[:min(len(entries), entriesMost)] {
		add(c, e)
	}
	var b bytes.Buffer
	if err := c.SerializeTo(&b, ical.WithNewLine("\r\n")); err != nil {
		return nil, fmt.Errorf("write calendar: %w", err)
	}
	return b.Bytes(), nil
}

func add(c *ical.Calendar, e Entry) {
	event := c.AddEvent(token(e.ID) + "@parley")
	event.SetSequence(max(e.Turns, 0))
	event.SetDtStampTime(whole(e.Changed))
	event.SetModifiedAt(whole(e.Changed))
	event.SetStartAt(whole(e.At))
	event.SetSummary(text(e.Title, 200))
	event.SetDescription(text(e.Text, 1000))
	event.SetTimeTransparency(ical.TransparencyTransparent) // a deadline keeps nobody from another appointment
	if e.Link != "" {
		event.SetURL(token(e.Link))
	}
	alarm := event.AddAlarm()
	alarm.SetAction(ical.ActionDisplay)
	alarm.SetTrigger("-P1D")
	alarm.SetDescription(text(e.Title, 200))
}

// whole cuts a moment to what the format can say: years of four digits, seconds.
func whole(t time.Time) time.Time {
	t = t.UTC().Truncate(time.Second)
	if y := t.Year(); y < 1 || y > 9999 {
		return time.Unix(0, 0).UTC()
	}
	return t
}

// text is a value of the type TEXT: without characters that the format does
// not have. What has a meaning in it is escaped when it is written.
func text(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029', r == '\u0085':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return s
}

// token is a value that stands as it is: an id, a zone, an address of ours.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`"\;,`, r) {
			return -1
		}
		return r
	}, s)
}

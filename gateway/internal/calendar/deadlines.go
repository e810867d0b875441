package calendar

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"parley.example/gateway/internal/digest"
	"parley.example/gateway/internal/inbox"
	"parley.example/schema"
)

// Deadlines makes people's files.
type Deadlines struct {
	Sources digest.Sources
	Readers *digest.Readers
	Marks   inbox.Marks
	// Table says which table the documents of an id are in.
	Table func(id string) (table string, known bool)
	Base  string // address of this installation
	Now   func() time.Time
}

// looked is how much of an inbox is searched for deadlines.
const looked = 200

// kept is how long a deadline stays in the file when it is over.
const kept = 30 * 24 * time.Hour

// Of writes the file of a person: what needs them, and what ends where they
// take part, in all their organizations.
func (d *Deadlines) Of(ctx context.Context, person string) ([]byte, error) {
	wants, err := d.Readers.Of(ctx, person)
	if err != nil {
		return nil, err
	}
	who, err := d.Sources.Who(ctx, person)
	if err != nil {
		return nil, err
	}
	entries := make(map[string]Entry)
	locale, zone := digest.Locale(cmp.Or(wants.Language, who.Language)), digest.Zone(cmp.Or(wants.Zone, who.Zone))
	for _, actor := range who.Actors(person) {
		src := d.Sources(actor)
		found, err := d.as(ctx, src, person, locale, zone)
		src.Close()
		if err != nil {
			return nil, err
		}
		maps.Copy(entries, found)
	}
	all := slices.SortedFunc(maps.Values(entries), func(a, b Entry) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return Write(schema.Sentence(locale, "CALENDAR_NAME", nil), zone.String(), all)
}

func (d *Deadlines) as(ctx context.Context, src inbox.Source, person, locale string, zone *time.Location) (map[string]Entry, error) {
	now := d.Now()
	ends := func(l inbox.Line) bool {
		return l.Until != nil && l.Until.After(now.Add(-kept)) && !l.Done && !l.Sealed
	}
	var lines []inbox.Line
	for _, lane := range inbox.Lanes {
		page, err := inbox.Read(ctx, src, d.Marks, inbox.Query{Person: person, Lanes: []string{lane}, Limit: looked, Keep: ends}, now)
		if err != nil {
			return nil, fmt.Errorf("read the deadlines of %s: %w", person, err)
		}
		lines = append(lines, page.Lines...)
	}
	names, err := inbox.Names(ctx, src, d.Table, lines)
	if err != nil {
		return nil, fmt.Errorf("read the names in the deadlines of %s: %w", person, err)
	}
	tongue := inbox.NewTongue(locale, zone, names)
	entries := make(map[string]Entry, len(lines))
	for _, l := range lines {
		e := Entry{ID: l.ID, Turns: l.Turns, Title: tongue.Say(l), Text: tongue.Name(l.Thread) + " · " + tongue.Moment(*l.Until), At: *l.Until, Changed: l.At}
		if l.Subject != "" {
			e.Link = d.Base + "/?node=" + l.Subject
		}
		entries[l.ID] = e
	}
	return entries, nil
}

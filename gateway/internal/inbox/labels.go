package inbox

import (
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parley.example/gateway/internal/read"
	"parley.example/schema"
)

// Tongue says things of news to one reader: in a language, with instants in a
// time zone, and ids as the names that the reader may know them by.
type Tongue struct {
	Locale string
	Zone   *time.Location
	names  map[string]string // by id
}

// Unnamed stands for what the reader may not, or no longer, know by name.
const Unnamed = "…"

var idShaped = regexp.MustCompile(`^[a-z]{3}_[a-z0-9_]{1,60}$`)

// Names reads, as the reader, the names of everything that the lines speak of.
// Table says which table the documents of an id are in.
func Names(ctx context.Context, src Source, table func(id string) (string, bool), lines []Line) (map[string]string, error) {
	wanted := make(map[string][]string)
	seen := make(map[string]bool)
	want := func(id string) {
		if seen[id] || !idShaped.MatchString(id) {
			return
		}
		seen[id] = true
		if t, known := table(id); known {
			wanted[t] = append(wanted[t], id)
		}
	}
	for _, l := range lines {
		want(l.Thread)
		for _, value := range l.Params {
			want(value)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	var batch read.Batch
	for t, ids := range wanted {
		batch.Lookups = append(batch.Lookups, read.Lookup{Table: t, IDs: ids})
	}
	found, err := src.Read(ctx, batch)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(found.Rows))
	for key, row := range found.Rows {
		names[key.ID] = name(row.Doc)
	}
	return names, nil
}

// named are the properties by which a document is called, the best first.
type named struct {
	Name, Title, Question, Text string
	Number                      int
}

func name(doc []byte) string {
	var n named
	if json.Unmarshal(doc, &n) != nil {
		return Unnamed
	}
	for _, s := range []string{n.Name, n.Title, n.Question, n.Text} {
		if s = Plain(s, 80); s != "" {
			return s
		}
	}
	if n.Number > 0 {
		return strconv.Itoa(n.Number)
	}
	return Unnamed
}

// Plain makes one inert line of what somebody wrote: no control character, no
// override of the writing direction, no more than so many characters.
func Plain(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d' && r != '\u200c', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return s
}

// NewTongue speaks a language of [schema.Locales] in a time zone.
func NewTongue(locale string, zone *time.Location, names map[string]string) Tongue {
	return Tongue{Locale: locale, Zone: zone, names: names}
}

// Name is what an id is called, or "…".
func (t Tongue) Name(id string) string {
	if n := t.names[id]; n != "" {
		return n
	}
	return Unnamed
}

// Say is the sentence of a line.
func (t Tongue) Say(l Line) string {
	params := make(map[string]string, len(l.Params))
	for name, value := range l.Params {
		params[name] = t.value(value)
	}
	if schema.Text(t.Locale, l.Kind) == "" {
		return schema.Sentence(t.Locale, "NEWS_OTHER", nil) // written by a service that is newer than we are
	}
	return unfilled.ReplaceAllString(schema.Sentence(t.Locale, l.Kind, params), Unnamed)
}

var unfilled = regexp.MustCompile(`\{[A-Za-z]+\}`)

func (t Tongue) value(value string) string {
	if idShaped.MatchString(value) {
		return t.Name(value)
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return t.Moment(at)
	}
	if value == "" {
		return Unnamed
	}
	return Plain(value, 120)
}

// Moment is an instant as the reader's calendar and clock show it.
func (t Tongue) Moment(at time.Time) string {
	local := at.In(t.Zone)
	months := strings.Fields(schema.Text(t.Locale, "MONTHS"))
	days := strings.Fields(schema.Text(t.Locale, "WEEKDAYS"))
	if len(months) != 12 || len(days) != 7 {
		return local.Format("2006-01-02 15:04 MST")
	}
	return strings.NewReplacer(
		"{weekday}", days[local.Weekday()], "{day}", strconv.Itoa(local.Day()), "{month}", months[local.Month()-1],
		"{year}", strconv.Itoa(local.Year()), "{time}", local.Format("15:04"), "{zone}", local.Format("MST"),
	).Replace(schema.Text(t.Locale, "MOMENT"))
}

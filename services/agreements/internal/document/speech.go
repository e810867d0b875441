package document

import (
	"strconv"
	"strings"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/money"
)

// speech are the sentences of the second format in one language. As with the
// first format they are part of what is signed: a better translation is a new
// format.
type speech struct {
	words
	months                               [12]string
	day, moment                          string // of a date
	lengths                              map[string][2]string
	decimal, thousands                   string
	represented, nobody                  string
	held, heldNot, article               string
	natures                              map[string]string
	replaces, kept, changed, cancelled   string
	left, aside                          string
	asks, ask, moreAsks                  string
	convener, people                     string
	turnout, turnoutOf, gini, said       string
	asked, empty, advocates              string
	byMandate, mandateAsks, byMembers    string
	turnoutLeast                         string
	entry2, notBefore, asleep            string
	until, renews, notice, noExit, ends  string
	prevails, only                       string
	tongues                              map[string]string
	class, everyone                      string
	owes, dueAfter, dueAtOnce, dueOn     string
	every, untilAfter, untilOn           string
	proofs                               map[string]string
	silence, sleeps, keeps               string
	shared, sharedEvery, within, reserve string
	contest, reader                      string
	ways                                 map[string]string
}

// voice is the speech of a language, English where we have no words in it.
func voice(language string) speech {
	tag, _, _ := strings.Cut(language, "-")
	if w, known := speeches[tag]; known {
		w.words = languages[tag]
		return w
	}
	w := speeches["en"]
	w.words = languages["en"]
	return w
}

var speeches = map[string]speech{"en": english, "es": spanish}

// date is a date as people write it.
func (w speech) date(t time.Time) string {
	return fill(w.day, "{day}", strconv.Itoa(t.Day()), "{month}", w.months[t.Month()-1], "{year}", strconv.Itoa(t.Year()))
}

// on is a stored date as people write it.
func (w speech) on(stored string) string {
	t, err := time.Parse(time.DateOnly, stored)
	if err != nil {
		return stored
	}
	return w.date(t)
}

// at is a moment as people write it, to the minute. It is told in UTC: what a
// zone's clocks will show is decided by governments, and what is signed never
// changes.
func (w speech) at(i agreements.Instant) string {
	t := i.UTC()
	return fill(w.moment, "{date}", w.date(t), "{time}", t.Format("15:04"))
}

// length is an ISO 8601 length of time as people say it: "14 days".
func (w speech) length(stored string) string {
	var list []string
	rest, clock := strings.TrimPrefix(stored, "P"), ""
	for rest != "" {
		if rest[0] == 'T' {
			rest, clock = rest[1:], "T"
			continue
		}
		end := strings.IndexAny(rest, "YMWDHS")
		if end < 1 {
			return stored
		}
		names, known := w.lengths[clock+rest[end:end+1]]
		if !known {
			return stored
		}
		name := names[1]
		if rest[:end] == "1" {
			name = names[0]
		}
		list = append(list, rest[:end]+" "+name)
		rest = rest[end+1:]
	}
	return w.list(list)
}

// each is a length as it stands after "every": "week", "2 weeks".
func (w speech) each(stored string) string { return strings.TrimPrefix(w.length(stored), "1 ") }

// amount is money as people write it: "1,234.50 EUR".
func (w speech) amount(m agreements.Money) string {
	a, err := money.Parse(m.Minor, m.Currency)
	if err != nil {
		return m.Minor + " " + m.Currency
	}
	number, _, _ := strings.Cut(a.String(), " ")
	whole, cents, divided := strings.Cut(number, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + w.thousands + whole[at:]
	}
	if divided {
		whole += w.decimal + cents
	}
	return sign + whole + " " + m.Currency
}

// tongue is the name of a language, and its tag where we have none.
func (w speech) tongue(language string) string {
	tag, _, _ := strings.Cut(language, "-")
	if name, known := w.tongues[tag]; known {
		return name
	}
	return language
}

// name is the name of a seat that the text knows.
func name(d agreements.Document, seat string) string {
	for _, s := range d.Preamble.Seats {
		if s.Seat == seat || s.Organization == seat {
			return s.Name
		}
	}
	for _, m := range d.Preamble.Missing {
		if m.Seat == seat {
			return m.Name
		}
	}
	return seat
}

func named(d agreements.Document, seats []string) []string {
	list := make([]string, len(seats))
	for i, s := range seats {
		list[i] = name(d, s)
	}
	return list
}

func number(n int) string { return strconv.Itoa(n) }

package terms

import (
	"strconv"
	"strings"
	"time"
)

// units of time with their names for one and for more, the longest first.
var units = map[string][]unit{
	"en": {{24 * time.Hour, "day", "days"}, {time.Hour, "hour", "hours"}, {time.Minute, "minute", "minutes"}, {time.Second, "second", "seconds"}},
	"es": {{24 * time.Hour, "día", "días"}, {time.Hour, "hora", "horas"}, {time.Minute, "minuto", "minutos"}, {time.Second, "segundo", "segundos"}},
}

type unit struct {
	length    time.Duration
	one, more string
}

// spell is a length of time in words, "1 day 12 hours". A language whose units
// nobody has written down here gets what is stored, which can be mistaken for
// nothing else.
func spell(duration, language string) string {
	tag, _, _ := strings.Cut(language, "-")
	rest, ok := Duration(duration)
	if !ok || units[tag] == nil || rest == 0 {
		return duration
	}
	var words []string
	for _, u := range units[tag] {
		switch n := int(rest / u.length); n {
		case 0:
		case 1:
			words = append(words, "1 "+u.one)
		default:
			words = append(words, strconv.Itoa(n)+" "+u.more)
		}
		rest %= u.length
	}
	return strings.Join(words, " ")
}

package terms

import (
	"strconv"
	"strings"
	"time"

	"parley.example/services/internal/rules/rule"
)

// Duration reads a length of time in ISO 8601, "P2D", "PT12H", "P1DT30M": weeks,
// days, hours, minutes and seconds, each at most once, in this order and of at
// most four digits, ten years in all. Months and years have no fixed length and are not read.
func Duration(s string) (time.Duration, bool) {
	date, clock, timed := strings.Cut(s, "T")
	date, isPeriod := strings.CutPrefix(date, "P")
	if !isPeriod || timed && clock == "" || date == "" && clock == "" {
		return 0, false
	}
	calendar, ok := addUp(date, "WD", 7*24*time.Hour, 24*time.Hour)
	rest, alsoOK := addUp(clock, "HMS", time.Hour, time.Minute, time.Second)
	total := calendar + rest
	return total, ok && alsoOK && total <= 10*366*24*time.Hour
}

// addUp reads numbers with their units, each of which may come once.
func addUp(s, units string, lengths ...time.Duration) (total time.Duration, ok bool) {
	for s != "" {
		end := strings.IndexAny(s, units)
		if end < 1 || end > 4 || !digits(s[:end]) {
			return 0, false
		}
		n, _ := strconv.Atoi(s[:end])
		unit := strings.IndexByte(units, s[end])
		total += time.Duration(n) * lengths[unit]
		s, units, lengths = s[end+1:], units[unit+1:], lengths[unit+1:]
	}
	return total, true
}

// Period writes a length of time as [Duration] reads it, the same length always
// in the same way: "P2D", "P1DT12H", "PT0S".
func Period(d time.Duration) string {
	var date, clock strings.Builder
	rest := int64(d / time.Second)
	for _, u := range []struct {
		name    string
		seconds int64
		to      *strings.Builder
	}{{"D", secondsPerDay, &date}, {"H", 3600, &clock}, {"M", 60, &clock}, {"S", 1, &clock}} {
		if n := rest / u.seconds; n > 0 {
			u.to.WriteString(strconv.FormatInt(n, 10) + u.name)
			rest %= u.seconds
		}
	}
	switch {
	case date.Len()+clock.Len() == 0:
		return "PT0S"
	case clock.Len() == 0:
		return "P" + date.String()
	}
	return "P" + date.String() + "T" + clock.String()
}

// seconds reads a length of time as a number.
func seconds(s string) (int64, *rule.Refusal) {
	d, ok := Duration(s)
	if !ok {
		return 0, rule.Refuse("INVALID", "rule", "duration")
	}
	return int64(d / time.Second), nil
}

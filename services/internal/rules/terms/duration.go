package terms

import (
	"strconv"
	"strings"
	"time"
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

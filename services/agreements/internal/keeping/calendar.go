package keeping

import (
	"strconv"
	"strings"
	"time"
)

// Date is the stored form of a calendar day.
const Date = time.DateOnly

// period is a length of time that a calendar counts: months have no length of
// their own.
type period struct{ months, days int }

// readPeriod reads "P7D", "P2W", "P1M", "P1Y": years, months, weeks and days,
// each at most once and in this order, four digits each, not nothing.
func readPeriod(s string) (period, bool) {
	rest, found := strings.CutPrefix(s, "P")
	if !found || rest == "" {
		return period{}, false
	}
	var p period
	for units := "YMWD"; rest != ""; {
		end := strings.IndexAny(rest, units)
		if end < 1 || end > 4 || strings.Trim(rest[:end], "0123456789") != "" {
			return period{}, false
		}
		n, _ := strconv.Atoi(rest[:end])
		switch rest[end] {
		case 'Y':
			p.months += 12 * n
		case 'M':
			p.months += n
		case 'W':
			p.days += 7 * n
		case 'D':
			p.days += n
		}
		units, rest = units[strings.IndexByte(units, rest[end])+1:], rest[end+1:]
	}
	return p, p != period{}
}

// after counts n periods from a day. Each is counted from the first day and not
// from the one before, so that the 31st comes back after a short month, whose
// last day stands for it.
func (p period) after(day time.Time, n int) time.Time {
	year, month, d := day.Date()
	first := time.Date(year, month+time.Month(n*p.months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(d, last)-1+n*p.days)
}

// dayOf is the calendar day of a moment in a zone. Days are kept in UTC, where
// each has 24 hours and counting is plain.
func dayOf(at time.Time, zone *time.Location) time.Time {
	year, month, day := at.In(zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// over is the moment at which a day ends in a zone: the first moment of the
// next one, whatever the clocks do that night.
func over(day time.Time, zone *time.Location) time.Time {
	year, month, d := day.Date()
	end := time.Date(year, month, d+1, 0, 0, 0, 0, zone)
	// Where clocks jump over midnight the day begins at one; time.Date then
	// answers with the hour before, which is still the day that ends.
	if end.Day() == d {
		end = end.Add(time.Hour)
	}
	return end.UTC()
}

// days counts from one day to another.
func days(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

func readDay(s string) (time.Time, bool) {
	day, err := time.Parse(Date, s)
	return day, err == nil
}

// Through is the last day of a period that begins on a day; false where the
// length is none.
func Through(from time.Time, every string) (time.Time, bool) {
	p, ok := readPeriod(every)
	return p.after(from, 1).AddDate(0, 0, -1), ok
}

package accord

import (
	"strconv"
	"time"

	"parley.example/events/agreements"
)

// zone is where the text counts its days.
func zone(text agreements.Document) *time.Location {
	if place, err := time.LoadLocation(text.Zone); err == nil {
		return place
	}
	return time.UTC
}

// after is a length of time in ISO 8601 from a moment on, counted in the
// calendar of a zone: years, months, weeks and days. What is no such length adds
// nothing.
func after(at time.Time, period string, in *time.Location) time.Time {
	var n [3]int // years, months, days
	for rest := trimmed(period); rest != ""; {
		end := 0
		for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
			end++
		}
		count, err := strconv.Atoi(rest[:end])
		if err != nil || end == len(rest) || count > 10_000 {
			return at
		}
		switch rest[end] {
		case 'Y':
			n[0] += count
		case 'M':
			n[1] += count
		case 'W':
			n[2] += 7 * count
		case 'D':
			n[2] += count
		default:
			return at
		}
		rest = rest[end+1:]
	}
	return at.In(in).AddDate(n[0], n[1], n[2]).UTC()
}

func trimmed(period string) string {
	if len(period) < 3 || period[0] != 'P' {
		return ""
	}
	return period[1:]
}

// over is the moment at which the last day of a text is over; the zero moment if
// it names none.
func over(text agreements.Document) time.Time {
	if text.Lasts == nil || text.Lasts.Until == "" {
		return time.Time{}
	}
	day, err := time.ParseInLocation(time.DateOnly, text.Lasts.Until, zone(text))
	if err != nil {
		return time.Time{}
	}
	return day.AddDate(0, 0, 1).UTC()
}

// pace is how long the parties wait before they look back: the templates' ninety
// and a hundred and eighty days, and a year.
func pace(level int) string {
	switch level {
	case 1:
		return "P90D"
	case 2:
		return "P180D"
	case 3:
		return "P1Y"
	}
	return ""
}

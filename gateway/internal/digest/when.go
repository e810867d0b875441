package digest

import "time"

// Next is the first moment after now at which it is that full hour of the day
// in a time zone. Where the clocks skip the hour it is soon after, on the same
// day; where they go through it twice, it is one of the two.
func Next(now time.Time, zone *time.Location, hour int) time.Time {
	local := now.In(zone)
	for day := 0; ; day++ {
		at := time.Date(local.Year(), local.Month(), local.Day()+day, hour, 0, 0, 0, zone)
		noon := time.Date(local.Year(), local.Month(), local.Day()+day, 12, 0, 0, 0, zone)
		for Day(at, zone) < Day(noon, zone) { // midnight was skipped, and this is still the evening before
			at = at.Add(15 * time.Minute)
		}
		if at.After(now) {
			return at.UTC()
		}
	}
}

// Day names the day of a digest in its reader's calendar. There is one digest
// a day, whatever the clocks do.
func Day(at time.Time, zone *time.Location) string { return at.In(zone).Format("2006-01-02") }

// Zone is a time zone by its IANA name; UTC for one that nobody knows.
func Zone(name string) *time.Location {
	if name == "" || name == "Local" || len(name) > 64 {
		return time.UTC
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

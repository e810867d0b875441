package proof

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

func leaves(l *life, v *version, t deed) error {
	if !slices.Contains(v.parties(), t.Seat) || v.text.Lasts == nil || v.text.Lasts.Notice == "" {
		return fmt.Errorf("%s cannot leave it", t.Seat)
	}
	if ends := later(l.at, v.text.Lasts.Notice); !near24(ends, t.Ends) {
		return fmt.Errorf("its notice is %s, which ends %s, it says %s", v.text.Lasts.Notice, ends, t.Ends)
	}
	leaving := map[string]string{t.Seat: t.Ends}
	maps.Copy(leaving, v.leaving)
	v.leaving = leaving
	return nil
}

func exited(l *life, v *version, t deed) error {
	ends, announced := v.leaving[t.Seat]
	if !announced || l.at < ends || !slices.Contains(v.parties(), t.Seat) {
		return fmt.Errorf("the notice of %s is not over", t.Seat)
	}
	v.left = append(v.left, t.Seat)
	if !slices.Equal(v.parties(), t.Parties) && len(v.parties())+len(t.Parties) > 0 {
		return fmt.Errorf("%v stay, it says %v", v.parties(), t.Parties)
	}
	return nil
}

func renewed(l *life, v *version, t deed) error {
	leaving := 0
	for seat := range v.leaving {
		if !slices.Contains(v.left, seat) {
			leaving++
		}
	}
	switch {
	case v.state != isInForce || v.until == "" || l.at < v.until || v.text.Lasts == nil || v.text.Lasts.Renews == "" || leaving > 0:
		return fmt.Errorf("its term is not over, or does not begin again")
	case !near24(later(v.until, v.text.Lasts.Renews), t.Until):
		return fmt.Errorf("it goes on for %s, it says until %s", v.text.Lasts.Renews, t.Until)
	}
	v.until = t.Until
	return nil
}

func ended(l *life, v *version, t deed) error {
	switch {
	case v.state == isInForce && t.Why == "expired" && v.until != "" && l.at >= v.until:
	case v.state == isInForce && t.Why == "too few" && len(v.parties()) < 2:
	default:
		return fmt.Errorf("%q is no reason for its end now", t.Why)
	}
	v.state = isEnded
	return nil
}

const instants = "2006-01-02T15:04:05.000Z"

// near24 tells whether two instants are a day apart at most. Days are counted in
// a zone, and which hour a zone's clocks show governments decide: a verifier
// that must say the same for ever does not know.
func near24(one, other string) bool {
	if one == other {
		return true
	}
	a, err := time.Parse(time.RFC3339Nano, one)
	b, wrong := time.Parse(time.RFC3339Nano, other)
	return err == nil && wrong == nil && a.Sub(b).Abs() <= 24*time.Hour
}

// later is a length of time in ISO 8601 (years, months, weeks and days) after an
// instant, in UTC; "" for what is none.
func later(at, period string) string {
	from, err := time.Parse(time.RFC3339Nano, at)
	if err != nil || len(period) < 3 || period[0] != 'P' {
		return ""
	}
	var n [3]int
	digits := ""
	for _, c := range period[1:] {
		if c >= '0' && c <= '9' && len(digits) < 5 {
			digits += string(c)
			continue
		}
		count, err := strconv.Atoi(digits)
		switch {
		case err != nil:
			return ""
		case c == 'Y':
			n[0] += count
		case c == 'M':
			n[1] += count
		case c == 'W':
			n[2] += 7 * count
		case c == 'D':
			n[2] += count
		default:
			return ""
		}
		digits = ""
	}
	return from.AddDate(n[0], n[1], n[2]).Format(instants)
}

package terms

import (
	"strconv"
	"strings"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/money"
	"parley.example/services/internal/rules/rule"
)

// Decimals have at most twelve digits before the point and six after it, so
// that whole numbers of the last decimal fit int64 and their differences too.
const (
	maxDigits = 12
	maxScale  = 6
)

// ordered tells whether values of the kind are numbers inside.
func ordered(k negotiation.TermKind) bool {
	switch k {
	case negotiation.MoneyTerm, negotiation.QuantityTerm, negotiation.PercentageTerm, negotiation.DateTerm, negotiation.DurationTerm:
		return true
	}
	return false
}

// measure reads a value in its written form as a number of smallest steps.
func measure(t negotiation.Term, s string) (int64, *rule.Refusal) {
	switch t.Kind {
	case negotiation.MoneyTerm:
		a, err := money.Parse(s, t.Currency)
		if err != nil {
			return 0, rule.Refuse("INVALID", "rule", "money")
		}
		return a.Minor, nil
	case negotiation.DateTerm:
		return days(s)
	case negotiation.DurationTerm:
		return seconds(s)
	}
	return decimal(s, t.Scale)
}

// written is the inverse of measure.
func written(t negotiation.Term, n int64) string {
	switch t.Kind {
	case negotiation.MoneyTerm:
		return strconv.FormatInt(n, 10)
	case negotiation.DateTerm:
		return time.Unix(n*secondsPerDay, 0).UTC().Format(time.DateOnly)
	case negotiation.DurationTerm:
		return Period(time.Duration(n) * time.Second)
	}
	sign, digits := "", strconv.FormatInt(n, 10)
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if t.Scale == 0 {
		return sign + digits
	}
	digits = strings.Repeat("0", max(0, t.Scale+1-len(digits))) + digits
	point := len(digits) - t.Scale
	return sign + digits[:point] + "." + digits[point:]
}

// stepOf reads a term's step, which for dates is a number of days.
func stepOf(t negotiation.Term) (int64, *rule.Refusal) {
	if t.Kind == negotiation.DateTerm {
		return decimal(t.Step, 0)
	}
	return measure(t, t.Step)
}

const secondsPerDay = 24 * 60 * 60

func days(s string) (int64, *rule.Refusal) {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil || day.Year() < 1900 || day.Year() > 2999 {
		return 0, rule.Refuse("INVALID", "rule", "date")
	}
	return day.Unix() / secondsPerDay, nil
}

// decimal reads a decimal number as a whole number of its scale's last place.
// More decimals than the scale has are refused, never rounded.
func decimal(s string, scale int) (int64, *rule.Refusal) {
	whole, part, pointed := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !digits(whole) || len(whole) > maxDigits || pointed && !digits(part) {
		return 0, rule.Refuse("INVALID", "rule", "decimal")
	}
	if len(part) > scale {
		return 0, rule.Refuse(TooPrecise, "scale", strconv.Itoa(scale), "value", s)
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", scale-len(part)), 10, 64)
	if err != nil {
		return 0, rule.Refuse("INVALID", "rule", "decimal")
	}
	if strings.HasPrefix(s, "-") {
		n = -n
	}
	return n, nil
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// decimals counts those after the point.
func decimals(s string) int {
	_, part, _ := strings.Cut(s, ".")
	return len(part)
}

package terms

import (
	"strconv"
	"strings"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/money"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// The bounds of what a term causes.
const (
	maxSides    = 20
	maxDuties   = 20
	maxWhat     = 500
	maxFormula  = 500
	maxSeat     = 64
	longestWait = 366 * 24 * time.Hour
)

// Span reads a length of time in the calendar: one number of days, weeks,
// months or years, "P14D", "P1M", at most ten years. Unlike a [Duration] it has
// no fixed length: a month is over on the same day of the next one.
func Span(s string) (n int, unit byte, ok bool) {
	body, isPeriod := strings.CutPrefix(s, "P")
	if !isPeriod || len(body) < 2 || len(body) > 5 || !digits(body[:len(body)-1]) {
		return 0, 0, false
	}
	n, _ = strconv.Atoi(body[:len(body)-1])
	unit = body[len(body)-1]
	most := map[byte]int{'D': 3660, 'W': 520, 'M': 120, 'Y': 10}[unit]
	return n, unit, n <= most && (n > 0 || unit == 'D') && strconv.Itoa(n) == body[:len(body)-1]
}

// lasts tells whether s is a span that is not empty.
func lasts(s string) bool {
	n, _, ok := Span(s)
	return ok && n > 0
}

// waits tells whether s is a time that silence can last.
func waits(s string) bool {
	d, ok := Duration(s)
	return ok && d > 0 && d <= longestWait
}

// day tells whether s is a date of these centuries.
func day(s string) bool {
	t, err := time.Parse(time.DateOnly, s)
	return err == nil && t.Year() >= 2000 && t.Year() < 2200
}

// caused checks what a term causes, as far as the term itself can tell: which
// seats and other terms there are is known to the table.
func caused(t *negotiation.Term) *rule.Refusal {
	if refusal := sides(t.Needs, "needs"); refusal != nil {
		return refusal
	}
	if refusal := sides(t.HeldFor, "heldFor"); refusal != nil {
		return refusal
	}
	if len(t.Needs) == 0 {
		t.Needs = nil
	}
	if len(t.HeldFor) == 0 {
		t.HeldFor = nil
	}
	if len(t.Duties) > maxDuties {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxDuties)).At("duties")
	}
	keys := make(map[string]bool)
	duties := make([]negotiation.Duty, len(t.Duties))
	for i, d := range t.Duties {
		stored, refusal := owed(d)
		if refusal == nil && keys[d.Key] {
			refusal = invalid("key", "twice")
		}
		if refusal != nil {
			return refusal.At(append([]string{"duties", strconv.Itoa(i)}, refusal.Field...)...)
		}
		duties[i], keys[d.Key] = stored, true
	}
	if t.Duties = duties; len(duties) == 0 {
		t.Duties = nil
	}
	return distributed(t)
}

// sides checks a list of seats: each once.
func sides(seats []string, field string) *rule.Refusal {
	if len(seats) > maxSides {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxSides)).At(field)
	}
	seen := make(map[string]bool)
	for i, s := range seats {
		if s == "" || len(s) > maxSeat || seen[s] {
			return rule.Refuse("INVALID", "rule", "twice").At(field, strconv.Itoa(i))
		}
		seen[s] = true
	}
	return nil
}

// owed checks one duty.
func owed(d negotiation.Duty) (negotiation.Duty, *rule.Refusal) {
	if !isKey(d.Key) {
		return d, invalid("key", "key")
	}
	what, refusal := text.Clean(d.What, maxWhat)
	if refusal != nil {
		return d, refusal.At("what")
	}
	d.What = what
	if d.Evidence == "" {
		d.Evidence = negotiation.NoEvidence
	}
	if d.Evidence != negotiation.NoEvidence && d.Evidence != negotiation.NoteEvidence && d.Evidence != negotiation.FileEvidence {
		return d, invalid("evidence", "evidence")
	}
	if d.Acceptance != "" && !waits(d.Acceptance) {
		return d, invalid("acceptance", "duration")
	}
	for _, check := range []func(negotiation.Duty) *rule.Refusal{sided, timed, priced} {
		if refusal := check(d); refusal != nil {
			return d, refusal
		}
	}
	return d, nil
}

// sided refuses a duty that nobody has, that all have, or that is owed to
// oneself.
func sided(d negotiation.Duty) *rule.Refusal {
	for _, side := range []struct {
		field string
		whom  negotiation.Whom
	}{{"debtor", d.Debtor}, {"creditor", d.Creditor}} {
		set := 0
		for _, is := range []bool{side.whom.Seat != "", side.whom.Class != "", side.whom.All} {
			if is {
				set++
			}
		}
		if set != 1 || len(side.whom.Seat)+len(side.whom.Class) > maxName || side.whom.All && side.field == "debtor" {
			return invalid(side.field, "one_side")
		}
	}
	if d.Debtor.Seat != "" && d.Debtor == d.Creditor {
		return invalid("creditor", "other_side")
	}
	return nil
}

func timed(d negotiation.Duty) *rule.Refusal {
	if refusal := moment(d.Due, 0); refusal != nil {
		return refusal.At("due")
	}
	if d.Every != "" && !lasts(d.Every) {
		return invalid("every", "span")
	}
	if d.Until == nil {
		return nil
	}
	if d.Every == "" {
		return invalid("until", "recurring_only")
	}
	if refusal := moment(*d.Until, 1); refusal != nil {
		return refusal.At("until")
	}
	if d.Due.On != "" && d.Until.On != "" && d.Until.On < d.Due.On {
		return invalid("until", "below_min")
	}
	return nil
}

// moment checks that a day is named in one way: by a date, or by a span of at
// least so much.
func moment(w negotiation.When, least int) *rule.Refusal {
	n, _, span := Span(w.After)
	if (w.After == "") == (w.On == "") || w.After != "" && (!span || n < least) || w.On != "" && !day(w.On) {
		return rule.Refuse("INVALID", "rule", "day")
	}
	return nil
}

func priced(d negotiation.Duty) *rule.Refusal {
	switch a := d.Amount; {
	case a == nil:
		return nil
	case (a.Money == nil) == (a.Term == ""), len(a.Term) > maxKey:
		return invalid("amount", "one_amount")
	case a.Money != nil:
		if m, err := money.Parse(a.Money.Minor, a.Money.Currency); err != nil || m.Minor <= 0 {
			return rule.Refuse("INVALID", "rule", "amount").At("amount", "money")
		}
	}
	return nil
}

// distributed checks how a shares term is paid out.
func distributed(t *negotiation.Term) *rule.Refusal {
	s := t.Sharing
	if s == nil {
		return nil
	}
	at := func(r *rule.Refusal) *rule.Refusal { return r.At(append([]string{"sharing"}, r.Field...)...) }
	switch {
	case t.Kind != negotiation.SharesTerm:
		return invalid("sharing", "shares_only")
	case s.Every != "" && !lasts(s.Every):
		return at(invalid("every", "span"))
	case !waits(s.Contest):
		return at(invalid("contest", "duration"))
	case s.Reserve != "" && !listed(*t, s.Reserve):
		return at(rule.Refuse(NotAnOption, "value", s.Reserve).At("reserve"))
	case len(s.Reader) > maxSeat:
		return at(invalid("reader", "seat"))
	}
	kept := *s
	if s.Unit != "" {
		unit, refusal := text.Line(s.Unit, maxUnit)
		if refusal != nil {
			return at(refusal.At("unit"))
		}
		kept.Unit = unit
	}
	seen := make(map[string]bool)
	for i, w := range s.Within {
		refusal := within(*t, w)
		if refusal == nil && seen[w.Portion] {
			refusal = invalid("portion", "twice")
		}
		if refusal == nil && w.By == negotiation.ByContribution && kept.Unit == "" {
			refusal = invalid("by", "unit_missing")
		}
		if refusal != nil {
			return at(refusal.At(append([]string{"within", strconv.Itoa(i)}, refusal.Field...)...))
		}
		seen[w.Portion] = true
	}
	t.Sharing = &kept
	return nil
}

// within checks how one part is shared. That its formula can be worked out is
// for the service to know that pays by it.
func within(t negotiation.Term, w negotiation.Within) *rule.Refusal {
	switch {
	case !listed(t, w.Portion) || w.Portion == t.Sharing.Reserve:
		return rule.Refuse(NotAnOption, "value", w.Portion).At("portion")
	case w.By != negotiation.ByEqual && w.By != negotiation.ByContribution && w.By != negotiation.ByFormula:
		return invalid("by", "share_by")
	case (w.By == negotiation.ByFormula) != (w.Formula != ""):
		return invalid("formula", "formula")
	}
	clean, refusal := text.Optional(w.Formula, maxFormula)
	if refusal != nil || clean != w.Formula {
		return invalid("formula", "formula")
	}
	return nil
}

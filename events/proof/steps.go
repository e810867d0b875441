package proof

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// steps are what each event may do to a version, and when it may: the rules of
// an agreement's life, written a second time by somebody who believes nobody.
var steps = map[string]func(*life, *version, deed) error{
	"drafted":             nil, // makes a version: there is none to change
	"opened":              opened,
	"ratification_opened": asked,
	"ratification_closed": ratified,
	"reopened":            reopened,
	"signed":              signs,
	"declined":            declines,
	"voided":              voided,
	"lapsed":              lapsed,
	"superseded":          superseded,
	"entered_into_force":  enters,
	"article_awoke":       awoke,
	"exit_announced":      leaves,
	"exited":              exited,
	"renewed":             renewed,
	"ended":               ended,
}

func (l *life) drafted(t deed) error {
	v := version{hash: t.Hash, document: t.Document}
	if err := json.Unmarshal([]byte(t.Document), &v.text); err != nil {
		return err
	}
	n := len(l.versions)
	switch {
	case t.Version != n+1 || v.text.Version != n+1:
		return fmt.Errorf("it is not the next one")
	case Hash([]byte(t.Document)) != t.Hash:
		return fmt.Errorf("its hash is not that of its document")
	case n > 0 && (l.versions[n-1].state == isOpen || l.versions[n-1].state == isRatifying):
		return fmt.Errorf("nobody knows yet what becomes of the one before")
	}
	if p := v.text.Parent; p != nil {
		if p.Agreement != v.text.Agreement || p.Version < 1 || p.Version > n || l.versions[p.Version-1].hash != p.Hash {
			return fmt.Errorf("the version that it amends is not there")
		}
		stands := n
		if binding := l.binding(); binding > 0 {
			stands = binding
		}
		if p.Version != stands {
			return fmt.Errorf("it amends version %d, what stands is %d", p.Version, stands)
		}
	}
	l.versions = append(l.versions, v)
	return nil
}

func (l *life) binding() int {
	return 1 + slices.IndexFunc(l.versions, func(v version) bool { return v.state == isInForce })
}

func opened(_ *life, v *version, t deed) error {
	switch by, _ := t.By.(string); {
	case v.state != isOpen && !(v.state == isRatifying && v.closed):
		return fmt.Errorf("it cannot be opened any more")
	case by != v.text.Entry.By || t.NotBefore != v.text.Entry.NotBefore:
		return fmt.Errorf("its text gives it until %s and not before %q", v.text.Entry.By, v.text.Entry.NotBefore)
	case v.asked && slices.ContainsFunc(v.text.Entry.Seats, v.refused):
		return fmt.Errorf("a seat that must sign has not ratified it")
	}
	v.state = isOpen
	return nil
}

func (v *version) refused(seat string) bool { return slices.Contains(v.unratified, seat) }

func asked(_ *life, v *version, t deed) error {
	if v.state != isOpen || len(v.signed) > 0 || v.text.Ratification == nil || t.Until != v.text.Ratification.Until {
		return fmt.Errorf("its text asks nobody until %s", t.Until)
	}
	v.state, v.asked, v.until = isRatifying, true, t.Until
	return nil
}

func ratified(l *life, v *version, t deed) error {
	if v.closed || len(v.signed) > 0 {
		return fmt.Errorf("it was known before")
	}
	for _, said := range t.seats {
		if said.Outcome != "ratified" {
			v.unratified = append(v.unratified, said.Seat)
		}
		if said.Outcome == "silent" && l.at < v.until {
			return fmt.Errorf("%s was silent, and had time until %s", said.Seat, v.until)
		}
	}
	v.closed = true
	return nil
}

func reopened(_ *life, v *version, t deed) error {
	if v.state != isRatifying || !v.closed || len(t.Terms) == 0 {
		return fmt.Errorf("nobody has refused a term of it")
	}
	v.state = isReopened
	return nil
}

func signs(l *life, v *version, t deed) error {
	switch {
	case slices.Contains(v.signed, t.Seat) || slices.Contains(v.left, t.Seat) || v.refused(t.Seat):
		return fmt.Errorf("%s may not sign it", t.Seat)
	case t.Accession && v.state != isInForce:
		return fmt.Errorf("nobody joins what is not in force")
	case v.state != isOpen && v.state != isInForce:
		return fmt.Errorf("it cannot be signed any more, or yet")
	case v.state == isOpen && l.at >= v.text.Entry.By:
		return fmt.Errorf("it could be signed before %s", v.text.Entry.By)
	case v.state == isOpen && v.text.Ratification != nil && v.text.Ratification.Until != "" && !v.closed:
		return fmt.Errorf("its text has to be ratified first")
	}
	v.signed = append(v.signed, t.Seat)
	v.declined = slices.DeleteFunc(v.declined, func(seat string) bool { return seat == t.Seat })
	return nil
}

func declines(l *life, v *version, t deed) error {
	if slices.Contains(v.signed, t.Seat) {
		return fmt.Errorf("%s has signed it: that stands", t.Seat)
	}
	v.declined, l.voided = append(v.declined, t.Seat), t.Seat
	return nil
}

func voided(l *life, v *version, t deed) error {
	if v.state != isOpen || l.voided != t.Seat || !slices.Contains(v.text.Entry.Seats, t.Seat) {
		return fmt.Errorf("nobody whom it needs has declined it")
	}
	v.state = isVoid
	return nil
}

func lapsed(l *life, v *version, t deed) error {
	unratified := slices.ContainsFunc(v.text.Entry.Seats, v.refused)
	switch {
	case v.state == isRatifying && v.closed && unratified:
	case v.state != isOpen || l.at < v.text.Entry.By || len(v.missing()) == 0:
		return fmt.Errorf("it could still be signed, or all have")
	}
	v.state = isLapsed
	return nil
}

func superseded(l *life, v *version, t deed) error {
	by, _ := t.By.(float64)
	if v.state != isInForce || int(by) != len(l.versions) || t.Version >= int(by) {
		return fmt.Errorf("it has no successor %v", t.By)
	}
	next, left := l.versions[int(by)-1], []string{}
	for _, seat := range v.parties() {
		if !slices.Contains(next.signed, seat) {
			left = append(left, seat)
		}
	}
	if !slices.Equal(left, t.Left) {
		return fmt.Errorf("it leaves %v, it says %v", left, t.Left)
	}
	v.state, l.replaces = isSuperseded, int(by)
	return nil
}

func enters(l *life, v *version, t deed) error {
	switch {
	case v.state != isOpen:
		return fmt.Errorf("it is not open")
	case !v.met(l.at):
		return fmt.Errorf("%v must sign before %s, and it is not in force before %q", v.text.Entry.Seats, v.text.Entry.By, v.text.Entry.NotBefore)
	case t.Hash != "" && t.Hash != v.hash || t.Parties != nil && !slices.Equal(t.Parties, v.signed):
		return fmt.Errorf("it binds %v over %s", v.signed, v.hash)
	}
	if end := v.end(); end == "" != (t.Until == "") || !near24(end, t.Until) {
		return fmt.Errorf("its text lasts until %q, it says %q", end, t.Until)
	}
	v.state, v.until = isInForce, t.Until
	return nil
}

// end is when the last day of the text is over, in UTC; "" if it names none.
func (v *version) end() string {
	if v.text.Lasts == nil || v.text.Lasts.Until == "" {
		return ""
	}
	day, err := time.Parse(time.DateOnly, v.text.Lasts.Until)
	if err != nil {
		return ""
	}
	return day.AddDate(0, 0, 1).Format(instants)
}

func awoke(l *life, v *version, t deed) error {
	l.woken = append(l.woken, fmt.Sprint(t.Version, " ", t.Clause))
	return nil
}

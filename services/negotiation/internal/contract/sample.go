package contract

import (
	"fmt"
	"regexp"
	"strings"

	"parley.example/events/negotiation"
)

// Values reads a text that was made from the template, and returns what stands
// in its blanks, by key. White space does not matter.
func (t Template) Values(sample string) (map[string]negotiation.Value, error) {
	pattern, names := t.pattern()
	found := pattern.FindStringSubmatch(strings.TrimSpace(sample))
	if found == nil {
		return nil, fmt.Errorf("the text was not made from this template")
	}
	values := make(map[string]negotiation.Value)
	for i, name := range names {
		v, err := value(t.kindOf(name), found[i+1])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if held, twice := values[name]; twice && fmt.Sprint(held) != fmt.Sprint(v) {
			return nil, fmt.Errorf("%s is %q here and something else there", name, found[i+1])
		}
		values[name] = v
	}
	return values, nil
}

// pattern matches whatever was made from the template; names are those of its
// groups.
func (t Template) pattern() (pattern *regexp.Regexp, names []string) {
	var b strings.Builder
	b.WriteString(`(?s)^`)
	skipping := false
	for _, k := range t.tokens {
		switch {
		case k.mark == endList:
			skipping = false
		case skipping:
		case k.mark == plain:
			b.WriteString(loosely(k.words))
		case k.mark == onlyIf:
			names = append(names, k.name)
			b.WriteString("(")
		case k.mark == endIf:
			b.WriteString(")?")
		case k.mark == list:
			skipping = true
			fallthrough
		default:
			names = append(names, k.name)
			b.WriteString(shape(t.blank(k.name)))
		}
	}
	b.WriteString(`\s*$`)
	return regexp.MustCompile(b.String()), names
}

func (t Template) blank(key string) Blank {
	for _, b := range t.Blanks {
		if b.Key == key {
			return b
		}
	}
	return Blank{}
}

var space = regexp.MustCompile(`\s+`)

// loosely matches words whatever their white space is.
func loosely(words string) string {
	parts := space.Split(words, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return strings.Join(parts, `\s+`)
}

func shape(b Blank) string {
	switch b.Kind {
	case negotiation.DateTerm:
		return `(\d{2}/\d{2}/\d{4})`
	case negotiation.DurationTerm:
		return `(\d+ [a-z]+)`
	case negotiation.QuantityTerm, negotiation.PercentageTerm:
		return `(\d+(?:\.\d+)?)`
	case negotiation.ChoiceTerm:
		return `([a-z]+)`
	}
	if b.Type == "String" || b.Type == "Party" {
		return `"([^"]*)"`
	}
	return `(.+?)`
}

// days of a unit, for durations; those below a day are hours, minutes, seconds.
var periods = map[string]string{"week": "P%sW", "day": "P%sD", "hour": "PT%sH", "minute": "PT%sM", "second": "PT%sS"}

func value(kind negotiation.TermKind, said string) (negotiation.Value, error) {
	switch kind {
	case negotiation.YesNoTerm:
		yes := said != ""
		return negotiation.Value{YesNo: &yes}, nil
	case negotiation.DateTerm: // month, day, year
		return negotiation.Value{Date: said[6:] + "-" + said[:2] + "-" + said[3:5]}, nil
	case negotiation.DurationTerm:
		number, unit, _ := strings.Cut(said, " ")
		period, known := periods[strings.TrimSuffix(unit, "s")]
		if !known {
			return negotiation.Value{}, fmt.Errorf("%q has no fixed length", said)
		}
		return negotiation.Value{Duration: fmt.Sprintf(period, number)}, nil
	case negotiation.QuantityTerm:
		return negotiation.Value{Quantity: said}, nil
	case negotiation.PercentageTerm:
		return negotiation.Value{Percentage: said}, nil
	case negotiation.ChoiceTerm:
		return negotiation.Value{Choice: said}, nil
	}
	return negotiation.Value{Text: strings.TrimSpace(said)}, nil
}

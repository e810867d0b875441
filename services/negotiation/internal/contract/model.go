package contract

import (
	"regexp"
	"strings"

	"parley.example/events/negotiation"
)

// property is a line of a Concerto model: "o Integer termYears",
// "--> Party buyer", "o RateRange[] rates".
var property = regexp.MustCompile(`(?m)^\s*(?:o|-->)\s+([A-Za-z]+)(\[\])?\s+([A-Za-z][A-Za-z0-9_]*)`)

// typesOf reads of which type each property is. Of one name the first counts:
// the contract's own stand before those of its requests.
func typesOf(model string) map[string]string {
	types := make(map[string]string)
	for _, m := range property.FindAllStringSubmatch(model, -1) {
		if _, known := types[m[3]]; !known {
			types[m[3]] = m[1] + m[2]
		}
	}
	return types
}

// kindOf is the kind of term that holds a type. What has no kind of its own is
// text.
func kindOf(typ string, percent bool) negotiation.TermKind {
	switch typ {
	case "Boolean":
		return negotiation.YesNoTerm
	case "DateTime":
		return negotiation.DateTerm
	case "Duration", "Period":
		return negotiation.DurationTerm
	case "TemporalUnit":
		return negotiation.ChoiceTerm
	case "Double", "Integer", "Long":
		if percent {
			return negotiation.PercentageTerm
		}
		return negotiation.QuantityTerm
	}
	return negotiation.TextTerm
}

// unitsOfTime are the options of a TemporalUnit.
var unitsOfTime = strings.Fields("seconds minutes hours days weeks")

package gate

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

var (
	decimal  = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,20})?$`)
	rational = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,29})(/[1-9][0-9]{0,29})?$`)
	duration = regexp.MustCompile(`^P(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?(T(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}(\.\d{1,3})?S)?)?$`)
	locale   = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)
)

// formats are the scalars of our schema that travel as strings.
var formats = map[string]func(string) bool{
	"DateTime": func(s string) bool { _, err := time.Parse(time.RFC3339, s); return err == nil },
	"Date":     func(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil },
	"Decimal":  decimal.MatchString,
	"Rational": rational.MatchString,
	"Duration": func(s string) bool {
		return duration.MatchString(s) && s != "P" && s[len(s)-1] != 'T'
	},
	"Locale": locale.MatchString,
}

// scalar coerces a value that is not null to a scalar.
func scalar(name string, value any, path []string) (any, *Refusal) {
	switch name {
	case "Int":
		return integer(value, path)
	case "Float":
		return float(value, path)
	case "Boolean":
		if b, ok := value.(bool); ok {
			return b, nil
		}
	case "ID":
		return id(value, path)
	case "String":
		return text(value, path)
	case "JSON":
		return value, nil
	default:
		s, refusal := text(value, path)
		if refusal != nil {
			return nil, refusal
		}
		if valid := formats[name]; valid != nil && !valid(s.(string)) {
			return nil, wrong("format", path)
		}
		return s, nil
	}
	return nil, wrong("type", path)
}

func text(value any, path []string) (any, *Refusal) {
	s, ok := value.(string)
	if !ok {
		return nil, wrong("type", path)
	}
	if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
		return nil, wrong("format", path)
	}
	return s, nil
}

func integer(value any, path []string) (any, *Refusal) {
	switch n := value.(type) {
	case int:
		return n, nil
	case json.Number:
		i, err := strconv.ParseInt(n.String(), 10, 32)
		if err == nil {
			return int(i), nil
		}
		if _, err := strconv.ParseInt(n.String(), 10, 64); err == nil || len(n) > 18 {
			return nil, wrong("range", path)
		}
	}
	return nil, wrong("type", path)
}

func float(value any, path []string) (any, *Refusal) {
	switch n := value.(type) {
	case float64:
		return n, nil
	case json.Number:
		if f, err := n.Float64(); err == nil {
			return f, nil
		}
		return nil, wrong("range", path)
	}
	return nil, wrong("type", path)
}

func id(value any, path []string) (any, *Refusal) {
	switch v := value.(type) {
	case string:
		return text(v, path)
	case json.Number:
		if _, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return v.String(), nil
		}
	}
	return nil, wrong("type", path)
}

package proof

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// deepest is how far arrays and objects may be nested: far more than any
// document needs, and far less than a stack holds.
const deepest = 64

// Canonical returns the one form of a JSON text that is hashed and signed: the
// JSON Canonicalization Scheme of RFC 8785 (Rundgren, Jordan, Erdtman, 2020).
// Members are sorted by the UTF-16 code units of their names, numbers are
// written as ECMAScript writes them, strings with the fewest escapes, without
// any space.
//
// It refuses what has no such form: names that occur twice, lone surrogates,
// bytes that are not UTF-8, numbers beyond an IEEE 754 double, and whatever is
// not JSON (RFC 8259) to begin with. Two texts that differ in Unicode
// normalization stay different, as the RFC wants it.
func Canonical(text []byte) ([]byte, error) {
	r := reader{text: text}
	out, err := r.value(make([]byte, 0, len(text)), 0)
	if err != nil {
		return nil, fmt.Errorf("canonical form: byte %d: %w", r.at, err)
	}
	if r.space(); r.at != len(text) {
		return nil, fmt.Errorf("canonical form: byte %d: more after the end", r.at)
	}
	return out, nil
}

// reader walks over a JSON text once and writes as it goes.
type reader struct {
	text []byte
	at   int
}

func (r *reader) value(out []byte, depth int) ([]byte, error) {
	if depth > deepest {
		return nil, fmt.Errorf("nested deeper than %d", deepest)
	}
	r.space()
	switch c := r.peek(); {
	case c == '{':
		return r.object(out, depth)
	case c == '[':
		return r.array(out, depth)
	case c == '"':
		s, err := r.str()
		return quoted(out, s), err
	case c == '-' || c >= '0' && c <= '9':
		return r.number(out)
	}
	for _, word := range []string{"true", "false", "null"} {
		if r.skip(word) {
			return append(out, word...), nil
		}
	}
	return nil, fmt.Errorf("no value begins here")
}

// member is a name, in the units it is sorted by, with its canonical value.
type member struct {
	name  string
	units []uint16
	value []byte
}

func (r *reader) object(out []byte, depth int) ([]byte, error) {
	var members []member
	err := r.list('{', '}', func() (err error) {
		var m member
		if r.peek() != '"' {
			return fmt.Errorf("a member begins with its name")
		}
		if m.name, err = r.str(); err != nil {
			return err
		}
		if r.space(); !r.skip(":") {
			return fmt.Errorf("no colon after a name")
		}
		m.units = utf16.Encode([]rune(m.name))
		m.value, err = r.value(nil, depth+1)
		members = append(members, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(members, func(a, b member) int { return slices.Compare(a.units, b.units) })
	out = append(out, '{')
	for i, m := range members {
		if i > 0 {
			if m.name == members[i-1].name {
				return nil, fmt.Errorf("the name %q occurs twice", m.name)
			}
			out = append(out, ',')
		}
		out = append(append(quoted(out, m.name), ':'), m.value...)
	}
	return append(out, '}'), nil
}

func (r *reader) array(out []byte, depth int) ([]byte, error) {
	out = append(out, '[')
	first := true
	err := r.list('[', ']', func() (err error) {
		if !first {
			out = append(out, ',')
		}
		first = false
		out, err = r.value(out, depth+1)
		return err
	})
	return append(out, ']'), err
}

// list reads what stands between two brackets, separated by commas.
func (r *reader) list(opens, closes byte, item func() error) error {
	r.skip(string(opens))
	if r.space(); r.skip(string(closes)) {
		return nil
	}
	for {
		r.space()
		if err := item(); err != nil {
			return err
		}
		if r.space(); r.skip(string(closes)) {
			return nil
		}
		if !r.skip(",") {
			return fmt.Errorf("neither a comma nor %q", closes)
		}
	}
}

// number writes a number as ECMAScript does (ECMA-262, Number::toString):
// the fewest digits that lead back to the same double, an exponent below
// 1e-6 and from 1e21 on, and no sign on zero.
func (r *reader) number(out []byte) ([]byte, error) {
	start := r.at
	r.skip("-")
	if !r.skip("0") && !r.digits() {
		return nil, fmt.Errorf("a number without digits")
	}
	if r.skip(".") && !r.digits() {
		return nil, fmt.Errorf("no digits after the point")
	}
	if r.skip("e") || r.skip("E") {
		_ = r.skip("+") || r.skip("-")
		if !r.digits() {
			return nil, fmt.Errorf("no digits in the exponent")
		}
	}
	f, err := strconv.ParseFloat(string(r.text[start:r.at]), 64)
	if err != nil {
		return nil, fmt.Errorf("the number %.40s does not fit a double", r.text[start:r.at])
	}
	return appendNumber(out, f), nil
}

func appendNumber(out []byte, f float64) []byte {
	if f == 0 {
		return append(out, '0')
	}
	if abs := math.Abs(f); abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(out, f, 'f', -1, 64)
	}
	out = strconv.AppendFloat(out, f, 'e', -1, 64)
	if n := len(out); out[n-4] == 'e' && out[n-2] == '0' { // 1e-07: Go writes two digits at least
		out = append(out[:n-2], out[n-1])
	}
	return out
}

func (r *reader) digits() bool {
	start := r.at
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.at++
	}
	return r.at > start
}

func (r *reader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\n\r", r.text[r.at]) >= 0 {
		r.at++
	}
}

// peek is the next byte, or zero at the end: no value begins with it, and
// indexByte finds it nowhere.
func (r *reader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *reader) skip(word string) bool {
	if len(r.text)-r.at < len(word) || string(r.text[r.at:r.at+len(word)]) != word {
		return false
	}
	r.at += len(word)
	return true
}

package proof

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted writes a string with the fewest escapes.
func quoted(out []byte, s string) []byte {
	const short = "\b\t\n\f\r\"\\"
	const letter = `btnfr"\`
	out = append(out, '"')
	for _, c := range []byte(s) {
		if i := strings.IndexByte(short, c); i >= 0 {
			out = append(out, '\\', letter[i])
		} else if c < 0x20 {
			out = fmt.Appendf(out, `\u%04x`, c)
		} else {
			out = append(out, c)
		}
	}
	return append(out, '"')
}

// str reads a string with its escapes undone.
func (r *reader) str() (string, error) {
	var s []byte
	for r.at++; ; {
		c, size := utf8.DecodeRune(r.text[r.at:])
		switch {
		case size == 0:
			return "", fmt.Errorf("a string without an end")
		case c == utf8.RuneError && size == 1:
			return "", fmt.Errorf("not UTF-8")
		case c < 0x20:
			return "", fmt.Errorf("a control character in a string")
		case c == '"':
			r.at++
			return string(s), nil
		case c == '\\':
			u, err := r.escape()
			if err != nil {
				return "", err
			}
			s = utf8.AppendRune(s, u)
		default:
			s = append(s, r.text[r.at:r.at+size]...)
			r.at += size
		}
	}
}

// escape reads one escape, or two that make up a pair of surrogates.
func (r *reader) escape() (rune, error) {
	r.at++
	if r.skip("u") {
		high, err := r.unit()
		if err != nil || !utf16.IsSurrogate(high) {
			return high, err
		}
		if !r.skip(`\u`) {
			return 0, fmt.Errorf("a lone surrogate")
		}
		low, err := r.unit()
		if err != nil {
			return 0, err
		}
		if pair := utf16.DecodeRune(high, low); pair != utf8.RuneError {
			return pair, nil
		}
		return 0, fmt.Errorf("a lone surrogate")
	}
	i := strings.IndexByte(`btnfr"\/`, r.peek())
	if i < 0 {
		return 0, fmt.Errorf("no such escape")
	}
	r.at++
	return rune("\b\t\n\f\r\"\\/"[i]), nil
}

func (r *reader) unit() (rune, error) {
	if len(r.text)-r.at < 4 {
		return 0, fmt.Errorf("an escape without its four digits")
	}
	u, err := strconv.ParseUint(string(r.text[r.at:r.at+4]), 16, 16)
	if err != nil {
		return 0, fmt.Errorf("an escape without its four digits")
	}
	r.at += 4
	return rune(u), nil
}

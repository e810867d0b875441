package graph

import (
	"bytes"
	"encoding/json"
)

// raw is a piece of a document or of a service's answer, still as JSON. It is
// valid: Postgres keeps only valid JSON, and answers are checked on arrival.
// So finding a property is finding its bytes, and most of an answer is copied.
type raw []byte

// members are the properties of an object, in their order.
type members []member

type member struct {
	name  string
	value raw
}

func (m members) get(name string) raw {
	for i := range m {
		if m[i].name == name {
			return m[i].value
		}
	}
	return nil
}

// open returns the properties of an object; anything else has none.
func (r raw) open() members {
	if len(r) == 0 || r[0] != '{' {
		return nil
	}
	out := make(members, 0, 16)
	for i := space(r, 1); i < len(r) && r[i] == '"'; {
		end := skipString(r, i)
		name := r[i:end]
		i = space(r, space(r, end)+1)
		end = skipValue(r, i)
		out = append(out, member{plain(name), r[i:end]})
		if i = space(r, end); i < len(r) && r[i] == ',' {
			i = space(r, i+1)
		}
	}
	return out
}

// elements returns the elements of a list; anything else has none.
func (r raw) elements() []raw {
	if len(r) == 0 || r[0] != '[' {
		return nil
	}
	out := []raw{}
	for i := space(r, 1); i < len(r) && r[i] != ']'; {
		end := skipValue(r, i)
		out = append(out, r[i:end])
		if i = space(r, end); i < len(r) && r[i] == ',' {
			i = space(r, i+1)
		}
	}
	return out
}

func (r raw) null() bool { return len(r) == 0 || r[0] == 'n' }

// text returns a string's text, and "" for anything else.
func (r raw) text() string {
	if len(r) < 2 || r[0] != '"' {
		return ""
	}
	return plain(r)
}

// plain returns the text between quotes.
func plain(quoted []byte) string {
	if bytes.IndexByte(quoted, '\\') < 0 {
		return string(quoted[1 : len(quoted)-1])
	}
	var s string
	_ = json.Unmarshal(quoted, &s) // valid by the promise of raw
	return s
}

func space(r raw, i int) int {
	for i < len(r) && (r[i] == ' ' || r[i] == '\n' || r[i] == '\t' || r[i] == '\r') {
		i++
	}
	return i
}

// skipString returns the place behind a string that begins at i.
func skipString(r raw, i int) int {
	for i++; i < len(r) && r[i] != '"'; i++ {
		if r[i] == '\\' {
			i++
		}
	}
	return min(i+1, len(r))
}

// skipValue returns the place behind a value that begins at i.
func skipValue(r raw, i int) int {
	depth := 0
	for i < len(r) {
		switch r[i] {
		case '"':
			if i = skipString(r, i); depth == 0 {
				return i
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth <= 0 {
				return i + 1 + depth // a bracket of the surroundings ends a bare value before it
			}
		case ',', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return i
			}
		}
		i++
	}
	return i
}

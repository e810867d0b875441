package directory

import (
	"encoding/base64"
	"encoding/json"
	"slices"
)

// maxMatches bounds the lines that are shown of one hit.
const maxMatches = 5

// matches are the lines in which words were found.
func (x *Index) matches(d *indexed, fits []map[int32]int32) []Match {
	list := []Match{}
	d.lines(func(bit int, line string) {
		if len(list) == maxMatches {
			return
		}
		m := Match{Field: fields[bit].field, Line: line}
		for _, s := range split(line) {
			id, known := x.ids[s.word]
			if known && slices.ContainsFunc(fits, func(f map[int32]int32) bool { return f[id] > 0 }) {
				m.Spans = append(m.Spans, [2]int{s.from, s.to})
			}
		}
		if len(m.Spans) > 0 {
			list = append(list, m.cut())
		}
	})
	return list
}

// A long text is shown around its first match only.
const (
	maxShown = 240
	lead     = 60
)

func (m Match) cut() Match {
	letters := []rune(m.Line)
	if len(letters) <= maxShown {
		return m
	}
	from := max(0, m.Spans[0][0]-lead)
	to := min(len(letters), from+maxShown)
	cut := Match{Field: m.Field, Line: string(letters[from:to])}
	for _, s := range m.Spans {
		if s[0] >= from && s[1] <= to {
			cut.Spans = append(cut.Spans, [2]int{s[0] - from, s[1] - from})
		}
	}
	return cut
}

func (p position) cursor() string {
	body, err := json.Marshal(p)
	if err != nil {
		return "" // of a number and two texts
	}
	return base64.RawURLEncoding.EncodeToString(body)
}

// maxCursor is more than any cursor of ours takes.
const maxCursor = 2000

func readCursor(text string) (p position, ok bool) {
	if text == "" {
		return p, true
	}
	if len(text) > maxCursor {
		return p, false
	}
	body, err := base64.RawURLEncoding.DecodeString(text)
	return p, err == nil && json.Unmarshal(body, &p) == nil
}

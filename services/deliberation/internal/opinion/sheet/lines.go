package sheet

import (
	"fmt"
	"io"
)

// Broken is a file that is not read: where it is broken, and which rule it breaks.
type Broken struct {
	File string
	Line int
	Rule string // a code, as in "stance"
	Why  string // a sentence for people
}

func (b *Broken) Error() string {
	return fmt.Sprintf("%s, line %d: %s (%s)", b.File, b.Line, b.Why, b.Rule)
}

// The bounds of what is read.
const (
	mostBytes      = 128 << 20
	mostLine       = 256 << 10 // bytes without a line break
	mostLines      = 2_000_000
	mostStatements = 10_000
	mostPeople     = 500_000
	mostStances    = 8_000_000
	mostName       = 64
	mostText       = 4_000 // characters of a statement
)

// bounded passes bytes on until there are too many, in all or in one line; so a
// quote that is never closed does not draw a whole file into memory.
type bounded struct {
	from        io.Reader
	file        string
	bytes, wide int
	line        int
}

func (b *bounded) Read(into []byte) (int, error) {
	n, err := b.from.Read(into)
	b.bytes += n
	for _, c := range into[:n] {
		b.wide++
		if c == '\n' {
			b.wide = 0
			b.line++
		}
		if b.wide > mostLine {
			return 0, b.broken("long", "the line is longer than %d bytes", mostLine)
		}
	}
	if b.bytes > mostBytes || b.line > mostLines {
		return 0, b.broken("huge", "the file has more than %d bytes or %d lines", mostBytes, mostLines)
	}
	return n, err
}

func (b *bounded) broken(rule, why string, args ...any) *Broken {
	return &Broken{b.file, b.line + 1, rule, fmt.Sprintf(why, args...)}
}

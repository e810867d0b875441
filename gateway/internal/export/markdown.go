package export

import "strings"

// Block is a paragraph, a heading or a point of a list.
type Block struct {
	Kind string // paragraph, heading, point
	Runs []Run
}

// Run is text in one manner.
type Run struct {
	Text         string
	Bold, Italic bool
}

// linesMost bounds how many blocks one text becomes.
const linesMost = 5000

// Markdown reads the part of it that clauses know: paragraphs, headings, lists,
// **strong** and *stressed* words. Everything else stays what it is: there are no
// links, no pictures, and no HTML.
func Markdown(text string) (blocks []Block) {
	open := false // the last block is a paragraph that goes on
	for line := range strings.Lines(plain(text)) {
		line = strings.TrimSpace(line)
		kind, rest := kindOf(line)
		switch {
		case line == "":
			open = false
		case kind == "paragraph" && open:
			last := &blocks[len(blocks)-1]
			for _, r := range runs(" " + rest) {
				last.Runs = add(last.Runs, r)
			}
		case len(blocks) < linesMost:
			blocks = append(blocks, Block{Kind: kind, Runs: runs(rest)})
			open = kind == "paragraph"
		}
	}
	return blocks
}

func kindOf(line string) (kind, rest string) {
	if words := strings.TrimLeft(line, "#"); words != line && len(line)-len(words) <= 6 && strings.HasPrefix(words, " ") {
		return "heading", strings.TrimSpace(words)
	}
	for _, mark := range []string{"- ", "* ", "+ "} {
		if rest, is := strings.CutPrefix(line, mark); is {
			return "point", strings.TrimSpace(rest)
		}
	}
	return "paragraph", line
}

// runs parts a line at its marks. A mark without its other half is a character.
func runs(line string) (list []Run) {
	for line != "" {
		at := strings.IndexByte(line, '*')
		if at < 0 {
			break
		}
		mark := "*"
		if strings.HasPrefix(line[at:], "**") {
			mark = "**"
		}
		inner, after, closed := strings.Cut(line[at+len(mark):], mark)
		if !closed || inner == "" || inner != strings.TrimSpace(inner) {
			at += len(mark)
			list, line = add(list, Run{Text: line[:at]}), line[at:]
			continue
		}
		list = add(list, Run{Text: line[:at]})
		list = add(list, Run{Text: inner, Bold: mark == "**", Italic: mark == "*"})
		line = after
	}
	return add(list, Run{Text: line})
}

func add(list []Run, r Run) []Run {
	if r.Text == "" {
		return list
	}
	if n := len(list); n > 0 && list[n-1].Bold == r.Bold && list[n-1].Italic == r.Italic {
		list[n-1].Text += r.Text
		return list
	}
	return append(list, r)
}

// plain leaves out what no reader sees and some are misled by: control
// characters, and those that turn the direction of what follows.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r < ' ', r >= 0x7f && r < 0xa0, r == '\u200e', r == '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

package gate

// scan looks at a document's bytes before any parser does: how long it is, how
// deep its brackets go and whether they close. It reads every byte once and
// never nests.
func scan(text string, l Limits) *Refusal {
	if len(text) > l.Bytes {
		return refuse("size", l.Bytes)
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[', '(':
			if depth++; depth > l.Nesting {
				return refuse("nesting", l.Nesting)
			}
		case '}', ']', ')':
			if depth--; depth < 0 {
				return refuse("syntax", 0)
			}
		case '#':
			i = lineEnd(text, i)
		case '"':
			i = stringEnd(text, i)
		}
	}
	if depth != 0 {
		return refuse("syntax", 0)
	}
	return nil
}

func lineEnd(text string, i int) int {
	for i < len(text) && text[i] != '\n' && text[i] != '\r' {
		i++
	}
	return i
}

// stringEnd returns the place of the last quote of the string that begins at i,
// or the end of the text.
func stringEnd(text string, i int) int {
	if block(text, i) {
		for i += 3; i < len(text); i++ {
			if text[i] == '\\' && block(text, i+1) {
				i += 3
			} else if block(text, i) {
				return i + 2
			}
		}
		return i
	}
	for i++; i < len(text) && text[i] != '"' && text[i] != '\n'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i
}

func block(text string, i int) bool {
	return i+3 <= len(text) && text[i:i+3] == `"""`
}

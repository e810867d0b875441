package terms

import "strings"

// fill puts words in the place of names in braces, all at once: a value that
// reads "{deposit}" stays that. {key} is the words of a term, {key?words} is
// these words if what the key names holds, as a yes does. What is no name, and
// names that nobody knows, stay as they are.
func fill(sentence string, known func(key string) (words string, holds, known bool)) string {
	var b strings.Builder
	for {
		before, rest, begins := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !begins {
			return b.String()
		}
		inside, after, ends := strings.Cut(rest, "}")
		key, only, optional := strings.Cut(inside, "?")
		if !ends || !isKey(key) {
			b.WriteString("{")
			sentence = rest
			continue
		}
		switch words, holds, listed := known(key); {
		case !listed:
			b.WriteString("{" + inside + "}")
		case !optional:
			b.WriteString(words)
		case holds:
			b.WriteString(only)
		}
		sentence = after
	}
}

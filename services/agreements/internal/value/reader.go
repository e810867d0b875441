package value

import (
	"math/big"
	"slices"
	"strings"
)

// reader reads a formula by descent: each kind of operator binds tighter than
// the ones before it.
type reader struct {
	words []string
	at    int
	nodes int
	wrong string // the first thing that is
}

// scan cuts a formula into words; what it does not know is a word of its own,
// which nothing takes.
func scan(s string) []string {
	var words []string
	for s = strings.TrimLeft(s, " \t\n"); s != ""; s = strings.TrimLeft(s, " \t\n") {
		n := 1
		switch {
		case strings.ContainsRune("0123456789", rune(s[0])):
			n = run(s, "0123456789.")
		case strings.ContainsRune(letters, rune(s[0])):
			n = run(s, letters+"0123456789")
		case len(s) > 1 && slices.Contains([]string{"<=", ">=", "==", "!=", "&&", "||"}, s[:2]):
			n = 2
		}
		words, s = append(words, s[:n]), s[n:]
	}
	return words
}

const letters = "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ"

func run(s, of string) int { return len(s) - len(strings.TrimLeft(s, of)) }

func (r *reader) fail(why string) node {
	if r.wrong == "" {
		r.wrong = why
	}
	r.at = len(r.words)
	return node{value: new(big.Rat)}
}

// take returns the next word if it is one of these.
func (r *reader) take(words ...string) string {
	if r.at < len(r.words) && slices.Contains(words, r.words[r.at]) {
		r.at++
		return r.words[r.at-1]
	}
	return ""
}

// make counts the parts of a formula and sees that numbers and conditions stand
// where they may.
func (r *reader) make(op string, conditions bool, parts ...node) node {
	if r.nodes++; r.nodes > mostNodes {
		return r.fail("too_long")
	}
	for _, p := range parts {
		if p.isCondition() != conditions {
			return r.fail("kinds")
		}
	}
	return node{op: op, parts: parts}
}

func (r *reader) choice(depth int) node {
	if depth > deepest {
		return r.fail("too_deep")
	}
	when := r.either(depth)
	if r.take("?") == "" {
		return when
	}
	yes := r.choice(depth + 1)
	if r.take(":") == "" {
		return r.fail("syntax")
	}
	no := r.choice(depth + 1)
	if !when.isCondition() {
		return r.fail("kinds")
	}
	n := r.make("?:", false, yes, no)
	n.parts = append([]node{when}, n.parts...)
	return n
}

func (r *reader) either(depth int) node {
	n := r.both(depth)
	for r.take("||") != "" {
		n = r.make("||", true, n, r.both(depth))
	}
	return n
}

func (r *reader) both(depth int) node {
	n := r.compared(depth)
	for r.take("&&") != "" {
		n = r.make("&&", true, n, r.compared(depth))
	}
	return n
}

func (r *reader) compared(depth int) node {
	n := r.sum(depth)
	if op := r.take("<", "<=", ">", ">=", "==", "!="); op != "" {
		n = r.make(op, false, n, r.sum(depth))
	}
	return n
}

func (r *reader) sum(depth int) node {
	n := r.product(depth)
	for op := r.take("+", "-"); op != ""; op = r.take("+", "-") {
		n = r.make(op, false, n, r.product(depth))
	}
	return n
}

func (r *reader) product(depth int) node {
	n := r.signed(depth)
	for op := r.take("*", "/"); op != ""; op = r.take("*", "/") {
		n = r.make(op, false, n, r.signed(depth))
	}
	return n
}

func (r *reader) signed(depth int) node {
	if depth > deepest {
		return r.fail("too_deep")
	}
	if op := r.take("-", "!"); op != "" {
		return r.make(op, op == "!", r.signed(depth+1))
	}
	return r.single(depth)
}

func (r *reader) single(depth int) node {
	if r.at >= len(r.words) {
		return r.fail("syntax")
	}
	word := r.words[r.at]
	r.at++
	switch {
	case word == "(":
		n := r.choice(depth + 1)
		if r.take(")") == "" {
			return r.fail("syntax")
		}
		return n
	case word == "min" || word == "max":
		return r.call(word, depth)
	case slices.Contains(names, word):
		n := r.make("name", false)
		n.name = word
		return n
	case strings.ContainsRune(letters, rune(word[0])):
		return r.fail("name")
	}
	number, ok := Number(word)
	if !ok {
		return r.fail("syntax")
	}
	n := r.make("", false)
	n.value = number
	return n
}

func (r *reader) call(name string, depth int) node {
	if r.take("(") == "" {
		return r.fail("syntax")
	}
	parts := []node{r.choice(depth + 1)}
	for r.take(",") != "" {
		parts = append(parts, r.choice(depth+1))
	}
	if r.take(")") == "" {
		return r.fail("syntax")
	}
	return r.make(name, false, parts...)
}

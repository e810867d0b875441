package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a word and of a search, in characters.
const (
	maxWord  = 40
	maxWords = 8
)

// span is a word in a text: its folded form and where it stands, in characters.
type span struct {
	word     string
	from, to int
}

// split returns the words of a text as they are compared: in small letters,
// without accents, without the endings of a plural. Scripts that put no spaces
// between words are split at every character.
func split(text string) []span {
	list := make([]span, 0, 8)
	word := make([]byte, 0, 64)
	from, at, size := 0, 0, 0
	end := func() {
		if size > 0 {
			if len(word) > 0 {
				list = append(list, span{stem(string(word)), from, at})
			}
			word, size = word[:0], 0
		}
	}
	for _, r := range text {
		switch part := partOf(r); {
		case part == alone:
			end()
			list = append(list, span{string(r), at, at + 1})
		case part == letter || part == mark && size > 0:
			if size == 0 {
				from = at
			}
			if size++; size <= maxWord {
				word = fold(word, r)
			}
		default:
			end()
		}
		at++
	}
	end()
	return list
}

// The parts that a character plays in a text.
const (
	between = iota
	letter
	mark  // upon a letter
	alone // a word by itself
)

func partOf(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return letter
		}
		return between
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return alone
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return letter
	case unicode.Is(unicode.Mn, r):
		return mark
	}
	return between
}

// fold adds a letter without case and, in Latin script, without accent.
func fold(word []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(word, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(word, byte(r))
	case unicode.Is(unicode.Mn, r):
		return word
	}
	r = unicode.ToLower(r)
	if plain, ok := plain[r]; ok {
		return append(word, plain...)
	}
	return utf8.AppendRune(word, r)
}

// plain is what letters of Latin script are without their marks.
var plain = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h"}
	for letter, marked := range map[string]string{
		"a": "áàâäãåāăą", "c": "çćčĉċ", "d": "ď", "e": "éèêëēĕėęě", "g": "ĝğġģ", "h": "ĥ", "i": "íìîïĩīĭį", "j": "ĵ", "k": "ķ", "l": "ĺļľ",
		"n": "ñńņň", "o": "óòôöõōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťț", "u": "úùûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range marked {
			m[r] = letter
		}
	}
	return m
}()

// stem takes the commonest endings of a plural off, in English and Spanish the
// same way: service, services; clase, clases; courier, couriers.
func stem(word string) string {
	if len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		word = word[:len(word)-1]
	}
	if len(word) > 3 && strings.HasSuffix(word, "e") {
		word = word[:len(word)-1]
	}
	return word
}

// grams are the parts of three letters of a word, with its beginning and its
// end marked, so that the first ones are also those of what begins like it.
func grams(word string) []gram {
	letters := append(append([]rune{0, 0}, []rune(word)...), 0)
	list := make([]gram, 0, len(letters)-2)
	for i := range len(letters) - 2 {
		list = append(list, gram{letters[i], letters[i+1], letters[i+2]})
	}
	return list
}

type gram [3]rune

// apart is how many letters have to be put in, taken out, replaced or swapped
// with their neighbour to make a of b (optimal string alignment), or more than
// most if it is more.
func apart(a, b []rune, most int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	var space [3][maxWord*2 + 2]int
	before, last, row := space[0][:len(b)+1], space[1][:len(b)+1], space[2][:len(b)+1]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

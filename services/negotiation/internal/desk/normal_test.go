package desk

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"
)

// named are the random values that a transcript has in it, in the order of their
// first appearance.
type named map[string]int

// line puts in place of each random value when it first appeared and how long
// it is: ids, keys, hashes, and what stands in the bodies of a record. Instants
// and the sequences that other tables move are left out. It goes word by word,
// which under the race detector takes a twentieth of a regular expression.
func (n named) line(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		if !inWord(s[i]) {
			out.WriteByte(s[i])
			i++
			continue
		}
		end := i
		for end < len(s) && inWord(s[end]) {
			end++
		}
		word, rest := s[i:end], s[end:]
		switch {
		case word == "body" && strings.HasPrefix(rest, `":"`):
			encoded, _, _ := strings.Cut(rest[3:], `"`)
			body, err := base64.StdEncoding.DecodeString(encoded)
			if err != nil {
				break
			}
			word, end = `body":"`+n.line(string(body)), end+3+len(encoded)
		case word == "sequence" && strings.HasPrefix(rest, `":`):
			end += 2
			for end < len(s) && '0' <= s[end] && s[end] <= '9' {
				end++
			}
			word = "a sequence"
		case len(word) == 4 && instantAt(s[i:]) > 0:
			word, end = "an instant", i+instantAt(s[i:])
		case len(word) == 8 && uuidAt(s[i:]):
			word, end = n.name(s[i:i+36]), i+36
		case (len(word) == 32 || len(word) == 64) && only(word, "0123456789abcdef"), len(word) == 30 && word[3] == '_' && only(word[4:], "abcdefghijklmnopqrstuvwxyz234567"):
			word = n.name(word)
		}
		out.WriteString(word)
		i = end
	}
	return out.String()
}

func (n named) name(value string) string {
	if _, seen := n[value]; !seen {
		n[value] = len(n)
	}
	return fmt.Sprintf("#%d/%d", n[value], len(value))
}

func inWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func only(s, letters string) bool { return strings.Trim(s, letters) == "" }

func uuidAt(s string) bool {
	if len(s) < 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	return only(s[:36], "0123456789abcdef-")
}

// instantAt is how long the instant is that s begins with; 0 for none.
func instantAt(s string) int {
	end := strings.IndexByte(s[:min(len(s), 32)], 'Z')
	if end < 0 || len(s) < 5 || s[4] != '-' {
		return 0
	}
	if _, err := time.Parse(time.RFC3339Nano, s[:end+1]); err != nil {
		return 0
	}
	return end + 1
}

func TestRandomValuesAreNamedInOrder(t *testing.T) {
	const id, hash, key = "neg_abcdefghijklmnopqrstuvwxyz", "00112233445566778899aabbccddeeff", "01234567-89ab-cdef-0123-456789abcdef"
	body := base64.StdEncoding.EncodeToString([]byte(`{"at":"2026-01-02T03:04:05.678Z","id":"` + hash + `"}`))
	for _, tt := range []struct{ line, want string }{
		{id + " " + hash + " " + id, "#0/30 #1/32 #0/30"},
		{`"id":"` + key + `","sequence":17}`, `"id":"#0/36","a sequence}`},
		{`{"body":"` + body + `"} ` + hash, `{"body":"{"at":"an instant","id":"#0/32"}"} #0/32`},
		{"on 2026-01-02 at 0.123456789012, version 3, " + hash[1:], "on 2026-01-02 at 0.123456789012, version 3, " + hash[1:]},
		{id + "/3, " + hash + hash, "#0/30/3, #1/64"},
	} {
		if got := (named{}).line(tt.line); got != tt.want {
			t.Errorf("%s reads %s, want %s", tt.line, got, tt.want)
		}
	}
}

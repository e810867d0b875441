package text

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley.example/services/internal/rules/rule"
)

func TestText(t *testing.T) {
	tests := []struct {
		rule     string
		clean    func(string, int) (string, *rule.Refusal)
		in, want string
		refused  string
	}{
		{"space around a text is not part of it", Clean, " \n deposit \t", "deposit", ""},
		{"a text may have lines", Clean, "a\r\nb\u2028c\rd", "a\nb\nc\nd", ""},
		{"a name has one line", Line, "Los\n  Olmos", "Los Olmos", ""},
		{"nothing is not a text", Clean, " \u200b\ufeff ", "", "required"},
		{"joiners alone are nothing", Clean, "\u200d", "", "required"},
		{"nothing may be left open", Optional, " ", "", ""},
		{"the bound counts characters, not bytes", Clean, "ñañañañaña", "ñañañañaña", ""},
		{"one more is too long", Clean, "ñañañañañañ", "", "too_long"},
		{"no override turns a sentence around", Clean, "pay \u202e001\u202c €", "pay 001 €", ""},
		{"right-to-left scripts need no marks", Clean, "\u200fسلام", "سلام", ""},
		{"a hidden word is not stored", Clean, "yes\U000e006e\U000e006f", "yes", ""},
		{"joiners stay", Clean, "👩\u200d🌾", "👩\u200d🌾", ""},
		{"no bell rings", Clean, "a\ab", "", "control"},
		{"no terminal is painted", Clean, "\x1b[31mred", "", "control"},
		{"broken bytes are no text", Clean, "a\xff", "", "encoding"},
		{"noncharacters are no text", Clean, "a\ufffe", "", "control"},
		{"a language is written the usual way", language, "ES-es", "es-ES", ""},
		{"a script may be named", language, "zh-hant-tw", "zh-Hant-TW", ""},
		{"a region may be a number", language, "es-419", "es-419", ""},
		{"a word is no language", language, "spanish", "", "language"},
		{"nothing is no language", language, "", "", "language"},
		{"a region ends the tag", language, "es-ES-Latn", "", "language"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			got, refusal := tt.clean(tt.in, 10)
			why := ""
			if refusal != nil {
				why = refusal.Params["rule"]
			}
			if got != tt.want || why != tt.refused {
				t.Errorf("%q became %q, refused because %q; want %q, %q", tt.in, got, why, tt.want, tt.refused)
			}
		})
	}
}

func language(s string, _ int) (string, *rule.Refusal) { return Language(s) }

func TestAFormNamesTheFirstFieldThatIsRefused(t *testing.T) {
	var form Form
	name := form.Line(" Ana ", 10, "name")
	form.Clean("", 10, "visions", "person")
	form.Language("spanish", "language")
	form.Optional("", 10, "kind")
	var refusal *rule.Refusal
	if !errors.As(form.Err(), &refusal) || !slices.Equal(refusal.Field, []string{"visions", "person"}) || name != "Ana" {
		t.Errorf("name %q, error %v", name, form.Err())
	}
	if err := new(Form).Err(); err != nil {
		t.Errorf("an empty form is refused: %v", err)
	}
}

// What is stored once is stored the same again, within its bound.
func FuzzClean(f *testing.F) {
	f.Add(" a\u202eb\n")
	f.Fuzz(func(t *testing.T, s string) {
		got, refusal := Clean(s, 50)
		if refusal != nil {
			return
		}
		if again, refusal := Clean(got, 50); refusal != nil || again != got {
			t.Fatalf("%q became %q, and that %q (%v)", s, got, again, refusal)
		}
		if n := utf8.RuneCountInString(got); n == 0 || n > 50 || strings.ContainsAny(got, "\u202e\x00\x1b") {
			t.Fatalf("%q was stored as %q", s, got)
		}
	})
}

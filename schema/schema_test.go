package schema

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var placeholder = regexp.MustCompile(`\{[A-Za-z]+\}`)

func TestEverySentenceIsThereInEveryLanguageWithTheSamePlaceholders(t *testing.T) {
	complete := texts()[Locales[0]]
	for _, locale := range Locales[1:] {
		for code, sentence := range complete {
			other := texts()[locale][code]
			if other == "" {
				t.Errorf("%s has no sentence for %s", locale, code)
				continue
			}
			want, got := placeholder.FindAllString(sentence, -1), placeholder.FindAllString(other, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
				t.Errorf("%s speaks of %v in %s and of %v in %s", code, want, Locales[0], got, locale)
			}
		}
		for code := range texts()[locale] {
			if complete[code] == "" {
				t.Errorf("%s is only there in %s", code, locale)
			}
		}
	}
}

func TestTextsAreFlatAndSorted(t *testing.T) {
	for name, text := range folder("text") {
		dec := json.NewDecoder(strings.NewReader(text))
		var keys []string
		for depth := 0; dec.More() || depth > 0; {
			token, err := dec.Token()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if d, ok := token.(json.Delim); ok {
				depth += map[json.Delim]int{'{': 1, '}': -1}[d]
				continue
			}
			keys = append(keys, token.(string))
			if _, err := dec.Token(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("%s: codes are not sorted, or one is there twice", name)
		}
	}
}

func TestACodeWithoutASentenceSaysWhichItIs(t *testing.T) {
	if got := Sentence("es", "NO_SUCH_CODE", nil); got != "Se ha rechazado (NO_SUCH_CODE)." {
		t.Error(got)
	}
	if got := Sentence("fr", "INVALID", map[string]string{"rule": "{rule} $1"}); got != "This cannot be taken as it is (rule: {rule} $1)." {
		t.Error(got)
	}
}

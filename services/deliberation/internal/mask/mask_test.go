package mask

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	. "parley.example/events/deliberation" // so that a rule reads as a sentence
)

func drawn(first byte) Mask {
	return Evolve(Mask{}, Draw(Mask{}, "cnv", [Size]byte{first})[0])
}

func TestAMaskIsDrawnOnce(t *testing.T) {
	if again := Draw(drawn(1), "cnv", [Size]byte{2}); len(again) > 0 {
		t.Errorf("%+v", again)
	}
	if got := Evolve(Mask{}, MaskDrawn{Subject: "cnv", Secret: "no digits"}); got.Drawn() {
		t.Error("what is no secret hides something")
	}
	defer func() {
		if recover() == nil {
			t.Error("without a secret people have pseudonyms")
		}
	}()
	Mask{}.Pseudonym("per")
}

func TestNamesDependOnPersonAndSecretAlone(t *testing.T) {
	one, other := drawn(1), drawn(2)
	names := []string{
		one.Pseudonym("a"), one.Pseudonym("b"), other.Pseudonym("a"), "psn_" + strings.TrimPrefix(one.Signature("a"), "sgn_"),
	}
	if unique := slices.Compact(slices.Sorted(slices.Values(names))); len(unique) != len(names) {
		t.Errorf("%v", names)
	}
	if one.Pseudonym("a") != drawn(1).Pseudonym("a") {
		t.Error("a pseudonym changes")
	}
	id := regexp.MustCompile(`^psn_[a-z2-7]{26}$`)
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	const chosen = "01890a5d-ac96-774b-bcce-b302099a8057"
	if !id.MatchString(names[0]) || !uuid.MatchString(one.CommandID("a", chosen)) {
		t.Errorf("%s, %s", names[0], one.CommandID("a", chosen))
	}
	if one.CommandID("a", chosen) == one.CommandID("b", chosen) || one.CommandID("a", chosen) == other.CommandID("a", chosen) {
		t.Error("one id for two wishes")
	}
}

func TestAliases(t *testing.T) {
	for language, lists := range map[string][2][]string{"en": {qualities, animals}, "es-MX": {animales, cualidades}, "eu": {qualities, animals}, "": {qualities, animals}} {
		for _, p := range []string{"psn_a", "psn_b", "psn_c"} {
			words := strings.Fields(Alias(p, language))
			if len(words) != 2 || !slices.Contains(lists[0], words[0]) || !slices.Contains(lists[1], words[1]) {
				t.Errorf("%s in %q is %v", p, language, words)
			}
		}
	}
}

// Every event of a mask has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfMask {
			Evolve(Mask{}, e)
		}
	}
}

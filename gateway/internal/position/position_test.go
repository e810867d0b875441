package position

import (
	"bytes"
	"testing"
)

func box(t *testing.T, fill byte) *Box {
	t.Helper()
	b, err := NewBox(bytes.Repeat([]byte{fill}, KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAPositionComesBackAsItWas(t *testing.T) {
	b := box(t, 1)
	v := Of("negotiation", 17).Merge(Of("registry_sealed", 1<<60))
	got, err := Open(b, v.Seal(b))
	if err != nil || got != v {
		t.Fatalf("got %v, %v; want %v", got, err, v)
	}
}

func TestAPositionHasOneLengthAndNeverTheSameBytes(t *testing.T) {
	b := box(t, 1)
	none, far := Vector{}.Seal(b), Of("agreements", 1<<63).Seal(b)
	if len(none) != len(far) {
		t.Errorf("lengths %d and %d tell how far the record has come", len(none), len(far))
	}
	if none == (Vector{}).Seal(b) {
		t.Error("two words for one vector are equal")
	}
}

func TestForeignWordsAreNoPositions(t *testing.T) {
	b := box(t, 1)
	word := Vector{}.Seal(b)
	for name, bad := range map[string]string{
		"empty": "", "garbage": "%%%", "short": "AAAA", "cut": word[:len(word)-2],
		"another key": Vector{}.Seal(box(t, 2)), "another purpose": b.Seal("cursor", make([]byte, 65)),
		"changed": string(word[0]^1) + word[1:],
	} {
		if _, err := Open(b, bad); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
}

func TestCoversComparesEveryStream(t *testing.T) {
	early, late := Of("negotiation", 3), Of("negotiation", 4)
	if !late.Covers(early) || early.Covers(late) || late.Covers(Of("registry", 1)) {
		t.Error("order of vectors is wrong")
	}
}

func TestWhatIsSealedAlikeIsTheSameWordAndOpens(t *testing.T) {
	b := box(t, 3)
	one, two := b.SealAlike("cursor", []byte("a")), b.SealAlike("cursor", []byte("a"))
	plain, ok := b.Open("cursor", one)
	if one != two || !ok || string(plain) != "a" || one == b.SealAlike("other", []byte("a")) {
		t.Error("a cursor is not stable")
	}
}

func FuzzOpen(f *testing.F) {
	b, _ := NewBox(bytes.Repeat([]byte{9}, KeySize))
	f.Add(Vector{}.Seal(b))
	f.Add("")
	f.Fuzz(func(t *testing.T, word string) {
		v, err := Open(b, word)
		if err != nil && v != (Vector{}) {
			t.Error("a word that does not open told something")
		}
	})
}

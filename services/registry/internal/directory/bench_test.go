package directory

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// many entries, whose words are as unequally common as words are.
func many(n int) []Entry {
	lots := rand.New(rand.NewPCG(3, 4))
	common := rand.NewZipf(lots, 1.2, 4, 999)
	line := func() string {
		var words []string
		for range 2 + lots.IntN(4) {
			words = append(words, fmt.Sprintf("%c%co%cic%d", 'a'+common.Uint64()%26, 'a'+common.Uint64()%7, 'a'+common.Uint64()%11, common.Uint64()%9))
		}
		return strings.Join(words, " ")
	}
	entries := make([]Entry, n)
	for i := range entries {
		entries[i] = organization(fmt.Sprintf("org%06d", i), fmt.Sprintf("%c%c%c%car", 'a'+rune(lots.IntN(26)), 'a'+rune(lots.IntN(26)), 'a'+rune(lots.IntN(26)), 'a'+rune(lots.IntN(26))), func(e *Entry) {
			e.Purposes, e.Offers, e.Needs, e.Expertise = []string{line(), line()}, []string{line(), line()}, []string{line(), line()}, []string{line()}
		})
	}
	return entries
}

func BenchmarkTell(b *testing.B) {
	entries := many(4_000)
	for b.Loop() {
		x := &Index{}
		for at := 0; at < len(entries); at += 1000 {
			x.Tell(entries[at : at+1000]...)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	x := indexOf(many(100_000)...)
	for _, words := range []string{"aaoaic0", "aoaaic0 abobic1", "b", "zzoo"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				x.Search(Query{Words: words, First: 20})
			}
		})
	}
}

func BenchmarkAllies(b *testing.B) {
	x := indexOf(many(100_000)...)
	b.ResetTimer()
	for b.Loop() {
		x.Allies("org000042", 20)
	}
}

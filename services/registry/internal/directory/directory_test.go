package directory

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func organization(id, name string, change func(*Entry)) Entry {
	e := Entry{ID: id, Kind: Organization, Name: name}
	if change != nil {
		change(&e)
	}
	return e
}

var valley = []Entry{
	organization("coop", "CicloReparto", func(e *Entry) {
		e.Form, e.Purposes = "cooperative", []string{"Deliver food by bicycle and share what it earns."}
		e.Offers, e.Needs = []string{"Deliveries by cargo bicycle"}, []string{"Cold storage in summer", "An accountant"}
	}),
	organization("huerta", "Huerta Alta", func(e *Entry) {
		e.Purposes = []string{"Grow vegetables without poison."}
		e.Needs, e.Offers = []string{"Bicycle deliveries to the city", "cold storage"}, []string{"Vegetables"}
	}),
	organization("frio", "Frío del Valle", func(e *Entry) { e.Offers = []string{"Cold storage, all year"} }),
	organization("bar", "Bar Ñandú", nil),
	{ID: "ines", Kind: Person, Name: "Inés Alvarado", Expertise: []string{"soil", "bookkeeping for cooperatives"}},
	{ID: "tom", Kind: Person, Name: "Tom Soil", Hidden: true},
	{ID: "ini", Kind: Initiative, Level: 2, Classes: []string{"growers", "couriers", "restaurants"}},
	{ID: "s1", Kind: Seat, Initiative: "ini", Class: "growers", Organization: "huerta"},
	{ID: "s2", Kind: Seat, Initiative: "ini", Class: "couriers", Organization: "coop"},
	{ID: "s3", Kind: Seat, Initiative: "ini", Class: "restaurants", Organization: "bar"},
	{ID: "com/coop", Kind: Membership, Community: "com", Organization: "coop"},
	{ID: "com/frio", Kind: Membership, Community: "com", Organization: "frio"},
}

func indexOf(entries ...Entry) *Index {
	x := &Index{}
	x.Tell(entries...)
	return x
}

func found(x *Index, words string) string {
	hits, _, _ := x.Search(Query{Words: words, First: 10})
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return strings.Join(ids, " ")
}

func TestSearch(t *testing.T) {
	x := indexOf(valley...)
	for _, tt := range []struct{ rule, words, want string }{
		{"by name", "CicloReparto", "coop"},
		{"without capitals or accents", "frio valle", "frio"},
		{"with accents where there are none", "Húerta", "huerta"},
		{"ñ is n", "nandu", "bar"},
		{"one letter wrong", "ciclorreparto", "coop"},
		{"two letters wrong in a long word", "cicloreprato", "coop"},
		{"letters swapped", "huetra", "huerta"},
		{"only the beginning", "ciclo", "coop"},
		{"in the plural", "bicycles", "coop huerta"},
		{"what is offered and needed comes before what it is for, in order of names", "cold storage", "coop frio huerta"},
		{"all words are meant", "cold poison", "huerta"},
		{"a class that an organization sits for", "courier", "coop"},
		{"people by what they know", "bookkeeping", "ines"},
		{"a word in the name weighs more", "bicycle ciclo", "coop"},
		{"who does not want to be found is not", "soil", "ines"},
		{"nothing is found by nothing", " -- ", ""},
		{"nor by what nobody says", "zeppelin", ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if got := found(x, tt.words); got != tt.want {
				t.Errorf("%q finds %q, want %q", tt.words, got, tt.want)
			}
		})
	}
}

func TestAHitSaysWhereItsWordsAre(t *testing.T) {
	hits, _, _ := indexOf(valley...).Search(Query{Words: "storag colt", First: 1})
	want := []Match{{Field: Need, Line: "Cold storage in summer", Spans: [][2]int{{0, 4}, {5, 12}}}}
	if len(hits) != 1 || !reflect.DeepEqual(hits[0].Matches, want) {
		t.Errorf("%+v", hits)
	}
}

func TestWhatChangesIsFoundAnew(t *testing.T) {
	x := indexOf(valley...)
	x.Tell(organization("coop", "Pedales", func(e *Entry) { e.Needs = []string{"An accountant"} }))
	for words, want := range map[string]string{"ciclo": "", "pedal": "coop", "cold": "frio huerta", "courier": "coop"} {
		if got := found(x, words); got != want {
			t.Errorf("%s finds %q", words, got)
		}
	}
	x.Tell(Entry{ID: "s2", Kind: Seat, Initiative: "ini", Class: "messengers", Organization: "coop"})
	if got := found(x, "courier"); got != "" || found(x, "messenger") != "coop" {
		t.Errorf("by the class before %q, by that of now %q", got, found(x, "messenger"))
	}
	x.Tell(Entry{ID: "s2", Kind: Seat, Initiative: "ini", Class: "couriers"})
	if got := found(x, "courier"); got != "" {
		t.Errorf("after the seat was vacated %q", got)
	}
	x.Tell(Entry{ID: "ines", Kind: Person, Name: "Inés", Hidden: true})
	if got := found(x, "ines"); got != "" {
		t.Errorf("hidden, and found as %q", got)
	}
}

// In whatever order and however often entries were told, page by page or at
// once: the answers are the same.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	lots := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("bread milk storage cold bicycle courier garden school energy solar water credit union market")
	var entries []Entry
	for n := range 300 {
		entries = append(entries, organization(fmt.Sprintf("o%03d", n), words[lots.IntN(len(words))]+" "+words[lots.IntN(len(words))], func(e *Entry) {
			e.Offers = []string{words[lots.IntN(len(words))] + " " + words[lots.IntN(len(words))]}
			e.Needs = []string{words[lots.IntN(len(words))] + " " + words[lots.IntN(len(words))]}
		}))
	}
	a := indexOf(entries...)
	mixed := slices.Clone(entries)
	lots.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	b := &Index{}
	for range 6 { // and over again, until what is dead is left behind
		for _, e := range mixed {
			b.Tell(e)
		}
	}
	for _, q := range []string{"cold", "bred milk", "sol", "marekt", "unoin water"} {
		all, _, _ := a.Search(Query{Words: q, First: 1000})
		var paged []Hit
		for after := ""; ; {
			page, more, ok := b.Search(Query{Words: q, First: 7, After: after})
			paged = append(paged, page...)
			if !ok || !more {
				break
			}
			after = page[len(page)-1].Cursor
		}
		if !reflect.DeepEqual(all, paged) {
			t.Errorf("%s: %d at once, %d page by page", q, len(all), len(paged))
		}
	}
	for _, id := range []string{"o000", "o042"} {
		if p, q := a.Allies(id, 50), b.Allies(id, 50); !reflect.DeepEqual(p, q) || len(p) == 0 {
			t.Errorf("%s has %d allies, or %d", id, len(p), len(q))
		}
	}
}

func TestAllies(t *testing.T) {
	x := indexOf(valley...)
	want := []Ally{
		{Organization: "huerta", Reasons: []Reason{
			{Tie: WeOffer, Ours: "Deliveries by cargo bicycle", Theirs: "Bicycle deliveries to the city"},
			{Tie: SameNeed, Ours: "Cold storage in summer", Theirs: "cold storage"},
			{Tie: Neighbour, Within: "ini", Ours: "couriers", Theirs: "growers"},
		}},
		{Organization: "frio", Reasons: []Reason{
			{Tie: TheyOffer, Ours: "Cold storage in summer", Theirs: "Cold storage, all year"},
			{Tie: SameCommunity, Within: "com"},
		}},
		{Organization: "bar", Reasons: []Reason{{Tie: Neighbour, Within: "ini", Ours: "couriers", Theirs: "restaurants"}}},
	}
	got := x.Allies("coop", 10)
	for i := range got {
		got[i].name = ""
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if strangers := x.Allies("nobody", 10); strangers != nil {
		t.Errorf("%+v", strangers)
	}
}

func TestApart(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"abc", "xabc", 1}, {"abcd", "badc", 2}, {"abcdef", "uvwxyz", 3}} {
		if got := apart([]rune(tt.a), []rune(tt.b), 2); got != tt.want {
			t.Errorf("%q is %d from %q, want %d", tt.a, got, tt.b, tt.want)
		}
	}
}

// Whatever is searched for, with whatever cursor, is answered.
func FuzzSearch(f *testing.F) {
	f.Add("cold storag", "", "organization")
	f.Add("日本 café\u202e", "e30", "")
	x := indexOf(valley...)
	f.Fuzz(func(t *testing.T, words, after, kind string) {
		hits, _, _ := x.Search(Query{Words: words, First: 3, After: after, Kind: Kind(kind)})
		for _, h := range hits {
			for _, m := range h.Matches {
				for _, s := range m.Spans {
					if s[0] < 0 || s[0] >= s[1] || s[1] > len([]rune(m.Line)) {
						t.Fatalf("%q has no %v", m.Line, s)
					}
				}
			}
		}
	})
}

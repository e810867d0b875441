package scenario

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/mediation/genius"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// What comes out of a profile can be sealed, and is worth what the profile says.
func TestProfilesComeInWhole(t *testing.T) {
	folder := os.Getenv("PARLEY_CASES")
	if folder == "" {
		if os.Getenv("PARLEY_CASES_REQUIRED") != "" {
			t.Fatal("PARLEY_CASES does not say where the real scenarios are")
		}
		t.Skip("PARLEY_CASES does not say where the real scenarios are")
	}
	read := func(name string) []byte {
		file, err := os.ReadFile(filepath.Join(folder, "negotiation", name))
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	d, err := genius.ReadDomain(read("vacation/Vacation.xml"))
	if err != nil {
		t.Fatal(err)
	}
	s := make(table.Sheet)
	for i, def := range Definitions(d) {
		term, refusal := terms.Define(negotiation.Term{Key: def.Key, Name: def.Name, Kind: def.Kind, Min: def.Min, Max: def.Max, Step: def.Step, Options: def.Options}, "EUR", 1)
		if refusal != nil {
			t.Fatal(refusal)
		}
		s[fmt.Sprintf("t%d", i+1)] = table.Term{Term: term, Version: 1, Number: i + 1}
	}
	profile := read("vacation/Vacation_util2.xml")
	wish, err := Wish(s, profile)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := vault.Check(s, wish)
	if err != nil {
		t.Fatal(err)
	}
	sealed := negotiation.PreferencesSealed{Sheet: s.Digest(), Full: checked.Full}
	party, err := d.ReadProfile("one", profile)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		p := make([]int, len(s))
		values := make(map[string]negotiation.Value)
		for k, id := range s.Ordered() {
			words := terms.Literals(s[id].Term, 100)
			p[k] = r.IntN(len(words))
			values[id], _ = terms.Valued(s[id].Term, words[p[k]])
		}
		got, _ := strconv.ParseFloat(vault.Of(sealed, s, values).Least, 64)
		if want := party.Utility(p); got-want > 1e-9 || want-got > 1e-9 {
			t.Fatalf("%v is worth %g, in the profile %g", p, got, want)
		}
	}
}

// Whatever a profile holds, it is sealed or refused.
func FuzzWish(f *testing.F) {
	f.Add([]byte(`<utility_space><objective index="0"><issue index="1" name="c" type="discrete"><item index="1" value="red" evaluation="1"/><item index="2" value="blue" evaluation="3"/></issue><weight index="1" value="1"/></objective><reservation value="0.25"/></utility_space>`))
	f.Add([]byte(`<!DOCTYPE x [<!ENTITY a "aaaa">]><utility_space/>`))
	s := table.Sheet{"t1": {Version: 1, Number: 1, Term: negotiation.Term{Key: "i1", Name: "c", Kind: negotiation.ChoiceTerm, Options: []negotiation.Option{{Key: "v1", Label: "red"}, {Key: "v2", Label: "blue"}}}}}
	f.Fuzz(func(t *testing.T, file []byte) {
		wish, err := Wish(s, file)
		if err != nil {
			return
		}
		if _, err := vault.Check(s, wish); err != nil {
			t.Fatalf("a profile that was read cannot be sealed: %v", err)
		}
	})
}

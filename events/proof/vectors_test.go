package proof

import (
	"encoding/json"
	"flag"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/vectors.json anew")

// vector is a file and what a verifier has to find: the word of the fault, or
// "" for none. The browser's verifier is held against the same ones.
type vector struct {
	Name    string `json:"name"`
	Finding string `json:"finding"`
	Key     string `json:"key"`             // the installation's, as the verifier knows it
	Older   string `json:"older,omitempty"` // a head that was noted before
	File    string `json:"file"`            // its bytes, as text
}

// TestVectors holds the verifier against the stored files, so that a file that
// was good once stays good, and bad stays bad for the same reason.
func TestVectors(t *testing.T) {
	kinds := []string{"", "FILE", "DOCUMENT", "RECORD", "NEGOTIATION", "KEY", "SIGNATURE", "FORCE", "LOG", "HEAD", "OLDER"}
	holdVectors(t, "testdata/vectors.json", kinds, func() []vector { return vectors(t) })
}

func holdVectors(t *testing.T, path string, kinds []string, anew func() []vector) {
	t.Helper()
	if *update {
		written, err := json.MarshalIndent(anew(), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append(written, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for _, v := range all {
		found[v.Finding] = true
		if got, err := v.finding(); got != v.Finding {
			t.Errorf("%s: found %q (%v), want %q", v.Name, got, err, v.Finding)
		}
	}
	for _, kind := range kinds {
		if !found[kind] {
			t.Errorf("no vector is about %q", kind)
		}
	}
}

func (v vector) finding() (string, error) {
	f, err := ReadFile([]byte(v.File))
	if err == nil {
		var older []string
		if v.Older != "" {
			older = append(older, v.Older)
		}
		_, err = f.Verify(v.Key, older...)
	}
	return Finding(err), err
}

// vectors makes one of each kind of tampering, and names what is found.
func vectors(t *testing.T) (all []vector) {
	chance := rand.New(rand.NewPCG(5, 6))
	i, whole, older := told(chance, 42)
	add := func(name, older string, tamper tampering) {
		f := whole.copied(t)
		for tamper != nil && !tamper(chance, i, &f, older) {
			f = whole.copied(t)
		}
		file, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		v := vector{Name: name, Key: i.key, Older: older, File: string(file)}
		v.Finding, _ = v.finding()
		all = append(all, v)
	}
	add("untouched", "", nil)
	add("untouched, with an older head", older, nil)
	for _, name := range slices.Sorted(maps.Keys(tamperings)) {
		add(name, older, tamperings[name])
	}
	for _, name := range slices.Sorted(maps.Keys(forgeries)) {
		add(name, "", forgeries[name].forge)
	}
	add("another clause", "", func(_ *rand.Rand, i *installation, f *File, _ string) bool {
		rewritten(f, i, f.Head, func(again *installation) {
			e := &f.Records.Negotiation.Entries[1]
			e.Body = []byte(strings.ReplaceAll(string(e.Body), `A deposit.`, `A gift.`))
			relinked(&f.Records.Negotiation, again)
		})
		return true
	})
	twice := all[0]
	twice.Name, twice.File, twice.Finding = "a name twice", strings.ReplaceAll(twice.File, `{"format":`, `{"head":"","format":`), "FILE"
	return append(all, twice)
}

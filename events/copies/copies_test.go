package copies

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"parley.example/events/proof"
)

const (
	table  = "neg_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	record = "records/" + table + ".jsonl"
)

type signer struct {
	secret ed25519.PrivateKey
	note.Verifier
}

func (s signer) Sign(text []byte) ([]byte, error) { return ed25519.Sign(s.secret, text), nil }

func installation(t *testing.T) (signer, string) {
	t.Helper()
	secret := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	key, err := note.NewEd25519VerifierKey("parley/test", secret.Public().(ed25519.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		t.Fatal(err)
	}
	return signer{secret, verifier}, key
}

// written are the files of a copy with a record of three commits.
func written(t *testing.T) map[string]string {
	t.Helper()
	s, key := installation(t)
	var hashes []tlog.Hash
	reader := tlog.HashReaderFunc(func(at []int64) (found []tlog.Hash, err error) {
		for _, i := range at {
			found = append(found, hashes[i])
		}
		return found, nil
	})
	var bodies []string
	prev := ""
	for n := range 3 {
		body := fmt.Sprintf(`{"id":"x","aggregate":%q,"version":%d%s,"at":"2026-03-01T08:00:00.000Z","actor":"per_x","events":[]}`, table, n+1, prev)
		more, err := tlog.StoredHashes(int64(n), []byte(body), reader)
		if err != nil {
			t.Fatal(err)
		}
		hashes, bodies, prev = append(hashes, more...), append(bodies, body), fmt.Sprintf(`,"prev":%q`, proof.Hash([]byte(body)))
	}
	root, err := tlog.TreeHash(3, reader)
	if err != nil {
		t.Fatal(err)
	}
	var commits strings.Builder
	for n, body := range bodies {
		path, err := tlog.ProveRecord(3, int64(n), reader)
		if err != nil {
			t.Fatal(err)
		}
		line, _ := json.Marshal(Line{Sequence: uint64(n) + 1, Body: []byte(body), Path: path})
		commits.Write(append(line, '\n'))
	}
	head := proof.Head{Origin: s.Name(), Trees: []proof.Tree{{Stream: "negotiation", Size: 3, Root: root}}}
	files := map[string]string{
		Readme: "Read me.", Key: key + "\n", Head: signed(t, s, head.Text()), record: commits.String(),
		"documents/negotiation.term.jsonl": `{"id":"trm_1"}` + "\n",
	}
	return listed(t, files)
}

func signed(t *testing.T, s signer, text string) string {
	t.Helper()
	n, err := note.Sign(&note.Note{Text: text}, s)
	if err != nil {
		t.Fatal(err)
	}
	return string(n)
}

// listed adds the signed list of the files.
func listed(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	s, _ := installation(t)
	l := List{Origin: s.Name(), Negotiation: table}
	for name, text := range files {
		sum := sha256.Sum256([]byte(text))
		l.Files = append(l.Files, File{name, int64(len(text)), hex.EncodeToString(sum[:])})
	}
	files = maps.Clone(files)
	files[Note] = signed(t, s, l.Text())
	return files
}

func zipped(t *testing.T, files map[string]string, more ...*zip.FileHeader) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(h *zip.FileHeader, text string) {
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		put(&zip.FileHeader{Name: name, Method: zip.Deflate}, files[name])
	}
	for _, h := range more {
		put(h, "x")
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func verified(data []byte, key string) error {
	c, err := Open(bytes.NewReader(data), int64(len(data)))
	if err == nil {
		_, err = c.Verify(key)
	}
	return err
}

func TestACopyIsRefusedByTheNameOfWhatIsWrong(t *testing.T) {
	if err := verified(zipped(t, written(t)), ""); err != nil {
		t.Fatalf("untouched: %v", err)
	}
	_, key := installation(t)
	other := strings.Replace(key, "parley/test", "parley/other", 1)
	change := func(name string, change func(string) string) func(map[string]string) {
		return func(files map[string]string) { files[name] = change(files[name]) }
	}
	relisted := func(then func(map[string]string)) func(map[string]string) {
		return func(files map[string]string) {
			delete(files, Note)
			then(files)
			maps.Copy(files, listed(t, files))
		}
	}
	second := func(text string) string {
		lines := strings.SplitAfter(text, "\n")
		return lines[0] + strings.Replace(lines[1], `"body":"ey`, `"body":"ez`, 1) + lines[2]
	}
	middle := func(text string) string { lines := strings.SplitAfter(text, "\n"); return lines[0] + lines[2] }
	for _, row := range []struct {
		how, key string
		change   func(map[string]string)
		says     string
	}{
		{"a commit is changed", "", change(record, second), record + ": sequence 2: "},
		{"a commit is changed and the list signed anew", "", relisted(change(record, second)), record + ": sequence 2: "},
		{"a commit is left out and the list signed anew", "", relisted(change(record, middle)), record + ": version 2: "},
		{"the record is left out and the list signed anew", "", relisted(func(f map[string]string) { delete(f, record) }), record + ": it is the record of"},
		{"a line is no commit", "", relisted(change(record, func(s string) string { return s + "{}\n" })), record + ": sequence 0"},
		{"a line says more", "", relisted(change(record, func(s string) string { return `{"more":1}` + "\n" + s })), record + ": line 1"},
		{"a document is changed", "", change("documents/negotiation.term.jsonl", strings.ToUpper), "documents/negotiation.term.jsonl: it is not"},
		{"a document is left out", "", func(f map[string]string) { delete(f, "documents/negotiation.term.jsonl") }, Note},
		{"a document is put in", "", func(f map[string]string) { f["documents/negotiation.vote.jsonl"] = "{}" }, Note},
		{"the read-me is changed", "", change(Readme, strings.ToUpper), Readme},
		{"the list is changed", "", change(Note, func(s string) string { return strings.Replace(s, " README", "0 README", 1) }), Note},
		{"the head stands for the list", "", func(f map[string]string) { f[Note] = f[Head] }, Note},
		{"the list stands for the head", "", func(f map[string]string) { f[Head] = f[Note] }, Head},
		{"it is of another installation", other, func(map[string]string) {}, Head},
		{"a proof is none", "", relisted(func(f map[string]string) { f["proofs/agr_aaaaaaaaaaaaaaaaaaaaaaaaaa.proof.json"] = "{}" }), "proofs/agr_aaaaaaaaaaaaaaaaaaaaaaaaaa.proof.json: "},
	} {
		files := written(t)
		row.change(files)
		if err := verified(zipped(t, files), row.key); err == nil || !strings.HasPrefix(err.Error(), row.says) {
			t.Errorf("%s: %v, want %q", row.how, err, row.says)
		}
	}
}

func TestWhatIsNoCopyIsNotUnpacked(t *testing.T) {
	files := written(t)
	for _, path := range []string{
		"../evil", "/etc/passwd", `documents\x.jsonl`, "documents/../key.txt", "documents", "records/neg_x.jsonl", "key.txt ", "C:key.txt",
		"documents/negotiation.term.jsonl", // it is there already
	} {
		if err := verified(zipped(t, files, &zip.FileHeader{Name: path}), ""); err == nil || !strings.Contains(err.Error(), "is no file of a copy") && !strings.Contains(err.Error(), "stands in it twice") {
			t.Errorf("%q: %v", path, err)
		}
	}
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: Readme, Method: zip.Deflate, CompressedSize64: 0, UncompressedSize64: LargestFile + 1}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := verified(bomb.Bytes(), ""); err == nil || !strings.Contains(err.Error(), "would unpack to") {
		t.Errorf("a bomb: %v", err)
	}
	many := make(map[string]string)
	for n := range MostFiles + 1 {
		many["documents/"+strings.Repeat("a", n%30+1)+"."+strings.Repeat("b", n/30+1)+".jsonl"] = ""
	}
	if err := verified(zipped(t, many), ""); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("%d files: %v", len(many), err)
	}
	for _, data := range [][]byte{nil, []byte("PK"), zipped(t, nil)} {
		if verified(data, "") == nil {
			t.Errorf("%d bytes that are no copy are one", len(data))
		}
	}
}

// FuzzOpen looks for bytes that are no copy, and are taken for one.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if verified(data, "") == nil {
			t.Error("a copy that nobody has signed")
		}
	})
}

// A file that has more than its entry says is cut off and refused, before it
// fills the memory.
func TestAnEntryThatLiesAboutItsSize(t *testing.T) {
	data := zipped(t, map[string]string{Note: "n", Head: "h", Key: strings.Repeat("k", 1000)})
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := &Copy{files: make(map[string]*zip.File)}
	for _, file := range z.File {
		file.UncompressedSize64 = 10
		c.files[file.Name] = file
	}
	if _, err := c.Read(Key); err == nil || !strings.HasPrefix(err.Error(), Key) {
		t.Errorf("%v", err)
	}
}

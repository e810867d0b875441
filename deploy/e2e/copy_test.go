package e2e

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley.example/deploy/story"
)

// Every seat takes the same bytes home, and needs nobody to read them.
func TestEverySeatTakesTheSameCopyHome(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	c := v.OpenCrates("PT2S")
	c.FirstRound()
	c.FirstDecision()
	c.SecondRound()
	c.SecondDecision()
	for _, p := range []*story.Person{v.Karim, c.Luis, c.Pau, c.Marc, c.Joan, c.Ramon} {
		p.Signs(c.Drawn)
	}
	fatal(t, tale)
	heads(t, h)
	key := strings.TrimSpace(string(fetched(t, h.URL+"/log/key", "", http.StatusOK)))
	at := h.URL + "/negotiations/" + c.ID + "/copy.zip"
	first := fetched(t, at, c.Ramon.Token, http.StatusOK)
	for _, p := range []*story.Person{c.Luis, c.Pau, c.Marc, c.Joan, v.Karim} {
		if other := fetched(t, at, p.Token, http.StatusOK); !bytes.Equal(first, other) {
			t.Errorf("%s takes another copy home than Ramón: %s", p.Name, differing(t, first, other))
		}
	}
	fetched(t, at, "", http.StatusUnauthorized)
	stranger := fetched(t, at, v.Sol.Token, http.StatusNotFound)
	if nothing := fetched(t, h.URL+"/negotiations/neg_x/copy.zip", v.Sol.Token, http.StatusNotFound); !bytes.Equal(stranger, nothing) {
		t.Errorf("a stranger is told %q, and of what does not exist %q", stranger, nothing)
	}

	if out, err := opens(t, first, key); err != nil || !strings.Contains(out, "without a gap") || !strings.Contains(out, "in force: true") {
		t.Errorf("%v: %s", err, out)
	}
	record := "records/" + c.ID + ".jsonl"
	for _, change := range []struct {
		file string
		with func([]byte) []byte
		says string
	}{
		{record, func(b []byte) []byte { return bytes.Replace(b, []byte(`"body":"ey`), []byte(`"body":"ez`), 1) }, record + ": sequence "},
		{record, func(b []byte) []byte { _, rest, _ := bytes.Cut(b, []byte("\n")); return rest }, record + ": version 1"},
		{"proofs/" + c.Drawn.ID + ".proof.json", func(b []byte) []byte { return bytes.Replace(b, []byte(`"inForce":true`), []byte(`"inForce":false`), 1) }, "proofs/" + c.Drawn.ID + ".proof.json: "},
		{"documents/negotiation.message.jsonl", func([]byte) []byte { return nil }, "documents/negotiation.message.jsonl: it is not the file that was signed"},
		{"documents/negotiation.term.jsonl", func(b []byte) []byte { return bytes.Replace(b, []byte("a"), []byte("b"), 1) }, "documents/negotiation.term.jsonl: "},
	} {
		if out, err := opens(t, rezipped(t, first, change.file, change.with), key); err == nil || !strings.Contains(out, "BROKEN: "+change.says) {
			t.Errorf("%s changed: %v: it does not say %q:\n%s", change.file, err, change.says, out)
		}
	}
	reads(t, first, key, c)
	files(t, h.URL, c, v.Sol)
}

// files: evidence is for all who read the agreement, and for nobody else.
func files(t *testing.T, url string, c *story.Crates, stranger *story.Person) {
	t.Helper()
	put := func(p *story.Person, status int) string {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url+"/files?name=count.txt&audience=text:"+c.Drawn.ID, strings.NewReader("ten crates"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+p.Token)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if answer.StatusCode != status {
			t.Errorf("%s puts up a file: %d, want %d", p.Name, answer.StatusCode, status)
		}
		return answer.Header.Get("Location")
	}
	at := put(c.Ramon, http.StatusCreated)
	put(c.Luis, http.StatusOK) // the same
	put(stranger, http.StatusForbidden)
	if got := fetched(t, url+at, c.Joan.Token, http.StatusOK); string(got) != "ten crates" {
		t.Errorf("Joan reads %q", got)
	}
	fetched(t, url+at, stranger.Token, http.StatusNotFound)
}

// differing names the first file in which two copies differ.
func differing(t *testing.T, one, other []byte) string {
	a, b := unzipped(t, one), unzipped(t, other)
	for name, body := range a {
		if !bytes.Equal(body, b[name]) {
			return name
		}
	}
	return "its form"
}

func unzipped(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][]byte)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// rezipped is a copy with one file changed.
func rezipped(t *testing.T, data []byte, file string, change func([]byte) []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, body := range unzipped(t, data) {
		if name == file {
			if changed := change(body); bytes.Equal(changed, body) {
				t.Fatalf("%s is as it was", file)
			} else {
				body = changed
			}
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// opening is the command as somebody runs it at home: in an empty folder, with
// the file alone.
func opening(ctx context.Context, t *testing.T, data []byte, arguments ...string) *exec.Cmd {
	t.Helper()
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "copy.zip"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	launcher, err := filepath.Abs(os.Getenv("PARLEY_LAUNCHER"))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(ctx, launcher, append([]string{"open", "copy.zip"}, arguments...)...)
	command.Dir, command.Env = home, []string{"HOME=" + home}
	return command
}

func opens(t *testing.T, data []byte, key string) (string, error) {
	t.Helper()
	out, err := opening(t.Context(), t, data, "--check", "--key", key).CombinedOutput()
	return string(out), err
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// reads looks at the pages: they say what was agreed, and can load nothing.
func reads(t *testing.T, data []byte, key string, c *story.Crates) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	command := opening(ctx, t, data, "--key", key)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { cancel(); _ = command.Wait() }()
	at := ""
	for lines := bufio.NewScanner(out); at == "" && lines.Scan(); {
		at = address.FindString(lines.Text())
	}
	for language, says := range map[string][]string{
		"en": {"Verified: not a byte of this was changed", "Own copy", "SHA-256 " + c.Drawn.Hash, "in force"},
		"es": {"Comprobado: no ha cambiado ni un byte", "Copia propia", "en vigor"},
	} {
		page := string(fetched(t, at+"/"+language, "", http.StatusOK))
		for _, s := range says {
			if !strings.Contains(page, s) {
				t.Errorf("%s does not say %q", language, s)
			}
		}
		if strings.Contains(page, "<script") {
			t.Errorf("%s runs something", language)
		}
	}
	elsewhere, err := http.NewRequestWithContext(ctx, http.MethodGet, at+"/en", nil)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere.Host = "parley.example.org"
	answer, err := http.DefaultClient.Do(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if policy := answer.Header.Get("Content-Security-Policy"); answer.StatusCode != http.StatusForbidden || !strings.HasPrefix(policy, "default-src 'none'; style-src 'self';") {
		t.Errorf("by a name of elsewhere: %d, %s", answer.StatusCode, policy)
	}
}

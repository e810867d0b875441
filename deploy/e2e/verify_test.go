package e2e

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"parley.example/deploy/story"
	"parley.example/events/proof"
)

// Whoever signed can take the proof home, and hold a later one against it, with
// nothing but files.
func TestAnAgreementVerifiesOffline(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	c := v.OpenCrates("PT2S")
	noted := fetched(t, h.URL+"/log/head", "", http.StatusOK)
	key := strings.TrimSpace(string(fetched(t, h.URL+"/log/key", "", http.StatusOK)))
	c.FirstRound()
	c.FirstDecision()
	c.SecondRound()
	c.SecondDecision()
	c.Karim.Signs(c.Drawn)
	fatal(t, tale)
	at := h.URL + "/agreements/" + c.Drawn.ID + "/proof.json"
	early := fetched(t, at, v.Karim.Token, http.StatusOK)
	for _, p := range []*story.Person{c.Luis, c.Pau, c.Marc, c.Joan, c.Ramon} {
		p.Signs(c.Drawn)
	}
	fatal(t, tale)

	read, err := proof.ReadFile(early)
	if err != nil {
		t.Fatal(err)
	}
	late := fetched(t, at+"?since="+proof.Since(read.Head), v.Joan.Token, http.StatusOK)
	fromTheStart := fetched(t, at+"?since="+proof.Since(string(noted)), v.Joan.Token, http.StatusOK)
	holds(t, "version 1", early, nil, key)
	holds(t, "in force: true", late, early, key)
	holds(t, "with the key "+proof.Fingerprint(v.Karim.Public()), late, early, key)
	holds(t, "older head", fromTheStart, noted, key)
	breaks(t, "does not say how the log has grown", late, noted, key)
	breaks(t, "BROKEN", bytes.Replace(late, []byte(`"inForce":true`), []byte(`"inForce":false`), 1), early, key)
	breaks(t, "BROKEN", early, late, key) // a roll-back

	fetched(t, at, "", http.StatusUnauthorized)
	stranger := fetched(t, at, v.Sol.Token, http.StatusNotFound)
	if nothing := fetched(t, h.URL+"/agreements/agr_x/proof.json", v.Sol.Token, http.StatusNotFound); !bytes.Equal(stranger, nothing) {
		t.Errorf("a stranger is told %q, and of what does not exist %q", stranger, nothing)
	}
	fetched(t, at+"?since=%2F", v.Joan.Token, http.StatusBadRequest)
	fetched(t, at+"?since="+proof.Since("parley/other\n"), v.Joan.Token, http.StatusBadRequest)
}

func fetched(t *testing.T, address, token string, status int) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != status {
		t.Fatalf("%s answers %d, want %d: %s", address, answer.StatusCode, status, body)
	}
	return body
}

// verify runs the command as somebody would at home: in an empty folder, with
// the files alone.
func verify(t *testing.T, file, older []byte, key string) (string, error) {
	t.Helper()
	home := t.TempDir()
	arguments := []string{"verify", "proof.json", "--key", key}
	if err := os.WriteFile(filepath.Join(home, "proof.json"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	if older != nil {
		arguments = append(arguments, "--head", "older")
		if err := os.WriteFile(filepath.Join(home, "older"), older, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	launcher, err := filepath.Abs(os.Getenv("PARLEY_LAUNCHER"))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), launcher, arguments...)
	command.Dir, command.Env = home, []string{"HOME=" + home}
	out, err := command.CombinedOutput()
	return string(out), err
}

func holds(t *testing.T, says string, file, older []byte, key string) {
	t.Helper()
	if out, err := verify(t, file, older, key); err != nil || !strings.Contains(out, says) {
		t.Errorf("%v: it does not say %q:\n%s", err, says, out)
	}
}

func breaks(t *testing.T, says string, file, older []byte, key string) {
	t.Helper()
	if out, err := verify(t, file, older, key); err == nil || !strings.Contains(out, says) {
		t.Errorf("%v: it does not say %q:\n%s", err, says, out)
	}
}

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	"parley.example/gateway/internal/files"
)

// filing is a house with somebody who reads an agreement, and somebody who does
// not.
func filing(t *testing.T) (h *house, ana, eve *client) {
	t.Helper()
	h = start(t)
	h.Exec(t, "postgres", `TRUNCATE identity.file, identity.file_body, identity.file_key`)
	ana, eve = h.client(), h.client()
	person := ana.signUp("Ana")
	eve.signUp("Eve")
	h.Hold(t, person, "", "text:agr_x")
	return h, ana, eve
}

func TestAFileIsForItsAudience(t *testing.T) {
	h, ana, eve := filing(t)
	const words = "<html>ten crates</html>"
	sum := sha256.Sum256([]byte(words))
	hash := hex.EncodeToString(sum[:])
	put := "/files?audience=text:agr_x&name=..%2Fcr%C3%A1tes%0D%0A.html"
	first := ana.send("PUT", put, words)
	if ana.status != http.StatusCreated {
		t.Fatalf("%d %s", ana.status, first)
	}
	var f files.File
	if err := json.Unmarshal([]byte(first), &f); err != nil || f.Hash != hash || f.Size != int64(len(words)) || f.Type != "text/html; charset=utf-8" || f.Name != "crátes .html" {
		t.Errorf("%+v %v", f, err)
	}
	if again := ana.send("PUT", put+"2", words); again != first || ana.status != http.StatusOK {
		t.Errorf("the same once more: %d %s", ana.status, again)
	}
	got := ana.send("GET", "/files/"+hash, "")
	for header, want := range map[string]string{
		"Content-Type": "application/octet-stream", "Content-Disposition": "attachment; filename*=utf-8''cr%C3%A1tes%20.html", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, no-store",
	} {
		if ana.header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, ana.header.Get(header), want)
		}
	}
	if got != words {
		t.Errorf("handed out: %q", got)
	}
	forbidden := eve.send("GET", "/files/"+hash, "")
	missing := eve.send("GET", "/files/"+strings.Repeat("0", 64), "")
	if eve.status != http.StatusNotFound || forbidden != missing {
		t.Errorf("%d: %q, of what is not there %q", eve.status, forbidden, missing)
	}
	if said := eve.send("PUT", put, "mine"); eve.status != http.StatusForbidden || !strings.Contains(said, `"FILE_AUDIENCE"`) {
		t.Errorf("%d %s", eve.status, said)
	}
	var lies int
	if err := h.Pool(t, "parley_identity").QueryRow(t.Context(), `SELECT count(*) FROM identity.file_body WHERE position('crates'::bytea in sealed) > 0`).Scan(&lies); err != nil || lies != 0 {
		t.Errorf("%d lie open, %v", lies, err)
	}
	nobody := h.client()
	for _, way := range []string{"GET /files/" + hash, "PUT " + put} {
		method, path, _ := strings.Cut(way, " ")
		if nobody.send(method, path, "x"); nobody.status != http.StatusUnauthorized {
			t.Errorf("%s without a session: %d", way, nobody.status)
		}
	}
}

func TestFilesHaveLimits(t *testing.T) {
	h, ana, _ := filing(t)
	const put = "/files?audience=text:agr_x&name=a"
	for body, want := range map[string]int{
		"": http.StatusBadRequest, strings.Repeat("a", files.Largest+1): http.StatusRequestEntityTooLarge, strings.Repeat("a", files.Largest): http.StatusCreated,
	} {
		if ana.send("PUT", put, body); ana.status != want {
			t.Errorf("%d bytes: %d, want %d", len(body), ana.status, want)
		}
	}
	for _, bad := range []string{"", "?audience=public", "?audience=registered", "?audience=text:", "?audience=text:agr_y"} {
		if ana.send("PUT", "/files"+bad, "x"); ana.status != http.StatusForbidden {
			t.Errorf("%q: %d", bad, ana.status)
		}
	}
	for _, bad := range []string{"x", strings.Repeat("A", 64), strings.Repeat("a", 63), "..%2F..%2Fetc"} {
		if ana.send("GET", "/files/"+bad, ""); ana.status != http.StatusNotFound {
			t.Errorf("%q: %d", bad, ana.status)
		}
	}
	h.Exec(t, "parley_identity", `INSERT INTO identity.file (hash, audience, size, type, name, person, organization)
		SELECT repeat('e', 64), 'text:agr_x', 200 * 1048576 - sum(size) - 5, 'x', 'x', min(person), '' FROM identity.file`)
	var wait sync.WaitGroup
	answers := make(chan int, 2)
	for _, body := range []string{"1234", "5678"} { // there is room for one of them
		wait.Go(func() {
			c := h.client()
			c.token, c.cookie = ana.token, ana.cookie
			c.send("PUT", put, body)
			answers <- c.status
		})
	}
	wait.Wait()
	if one, other := <-answers, <-answers; one+other != http.StatusCreated+http.StatusInsufficientStorage {
		t.Errorf("two at once, with room for one: %d and %d", one, other)
	}
}

func TestHeadsAreCountedByNetwork(t *testing.T) {
	h := start(t)
	c := h.client()
	h.Exec(t, "parley_identity", `INSERT INTO identity.throttle (key, "window", count)
		SELECT 'log head 127.0.0.0/24', date_bin('15 minutes', now(), 'epoch') + make_interval(mins => m), 600 FROM unnest(ARRAY[0, 15]) m`)
	if c.send("GET", "/log/head", ""); c.status != http.StatusTooManyRequests {
		t.Errorf("the next head: %d", c.status)
	}
}

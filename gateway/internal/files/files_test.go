package files

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNamesAreMadeHarmless(t *testing.T) {
	for name, want := range map[string]string{
		"minutes of March.pdf":      "minutes of March.pdf",
		"../../etc/passwd":          "passwd",
		`C:\Windows\win.ini`:        "win.ini",
		"/":                         "file",
		"..":                        "file",
		"":                          "file",
		".bashrc":                   "bashrc",
		"a\x00b\r\nSet-Cookie: x":   "ab Set-Cookie_ x",
		"invoice\u202efdp.exe":      "invoicefdp.exe",
		"zero\u200bwidth\ufeff.txt": "zerowidth.txt",
		"Sen\u0303al.txt":           "Señal.txt",
		"a\"b<c>|d?.txt":            "a_b_c__d_.txt",
		"con.txt":                   "_con.txt",
		"COM1":                      "_COM1",
		"ends. . .":                 "ends",
		"a\xffb.txt":                "a_b.txt",
		"  two   words.txt ":        "two words.txt",
	} {
		if got := Clean(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	long := Clean(strings.Repeat("ñ", 500) + ".pdf")
	if len(long) > longestName || !strings.HasSuffix(long, "ñ.pdf") || !utf8.ValidString(long) {
		t.Errorf("%d bytes: %s", len(long), long)
	}
}

// FuzzClean looks for a name that stays harmful, or that is cleaned into
// something else the second time.
func FuzzClean(f *testing.F) {
	for _, name := range []string{"../x", "con", "a\u0301\u202e/b", strings.Repeat("é", 90) + ".tar.gz", "aux .", "_"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := Clean(name)
		if got == "" || len(got) > longestName+1 || !utf8.ValidString(got) || strings.ContainsAny(got, "/\\\x00\r\n\"") || strings.HasPrefix(got, ".") {
			t.Fatalf("%q becomes %q", name, got)
		}
	})
}

func TestAFileCanBeForWhomOneBelongsTo(t *testing.T) {
	held := []string{"public", "registered", "person:per_a", "text:agr_x", "mandate:org_a:all", "text:"}
	for audience, want := range map[string]bool{
		"text:agr_x": true, "person:per_a": true, "person:per_b": false, "public": false, "registered": false,
		"mandate:org_a:all": false, "text:": false, "": false, "text:agr_y": false,
	} {
		if got := may(audience, held); got != want {
			t.Errorf("%q: %t", audience, got)
		}
	}
}

// What is sealed opens with the same house, for the same audience, as the same
// file, and not when a bit of it was changed.
func TestSealedBytesOpenAtTheirPlaceAlone(t *testing.T) {
	house := func() []byte { k := make([]byte, keySize); _, _ = rand.Read(k); return k }
	one, _ := sealer(house())
	other, _ := sealer(house())
	wrapped := drawn(one, "text:agr_x")
	key, err := unwrapped(one, "text:agr_x", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := unwrapped(other, "text:agr_x", wrapped); err == nil {
		t.Error("another house opens it")
	}
	if _, err := unwrapped(one, "text:agr_y", wrapped); err == nil {
		t.Error("it is the key of another audience too")
	}
	body := []byte("ten crates")
	sealed := key.Seal(nil, nil, body, place("h", "text:agr_x"))
	if bytes.Contains(sealed, body) {
		t.Error("the bytes lie there as they are")
	}
	if _, err := key.Open(nil, nil, sealed, place("g", "text:agr_x")); err == nil {
		t.Error("it opens as another file")
	}
	for i := range sealed {
		broken := bytes.Clone(sealed)
		broken[i] ^= 1
		if _, err := key.Open(nil, nil, broken, place("h", "text:agr_x")); err == nil {
			t.Fatalf("byte %d can be changed", i)
		}
	}
}

func TestWhatABrowserWouldRunIsBytes(t *testing.T) {
	for body, want := range map[string]string{
		"<html><script>alert(1)</script>": "application/octet-stream", "%PDF-1.7": "application/pdf", "plain words": "text/plain; charset=utf-8",
		`<?xml version="1.0"?><svg onload="x()"/>`: "application/octet-stream", "\x89PNG\x0d\x0a\x1a\x0a": "image/png",
	} {
		if got := inert(sniffed([]byte(body))); got != want {
			t.Errorf("%q is handed out as %s", body, got)
		}
	}
}

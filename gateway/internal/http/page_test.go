package http

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var built = fstest.MapFS{
	"index.html":       {Data: []byte(`<meta property="csp-nonce" nonce=""><div id="root">`)},
	"assets/app-1.js":  {Data: []byte(strings.Repeat("let a = 1;", 1000))},
	"assets/dot-1.png": {Data: []byte("png")},
}

func TestAPageCarriesTheNonceOfItsPolicyAndNoOther(t *testing.T) {
	seen := make(map[string]bool)
	for range 3 {
		w := httptest.NewRecorder()
		shell(w, httptest.NewRequest("GET", "/n/neg_x", nil), built)
		found := regexp.MustCompile(`nonce="(\w+)"`).FindStringSubmatch(w.Body.String())
		if found == nil || !strings.Contains(w.Header().Get("Content-Security-Policy"), "style-src 'self' 'nonce-"+found[1]+"'") {
			t.Fatalf("page %s, policy %s", w.Body, w.Header().Get("Content-Security-Policy"))
		}
		if seen[found[1]] || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("a nonce is used twice, or kept: %v", w.Header())
		}
		seen[found[1]] = true
	}
}

func TestNoScriptRunsThatIsNotAFileOfOurs(t *testing.T) {
	for directive := range strings.SplitSeq(policy, "; ") {
		if strings.HasPrefix(directive, "script-src") && directive != "script-src 'self'" {
			t.Errorf("scripts may come from elsewhere: %s", directive)
		}
	}
}

func TestAssetsTravelPackedToWhoeverCanUnpackThem(t *testing.T) {
	for _, row := range []struct {
		name, accepts string
		packed        bool
	}{
		{"assets/app-1.js", "gzip, br", true},
		{"assets/app-1.js", "br, gzip;q=0.5", true},
		{"assets/app-1.js", "gzip;q=0", false},
		{"assets/app-1.js", "", false},
		{"assets/dot-1.png", "gzip", false},
	} {
		r := httptest.NewRequest("GET", "/"+row.name, nil)
		r.Header.Set("Accept-Encoding", row.accepts)
		w := httptest.NewRecorder()
		if got := pack(w, r, built, row.name); got != row.packed {
			t.Errorf("%s for %q: packed %v", row.name, row.accepts, got)
			continue
		}
		if !row.packed {
			continue
		}
		unpack, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(unpack); err != nil || string(data) != string(built[row.name].Data) {
			t.Errorf("%s is not what it was: %v", row.name, err)
		}
	}
}

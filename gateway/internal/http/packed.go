package http

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

// packed are assets as they travel: each is packed once, when it is first asked
// for. Their names are hashes, so they never change.
var packed sync.Map // name → []byte

// shrinks are the kinds of assets that packing makes smaller.
var shrinks = []string{".css", ".js", ".json", ".svg", ".ttf"}

// pack writes an asset packed to whoever can unpack it, and tells whether it did.
func pack(w http.ResponseWriter, r *http.Request, files fs.FS, name string) bool {
	if !slices.Contains(shrinks, path.Ext(name)) {
		return false
	}
	w.Header().Set("Vary", "Accept-Encoding")
	if !takesGzip(r) || r.Header.Get("Range") != "" {
		return false
	}
	small, err := small(files, name)
	if err != nil {
		return false
	}
	w.Header().Set("Content-Encoding", "gzip")
	http.ServeContent(w, r, path.Base(name), started, bytes.NewReader(small))
	return true
}

func takesGzip(r *http.Request) bool {
	for word := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		if name, quality, _ := strings.Cut(strings.ReplaceAll(word, " ", ""), ";"); name == "gzip" {
			return quality != "q=0"
		}
	}
	return false
}

func small(files fs.FS, name string) ([]byte, error) {
	if found, ok := packed.Load(name); ok {
		return found.([]byte), nil
	}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	found, _ := packed.LoadOrStore(name, out.Bytes())
	return found.([]byte), nil
}

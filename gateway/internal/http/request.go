package http

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
)

// bodyMost is the length of the largest body of a request to the API. Larger
// things are files.
const bodyMost = 1 << 20

// persisted returns operations by the SHA-256 of their text and by the text.
func persisted(operations map[string]string) map[string]string {
	known := make(map[string]string)
	for _, text := range operations {
		sum := sha256.Sum256([]byte(text))
		known[hex.EncodeToString(sum[:])] = text
		known[strings.TrimSpace(text)] = text
	}
	return known
}

// body is what a client sends, before anything in it is believed.
type body struct {
	Query         *string        `json:"query"`
	OperationName *string        `json:"operationName"`
	Variables     map[string]any `json:"variables"`
	Extensions    map[string]any `json:"extensions"`
}

// read reads a request, or answers why it is none.
func (a *answer) read(known map[string]string) (gate.Request, bool) {
	switch a.r.Method {
	case http.MethodPost:
		return a.posted(known)
	case http.MethodGet:
		return a.got(known)
	}
	a.w.Header().Set("Allow", "GET, POST")
	a.refuse(http.StatusMethodNotAllowed, graph.Invalid("method", a.locale))
	return gate.Request{}, false
}

func (a *answer) posted(known map[string]string) (gate.Request, bool) {
	media, params, err := mime.ParseMediaType(a.r.Header.Get("Content-Type"))
	if err != nil || media != mediaJSON || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
		return a.bad(http.StatusUnsupportedMediaType, graph.Invalid("contentType", a.locale))
	}
	data, err := io.ReadAll(http.MaxBytesReader(a.w, a.r.Body, bodyMost))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			wrong := graph.Invalid("size", a.locale)
			wrong.Extensions["limit"] = bodyMost
			return a.bad(http.StatusRequestEntityTooLarge, wrong)
		}
		return a.bad(http.StatusBadRequest, graph.Invalid("body", a.locale))
	}
	var b body
	if !decode(string(data), &b) {
		return a.bad(http.StatusBadRequest, graph.Invalid("json", a.locale))
	}
	return a.request(b, known)
}

// got reads a request from an address. Whatever is asked for by address ends
// up in logs and caches, so it may only be what we know.
func (a *answer) got(known map[string]string) (gate.Request, bool) {
	q := a.r.URL.Query()
	var b body
	for name, into := range map[string]any{"variables": &b.Variables, "extensions": &b.Extensions} {
		if text := q.Get(name); text != "" && !decode(text, into) {
			return a.bad(http.StatusBadRequest, graph.Invalid("json", a.locale))
		}
	}
	for name, into := range map[string]**string{"query": &b.Query, "operationName": &b.OperationName} {
		if text := q.Get(name); text != "" {
			*into = &text
		}
	}
	req, ok := a.request(b, known)
	if ok && known[strings.TrimSpace(req.Query)] == "" {
		return a.bad(http.StatusMethodNotAllowed, graph.Invalid("persisted", a.locale))
	}
	return req, ok
}

func (a *answer) request(b body, known map[string]string) (gate.Request, bool) {
	req := gate.Request{Variables: b.Variables}
	if b.OperationName != nil {
		req.OperationName = *b.OperationName
	}
	switch {
	case b.Query != nil:
		req.Query = *b.Query
	default:
		req.Query = known[hashOf(b.Extensions)]
	}
	if req.Query == "" {
		return a.bad(http.StatusBadRequest, graph.Invalid("query", a.locale))
	}
	return req, true
}

// hashOf returns the hash by which a request names its document, in the form
// that Apollo's clients brought about and urql sends too.
func hashOf(extensions map[string]any) string {
	named, _ := extensions["persistedQuery"].(map[string]any)
	hash, _ := named["sha256Hash"].(string)
	return hash
}

func (a *answer) bad(status int, e *graph.Error) (gate.Request, bool) {
	a.refuse(status, e)
	return gate.Request{}, false
}

// decode reads one JSON value and nothing behind it, numbers as they stand.
func decode(text string, into any) bool {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if dec.Decode(into) != nil {
		return false
	}
	_, err := dec.Token()
	return err == io.EOF
}

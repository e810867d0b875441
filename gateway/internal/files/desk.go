package files

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/session"
	"parley.example/schema"
)

// How many files are in memory at a time, and how many of them can be one
// person's: a slow one keeps nobody else out.
const (
	atOnce   = 8
	ofPerson = 2
)

// patience is how long a slow network may take for one.
const patience = 2 * time.Minute

// Desk takes and hands out files for whoever has a session.
type Desk struct {
	Store *Store
	// Audiences are those that an actor holds, as Postgres says.
	Audiences func(ctx context.Context, actor command.Actor) ([]string, error)
	// Try counts a request and refuses one too many.
	Try func(ctx context.Context, key string, most int) error

	slots chan struct{}
	mu    sync.Mutex
	under map[string]int // by person: how many are under way
}

// New returns a desk.
func New(s *Store, audiences func(context.Context, command.Actor) ([]string, error), try func(context.Context, string, int) error) *Desk {
	return &Desk{Store: s, Audiences: audiences, Try: try, slots: make(chan struct{}, atOnce), under: make(map[string]int)}
}

// enter waits for a place in memory, unless the person has enough of them.
func (d *Desk) enter(ctx context.Context, person string) (leave func(), err error) {
	count := func(n int) int {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.under[person] += n
		if d.under[person] == 0 {
			delete(d.under, person)
			return 0
		}
		return d.under[person]
	}
	if count(1) > ofPerson {
		count(-1)
		return nil, session.TooManyTries
	}
	select {
	case d.slots <- struct{}{}:
		return func() { <-d.slots; count(-1) }, nil
	case <-ctx.Done():
		count(-1)
		return nil, ctx.Err()
	}
}

// Put takes the body of a request as a file. The address says for which audience,
// and how its owner calls it.
func (d *Desk) Put(w http.ResponseWriter, r *http.Request, actor command.Actor, locale string) {
	f, made, err := d.put(w, r, actor)
	if err != nil {
		refuse(w, r, locale, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if made {
		w.Header().Set("Location", "/files/"+f.Hash)
		w.WriteHeader(http.StatusCreated)
	}
	_ = json.NewEncoder(w).Encode(f)
}

func (d *Desk) put(w http.ResponseWriter, r *http.Request, actor command.Actor) (File, bool, error) {
	if r.ContentLength > Largest {
		return File{}, false, tooLarge()
	}
	if err := d.Try(r.Context(), "put file "+actor.Person, putsPerQuarter); err != nil {
		return File{}, false, err
	}
	held, err := d.Audiences(r.Context(), actor)
	if err != nil {
		return File{}, false, err
	}
	audience := r.URL.Query().Get("audience")
	if !may(audience, held) {
		return File{}, false, command.Refuse(NotForYou, "audience")
	}
	leave, err := d.enter(r.Context(), actor.Person)
	if err != nil {
		return File{}, false, err
	}
	defer leave()
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(patience))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, Largest))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return File{}, false, tooLarge()
	case err != nil:
		return File{}, false, command.Refuse(command.Invalid, "", "rule", "body")
	case len(body) == 0:
		return File{}, false, command.Refuse(Empty, "")
	}
	return d.Store.Put(r.Context(), actor, audience, r.URL.Query().Get("name"), body)
}

func tooLarge() error { return command.Refuse(TooLarge, "", "max", "10") }

// Get hands out a file: as something to keep, never as something to look at here.
func (d *Desk) Get(w http.ResponseWriter, r *http.Request, actor command.Actor, locale string) {
	hash := r.PathValue("hash")
	if len(hash) != 64 || strings.Trim(hash, "0123456789abcdef") != "" {
		refuse(w, r, locale, command.NotFound)
		return
	}
	err := d.Try(r.Context(), "get file "+actor.Person, getsPerQuarter)
	if err != nil {
		refuse(w, r, locale, err)
		return
	}
	leave, err := d.enter(r.Context(), actor.Person)
	if err != nil {
		refuse(w, r, locale, err)
		return
	}
	f, body, err := d.get(r.Context(), actor, hash)
	leave()
	if err != nil {
		refuse(w, r, locale, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Type", inert(f.Type))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

func (d *Desk) get(ctx context.Context, actor command.Actor, hash string) (File, []byte, error) {
	held, err := d.Audiences(ctx, actor)
	if err != nil {
		return File{}, nil, err
	}
	return d.Store.Get(ctx, hash, held)
}

// statuses are those of refusals; of whatever is none it is our fault.
var statuses = map[command.Code]int{
	command.NotFound: http.StatusNotFound, NotForYou: http.StatusForbidden, TooLarge: http.StatusRequestEntityTooLarge,
	Empty: http.StatusBadRequest, command.Invalid: http.StatusBadRequest, TooMuch: http.StatusInsufficientStorage,
	session.TooManyTries: http.StatusTooManyRequests,
}

func refuse(w http.ResponseWriter, r *http.Request, locale string, err error) {
	code, params := command.Unavailable, map[string]string(nil)
	var refusal *command.Refusal
	var bare command.Code
	switch {
	case errors.As(err, &refusal):
		code, params = refusal.Code, refusal.Params
	case errors.As(err, &bare):
		code = bare
	}
	status, known := statuses[code]
	if !known {
		slog.ErrorContext(r.Context(), "files", "error", err)
		code, status, params = command.Unavailable, http.StatusServiceUnavailable, nil
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"code": string(code), "message": schema.Sentence(locale, string(code), params)})
}

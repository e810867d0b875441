package calendar

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"parley.example/events/command"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/inbox"
)

// Path is where files are fetched.
const Path = "/calendar.ics"

// Desk answers the fields of the schema that are about calendars, and the
// address itself.
type Desk struct {
	Store *Store
	Files *Deadlines
	// Try counts a request and refuses one too many.
	Try func(ctx context.Context, key string, most int) error
	// Tell announces that a person's address changed.
	Tell func(ctx context.Context, person string)
}

// Natives are the desk's fields by the name that the schema binds them to.
func (d *Desk) Natives() map[string]graph.Native {
	return map[string]graph.Native{"calendarAddress": d.address, "makeCalendar": d.make, "revokeCalendar": d.revoke}
}

type object = map[string]any

func (d *Desk) address(ctx context.Context, c *graph.Call) (any, error) {
	at, err := d.Store.Made(ctx, c.Actor.Person)
	if err != nil {
		return nil, unavailable(err)
	}
	c.Depends(inbox.Touch(c.Actor.Person))
	o := object{"exists": !at.IsZero()}
	if !at.IsZero() {
		o["madeAt"] = at.UTC().Format("2006-01-02T15:04:05.000Z")
	}
	return o, nil
}

func (d *Desk) make(ctx context.Context, c *graph.Call) (any, error) {
	if c.Actor.Person == "" {
		return nil, command.Unauthenticated
	}
	token, err := d.Store.Make(ctx, c.Actor.Person)
	if err != nil {
		return nil, unavailable(err)
	}
	d.Tell(ctx, c.Actor.Person)
	return object{"path": Path + "?token=" + token}, nil
}

func (d *Desk) revoke(ctx context.Context, c *graph.Call) (any, error) {
	if c.Actor.Person == "" {
		return nil, command.Unauthenticated
	}
	if err := d.Store.Revoke(ctx, c.Actor.Person); err != nil {
		return nil, unavailable(err)
	}
	d.Tell(ctx, c.Actor.Person)
	return object{}, nil
}

// perQuarter is how often somebody's file may be fetched in a quarter of an
// hour: calendars do so a few times an hour, on each device.
const perQuarter = 120

// Serve answers a request for a file: with the token of an address, or as the
// person whose session it came with ("" for nobody). An address that is none
// looks like a page that is none.
func (d *Desk) Serve(w http.ResponseWriter, r *http.Request, person string) {
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Referrer-Policy", "no-referrer")
	if token := r.URL.Query().Get("token"); token != "" {
		owner, err := d.Store.Owner(r.Context(), token)
		if errors.Is(err, ErrNone) {
			http.NotFound(w, r)
			return
		}
		if err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		person = owner
	}
	if person == "" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	d.serve(w, r, person)
}

func (d *Desk) serve(w http.ResponseWriter, r *http.Request, person string) {
	if err := d.Try(r.Context(), "calendar "+person, perQuarter); err != nil {
		var refusal *command.Refusal
		status := http.StatusServiceUnavailable
		if errors.As(err, &refusal) {
			status = http.StatusTooManyRequests
		}
		w.WriteHeader(status)
		return
	}
	file, err := d.Files.Of(r.Context(), person)
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	tag := fmt.Sprintf(`"%x"`, hash(string(file))[:12])
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8; method=PUBLISH")
	w.Header().Set("Content-Disposition", `attachment; filename="parley.ics"`)
	if r.Method != http.MethodHead {
		_, _ = w.Write(file)
	}
}

func unavailable(err error) error {
	if errors.Is(err, ErrUnavailable) {
		return fmt.Errorf("%w: %w", command.Unavailable, err)
	}
	return err
}

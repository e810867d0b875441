// Package story tells the stories of Valle Verde and of Ruedas: people sign up,
// found organizations, sit down at tables, negotiate and sign. Each does so
// from a client of their own, through nothing but the public API.
//
// A tale reads like one. What goes wrong is therefore kept, as in
// [bufio.Writer]: after the first failure nothing happens any more, and
// [Tale.Err] says what it was.
package story

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"parley.example/deploy/client"
)

// Telling says where a tale is told, and how. Only URL is needed.
type Telling struct {
	URL string
	// Name keeps tellings in one house apart. The same name again finds what an
	// interrupted telling has left and goes on from there.
	Name string
	// Password returns the password of the account with an address.
	Password func(email string) string
	// Transport carries the requests of the person so named.
	Transport func(person string) http.RoundTripper
}

// Tale is one telling. It is for one goroutine at a time.
type Tale struct {
	Telling
	ctx    context.Context // of the telling: it is one call, in many sentences
	begun  time.Time       // when the first organization was founded
	acts   int
	People []*Person // in the order of their coming
	err    error
}

// Begin begins a tale.
func Begin(ctx context.Context, telling Telling) *Tale {
	if telling.Password == nil {
		telling.Password = func(email string) string { return "the password of " + email }
	}
	return &Tale{Telling: telling, ctx: ctx}
}

// Err returns the first thing that went wrong.
func (t *Tale) Err() error { return t.err }

func (t *Tale) fail(who, what string, err error) {
	if t.err == nil {
		t.err = fmt.Errorf("%s: %s: %w", who, what, err)
	}
}

// In returns the moment that lies so long after the beginning of the tale. A
// telling that is begun again has the same moments.
func (t *Tale) In(d time.Duration) string {
	return t.begun.Add(d).UTC().Format("2006-01-02T15:04:05.000Z")
}

// commandID is the id of the next act. It follows from the telling, so that
// each act happens once however often the tale is told.
func (t *Tale) commandID(who, what string) string {
	t.acts++
	if t.Name == "" {
		return uuid.NewString()
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%s/%s", t.Name, t.acts, who, what))
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id.String()
}

// Input is what a mutation is given, without its command id.
type Input = map[string]any

// Person is somebody of the story at their own device.
type Person struct {
	*client.Client
	Name string
	Org  *Organization // for which they act
	tale *Tale
}

// Person lets somebody sign up. Their address belongs to the telling.
func (t *Tale) Person(name string) *Person {
	p := &Person{Client: client.New(t.URL), Name: name, tale: t}
	if t.Transport != nil {
		p.Client.HTTP.Transport = t.Transport(name)
	}
	t.People = append(t.People, p)
	if t.err != nil {
		return p
	}
	email := t.address(name)
	if err := p.SignUp(t.ctx, name, email, t.Password(email)); err != nil {
		t.fail(name, "sign up", err)
	}
	return p
}

// plain are the letters of names as addresses have them.
var plain = strings.NewReplacer(" ", ".", "á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", "ç", "c")

func (t *Tale) address(name string) string {
	return plain.Replace(strings.ToLower(name)) + "@" + cmp.Or(t.Name, "parley") + ".example"
}

// Does sends a mutation and reads what is selected of its payload. It is an
// error of the tale if the wish is not granted.
func (p *Person) Does(act string, input Input, selection string, into any) {
	t := p.tale
	if t.err != nil {
		return
	}
	if err := p.MutateAs(t.ctx, t.commandID(p.Name, act), act, input, selection, into); err != nil {
		t.fail(p.Name, act, err)
	}
}

// IsRefused sends a mutation that must not be granted, for the reason with this
// code.
func (p *Person) IsRefused(code, act string, input Input) {
	t := p.tale
	if t.err != nil {
		return
	}
	err := p.MutateAs(t.ctx, t.commandID(p.Name, act), act, input, "", nil)
	var refused client.UserError
	switch {
	case err == nil:
		t.fail(p.Name, act, fmt.Errorf("is granted, want %s", code))
	case !errors.As(err, &refused) || refused.Code != code:
		t.fail(p.Name, act, fmt.Errorf("is refused with %w, want %s", err, code))
	case refused.Message == "":
		t.fail(p.Name, act, fmt.Errorf("%s has no sentence", code))
	}
}

// Sees asks a query.
func (p *Person) Sees(query string, variables Input, into any) {
	t := p.tale
	if t.err != nil {
		return
	}
	if err := p.Do(t.ctx, query, variables, into); err != nil {
		t.fail(p.Name, "see", err)
	}
}

// Waits follows a live query until its answer is as wished. The answer is read
// into a value anew each time.
func Waits[T any](p *Person, query string, variables Input, until func(T) bool) (seen T) {
	t := p.tale
	if t.err != nil {
		return seen
	}
	err := p.Await(t.ctx, query, variables, func(data json.RawMessage) (bool, error) {
		var now T
		if err := json.Unmarshal(data, &now); err != nil {
			return false, err
		}
		seen = now
		return until(now), nil
	})
	if err != nil {
		t.fail(p.Name, "wait", err)
	}
	return seen
}

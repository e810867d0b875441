package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/proof"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// About names the agreement that is asked about.
type About struct {
	ID string `json:"id" need:"true"`
}

// Permission is what the asker may do now, and why not.
type Permission struct {
	Act     string  `json:"act"`
	Allowed bool    `json:"allowed"`
	Code    string  `json:"code,omitempty"`
	Params  []Param `json:"params"`
}

// Param is a named value of the sentence that says why not.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// acts are what people may wish of an agreement, by the names of their mutations.
var acts = []string{"signAgreement", "declineAgreement"}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in About) (any, error) {
	a, _, s, err := d.seen(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	var list []Permission
	for _, act := range acts {
		list = append(list, permission(act, try(act, s, a, in.ID, d.house.Now())))
	}
	return list, nil
}

// try is what the rules would say to an act on the living version.
func try(act string, s standing.Standing, a accord.Agreement, id string, at time.Time) error {
	version := len(a.Versions)
	var ruling resident.Ruling
	var err error
	switch act {
	case "signAgreement":
		ruling, err = signing(s, a, SignAgreement{Agreement: id, Version: version, Hash: a.Versions[version-1].Hash}, at)
	case "declineAgreement":
		ruling, err = declining(s, a, DeclineAgreement{Agreement: id, Version: version, Reason: "because"}, at)
	}
	if err == nil && len(ruling.Events) == 0 {
		return AlreadyDone
	}
	return err
}

// AlreadyDone is why a button is off whose act would change nothing.
var AlreadyDone = rule.Refuse("ALREADY_DONE")

func permission(act string, err error) Permission {
	p := Permission{Act: act, Allowed: err == nil, Params: []Param{}}
	var refused *rule.Refusal
	switch {
	case errors.As(err, &refused):
		p.Code = refused.Code
		for name, value := range refused.Params {
			p.Params = append(p.Params, Param{name, value})
		}
		slices.SortFunc(p.Params, func(a, b Param) int { return strings.Compare(a.Name, b.Name) })
	case err != nil:
		p.Code = string(command.Internal)
	}
	return p
}

// version is how many commits the record has: also those that changed nothing,
// of which no document knows.
func (d *desk) version(ctx context.Context, c serve.Call, in About) (any, error) {
	_, version, _, err := d.seen(ctx, c, in.ID)
	return version, err
}

// Since asks for the record after a sequence.
type Since struct {
	About
	After *uint64 `json:"after"`
}

// A page of the record holds no more than these.
const (
	pageCommits = 200
	pageBytes   = 512 << 10
)

// Record is a page of an agreement's history in its stored bytes. Its head is
// that of the whole record, as far as that has come.
type Record struct {
	proof.Record
	More bool `json:"more"`
}

// record hands out what is stored, byte for byte, to everyone at the table
// alike: it depends on nothing but the agreement and the place asked for.
func (d *desk) record(ctx context.Context, c serve.Call, in Since) (any, error) {
	if _, _, _, err := d.seen(ctx, c, in.ID); err != nil {
		return nil, err
	}
	after := int64(0)
	if in.After != nil {
		after = int64(*in.After)
	}
	entries, err := d.stored(ctx, in.ID, "AND seq > $2 ORDER BY version LIMIT $3", after, pageCommits+1)
	if err != nil {
		return nil, err
	}
	page := pageOf(entries)
	if n := len(page.Entries); n > 0 && !page.More {
		page.Head = proof.Hash(page.Entries[n-1].Body)
		return page, nil
	}
	last, err := d.stored(ctx, in.ID, "ORDER BY version DESC LIMIT 1")
	if err != nil || len(last) == 0 {
		return nil, errors.Join(err, command.NotFound)
	}
	page.Head = proof.Hash(last[0].Body)
	return page, nil
}

// stored reads commits of an agreement from the journal.
func (d *desk) stored(ctx context.Context, id, which string, args ...any) ([]proof.Entry, error) {
	rows, err := d.house.Pool().Query(ctx, "SELECT seq, body FROM journal.agreements WHERE aggregate = $1 "+which, append([]any{id}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w", id, err)
	}
	entries, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e proof.Entry, err error) {
		return e, row.Scan(&e.Sequence, &e.Body)
	})
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w", id, err)
	}
	return entries, nil
}

// pageOf takes as many entries as an answer holds, and at least one.
func pageOf(entries []proof.Entry) Record {
	page := Record{Record: proof.Record{Stream: agreements.Stream, Entries: []proof.Entry{}}}
	size := 0
	for i, e := range entries {
		if size += len(e.Body); i == pageCommits || i > 0 && size > pageBytes {
			page.More = true
			break
		}
		page.Entries = append(page.Entries, e)
	}
	return page
}

// seen is an agreement and its version, with what the asker is at its table.
func (d *desk) seen(ctx context.Context, c serve.Call, id string) (accord.Agreement, uint64, standing.Standing, error) {
	a, version, err := d.held.Look(ctx, id)
	if err != nil {
		return a, 0, standing.Standing{}, err
	}
	s, err := d.standing(ctx, c.Actor, a)
	return a, version, s, err
}

package http

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/gateway/internal/calendar"
	"parley.example/gateway/internal/export"
	"parley.example/gateway/internal/read"
)

// agreementAs writes a version of an agreement: the living one, or the one that
// ?version= names.
func (s *Site) agreementAs(form string) formWriter {
	return func(ctx context.Context, r Reader, q *http.Request, w io.Writer) (exported, error) {
		a, err := agreement(ctx, r, q.PathValue("id"), q.URL.Query().Get("version"))
		if err != nil {
			return exported{}, err
		}
		name := fmt.Sprintf("%s v%d.%s", a.Document.Title, a.Document.Version, form)
		switch form {
		case "html":
			return exported{name: name, media: "text/html; charset=utf-8", policy: export.Policy, inline: true}, a.HTML(w)
		case "pdf":
			return exported{name: name, media: "application/pdf"}, a.PDF(w)
		}
		return exported{name: name, media: "application/json; charset=utf-8"}, a.JSON(w)
	}
}

func agreement(ctx context.Context, r Reader, id, version string) (export.Agreement, error) {
	var head struct {
		Document, Status string
		Version          int
	}
	if err := one(ctx, r, "agreements.agreement", id, &head); err != nil {
		return export.Agreement{}, err
	}
	var a export.Agreement
	wanted, err := strconv.Atoi(version)
	if version == "" {
		wanted, err = head.Version, nil
	}
	if err != nil {
		return a, command.NotFound
	}
	err = eachRow(ctx, r, "agreements.document", id, func(row read.Row) error {
		var d struct {
			Version         int
			Hash, Canonical string
		}
		if err := json.Unmarshal(row.Doc, &d); err != nil {
			return err
		}
		if d.Version != wanted {
			return nil
		}
		a.Canonical, a.Hash = d.Canonical, d.Hash
		a.Document, err = export.Read(d.Canonical)
		return err
	})
	switch {
	case err != nil:
		return a, err
	case a.Canonical == "":
		return a, command.NotFound
	}
	if wanted == head.Version {
		a.Status = head.Status
	}
	if a.Signatures, err = signatures(ctx, r, id, wanted); err != nil {
		return a, err
	}
	return a, signers(ctx, r, a.Signatures)
}

func signatures(ctx context.Context, r Reader, id string, version int) (list []export.Signature, err error) {
	return list, eachRow(ctx, r, "agreements.signature", id, func(row read.Row) error {
		var s struct {
			export.Signature
			Version int
		}
		if err := json.Unmarshal(row.Doc, &s); err != nil {
			return err
		}
		if s.Version == version {
			list = append(list, s.Signature)
		}
		return nil
	})
}

// signers gives signatures the names that their reader may know.
func signers(ctx context.Context, r Reader, list []export.Signature) error {
	var people, organizations []string
	for _, s := range list {
		people, organizations = append(people, s.Person), append(organizations, s.Organization)
	}
	if len(list) == 0 {
		return nil
	}
	found, err := r.Read(ctx, read.Batch{Lookups: []read.Lookup{{Table: "registry.person", IDs: people}, {Table: "registry.organization", IDs: organizations}}})
	if err != nil {
		return err
	}
	name := func(table, id string) string {
		var d struct{ Name string }
		if row, there := found.Rows[read.Key{Table: table, ID: id}]; there {
			_ = json.Unmarshal(row.Doc, &d) // without a name the id stands there
		}
		return d.Name
	}
	for i := range list {
		list[i].PersonName, list[i].OrganizationName = name("registry.person", list[i].Person), name("registry.organization", list[i].Organization)
	}
	return nil
}

// settled are the states in which nothing is left to do.
var settled = map[string]bool{"accepted": true, "resolved": true, "waived": true, "cancelled": true}

// duties writes what is owed under an agreement and not settled, by its days.
func duties(ctx context.Context, r Reader, q *http.Request, w io.Writer) (exported, error) {
	var a struct{ Title string }
	id := q.PathValue("id")
	if err := one(ctx, r, "agreements.agreement", id, &a); err != nil {
		return exported{}, err
	}
	text, err := agreement(ctx, r, id, "")
	if err != nil {
		return exported{}, err
	}
	var list []calendar.Entry
	err = eachRow(ctx, r, "agreements.obligation", id, func(row read.Row) error {
		var o struct {
			ID, What, Debtor, ClauseKey, State string
			DueAt, CreatedAt, UpdatedAt        agreements.Instant
		}
		if err := json.Unmarshal(row.Doc, &o); err != nil || settled[o.State] {
			return err
		}
		list = append(list, calendar.Entry{
			ID: o.ID, Title: text.Seat(o.Debtor) + ": " + o.What, Text: a.Title + " · " + o.ClauseKey,
			At:      o.DueAt.Add(-time.Minute), // it is over at midnight; a calendar shows the day itself
			Changed: o.UpdatedAt.Time, Turns: int(o.UpdatedAt.Sub(o.CreatedAt.Time) / time.Second),
		})
		return nil
	})
	if err != nil {
		return exported{}, err
	}
	zone := text.Document.Zone
	if zone == "" {
		zone = "UTC"
	}
	file, err := calendar.Write(a.Title, zone, list)
	if err != nil {
		return exported{}, err
	}
	_, err = w.Write(file)
	return exported{name: a.Title + ".ics", media: "text/calendar; charset=utf-8"}, err
}

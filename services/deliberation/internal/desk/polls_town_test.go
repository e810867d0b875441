package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/events/stores"
	"parley.example/services/deliberation/internal/view"
	"parley.example/services/internal/serve"
)

// assembly is the service beside a registry that the test plays itself, with an
// organization of many.
type assembly struct {
	town
	notices *nats.Subscription
	office  *nats.Conn // the registry's
	members []command.Actor
	later   []func(*testing.T) // when the deadlines have come: nobody waits for one alone
}

// patience is how far away a deadline is that a test lets come.
const patience = 12 * time.Second

var (
	coop     = record.NewID("org", "coop")
	chair    = command.Actor{Person: "per_00", Organization: coop} // its steward
	outsider = command.Actor{Person: "per_else", Organization: record.NewID("org", "elsewhere")}
)

const many = 25

func assemble(t *testing.T) assembly {
	t.Helper()
	s := stores.Start(t)
	w := assembly{town: town{gateway: s.Connect(t, "gateway"), registry: s.Pool(t, "parley_registry")}, office: s.Connect(t, "registry")}
	w.enrol(t)
	var err error
	if w.notices, err = w.gateway.SubscribeSync("notice.deliberation"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done, built := make(chan error, 1), make(chan struct{})
	config := serve.Config{NATS: s.NATS, Seed: s.Seed("deliberation"), Database: s.DSN["parley_deliberation"], Keys: t.TempDir()}
	go func() {
		done <- serve.Run(ctx, "deliberation", config, func(h *serve.House) error {
			defer close(built)
			w.house = h
			return furnish(h, func(deliberation.SubjectKind) time.Duration { return time.Second })
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	<-built
	if err := w.house.UntilReady(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

// enrol writes what the registry says of the members.
func (w *assembly) enrol(t *testing.T) {
	t.Helper()
	for _, table := range []string{"registry.authority", "registry.seats"} {
		w.exec(t, "CREATE TABLE "+table+" (id text PRIMARY KEY, doc json NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_deliberation")
	}
	w.exec(t, "CREATE TABLE registry.roll (id text PRIMARY KEY, parent text NOT NULL, sort text NOT NULL, doc json NOT NULL)")
	w.exec(t, "GRANT SELECT ON registry.roll TO parley_deliberation")
	w.exec(t, "CREATE TABLE registry.community_roll (id text PRIMARY KEY, parent text NOT NULL, doc json NOT NULL)")
	w.exec(t, "GRANT SELECT ON registry.community_roll TO parley_deliberation")
	for _, table := range []string{"registry.holder", "registry.audience_grant"} {
		w.exec(t, "CREATE TABLE "+table+" (id text PRIMARY KEY, parent text NOT NULL, audience text NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_deliberation")
	}
	for i := range many {
		role := registry.Member
		if i == 0 {
			role = registry.Steward
		}
		w.members = append(w.members, w.belongs(t, fmt.Sprintf("per_%02d", i), coop, role))
	}
	w.belongs(t, outsider.Person, outsider.Organization, registry.Steward)
	w.belongs(t, "per_counsel", coop, registry.Counsel)
}

// belongs puts somebody on an organization's roll.
func (w *assembly) belongs(t *testing.T, person, organization string, role registry.Role) command.Actor {
	t.Helper()
	who := command.Actor{Person: person, Organization: organization}
	w.grant(t, who, role)
	body, err := json.Marshal(registry.RollRow{Person: person, Organization: organization, Roles: []registry.Role{role}})
	if err != nil {
		t.Fatal(err)
	}
	w.exec(t, "INSERT INTO registry.roll VALUES ($1, $2, $3, $4)", registry.AuthorityID(person, organization), organization, person, string(body))
	return who
}

// asks is what the chair wants to know of all.
func (w *assembly) asks(t *testing.T, changes input) string {
	t.Helper()
	return w.do(t, chair, "open_ballot", "ballot", w.asking(changes))
}

func (w *assembly) asking(changes input) input {
	in := input{
		"organization": coop, "question": "North first?", "openness": "sealed", "deadline": time.Now().Add(time.Hour),
		"rule": input{"method": "majority", "threshold": "1/2", "strict": true, "quorum": "1/3"},
	}
	maps.Copy(in, changes)
	return in
}

// votes is everybody's vote, in that order.
func (w *assembly) votes(t *testing.T, ballot string, choices ...string) {
	t.Helper()
	for i, choice := range choices {
		if choice != "" {
			w.do(t, w.members[i], "cast_ballot", "ballot", input{"ballot": ballot, "choice": choice})
		}
	}
}

func times(n int, choice string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = choice
	}
	return all
}

// awaits returns the ballot once it is as wanted.
func (w *assembly) awaits(t *testing.T, ballot string, as func(view.Ballot) bool) view.Ballot {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		var b view.Ballot
		var doc string
		err := w.house.Pool().QueryRow(ctx, "SELECT doc::text FROM deliberation.ballot WHERE id = $1", ballot).Scan(&doc)
		if err == nil {
			if err := json.Unmarshal([]byte(doc), &b); err != nil {
				t.Fatal(err)
			}
			if as(b) {
				return b
			}
		}
		if _, err := w.notices.NextMsgWithContext(ctx); err != nil {
			t.Fatalf("%s: %v", doc, err)
		}
	}
}

func closed(b view.Ballot) bool { return b.Status == "closed" }

// registers appends an event to the registry's stream, as that service would.
func (w *assembly) registers(t *testing.T, e registry.Event) {
	t.Helper()
	log, err := record.Open(w.office, registry.Stream)
	if err != nil {
		t.Fatal(err)
	}
	last, _, err := log.Last(t.Context(), coop)
	if err != nil {
		t.Fatal(err)
	}
	data, err := record.EncodeEvent(e)
	if err != nil {
		t.Fatal(err)
	}
	commit := record.Commit{
		ID: fmt.Sprint("c", last.Version), Aggregate: coop, Kind: "organization", Version: last.Version + 1, At: record.InstantOf(time.Now()),
		Actor: chair.Person, Events: []record.Entry{{Type: e.Name(), Data: data}},
	}
	body, err := commit.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := log.Append(t.Context(), coop, last.Sequence, body, ""); err != nil {
		t.Fatal(err)
	}
}

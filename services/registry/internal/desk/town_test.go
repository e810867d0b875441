package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/stores"
	"parley.example/services/internal/serve"
)

// town is the service on real stores, asked as the gateway asks it.
type town struct {
	house   *serve.House
	gateway *nats.Conn
	viewers *pgxpool.Pool // with the gateway's role
	notices *nats.Subscription

	deliberation, negotiation record.Log // as those services write them
}

func open(t *testing.T) town {
	t.Helper()
	s := stores.Start(t)
	w := town{gateway: s.Connect(t, "gateway"), viewers: s.Pool(t, "parley_gateway")}
	var err error
	if w.notices, err = w.gateway.SubscribeSync("notice.>"); err != nil {
		t.Fatal(err)
	}
	if w.deliberation, err = record.Open(s.Connect(t, "deliberation"), deliberation.Stream); err != nil {
		t.Fatal(err)
	}
	if w.negotiation, err = record.Open(s.Connect(t, "negotiation"), negotiation.Stream); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done, built := make(chan error, 1), make(chan struct{})
	config := serve.Config{NATS: s.NATS, Seed: s.Seed("registry"), Database: s.DSN["parley_registry"], Keys: t.TempDir()}
	go func() {
		done <- serve.Run(ctx, "registry", config, func(h *serve.House) error {
			defer close(built)
			w.house = h
			return Open(h)
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

// input is what the body of a command holds besides its id.
type input map[string]any

// send sends a command under an id and returns the reply.
func (w town) send(t *testing.T, who command.Actor, name, id string, dry bool, in input) command.Reply {
	t.Helper()
	body := map[string]any{"commandId": id}
	maps.Copy(body, in)
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), command.Timeout)
	defer cancel()
	answer, err := command.Request(ctx, w.gateway, command.Subject("registry", name), who, dry, encoded)
	if err != nil {
		t.Fatal(err)
	}
	var reply command.Reply
	if err := json.Unmarshal(answer, &reply); err != nil {
		t.Fatal(err)
	}
	return reply
}

// do is send of what has to be granted.
func (w town) do(t *testing.T, who command.Actor, name string, in input) command.Receipt {
	t.Helper()
	reply := w.send(t, who, name, uuid.NewString(), false, in)
	if reply.Refusal != nil {
		t.Fatalf("%s is refused: %v", name, reply.Refusal)
	}
	return reply.Receipt
}

// refused is send of what must not be granted; it returns why.
func (w town) refused(t *testing.T, who command.Actor, name string, in input) string {
	t.Helper()
	reply := w.send(t, who, name, uuid.NewString(), false, in)
	if reply.Refusal == nil {
		return "granted"
	}
	return strings.Join(append([]string{string(reply.Refusal.Code)}, reply.Refusal.Field...), " ")
}

func (w town) ask(t *testing.T, who command.Actor, name string, in input) string {
	t.Helper()
	encoded, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), command.Timeout)
	defer cancel()
	answer, err := command.Request(ctx, w.gateway, command.QuestionSubject("registry", name), who, false, encoded)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// reads returns the documents of a table that somebody may read.
func (w town) reads(t *testing.T, who command.Actor, table string) []string {
	t.Helper()
	var docs []string
	err := pgx.BeginTxFunc(t.Context(), w.viewers, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), "SELECT set_config('parley.person', $1, true), set_config('parley.organization', $2, true)", who.Person, who.Organization); err != nil {
			return err
		}
		rows, err := tx.Query(t.Context(), "SELECT doc::text FROM "+table+" ORDER BY sort, id")
		if err != nil {
			return err
		}
		docs, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// until waits for notices until something is so.
func (w town) until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for !so() {
		if _, err := w.notices.NextMsg(10 * time.Second); err != nil {
			t.Fatalf("waiting until %s: %v", what, err)
		}
	}
}

// person makes somebody known.
func (w town) person(t *testing.T, name string) command.Actor {
	t.Helper()
	who := command.Actor{Person: record.NewID("per", name, uuid.NewString())}
	w.do(t, who, "register_person", input{"person": who.Person, "name": name})
	return who
}

// organization founds one and takes members in; all act for it.
func (w town) organization(t *testing.T, name string, founder command.Actor, members ...command.Actor) []command.Actor {
	t.Helper()
	id := w.do(t, founder, "found_organization", input{"name": name, "purpose": "To be there."}).IDs["organization"]
	all := append([]command.Actor{founder}, members...)
	for i := range all {
		all[i].Organization = id
		if i > 0 {
			w.do(t, all[0], "add_member", input{"organization": id, "person": all[i].Person, "roles": []string{"member"}})
		}
	}
	return all
}

// table opens an initiative with one seat and returns both.
func (w town) table(t *testing.T, convener command.Actor) (initiative, seat string) {
	t.Helper()
	initiative = w.do(t, convener, "open_initiative", input{
		"title": "Commons", "purpose": "Live from it.", "level": 2, "zone": "Europe/Madrid", "languages": []string{"es"},
		"visions": input{"person": "Nobody waits.", "organization": "Each decides.", "economy": "It is shared."},
	}).IDs["initiative"]
	w.do(t, convener, "add_class", input{"initiative": initiative, "name": "riders"})
	return initiative, w.chair(t, convener, initiative)
}

func (w town) chair(t *testing.T, convener command.Actor, initiative string) string {
	t.Helper()
	return w.do(t, convener, "open_seat", input{"initiative": initiative, "class": "riders", "name": "Coop"}).IDs["seat"]
}

func (w town) invite(t *testing.T, convener command.Actor, seat string) (token string) {
	t.Helper()
	return w.do(t, convener, "invite_seat", invitation(seat)).Secrets["token"]
}

func invitation(seat string) input {
	return input{"seat": seat, "name": "Coop", "note": "Come.", "expires": in(time.Hour)}
}

// in is a moment from now as a caller writes it.
func in(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339Nano) }

// everything is all that the shared stream and its read models hold.
func (w town) everything(t *testing.T) string {
	t.Helper()
	tables, err := w.house.Pool().Query(t.Context(), "SELECT tablename FROM pg_tables WHERE schemaname = 'registry'")
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(tables, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, query := range append(slices.Clip([]string{"SELECT convert_from(body, 'UTF8') FROM journal.registry"}), each(names)...) {
		rows, err := w.house.Pool().Query(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, lines...)
	}
	return strings.Join(all, "\n")
}

func each(tables []string) (queries []string) {
	for _, name := range tables {
		queries = append(queries, fmt.Sprintf("SELECT t::text FROM registry.%s t", name))
	}
	return queries
}

// sees is all that somebody may read of what organizations keep to themselves
// and of what everybody knows, news left out: those are theirs alone.
func (w town) sees(t *testing.T, who command.Actor) string {
	t.Helper()
	var all []string
	for _, table := range []string{"mandate", "member", "proposal", "governance", "handover", "seat", "alignment", "perception", "presence"} {
		all = append(all, w.reads(t, who, "registry."+table)...)
	}
	return strings.Join(append(all, w.reads(t, who, "registry_sealed.own_limits")...), "\n")
}

// journal is how often an aggregate of the shared stream has moved.
func (w town) journal(t *testing.T, aggregate string) (versions string) {
	t.Helper()
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*)::text FROM journal.registry WHERE aggregate = $1", aggregate).Scan(&versions); err != nil {
		t.Fatal(err)
	}
	return versions
}

// closed is a ballot that closes in the deliberation service.
func (w town) closed(t *testing.T, organization, kind, id, outcome string) {
	t.Helper()
	data, err := json.Marshal(deliberation.BallotClosed{
		Organization: organization, Subject: deliberation.Subject{Kind: deliberation.SubjectKind(kind), ID: id}, Outcome: deliberation.BallotOutcome(outcome),
	})
	if err != nil {
		t.Fatal(err)
	}
	ballot := record.NewID("bal", id, uuid.NewString())
	body, err := json.Marshal(record.Commit{
		ID: uuid.NewString(), Aggregate: ballot, Kind: "ballot", Version: 1, At: record.InstantOf(time.Now()), Actor: "system:due",
		Events: []record.Entry{{Type: deliberation.BallotClosed{}.Name(), Data: data}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.deliberation.Append(t.Context(), ballot, 0, body, ""); err != nil {
		t.Fatal(err)
	}
}

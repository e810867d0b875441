package desk

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/events/stores"
	"parley.example/services/internal/serve"
)

// town is the service on real stores, beside a registry that the test plays
// itself.
type town struct {
	house    *serve.House
	gateway  *nats.Conn
	registry *pgxpool.Pool
}

var (
	commons = record.NewID("ini", "commons")
	ana     = command.Actor{Person: "per_ana", Organization: "org_city"}  // steward of the convener
	bea     = command.Actor{Person: "per_bea", Organization: "org_coop"}  // steward of a seat's holder
	carl    = command.Actor{Person: "per_carl", Organization: "org_coop"} // delegate, may speak
	dora    = command.Actor{Person: "per_dora", Organization: "org_coop"} // member
	eve     = command.Actor{Person: "per_eve", Organization: "org_coop"}  // says that she acts for it
)

func begin(t *testing.T) town {
	t.Helper()
	s := stores.Start(t)
	w := town{gateway: s.Connect(t, "gateway"), registry: s.Pool(t, "parley_registry")}
	w.settle(t)
	w.sheet(t, s.Pool(t, "parley_negotiation"))
	ctx, cancel := context.WithCancel(context.Background())
	done, built := make(chan error, 1), make(chan struct{})
	config := serve.Config{NATS: s.NATS, Seed: s.Seed("deliberation"), Database: s.DSN["parley_deliberation"]}
	go func() {
		done <- serve.Run(ctx, "deliberation", config, func(h *serve.House) error {
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

// settle writes what the registry says of them.
func (w town) settle(t *testing.T) {
	t.Helper()
	for _, table := range []string{"registry.authority", "registry.seats"} {
		w.exec(t, "CREATE TABLE "+table+" (id text PRIMARY KEY, doc json NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_deliberation")
	}
	for _, table := range []string{"registry.holder", "registry.audience_grant"} { // of whom previews count
		w.exec(t, "CREATE TABLE "+table+" (parent text NOT NULL, audience text NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_deliberation")
	}
	w.exec(t, "CREATE TABLE registry.community_roll (id text PRIMARY KEY, parent text NOT NULL, sort text NOT NULL, doc json NOT NULL)")
	w.exec(t, "GRANT SELECT ON registry.community_roll TO parley_deliberation")
	w.exec(t, "INSERT INTO registry.community_roll VALUES ('com_a/org_coop', 'com_a', 'org_coop', '{}')")
	w.put(t, "registry.seats", commons, registry.Seats{
		Initiative: commons, Convener: registry.Convener{Person: ana.Person, Organization: ana.Organization},
		Seats: []registry.SeatRow{{ID: "sea", State: registry.Taken, Organization: bea.Organization}},
	})
	w.grant(t, ana, registry.Steward)
	w.grant(t, bea, registry.Steward)
	w.grant(t, carl, registry.Member, registry.Mandate{
		ID: "man", Initiative: commons, Acts: []registry.Act{registry.Speak}, Version: 7, Until: registry.InstantOf(time.Now().Add(time.Hour)),
		Limited: true, // of which this service knows nothing, and needs nothing
	})
	w.grant(t, dora, registry.Member)
}

// sheet writes what the negotiation service says of a table's terms.
func (w town) sheet(t *testing.T, negotiation *pgxpool.Pool) {
	t.Helper()
	for _, statement := range []string{
		"CREATE TABLE negotiation.sheet (id text PRIMARY KEY, parent text NOT NULL, doc json NOT NULL)",
		"GRANT SELECT ON negotiation.sheet TO parley_deliberation",
		`INSERT INTO negotiation.sheet VALUES ('neg_a', '` + commons + `', '{"terms":[{"id":"trm_a","key":"days","name":"Days"}]}')`,
	} {
		if _, err := negotiation.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

func (w town) grant(t *testing.T, who command.Actor, role registry.Role, mandates ...registry.Mandate) {
	t.Helper()
	w.put(t, "registry.authority", registry.AuthorityID(who.Person, who.Organization), registry.Authority{
		Person: who.Person, Organization: who.Organization, Roles: []registry.Role{role}, Mandates: mandates,
	})
}

func (w town) put(t *testing.T, table, id string, doc any) {
	t.Helper()
	body, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	w.exec(t, "INSERT INTO "+table+" VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc", id, string(body))
}

func (w town) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := w.registry.Exec(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// input is what the body of a command holds besides its id.
type input map[string]any

// send sends a command and returns the reply.
func (w town) send(t *testing.T, who command.Actor, name string, in input) command.Reply {
	t.Helper()
	body := map[string]any{"commandId": uuid.NewString()}
	maps.Copy(body, in)
	var reply command.Reply
	if err := json.Unmarshal([]byte(w.request(t, who, command.Subject("deliberation", name), body)), &reply); err != nil {
		t.Fatal(err)
	}
	return reply
}

func (w town) request(t *testing.T, who command.Actor, subject string, body any) string {
	t.Helper()
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), command.Timeout)
	defer cancel()
	answer, err := command.Request(ctx, w.gateway, subject, who, false, encoded)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// do is send of what has to be granted; it returns an id of what it made.
func (w town) do(t *testing.T, who command.Actor, name, made string, in input) string {
	t.Helper()
	reply := w.send(t, who, name, in)
	if reply.Refusal != nil {
		t.Fatalf("%s is refused: %v", name, reply.Refusal)
	}
	return reply.IDs[made]
}

// refused is send of what must not be granted; it returns why.
func (w town) refused(t *testing.T, who command.Actor, name string, in input) string {
	t.Helper()
	reply := w.send(t, who, name, in)
	if reply.Refusal == nil {
		return "granted"
	}
	return strings.Join(append([]string{string(reply.Refusal.Code)}, reply.Refusal.Field...), " ")
}

func (w town) ask(t *testing.T, who command.Actor, name, id string) string {
	t.Helper()
	return w.request(t, who, command.QuestionSubject("deliberation", name), input{"id": id})
}

// row returns audience and text of a document.
func (w town) row(t *testing.T, table, id string) (audience, doc string) {
	t.Helper()
	err := w.house.Pool().QueryRow(t.Context(), "SELECT audience, doc::text FROM deliberation."+table+" WHERE id = $1", id).Scan(&audience, &doc)
	if err != nil {
		t.Fatal(err)
	}
	return audience, doc
}

package desk

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/events/stores"
	"parley.example/services/agreements/internal/view"
	"parley.example/services/internal/serve"
)

// town is the service on real stores, between a registry and a negotiation
// that the test plays itself.
type town struct {
	house    *serve.House
	gateway  *nats.Conn
	table    *record.JetStream
	notices  *nats.Subscription
	registry *pgxpool.Pool
	identity *pgxpool.Pool // where the gateway keeps files
}

var commons = record.NewID("ini", "commons")

func open(t *testing.T) town {
	s := stores.Start(t)
	w := town{gateway: s.Connect(t, "gateway"), registry: s.Pool(t, "parley_registry"), identity: s.Pool(t, "parley_identity")}
	w.settle(t)
	var err error
	if w.table, err = record.Open(s.Connect(t, "negotiation"), negotiation.Stream); err != nil {
		t.Fatal(err)
	}
	if w.notices, err = w.gateway.SubscribeSync("notice.agreements"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done, built := make(chan error, 1), make(chan struct{})
	go func() {
		config := serve.Config{NATS: s.NATS, Seed: s.Seed("agreements"), Database: s.DSN["parley_agreements"]}
		done <- serve.Run(ctx, "agreements", config, func(h *serve.House) error {
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

// settle writes what the registry says: three organizations on three seats, a
// delegate each, and somebody whom nobody has sent.
func (w town) settle(t *testing.T) {
	for _, table := range []string{"registry.authority", "registry.seats", "registry.keys", "registry.governance", "registry_sealed.limits"} {
		w.exec(t, "CREATE TABLE IF NOT EXISTS "+table+" (id text PRIMARY KEY, doc json NOT NULL, parked boolean NOT NULL DEFAULT false)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_agreements")
	}
	for _, table := range []string{"registry.holder", "registry.audience_grant"} { // nobody holds anything: nobody is counted
		w.exec(t, "CREATE TABLE IF NOT EXISTS "+table+" (id text PRIMARY KEY, parent text NOT NULL, audience text NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_negotiation, parley_agreements")
	}
	seats := registry.Seats{Initiative: commons}
	for _, who := range []string{"growers", "couriers", "restaurants"} {
		seats.Seats = append(seats.Seats, registry.SeatRow{ID: "sea_" + who, Name: who, State: registry.Taken, Organization: "org_" + who})
		w.put(t, "registry.authority", "per_"+who+"/org_"+who, registry.Authority{
			Person: "per_" + who, Organization: "org_" + who,
			Mandates: []registry.Mandate{{
				ID: "man_" + who, Initiative: commons, Acts: []registry.Act{registry.Sign}, Version: 1,
				Until: registry.InstantOf(time.Now().AddDate(1, 0, 0)), Limited: who == "restaurants",
			}},
		})
	}
	for _, who := range []string{"growers", "couriers", "restaurants", "nobody"} {
		w.put(t, "registry.keys", keyOf(who), registry.Key{ID: keyOf(who), Person: "per_" + who, Public: publicOf(who)})
	}
	revoked, now := registry.Key{ID: "key_revoked", Person: "per_growers", Public: publicOf("growers")}, registry.InstantOf(time.Now())
	revoked.RevokedAt = &now
	w.put(t, "registry.keys", "key_revoked", revoked)
	w.exec(t, "UPDATE projection.checkpoint SET seq = 1 WHERE stream = 'registry'")
	most := "150"
	w.put(t, "registry_sealed.limits", "man_restaurants", registry.Limits{Mandate: "man_restaurants", Limits: []registry.Limit{{Term: "deposit", Max: &most}}})
	w.put(t, "registry.seats", commons, seats)
}

func (w town) put(t *testing.T, table, id string, doc any) {
	t.Helper()
	body, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	w.exec(t, "INSERT INTO "+table+" (id, doc) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc", id, string(body))
}

func (w town) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := w.registry.Exec(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// decided fixes a text at a table: a deposit of 2.00 €, to be signed by growers
// and couriers within a time. It returns the agreement that follows.
func (w town) decided(t *testing.T, table string, within time.Duration) view.Agreement {
	t.Helper()
	fixed := negotiation.TextFixed{
		Initiative: commons, Title: "Crates", Level: 1, Languages: []string{"en"}, Currency: "EUR", Decision: "dec_1", Package: "pkg_1",
		Terms: []negotiation.FixedTerm{{
			Term: "trm_1", Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Text: "The deposit is 2.00 EUR.",
			Value: negotiation.Value{Money: &negotiation.Money{Minor: "200", Currency: "EUR"}},
		}},
		Seats: []negotiation.Party{{Seat: "sea_growers", Name: "Growers"}, {Seat: "sea_couriers", Name: "Couriers"}},
		Entry: negotiation.Entry{Seats: []string{"sea_growers", "sea_couriers"}, By: negotiation.InstantOf(time.Now().Add(within))},
	}
	data, err := record.EncodeEvent(fixed)
	if err != nil {
		t.Fatal(err)
	}
	commit := record.Commit{
		ID: uuid.NewString(), Aggregate: table, Kind: "negotiation", Version: 1, At: record.InstantOf(time.Now()), Actor: "system:due",
		Events: []record.Entry{{Type: "negotiation.something_else.v1", Data: []byte("{}")}, {Type: fixed.Name(), Data: data}},
	}
	body, err := commit.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.table.Append(t.Context(), table, 0, body, ""); err != nil {
		t.Fatal(err)
	}
	id := record.NewID("agr", table, "dec_1")
	return w.until(t, id, func(a view.Agreement) bool { return a.Status == "open" })
}

// until follows the service's notices until an agreement is as it should be.
func (w town) until(t *testing.T, id string, ok func(view.Agreement) bool) view.Agreement {
	t.Helper()
	for {
		if a := w.agreement(t, id); a.ID != "" && ok(a) {
			return a
		}
		if _, err := w.notices.NextMsgWithContext(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func (w town) agreement(t *testing.T, id string) (a view.Agreement) {
	t.Helper()
	w.document(t, "agreement", "id = $1", &a, id)
	return a
}

// document reads one document, if it is there.
func (w town) document(t *testing.T, table, where string, into any, args ...any) {
	t.Helper()
	var doc string
	err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce((SELECT doc::text FROM agreements."+table+" WHERE "+where+"), '{}')", args...).Scan(&doc)
	if err == nil {
		err = json.Unmarshal([]byte(doc), into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// person is who acts, having just shown that it is them.
func person(who string) command.Actor {
	return command.Actor{Person: "per_" + who, Organization: "org_" + who, ConfirmedAt: time.Now().UTC().Format(time.RFC3339Nano)}
}

// wish sends a command as the gateway does and returns the code of its refusal.
func (w town) wish(t *testing.T, who, name, id string, input map[string]any) (command.Reply, string) {
	t.Helper()
	input["commandId"] = id
	body, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := command.Request(t.Context(), w.gateway, command.Subject("agreements", name), person(who), false, body)
	if err != nil {
		t.Fatal(err)
	}
	var reply command.Reply
	if err := json.Unmarshal(answer, &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Refusal != nil {
		return reply, string(reply.Refusal.Code)
	}
	return reply, ""
}

func (w town) signs(t *testing.T, who string, a view.Agreement) string {
	t.Helper()
	_, code := w.wish(t, who, "sign_agreement", uuid.NewString(), w.signing(who, a))
	return code
}

func (w town) declines(t *testing.T, who string, a view.Agreement) string {
	t.Helper()
	_, code := w.wish(t, who, "decline_agreement", uuid.NewString(), map[string]any{"agreement": a.ID, "version": a.Version, "reason": "too dear"})
	return code
}

func (w town) asks(t *testing.T, who, name string, input map[string]any, answer any) string {
	t.Helper()
	body, _ := json.Marshal(input)
	got, err := command.Request(t.Context(), w.gateway, command.QuestionSubject("agreements", name), person(who), false, body)
	if err != nil {
		t.Fatal(err)
	}
	var refused struct{ Refusal *command.Refusal }
	if json.Unmarshal(got, &refused) == nil && refused.Refusal != nil {
		return string(refused.Refusal.Code)
	}
	if err := json.Unmarshal(got, answer); err != nil {
		t.Fatal(err)
	}
	return ""
}

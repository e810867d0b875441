// A stand-in for the services and the gateway: it takes the environment that a
// house hands out, connects to both stores with it and says that it is ready.
// Whose part it plays is the name it is run under.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := run(ctx, filepath.Base(os.Args[0])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, name string) error {
	key, err := nats.NkeyOptionFromSeed(os.Getenv("PARLEY_NATS_SEED"))
	if err != nil {
		return err
	}
	conn, err := nats.Connect(os.Getenv("NATS_URL"), key, nats.CustomInboxPrefix("_INBOX_"+name),
		nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1))
	if err != nil {
		return err
	}
	defer conn.Close()
	if name == "gateway" {
		go listen()
	} else if err := answer(conn, name); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// answer is ready while the database takes this service for who it is.
func answer(conn *nats.Conn, name string) error {
	_, err := conn.Subscribe("ask."+name+".ready", func(m *nats.Msg) {
		if why := database("DATABASE_URL", "parley_"+name); why != nil {
			_ = m.Respond(fmt.Appendf(nil, `{"ready":false,"why":%q}`, why))
			return
		}
		_ = m.Respond([]byte(`{"ready":true}`))
	})
	return err
}

func listen() {
	mux := http.NewServeMux()
	mux.HandleFunc("/readyz", func(w http.ResponseWriter, _ *http.Request) {
		for variable, role := range map[string]string{"DATABASE_URL": "parley_gateway", "PARLEY_IDENTITY_DATABASE_URL": "parley_identity"} {
			if why := database(variable, role); why != nil {
				http.Error(w, why.Error(), http.StatusServiceUnavailable)
				return
			}
		}
	})
	mux.HandleFunc("/env", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, strings.Join(os.Environ(), "\n"))
	})
	fmt.Fprintln(os.Stderr, http.ListenAndServe(os.Getenv("PARLEY_LISTEN"), mux))
	os.Exit(1)
}

func database(variable, role string) error {
	conn, err := pgx.Connect(context.Background(), os.Getenv(variable))
	if err != nil {
		return err
	}
	defer conn.Close(context.Background())
	var who string
	if err := conn.QueryRow(context.Background(), "SELECT current_user").Scan(&who); err != nil {
		return err
	}
	if who != role {
		return fmt.Errorf("%s is the address of %s", variable, who)
	}
	return nil
}

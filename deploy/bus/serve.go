package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// Serve runs the server that a configuration file describes until ctx ends,
// and leaves its store closed.
func Serve(ctx context.Context, file string) error {
	options, err := server.ProcessConfigFile(file)
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	options.NoSigs = true // the caller's ctx is how it ends
	bus, err := server.NewServer(options)
	if err != nil {
		return fmt.Errorf("start the message server: %w", err)
	}
	bus.ConfigureLogger()
	go bus.Start()
	if !bus.ReadyForConnections(30 * time.Second) {
		bus.Shutdown()
		bus.WaitForShutdown()
		return errors.New("start the message server: it did not open its port within 30 s")
	}
	<-ctx.Done()
	bus.Shutdown()
	bus.WaitForShutdown()
	return nil
}

// Connect opens a connection as user. Every user hears answers below an inbox
// of its own, so none can listen to another's.
func (k Keys) Connect(url, user string, more ...nats.Option) (*nats.Conn, error) {
	key, err := nats.NkeyOptionFromSeed(k.Seed(user))
	if err != nil {
		return nil, fmt.Errorf("key of %s: %w", user, err)
	}
	options := append([]nats.Option{
		key,
		nats.Name("parley " + user),
		nats.CustomInboxPrefix("_INBOX_" + user),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(100 * time.Millisecond),
	}, more...)
	conn, err := nats.Connect(url, options...)
	if err != nil {
		return nil, fmt.Errorf("connect to %s as %s: %w", url, user, err)
	}
	return conn, nil
}

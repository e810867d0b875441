package provision

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bus"
	"parley.example/events/record"
)

// Stream is the configuration of the stream of that name. It grows for ever,
// refuses rather than forgets, and lets nobody delete.
func Stream(name string) jetstream.StreamConfig { return record.StreamConfig(name, 1) }

// Streams makes the streams that do not exist. One that has gone while the
// journal still holds its commits is never made anew: its numbers would be
// given out a second time.
func Streams(ctx context.Context, conn *nats.Conn, journal *pgx.Conn) error {
	streams, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	for _, name := range bus.Streams() {
		if err := stream(ctx, streams, journal, name); err != nil {
			return fmt.Errorf("stream %s: %w", name, err)
		}
	}
	return nil
}

func stream(ctx context.Context, streams jetstream.JetStream, journal *pgx.Conn, name string) error {
	found, err := streams.Stream(ctx, name)
	if err == nil {
		if fault := Differs(found.CachedInfo().Config); fault != "" {
			return errors.New(fault)
		}
		return nil
	}
	if !errors.Is(err, jetstream.ErrStreamNotFound) {
		return err
	}
	var last int64
	if err := journal.QueryRow(ctx, "SELECT coalesce(max(seq), 0) FROM journal."+pgx.Identifier{name}.Sanitize()).Scan(&last); err != nil {
		return fmt.Errorf("ask its journal: %w", err)
	}
	if last > 0 {
		return fmt.Errorf("it is gone, while its journal holds commits up to %d: restore it before anything is started", last)
	}
	_, err = streams.CreateStream(ctx, Stream(name))
	return err
}

// Differs says in what a stream's configuration is not as it must be, and is
// empty if it is. Replicas may be more than one.
func Differs(got jetstream.StreamConfig) string {
	want := Stream(got.Name)
	for _, is := range []struct {
		what string
		ok   bool
	}{
		{"its subjects", len(got.Subjects) == 1 && got.Subjects[0] == want.Subjects[0]},
		{"file storage", got.Storage == want.Storage},
		{"no age limit", got.MaxAge == 0},
		{"no limit of messages", got.MaxMsgs <= 0 && got.MaxMsgsPerSubject <= 0},
		{"no limit of bytes", got.MaxBytes <= 0},
		{"discard new", got.Discard == want.Discard},
		{"deny delete", got.DenyDelete},
		{"deny purge", got.DenyPurge},
		{"allow direct", got.AllowDirect},
		{"synchronous writes", got.PersistMode == jetstream.DefaultPersistMode},
	} {
		if !is.ok {
			return "its configuration lacks " + is.what
		}
	}
	return ""
}

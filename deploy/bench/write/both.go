package write

import (
	"context"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/house"
)

// both is the baseline: a bare stream and a bare table on the servers of the
// house.
type both struct {
	conn *nats.Conn
	js   jetstream.JetStream
	pool *pgxpool.Pool
	body []byte   // a commit's
	last []uint64 // by client: the sequence that its subject has come to
}

const bareStream = "bench"

// bare makes stream and table. The bytes are those of a commit that the house
// has just stored.
func bare(ctx context.Context, h *house.House, clients int) (*both, error) {
	b := &both{last: make([]uint64, clients)}
	dsn, err := h.DSN("postgres")
	if err != nil {
		return nil, err
	}
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	config.MaxConns = 32 // with more of them the server has no more to give
	if b.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, err
	}
	if _, err := b.pool.Exec(ctx, `CREATE SCHEMA bench; CREATE TABLE bench.both (seq bigint PRIMARY KEY, body bytea NOT NULL)`); err != nil {
		return nil, fmt.Errorf("make the bare table: %w", err)
	}
	if err := b.pool.QueryRow(ctx, `SELECT body FROM journal.negotiation ORDER BY seq DESC LIMIT 1`).Scan(&b.body); err != nil {
		return nil, fmt.Errorf("take a commit's bytes: %w", err)
	}
	if b.conn, err = h.NATS("deploy"); err != nil {
		return nil, err
	}
	if b.js, err = jetstream.New(b.conn); err != nil {
		return nil, err
	}
	_, err = b.js.CreateStream(ctx, jetstream.StreamConfig{
		Name: bareStream, Subjects: []string{bareStream + ".*"}, Storage: jetstream.FileStorage, Discard: jetstream.DiscardNew, AllowDirect: true,
	})
	return b, err
}

func (b *both) close() {
	b.conn.Close()
	b.pool.Close()
}

// write publishes and inserts once for a client.
func (b *both) write(ctx context.Context, client int) error {
	msg := nats.NewMsg(bareStream + "." + strconv.Itoa(client))
	msg.Data = b.body
	msg.Header[jetstream.ExpectedLastSubjSeqHeader] = []string{strconv.FormatUint(b.last[client], 10)}
	ack, err := b.js.PublishMsg(ctx, msg)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	b.last[client] = ack.Sequence
	if _, err := b.pool.Exec(ctx, "INSERT INTO bench.both (seq, body) VALUES ($1, $2)", int64(ack.Sequence), b.body); err != nil {
		return fmt.Errorf("insert: %w", err)
	}
	return nil
}

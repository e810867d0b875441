package serve

import (
	"context"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"parley.example/events/command"
	"parley.example/events/proof"
)

// leavesAtOnce are taken from the journal into the transparency log in one
// transaction.
const leavesAtOnce = 2048

// tree is the transparency log of the service's shared stream: leaf n is the
// commit with sequence n+1. It is not part of the way of a command: it grows
// from the journal when somebody asks for it, and once a minute.
type tree struct {
	*House
	name string

	mu   sync.Mutex
	size int64
	edge map[int64]tlog.Hash // what was added last, which the next ones need
}

// growTree lets the log grow in the background, so that whoever asks does not
// wait for a year of commits.
func (h *House) growTree(ctx context.Context) error {
	if h.tree == nil {
		return nil
	}
	h.tree.mu.Lock()
	defer h.tree.mu.Unlock()
	return h.tree.grow(ctx)
}

// TreeAsked asks for the log as it is, or how it grew from an older size.
type TreeAsked struct {
	From int64 `json:"from"`
}

// Grown is the log as it is, with the proof that it continues the older one.
type Grown struct {
	proof.Tree
	Path []tlog.Hash `json:"path"`
}

// grown answers with the log up to the journal's end.
func (t *tree) grown(ctx context.Context, _ Call, in TreeAsked) (any, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.grow(ctx); err != nil {
		return nil, err
	}
	size := t.size
	if in.From < 0 || in.From > size {
		return nil, command.Refuse(command.Invalid, "from", "rule", "size")
	}
	root, err := tlog.TreeHash(size, t.reader(ctx))
	if err != nil {
		return nil, fmt.Errorf("log of %s: %w", t.name, err)
	}
	g := Grown{Tree: proof.Tree{Stream: t.name, Size: size, Root: root}, Path: []tlog.Hash{}}
	if in.From > 0 && in.From < size {
		if g.Path, err = tlog.ProveTree(size, in.From, t.reader(ctx)); err != nil {
			return nil, fmt.Errorf("log of %s: %w", t.name, err)
		}
	}
	return g, nil
}

// ProofAsked asks how leaves stand in the log of a size, and how that
// continues some older sizes.
type ProofAsked struct {
	Size      int64    `json:"size"`
	Sequences []uint64 `json:"sequences"`
	Since     []int64  `json:"since"`
}

// Proofs answer in the same order.
type Proofs struct {
	Paths [][]tlog.Hash `json:"paths"`
	Since [][]tlog.Hash `json:"since"`
}

// provenAtOnce bounds one answer to what a message can carry.
const provenAtOnce = 500

func (t *tree) prove(ctx context.Context, _ Call, in ProofAsked) (any, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.grow(ctx); err != nil {
		return nil, err
	}
	if in.Size < 0 || in.Size > t.size || len(in.Sequences)+len(in.Since) > provenAtOnce {
		return nil, command.Refuse(command.Invalid, "size", "rule", "size")
	}
	p := Proofs{Paths: [][]tlog.Hash{}, Since: [][]tlog.Hash{}}
	for _, seq := range in.Sequences {
		if seq < 1 || seq > uint64(in.Size) {
			return nil, command.Refuse(command.Invalid, "sequences", "rule", "size")
		}
		path, err := tlog.ProveRecord(in.Size, int64(seq)-1, t.reader(ctx))
		if err != nil {
			return nil, fmt.Errorf("log of %s: %w", t.name, err)
		}
		p.Paths = append(p.Paths, path)
	}
	for _, from := range in.Since {
		if from < 1 || from > in.Size {
			return nil, command.Refuse(command.Invalid, "since", "rule", "size")
		}
		path, err := tlog.ProveTree(in.Size, from, t.reader(ctx))
		if err != nil {
			return nil, fmt.Errorf("log of %s: %w", t.name, err)
		}
		p.Since = append(p.Since, path)
	}
	return p, nil
}

// grow takes in what the journal has more. The caller holds mu.
func (t *tree) grow(ctx context.Context) error {
	if t.size == 0 {
		var stored int64
		if err := t.pool.QueryRow(ctx, "SELECT count(*) FROM journal.tree WHERE stream = $1", t.name).Scan(&stored); err != nil {
			return fmt.Errorf("log of %s: %w", t.name, err)
		}
		t.size = leaves(stored)
	}
	for {
		n, err := t.take(ctx)
		if err != nil {
			t.size, t.edge = 0, nil // another one may have stored more
			return fmt.Errorf("log of %s: %w", t.name, err)
		}
		if n < leavesAtOnce {
			return nil
		}
	}
}

// leaves is how many leaves there are behind so many stored hashes.
func leaves(stored int64) int64 {
	low, high := int64(0), stored+1
	for low+1 < high {
		if middle := (low + high) / 2; tlog.StoredHashCount(middle) <= stored {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// take stores the hashes of the next leaves, in one transaction.
func (t *tree) take(ctx context.Context) (int, error) {
	rows, err := t.pool.Query(ctx, "SELECT seq, body FROM journal."+pgx.Identifier{t.name}.Sanitize()+" WHERE seq > $1 ORDER BY seq LIMIT $2", t.size, leavesAtOnce)
	if err != nil {
		return 0, err
	}
	var hashes []tlog.Hash
	var seq int64
	var body []byte
	if _, err := pgx.ForEachRow(rows, []any{&seq, &body}, func() error {
		if seq != t.size+int64(len(hashes))+1 {
			return fmt.Errorf("the journal has no sequence %d", t.size+int64(len(hashes))+1)
		}
		hashes = append(hashes, proof.Leaf(body))
		return nil
	}); err != nil || len(hashes) == 0 {
		return 0, err
	}
	if t.edge == nil {
		t.edge = make(map[int64]tlog.Hash)
	}
	first := tlog.StoredHashCount(t.size)
	var places []int64
	var stored [][]byte
	for i, leaf := range hashes {
		more, err := tlog.StoredHashesForRecordHash(t.size+int64(i), leaf, t.reader(ctx))
		if err != nil {
			return 0, err
		}
		for _, hash := range more {
			place := first + int64(len(places))
			t.edge[place] = hash
			places, stored = append(places, place), append(stored, hash[:])
		}
	}
	_, err = t.pool.Exec(ctx, "INSERT INTO journal.tree (stream, place, hash) SELECT $1::text, * FROM unnest($2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING", t.name, places, stored)
	if err != nil {
		return 0, err
	}
	t.size += int64(len(hashes))
	if len(t.edge) > 4*leavesAtOnce {
		t.edge = nil
	}
	return len(hashes), nil
}

// reader reads stored hashes, those that were just made from memory.
func (t *tree) reader(ctx context.Context) tlog.HashReaderFunc {
	return func(places []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(places))
		var missing []int64
		for i, place := range places {
			hash, held := t.edge[place]
			if found[i] = hash; !held {
				missing = append(missing, place)
			}
		}
		if len(missing) == 0 {
			return found, nil
		}
		rows, err := t.pool.Query(ctx, "SELECT place, hash FROM journal.tree WHERE stream = $1 AND place = ANY($2)", t.name, missing)
		if err != nil {
			return nil, err
		}
		stored := make(map[int64]tlog.Hash)
		var place int64
		var hash []byte
		if _, err := pgx.ForEachRow(rows, []any{&place, &hash}, func() error {
			if len(hash) != tlog.HashSize {
				return fmt.Errorf("place %d holds no hash", place)
			}
			stored[place] = tlog.Hash(hash)
			return nil
		}); err != nil {
			return nil, err
		}
		for i, place := range places {
			if _, held := t.edge[place]; held {
				continue
			}
			hash, there := stored[place]
			if !there {
				return nil, fmt.Errorf("place %d is missing", place)
			}
			found[i] = hash
		}
		return found, nil
	}
}

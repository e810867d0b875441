package notary

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"golang.org/x/sync/errgroup"

	"parley.example/events/command"
	"parley.example/events/proof"
)

// Services are asked for their logs.
type Services interface {
	Ask(ctx context.Context, actor command.Actor, service, name string, body []byte) (json.RawMessage, error)
}

// Notary signs heads and remembers them.
type Notary struct {
	Key      *Key
	Services Services
	Names    []string // of the services with a shared stream, in order
	Pool     *pgxpool.Pool

	// Every is how often a head may be signed for whoever asks: a head that is
	// younger is told again, from memory. Zero is always a new one.
	Every time.Duration

	mu     sync.Mutex // one head at a time
	signed string
	at     time.Time
}

// Recent returns a signed head that is hardly older than Every. Anybody may ask
// for it, as often as they like: they cause no more rows and no more questions
// than one caller does.
func (n *Notary) Recent(ctx context.Context) (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.signed != "" && time.Since(n.at) < n.Every {
		return n.signed, nil
	}
	return n.head(ctx)
}

// ErrShrunk is returned where a log does not continue what was signed. Nothing is
// signed from then on: it is for people to find out why.
var ErrShrunk = errors.New("the record does not continue what was signed")

// Head returns a signed head that covers all that anybody could have read when
// it was asked for. Where nothing was added it is the last one again.
func (n *Notary) Head(ctx context.Context) (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.head(ctx)
}

func (n *Notary) head(ctx context.Context) (string, error) {
	signed, err := n.sign(ctx)
	if err == nil {
		n.signed, n.at = signed, time.Now()
	}
	return signed, err
}

func (n *Notary) sign(ctx context.Context) (string, error) {
	number, last, err := n.last(ctx)
	if err != nil {
		return "", err
	}
	var before proof.Head
	if last != "" {
		if before, err = proof.ReadHead(last, n.Key.Public); err != nil {
			return "", fmt.Errorf("head %d: %w", number, err)
		}
	}
	now, err := n.continued(ctx, before)
	if err != nil {
		return "", err
	}
	if last != "" && now.Text() == before.Text() {
		return last, nil
	}
	signed, err := note.Sign(&note.Note{Text: now.Text()}, n.Key)
	if err != nil {
		return "", fmt.Errorf("sign head %d: %w", number+1, err)
	}
	_, err = n.Pool.Exec(ctx, "INSERT INTO identity.head (number, signed) VALUES ($1, $2)", number+1, string(signed))
	if err != nil { // another gateway was quicker: it is asked again
		return "", fmt.Errorf("store head %d: %w", number+1, err)
	}
	return string(signed), nil
}

func (n *Notary) last(ctx context.Context) (number int64, signed string, err error) {
	err = n.Pool.QueryRow(ctx, "SELECT number, signed FROM identity.head ORDER BY number DESC LIMIT 1").Scan(&number, &signed)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, "", fmt.Errorf("last head: %w", err)
	}
	return number, signed, nil
}

// continued asks all services at once, and believes none of them.
func (n *Notary) continued(ctx context.Context, before proof.Head) (proof.Head, error) {
	head := proof.Head{Origin: n.Key.Name(), Trees: make([]proof.Tree, len(n.Names))}
	group, ctx := errgroup.WithContext(ctx)
	for i, name := range n.Names {
		group.Go(func() error {
			old := before.Of(name)
			var grown struct {
				proof.Tree
				Path []tlog.Hash `json:"path"`
			}
			err := n.ask(ctx, name, "tree", map[string]any{"from": old.Size}, &grown)
			var refused *command.Refusal
			if errors.As(err, &refused) && refused.Code == command.Invalid {
				return fmt.Errorf("%s is shorter than %d: %w", name, old.Size, ErrShrunk)
			}
			if err != nil {
				return err
			}
			if err := proof.Continues(old, grown.Tree, grown.Path); err != nil || grown.Stream != name {
				return fmt.Errorf("%s: %w: %w", name, ErrShrunk, err)
			}
			head.Trees[i] = grown.Tree
			return nil
		})
	}
	return head, group.Wait()
}

func (n *Notary) ask(ctx context.Context, service, question string, in, into any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	answer, err := n.Services.Ask(ctx, command.Actor{}, service, question, body)
	if err != nil {
		return fmt.Errorf("ask %s for its log: %w", service, err)
	}
	return json.Unmarshal(answer, into)
}

// provenAtOnce is how many proofs a service gives in one answer.
const provenAtOnce = 400

// Prove fills in how the records of a file stand in the log, with a head that
// covers them, and how that continues an older head, "" if there is none.
func (n *Notary) Prove(ctx context.Context, f *proof.File, older string) error {
	signed, err := n.Head(ctx)
	if err != nil {
		return err
	}
	head, err := proof.ReadHead(signed, n.Key.Public)
	if err != nil {
		return err
	}
	f.Head, f.Key, f.Paths = signed, n.Key.Public, nil
	all := f.Records.Entries()
	for _, stream := range slices.Sorted(maps.Keys(all)) {
		paths, err := n.Paths(ctx, stream, head.Of(stream).Size, all[stream])
		if err != nil {
			return err
		}
		f.Paths = append(f.Paths, proof.Paths{Stream: stream, Paths: paths})
	}
	if older == "" {
		return nil
	}
	return n.since(ctx, f, head, older)
}

// Paths are the inclusion proofs of commits of one stream, in their order.
func (n *Notary) Paths(ctx context.Context, stream string, size int64, entries []proof.Entry) ([][]tlog.Hash, error) {
	paths := [][]tlog.Hash{}
	for begin := 0; begin < len(entries); begin += provenAtOnce {
		var sequences []uint64
		for _, e := range entries[begin:min(begin+provenAtOnce, len(entries))] {
			sequences = append(sequences, e.Sequence)
		}
		var got struct{ Paths [][]tlog.Hash }
		if err := n.ask(ctx, stream, "prove", map[string]any{"size": size, "sequences": sequences}, &got); err != nil {
			return nil, err
		}
		paths = append(paths, got.Paths...)
	}
	return paths, nil
}

// Sign signs what is no head in the name of the installation. Its second line
// has to say what it is.
func (n *Notary) Sign(text string) (string, error) {
	signed, err := note.Sign(&note.Note{Text: text}, n.Key)
	return string(signed), err
}

// ErrNotOurs is returned for an older head that this installation has not signed.
var ErrNotOurs = errors.New("the older head is not of this installation")

func (n *Notary) since(ctx context.Context, f *proof.File, head proof.Head, older string) error {
	before, err := proof.ReadHead(older, n.Key.Public)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotOurs, err)
	}
	for _, tree := range before.Trees {
		if tree.Size == 0 || tree.Size >= head.Of(tree.Stream).Size {
			continue
		}
		var got struct{ Since [][]tlog.Hash }
		if err := n.ask(ctx, tree.Stream, "prove", map[string]any{"size": head.Of(tree.Stream).Size, "since": []int64{tree.Size}}, &got); err != nil {
			return err
		}
		if len(got.Since) != 1 {
			return fmt.Errorf("%s gives %d proofs for one size", tree.Stream, len(got.Since))
		}
		f.Since = append(f.Since, proof.Continued{Stream: tree.Stream, Size: tree.Size, Path: got.Since[0]})
	}
	return nil
}

// Origin is what a head begins with.
func (n *Notary) Origin() string { return strings.TrimSpace(n.Key.Name()) }

// Package record is the log that everything else is derived from.
//
// One command leads to one [Commit], and one commit is one message on the
// subject of its aggregate: nobody ever sees half a command. Commits of an
// aggregate form a chain, each naming the SHA-256 of the one before, so that a
// changed byte is found by anyone who holds a later link.
package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	quick "github.com/go-json-experiment/json"
)

// Event is something that has happened, as a context's contract declares it.
type Event interface{ Name() string }

// Commit is what one command did to one aggregate, in its stored form. Fields
// are added, never changed: the stored bytes are hashed and signed over.
type Commit struct {
	ID          string     `json:"id"`        // the command's id, once for ever within the aggregate
	Aggregate   string     `json:"aggregate"` // whose history this is
	Kind        string     `json:"kind"`      // the kind of aggregate: negotiation, organization, …
	Version     uint64     `json:"version"`   // 1, 2, 3 … without a gap
	Prev        string     `json:"prev,omitempty"`
	At          Instant    `json:"at"`
	Actor       string     `json:"actor"` // as this audience knows them
	Digest      string     `json:"digest"`
	Authority   *Authority `json:"authority,omitempty"`
	Cause       string     `json:"cause,omitempty"`       // the commit that a policy answers
	Correlation string     `json:"correlation,omitempty"` // the command that began it all
	Events      []Entry    `json:"events"`
}

// Entry is one event in its stored form.
type Entry struct {
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// Authority says by which mandate an actor bound its principal, in which
// version, and how far the registry's stream had come when it was read.
type Authority struct {
	Mandate  string `json:"mandate"`
	Version  uint64 `json:"version"`
	Sequence uint64 `json:"sequence"`
}

// Stored is a commit with the place and the very bytes that it is stored in.
type Stored struct {
	Commit
	Stream   string
	Sequence uint64
	Body     []byte // the bytes that are hashed
	Trace    string // W3C traceparent of the command, not part of the record
}

// Instant is a moment in UTC, to the millisecond.
type Instant struct{ time.Time }

// InstantOf cuts t to what is stored.
func InstantOf(t time.Time) Instant { return Instant{t.UTC().Truncate(time.Millisecond)} }

const instantLayout = "2006-01-02T15:04:05.000Z"

// MarshalJSON writes RFC 3339 in UTC with exactly three decimals.
func (i Instant) MarshalJSON() ([]byte, error) {
	return []byte(`"` + i.UTC().Format(instantLayout) + `"`), nil
}

// UnmarshalJSON reads any RFC 3339 instant.
func (i *Instant) UnmarshalJSON(data []byte) error {
	t, err := time.Parse(`"`+time.RFC3339Nano+`"`, string(data))
	if err != nil {
		return fmt.Errorf("instant %s: %w", data, err)
	}
	if *i = InstantOf(t); i.Year() < 1 || i.Year() > 9999 {
		return fmt.Errorf("instant %s: outside the years 1 to 9999", data)
	}
	return nil
}

// Encode returns the bytes in which a commit is stored.
func (c Commit) Encode() ([]byte, error) {
	if c.Events == nil {
		c.Events = []Entry{}
	}
	body, err := encode(c)
	if err != nil {
		return nil, fmt.Errorf("encode commit %s of %s: %w", c.ID, c.Aggregate, err)
	}
	return body, nil
}

// EncodeEvent returns the stored form of an event's data.
func EncodeEvent(e Event) (json.RawMessage, error) {
	data, err := encode(e)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", e.Name(), err)
	}
	return data, nil
}

// encode writes JSON as it is stored: < and > as they are, no line feed.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// Decode reads a commit from its stored bytes. What it does not know it keeps
// out of sight and in the bytes. Loading a history is nearly all decoding, for
// which encoding/json takes three times as long.
func Decode(stream string, seq uint64, body []byte) (Stored, error) {
	s := Stored{Stream: stream, Sequence: seq, Body: body}
	if err := quick.Unmarshal(body, &s.Commit); err != nil {
		return s, fmt.Errorf("decode commit %s/%d: %w", stream, seq, err)
	}
	return s, nil
}

// Unmarshal reads JSON as Decode does: names match exactly and stand once.
func Unmarshal(data []byte, into any) error { return quick.Unmarshal(data, into) }

// Hash is the link of the chain: hex SHA-256 of the stored bytes.
func Hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// DigestOf fingerprints a command's body: 16 bytes are enough to tell a retry
// from a re-used id.
func DigestOf(actor string, body []byte) string {
	sum := sha256.New()
	sum.Write([]byte(actor))
	sum.Write([]byte{0})
	sum.Write(body)
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

var base32lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewID returns prefix_ and 26 characters that depend on every part and
// nothing else, so that a retry makes the same thing again.
func NewID(prefix string, parts ...string) string {
	h := sha256.New()
	var n [4]byte
	for _, p := range parts {
		binary.BigEndian.PutUint32(n[:], uint32(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return prefix + "_" + base32lower.EncodeToString(h.Sum(nil))[:26]
}

// ValidID tells whether id was made by NewID with that prefix.
func ValidID(prefix, id string) bool {
	rest, ok := strings.CutPrefix(id, prefix+"_")
	return ok && len(rest) == 26 && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// Subject is where the commits of an aggregate are published. The second token
// spreads aggregates over 64 partitions, so that a stream can be sharded later
// without touching what is stored.
func Subject(stream, aggregate string) string {
	sum := sha256.Sum256([]byte(aggregate))
	return fmt.Sprintf("parley.%s.%02d.%s", stream, sum[0]%64, aggregate)
}

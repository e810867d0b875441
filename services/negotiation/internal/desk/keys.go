package desk

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
)

// What is said off the record is stored under a key of its room, AES-256-GCM
// with a random nonce before the words. The key lies in Postgres alone, in a
// schema that no read model, journal or backup of events has part in; when its
// date has come it is deleted, and every copy of the words is noise.

// keyFor makes the key of a room that is about to be opened off the record, so
// that it is there before anything is said.
func (d *desk) keyFor(ctx context.Context, room string, events []negotiation.Event) error {
	for _, e := range events {
		if opened, is := e.(negotiation.CaucusOpened); is && opened.EraseAt != nil {
			return d.makeKey(ctx, room)
		}
	}
	return nil
}

func (d *desk) makeKey(ctx context.Context, room string) error {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	if _, err := d.house.Pool().Exec(ctx, "INSERT INTO keys.room (room, key) VALUES ($1, $2) ON CONFLICT DO NOTHING", room, key); err != nil {
		return fmt.Errorf("keep key: %w", err)
	}
	return nil
}

func (d *desk) dropKey(ctx context.Context, room string) error {
	if _, err := d.house.Pool().Exec(ctx, "DELETE FROM keys.room WHERE room = $1", room); err != nil {
		return fmt.Errorf("drop key: %w", err)
	}
	return nil
}

// keyOf returns a room's cipher, or the refusal for a room whose key is gone.
func (d *desk) keyOf(ctx context.Context, room string) (cipher.AEAD, error) {
	var key []byte
	err := d.house.Pool().QueryRow(ctx, "SELECT key FROM keys.room WHERE room = $1", room).Scan(&key)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, rule.Refuse("CAUCUS_CLOSED")
	}
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	return cipher.NewGCM(block)
}

// encrypt seals words for a room.
func (d *desk) encrypt(ctx context.Context, room, words string) (string, error) {
	key, err := d.keyOf(ctx, room)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, key.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("seal: %w", err)
	}
	return base64.StdEncoding.EncodeToString(key.Seal(nonce, nonce, []byte(words), []byte(room))), nil
}

// offRecordMessage is what was said off the record, as long as it can be read.
type offRecordMessage struct {
	Message string `json:"message"` // id of its document
	Number  int    `json:"number"`
	Text    string `json:"text"`
}

// offRecordPage is how many messages one answer has at most.
const offRecordPage = 100

// last asks for the newest messages before a number.
type last struct {
	about
	Before *int `json:"before"`
}

// offRecord reads what was said off the record to a member, the oldest first of
// a page. After the date there is nothing to be read.
func (d *desk) offRecord(ctx context.Context, c serve.Call, in last) (any, error) {
	at, _, err := d.inside(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	all := []offRecordMessage{}
	key, err := d.keyOf(ctx, at.id)
	var gone *rule.Refusal
	if errors.As(err, &gone) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	before := 1 << 30
	if in.Before != nil {
		before = *in.Before
	}
	rows, err := d.house.Pool().Query(ctx, `SELECT id, (doc->>'number')::int, doc->>'cipher' FROM negotiation_sealed.caucus_message
		WHERE parent = $1 AND doc->>'cipher' IS NOT NULL AND (doc->>'number')::int < $2 ORDER BY sort DESC LIMIT $3`, in.ID, before, offRecordPage)
	if err != nil {
		return nil, fmt.Errorf("read what was said: %w", err)
	}
	var m offRecordMessage
	var sealed string
	_, err = pgx.ForEachRow(rows, []any{&m.Message, &m.Number, &sealed}, func() error {
		raw, err := base64.StdEncoding.DecodeString(sealed)
		if err != nil || len(raw) < key.NonceSize() {
			return fmt.Errorf("%s is no cipher", m.Message)
		}
		words, err := key.Open(nil, raw[:key.NonceSize()], raw[key.NonceSize():], []byte(at.id))
		if err != nil {
			return fmt.Errorf("open %s: %w", m.Message, err)
		}
		m.Text = string(words)
		all = append([]offRecordMessage{m}, all...)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read what was said: %w", err)
	}
	return all, nil
}

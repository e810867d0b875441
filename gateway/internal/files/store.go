package files

import (
	"context"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/command"
)

// Refusals of a file.
const (
	TooLarge  command.Code = "FILE_TOO_LARGE"
	Empty     command.Code = "FILE_EMPTY"
	TooMuch   command.Code = "FILE_QUOTA"
	NotForYou command.Code = "FILE_AUDIENCE"
)

// Store keeps files in tables of their own.
type Store struct {
	Pool  *pgxpool.Pool
	House cipher.AEAD // wraps the keys of the audiences
}

// Put keeps bytes for an audience, in the name of somebody who may. What is
// there already stays as it is, and made is false.
func (s *Store) Put(ctx context.Context, by command.Actor, audience, name string, body []byte) (f File, made bool, err error) {
	sum := sha256.Sum256(body)
	f = File{Hash: hex.EncodeToString(sum[:]), Audience: audience, Size: int64(len(body)), Type: sniffed(body), Name: Clean(name)}
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		if there, err := one(ctx, tx, f.Hash, audience); !errors.Is(err, command.NotFound) {
			f = there
			return err
		}
		if err := room(ctx, tx, by, f.Size); err != nil {
			return err
		}
		key, err := s.key(ctx, tx, audience)
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `INSERT INTO identity.file (hash, audience, size, type, name, person, organization)
			VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`, f.Hash, audience, f.Size, f.Type, f.Name, by.Person, by.Organization)
		if err != nil || tag.RowsAffected() == 0 { // somebody else was quicker with the same
			return err
		}
		made = true
		_, err = tx.Exec(ctx, `INSERT INTO identity.file_body VALUES ($1, $2, $3)`, f.Hash, audience, key.Seal(nil, nil, body, place(f.Hash, audience)))
		return err
	})
	return f, made, err
}

// room refuses what would be too much of one person or organization. Both are
// locked until it is stored, so that many uploads at once count too.
func room(ctx context.Context, tx pgx.Tx, by command.Actor, size int64) error {
	for _, limit := range []struct {
		column, of string
		most       int64
	}{{"person", by.Person, perPerson}, {"organization", by.Organization, perOrganization}} {
		if limit.of == "" {
			continue
		}
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('files of ' || $1, 0))`, limit.of); err != nil {
			return err
		}
		var has int64
		if err := tx.QueryRow(ctx, `SELECT coalesce(sum(size), 0)::bigint FROM identity.file WHERE `+limit.column+` = $1`, limit.of).Scan(&has); err != nil {
			return err
		}
		if has+size > limit.most {
			return command.Refuse(TooMuch, "", "max", fmt.Sprint(limit.most>>20))
		}
	}
	return nil
}

// key is an audience's, drawn with its first file.
func (s *Store) key(ctx context.Context, tx pgx.Tx, audience string) (cipher.AEAD, error) {
	_, err := tx.Exec(ctx, `INSERT INTO identity.file_key VALUES ($1, $2) ON CONFLICT DO NOTHING`, audience, drawn(s.House, audience))
	if err != nil {
		return nil, err
	}
	var wrapped []byte
	if err := tx.QueryRow(ctx, `SELECT wrapped FROM identity.file_key WHERE audience = $1`, audience).Scan(&wrapped); err != nil {
		return nil, err
	}
	return unwrapped(s.House, audience, wrapped)
}

const columns = `SELECT hash, audience, size, type, name FROM identity.file `

func one(ctx context.Context, tx pgx.Tx, hash, audience string) (f File, err error) {
	err = tx.QueryRow(ctx, columns+`WHERE hash = $1 AND audience = $2`, hash, audience).Scan(&f.Hash, &f.Audience, &f.Size, &f.Type, &f.Name)
	if errors.Is(err, pgx.ErrNoRows) {
		err = command.NotFound
	}
	return f, err
}

// Get returns a file and its bytes for somebody who holds these audiences;
// [command.NotFound] if it is kept for none of them.
func (s *Store) Get(ctx context.Context, hash string, held []string) (f File, body []byte, err error) {
	var sealed, wrapped []byte
	err = s.Pool.QueryRow(ctx, `SELECT f.hash, f.audience, f.size, f.type, f.name, b.sealed, k.wrapped
		FROM identity.file f JOIN identity.file_body b USING (hash, audience) JOIN identity.file_key k USING (audience)
		WHERE f.hash = $1 AND f.audience = ANY($2) ORDER BY f.audience LIMIT 1`, hash, held).
		Scan(&f.Hash, &f.Audience, &f.Size, &f.Type, &f.Name, &sealed, &wrapped)
	if errors.Is(err, pgx.ErrNoRows) {
		return f, nil, command.NotFound
	}
	if err != nil {
		return f, nil, fmt.Errorf("read file %s: %w", hash, err)
	}
	key, err := unwrapped(s.House, f.Audience, wrapped)
	if err != nil {
		return f, nil, err
	}
	if body, err = key.Open(nil, nil, sealed, place(f.Hash, f.Audience)); err != nil {
		return f, nil, fmt.Errorf("file %s: it is not what was sealed: %w", hash, err)
	}
	return f, body, nil
}

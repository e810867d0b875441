package session

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
)

// Account is who can log in.
type Account struct {
	Person   string
	Name     string
	Password string // its hash
	Disabled bool
}

// account returns the account of an address; without one, an empty one.
func (s *Store) account(ctx context.Context, email string) (Account, error) {
	var a Account
	err := s.pool.QueryRow(ctx, `SELECT person, name, coalesce(password_hash, ''), disabled FROM identity.account WHERE email = $1`, email).
		Scan(&a.Person, &a.Name, &a.Password, &a.Disabled)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return a, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return a, nil
}

// create makes an account, and tells whether the address was free. The
// person's id says nothing of the address.
func (s *Store) create(ctx context.Context, email, name, hashed string) (Account, bool, error) {
	a := Account{Person: record.NewID("per", "account", secret()), Name: name, Password: hashed}
	tag, err := s.pool.Exec(ctx, `INSERT INTO identity.account (person, email, name, password_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		a.Person, email, name, hashed)
	if err != nil {
		return a, false, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return a, tag.RowsAffected() == 1, nil
}

// remove takes an account back that could not become a person.
func (s *Store) remove(ctx context.Context, person string) error {
	return s.exec(ctx, `DELETE FROM identity.account WHERE person = $1`, person)
}

// Persona is somebody of the seeded stories.
type Persona struct{ Person, Label, Story, Note string }

func (s *Store) personas(ctx context.Context) ([]Persona, error) {
	rows, err := s.pool.Query(ctx, `SELECT person, label, story, note FROM identity.persona ORDER BY story, label`)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Persona])
}

func (s *Store) isPersona(ctx context.Context, person string) (bool, error) {
	var there bool
	if err := s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM identity.persona WHERE person = $1)`, person).Scan(&there); err != nil {
		return false, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return there, nil
}

const (
	nameMost     = 200  // characters
	emailMost    = 254  // bytes, RFC 5321
	passwordMin  = 10   // characters
	passwordMost = 1024 // bytes
)

// address returns an e-mail address in the one spelling in which it is kept.
func address(email string) (string, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || len(email) > emailMost {
		return "", command.Refuse(command.Invalid, "email", "rule", "email")
	}
	return email, nil
}

func personName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n < 1 || n > nameMost {
		return "", command.Refuse(command.Invalid, "name", "rule", "length")
	}
	return name, nil
}

func password(p string) error {
	if utf8.RuneCountInString(p) < passwordMin || len(p) > passwordMost {
		return command.Refuse(command.Invalid, "password", "rule", "length")
	}
	return nil
}

package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/netip"

	"parley.example/events/command"
)

// Limits of tries within a quarter of an hour. One account from one network is
// the narrowest, so that a stranger elsewhere cannot lock its owner out.
const (
	perAccountAndNetwork = 10
	perAccount           = 100
	perNetwork           = 300
)

// TooManyTries is the refusal of whoever has tried too often.
const TooManyTries command.Code = "TOO_MANY_TRIES"

// try counts a try before it is made, for each key, and refuses it if one of
// them is above its limit. Counting comes first: parallel tries count too.
func (s *Store) try(ctx context.Context, limits map[string]int) error {
	for key, most := range limits {
		var count int
		err := s.pool.QueryRow(ctx, `INSERT INTO identity.throttle AS t (key, "window", count)
			VALUES ($1, date_bin('15 minutes', now(), 'epoch'), 1)
			ON CONFLICT (key, "window") DO UPDATE SET count = t.count + 1 RETURNING count`, key).Scan(&count)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUnavailable, err)
		}
		if count > most {
			return &command.Refusal{Code: TooManyTries}
		}
	}
	return nil
}

// Try counts a request under a key, and refuses one above a limit for a quarter
// of an hour.
func (s *Store) Try(ctx context.Context, key string, most int) error {
	return s.try(ctx, map[string]int{key: most})
}

// Tidy forgets the tries of past hours and sessions that ended long ago.
func (s *Store) Tidy(ctx context.Context) error {
	for _, sql := range []string{
		`DELETE FROM identity.throttle WHERE "window" < now() - interval '1 hour'`,
		`DELETE FROM identity.session WHERE coalesce(revoked_at, expires_at) < now() - interval '30 days'`,
	} {
		if _, err := s.pool.Exec(ctx, sql); err != nil {
			return fmt.Errorf("tidy identity: %w", err)
		}
	}
	return nil
}

// tries are the keys of a try at an account from an address. Accounts are
// hashed: whoever reads the table does not learn who was tried.
func tries(act, email string, from netip.Addr, development bool) map[string]int {
	sum := sha256.Sum256([]byte(email))
	account, net := hex.EncodeToString(sum[:8]), network(from)
	limits := map[string]int{
		act + " " + account + " " + net: perAccountAndNetwork,
		act + " " + account:             perAccount,
	}
	if !(development && from.IsLoopback()) { // a developer's tests all come from here
		limits[act+" "+net] = perNetwork
	}
	return limits
}

// Network is the name of an address's neighbourhood, by which tries of people
// without an account are counted.
func Network(a netip.Addr) string { return network(a) }

// network returns the neighbourhood of an address: /24, or /56 of IPv6.
func network(a netip.Addr) string {
	a = a.Unmap()
	bits := 24
	if a.Is6() {
		bits = 56
	}
	prefix, err := a.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return prefix.String()
}

package live

import (
	"time"

	"parley.example/gateway/internal/session"
)

// strangersTime is how long a connection without a session lasts. Its client
// connects again, and is counted again.
const strangersTime = 30 * time.Minute

// stranger is the session of whoever has none: it acts for nobody, and read
// models show it what is public.
func stranger(now time.Time) *session.Session {
	return &session.Session{Expires: now.Add(strangersTime)}
}

func (c *conn) strange() bool { return c.session.Person == "" }

// counted is by what connections are counted: the person or, of a stranger, the
// address.
func (c *conn) counted() string {
	if c.strange() {
		return "address " + c.from.String()
	}
	return c.session.Person
}

func (c *conn) most() int {
	if c.strange() {
		return c.limits.Strangers
	}
	return c.limits.PerPerson
}

func (c *conn) mostQueries() int {
	if c.strange() {
		return c.limits.PerStranger
	}
	return c.limits.PerConn
}

package live

import (
	"context"
	"errors"
	"time"

	"github.com/coder/websocket"

	"parley.example/gateway/internal/session"
)

// guard ends the connection with its session, and looks after both.
func (c *conn) guard(ctx context.Context) {
	look, ping := time.NewTicker(c.limits.LookAgain), time.NewTicker(c.limits.Ping)
	defer look.Stop()
	defer ping.Stop()
	expiry := time.NewTimer(time.Until(c.session.Expires))
	defer expiry.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.ended:
			c.ws.Close(websocket.StatusGoingAway, "Going away")
			return
		case <-expiry.C:
		case <-c.visit.changed:
		case <-look.C:
		case <-ping.C:
			if !c.ping(ctx) {
				return
			}
			continue
		}
		if !c.valid(ctx) {
			c.goodbye()
			return
		}
	}
}

func (c *conn) ping(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, c.limits.Write)
	defer cancel()
	if c.ws.Ping(ctx) == nil {
		return true
	}
	c.ws.CloseNow()
	return false
}

// valid looks the session up again. While it cannot be looked up it is taken
// to be as it was: Postgres is away, and with it everything there is to see.
func (c *conn) valid(ctx context.Context) bool {
	if c.strange() {
		return time.Now().Before(c.session.Expires)
	}
	found, err := c.sessions.Again(ctx, c.session.ID)
	if errors.Is(err, session.ErrNone) {
		return false
	}
	if err != nil {
		return true
	}
	c.mu.Lock()
	changed := c.session.Organization != found.Organization
	c.session = found
	c.mu.Unlock()
	if changed {
		c.watches.Range(func(w, _ any) bool { w.(*Watch).wake(""); return true })
	}
	return true
}

func (c *conn) goodbye() {
	c.mu.Lock()
	for id, cancel := range c.queries {
		cancel()
		c.say(message{ID: id, Type: "complete"})
	}
	c.mu.Unlock()
	c.ws.Close(closeUnauthorized, "Unauthorized")
}

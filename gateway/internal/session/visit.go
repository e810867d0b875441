package session

import (
	"context"
	"net/netip"
)

// Visit is one request: with which session it came, from where, and what
// became of the session.
type Visit struct {
	Session   *Session // nil for a stranger
	From      netip.Addr
	UserAgent string
	Token     string // of a session that this request opened
	Ended     bool   // this request ended its session
}

type visitKey struct{}

// With returns a context that carries a visit.
func With(ctx context.Context, v *Visit) context.Context {
	return context.WithValue(ctx, visitKey{}, v)
}

// From returns the visit of a context, an empty one where there is none.
func From(ctx context.Context) *Visit {
	if v, ok := ctx.Value(visitKey{}).(*Visit); ok {
		return v
	}
	return &Visit{}
}

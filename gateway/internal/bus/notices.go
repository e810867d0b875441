package bus

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/nats-io/nats.go"

	"parley.example/events/project"
)

// SessionNotice says that a session, or every session of a person, is not what
// it was: it ended, or acts for another organization.
type SessionNotice struct {
	Session string `json:"session,omitempty"`
	Person  string `json:"person"`
	// Marks says that it is not the session that changed, but what the person
	// has read, muted or chosen.
	Marks bool `json:"marks,omitempty"`
}

const (
	noticeSubject   = "notice.*"
	identitySubject = "notice.identity"
)

// Listener is told what is announced. It must not block.
type Listener interface {
	Changed(project.Notice)
	SessionChanged(SessionNotice)
}

// Listen passes on everything that is announced until ctx ends.
func (b *Bus) Listen(ctx context.Context, l Listener) error {
	sub, err := b.NC.Subscribe(noticeSubject, func(m *nats.Msg) { pass(m, l) })
	if err != nil {
		return fmt.Errorf("listen to notices: %w", err)
	}
	context.AfterFunc(ctx, func() { _ = sub.Unsubscribe() })
	return nil
}

func pass(m *nats.Msg, l Listener) {
	if m.Subject == identitySubject {
		var n SessionNotice
		if err := json.Unmarshal(m.Data, &n); err != nil {
			slog.Error("notice", "subject", m.Subject, "error", err)
			return
		}
		l.SessionChanged(n)
		return
	}
	var n project.Notice
	if err := json.Unmarshal(m.Data, &n); err != nil {
		slog.Error("notice", "subject", m.Subject, "error", err)
		return
	}
	l.Changed(n)
}

// TellSession announces that a session changed, to every gateway.
func (b *Bus) TellSession(n SessionNotice) error {
	data, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("encode session notice: %w", err)
	}
	if err := b.NC.Publish(identitySubject, data); err != nil {
		return fmt.Errorf("announce session: %w", err)
	}
	return nil
}

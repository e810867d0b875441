package live

import (
	"parley.example/events/project"
	"parley.example/gateway/internal/bus"
)

// visit is one connection, to be told when its session changes.
type visit struct {
	session, person string
	changed         chan struct{}
}

// SessionChanged implements [bus.Listener].
func (h *Hub) SessionChanged(n bus.SessionNotice) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if n.Marks {
		h.hear(heard{stream: "identity", changed: []project.Change{{Table: "identity.inbox", Key: n.Person}}})
		return
	}
	for v := range h.visits {
		if v.person == n.Person && (n.Session == "" || n.Session == v.session) {
			select {
			case v.changed <- struct{}{}:
			default:
			}
		}
	}
}

func (h *Hub) enter(session, person string) *visit {
	v := &visit{session: session, person: person, changed: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.visits[v] = struct{}{}
	return v
}

func (h *Hub) leave(v *visit) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.visits, v)
}

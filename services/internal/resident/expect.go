package resident

import (
	"context"

	"parley.example/events/command"
)

// Expect refuses unless a version of an aggregate is still what the caller would
// see: nothing has happened since. It is for wishes about one aggregate that are
// decided on another. Nil expects nothing.
func (s *Store[S]) Expect(ctx context.Context, id string, version *uint64) error {
	return s.current(ctx, id, func(a *aggregate[S]) error { return a.expect(version) })
}

func (a *aggregate[S]) expect(version *uint64) error {
	if version != nil && (*version < a.changed || *version > a.version) {
		return command.Refuse(command.Conflict, "expectedVersion")
	}
	return nil
}

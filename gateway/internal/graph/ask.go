package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"parley.example/events/command"
)

// ask asks the service that owns the object: with the object's id, or the
// arguments where they say which.
func (s *spot) ask() any {
	body := map[string]any{"id": text(property(s.source, "id"))}
	maps.Copy(body, s.field.Args)
	encoded, err := json.Marshal(body)
	if err != nil {
		s.fail(s.path(), fmt.Errorf("encode question: %w", err))
		return nil
	}
	q := question{s.bound.Service, s.bound.Name, string(encoded)}
	a := s.loads.answers[q]
	if a == nil {
		a = &answer{question: q}
		s.loads.answers[q] = a
		s.loads.open = append(s.loads.open, a)
	}
	return s.later(func() (any, error) {
		if err := s.flush(); err != nil {
			return nil, err
		}
		if a.err != nil {
			return s.declined(a.err)
		}
		value := known(raw(a.value))
		if l := list(value); l != nil && s.field.Def.Type.Elem != nil {
			return l, nil
		}
		return value, nil
	})
}

// declined tells nothing where a field may be null and the object is missing or
// forbidden: both look alike.
func (s *spot) declined(err error) (any, error) {
	if errors.Is(err, command.NotFound) && !s.field.Def.Type.NonNull {
		return nil, nil
	}
	return nil, err
}

package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// once is how documents come about that one event makes and nothing changes
// afterwards: key names the document, made is what it says.
type once[E negotiation.Event, D any] struct {
	key  func(E, project.Event) string
	made func(key string, ev E, e project.Event) *D
}

func (o once[E, D]) touches(e project.Event) []string {
	if ev, is := e.Event.(E); is {
		return one(o.key(ev, e))
	}
	return nil
}

func (o once[E, D]) project(key string, _ *D, e project.Event) *D { return o.made(key, e.Event.(E), e) }

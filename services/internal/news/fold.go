package news

import (
	"cmp"
	"maps"
	"slices"

	"parley.example/events/project"
)

// Fold returns the items that stand after a history, in the order of their
// lists and places: what the view would hold.
func Fold(stream string, topics []Topic, history ...project.Event) []*Item {
	m := &memory{stream: stream, topics: topics}
	held := make(map[string]*Item)
	for _, e := range history {
		s := m.of(e)
		for _, key := range s.keys {
			for _, c := range s.changes[key] {
				if held[key] = apply(c, key, held[key], e); held[key] == nil {
					delete(held, key)
				}
			}
		}
	}
	return slices.SortedFunc(maps.Values(held), func(a, b *Item) int {
		return cmp.Or(cmp.Compare(a.Row().Parent, b.Row().Parent), a.At.Compare(b.At.Time), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
}

package news

import (
	"maps"
	"slices"
	"sync"
	"unicode/utf8"

	"parley.example/events/project"
	"parley.example/events/record"
)

// Topic is the news of one kind of events.
type Topic struct {
	Name    string
	Version int // counted up when Of changes
	Of      func(project.Event) []Change
}

// Bounds of an item: what is longer is a defect of its topic, and is cut rather
// than let an aggregate be parked for its news.
const (
	forMost    = 500
	paramsMost = 12
	paramMost  = 120 // characters
)

// View is the table `news` of one stream.
func View(stream string, topics ...Topic) project.View {
	version := 2
	for _, t := range topics {
		version += t.Version
	}
	last := &memory{stream: stream, topics: topics}
	return project.Of(
		project.View{Table: "news", Version: version, Audience: "{to}"},
		func(e project.Event) []string { return last.of(e).keys },
		func(key string, before *Item, e project.Event) *Item {
			after := before
			for _, c := range last.of(e).changes[key] {
				after = apply(c, key, after, e)
			}
			return after
		},
	)
}

func apply(c Change, key string, before *Item, e project.Event) *Item {
	after := c.turn(before)
	if after == nil || after == before {
		return after
	}
	item := *after
	item.ID, item.At, item.Turns = key, record.InstantOf(e.At()), 0
	switch {
	case c.quiet:
		item.At, item.Turns = before.At, before.Turns
	case before != nil:
		item.Turns = before.Turns + 1
	}
	bound(&item)
	return &item
}

func bound(i *Item) {
	i.For = i.For[:min(len(i.For), forMost)]
	names := slices.Sorted(maps.Keys(i.Params))
	params := make(Params, len(names))
	for _, name := range names[:min(len(names), paramsMost)] {
		params[name] = cut(i.Params[name])
	}
	i.Params = params
}

func cut(s string) string {
	if utf8.RuneCountInString(s) <= paramMost {
		return s
	}
	return string([]rune(s)[:paramMost-1]) + "…"
}

// memory keeps what the topics said of the last event, so that one with many
// items is asked once and not once for each of them.
type memory struct {
	stream string
	topics []Topic

	mu   sync.Mutex
	last *said
}

type said struct {
	commit  *record.Stored
	index   int
	keys    []string
	changes map[string][]Change
}

func (m *memory) of(e project.Event) *said {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last != nil && m.last.commit == e.Commit && m.last.index == e.Index {
		return m.last
	}
	s := &said{commit: e.Commit, index: e.Index, changes: make(map[string][]Change)}
	for _, t := range m.topics {
		for _, c := range t.Of(e) {
			key := Key(m.stream, c.about...)
			if s.changes[key] == nil {
				s.keys = append(s.keys, key)
			}
			s.changes[key] = append(s.changes[key], c)
		}
	}
	m.last = s
	return s
}

// Key is the id of the item that these words identify in a stream's news.
func Key(stream string, about ...string) string {
	return record.NewID("nws", append([]string{stream}, about...)...)
}

package inbox

import (
	"context"
	"iter"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/read"
)

// markMost is how many items can be marked at once.
const markMost = 100

// mark notes items as read or done with. Only what the viewer may read can be
// marked: what is not there and what is not for them are the same.
func (d *Desk) mark(ctx context.Context, c *graph.Call) (any, error) {
	if c.Actor.Person == "" {
		return nil, command.Unauthenticated
	}
	in, _ := c.Args["input"].(object)
	var items []string
	for _, id := range list(in["items"]) {
		items = append(items, id.(string))
	}
	if len(items) == 0 || len(items) > markMost {
		return nil, command.Refuse(command.Invalid, "items", "rule", "range")
	}
	known, err := theirs(ctx, c, items)
	if err != nil {
		return nil, err
	}
	if len(known) == 0 {
		return nil, command.Refuse(command.NotFound, "items")
	}
	if err := d.Store.Mark(ctx, c.Actor.Person, known, flag(in["read"]), flag(in["done"])); err != nil {
		return nil, unavailable(err)
	}
	d.Tell(ctx, c.Actor.Person)
	return object{}, nil
}

// theirs returns those of the items that the viewer may read.
func theirs(ctx context.Context, c *graph.Call, items []string) ([]string, error) {
	var batch read.Batch
	for _, table := range Tables {
		batch.Lookups = append(batch.Lookups, read.Lookup{Table: table, IDs: items})
	}
	found, err := c.Read(ctx, batch)
	if err != nil {
		return nil, err
	}
	there := make(map[string]bool)
	for key := range found.Rows {
		there[key.ID] = true
	}
	var known []string
	for _, id := range items {
		if there[id] {
			known = append(known, id)
			delete(there, id) // one statement marks each item once
		}
	}
	return known, nil
}

func (d *Desk) readUntil(ctx context.Context, c *graph.Call) (any, error) {
	if c.Actor.Person == "" {
		return nil, command.Unauthenticated
	}
	word, _ := c.Args["until"].(string)
	until, err := time.Parse(time.RFC3339Nano, word)
	if err != nil || until.Year() < 2000 {
		return nil, argument("until", command.Invalid, "rule", "instant")
	}
	if err := d.Store.ReadUntil(ctx, c.Actor.Person, until); err != nil {
		return nil, unavailable(err)
	}
	d.Tell(ctx, c.Actor.Person)
	return object{}, nil
}

// mute silences a thread for the viewer. Any id may be muted: whether there is
// such a thing is not said.
func (d *Desk) mute(ctx context.Context, c *graph.Call) (any, error) {
	if c.Actor.Person == "" {
		return nil, command.Unauthenticated
	}
	thread, _ := c.Args["thread"].(string)
	muted, _ := c.Args["muted"].(bool)
	if !idShaped.MatchString(thread) {
		return nil, argument("thread", command.Invalid, "rule", "id")
	}
	room, err := d.Store.Mute(ctx, c.Actor.Person, thread, muted)
	if err != nil {
		return nil, unavailable(err)
	}
	if !room {
		return nil, argument("thread", "TOO_MANY", "max", "1000")
	}
	d.Tell(ctx, c.Actor.Person)
	return object{}, nil
}

// argument refuses an argument that is in no input.
func argument(name string, code command.Code, params ...string) *command.Refusal {
	refusal := command.Refuse(code, name, params...)
	refusal.Field = []string{name}
	return refusal
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func flag(v any) *bool {
	if b, ok := v.(bool); ok {
		return &b
	}
	return nil
}

func keys(m map[string]string) iter.Seq[string] { return maps.Keys(m) }

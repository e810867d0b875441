package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/read"
)

// Touch is by what live queries know a person's marks.
func Touch(person string) read.Touch { return read.Touch{Table: "identity.inbox", Key: person} }

// Desk answers the fields of the schema that are about the inbox.
type Desk struct {
	Store *Store
	// Table says which table the documents of an id are in.
	Table func(id string) (table string, known bool)
	// Tell announces that a person's marks changed.
	Tell func(ctx context.Context, person string)
	Now  func() time.Time
}

// Natives are the desk's fields by the name that the schema binds them to.
func (d *Desk) Natives() map[string]graph.Native {
	return map[string]graph.Native{
		"inbox": d.inbox, "inboxWaiting": d.waiting, "inboxMuted": d.muted,
		"markInbox": d.mark, "readInbox": d.readUntil, "muteThread": d.mute,
	}
}

type object = map[string]any

func (d *Desk) inbox(ctx context.Context, c *graph.Call) (any, error) {
	q, list, err := d.query(c)
	if err != nil {
		return nil, err
	}
	page, err := Read(ctx, c, d.Store, q, d.Now())
	if err != nil {
		return nil, unavailable(err)
	}
	c.Depends(Touch(c.Actor.Person))
	names, err := Names(ctx, c, d.Table, page.Lines)
	if err != nil {
		return nil, err
	}
	return d.connection(c, list, page, NewTongue(c.Locale(), time.UTC, names), q.From != read.Place{}), nil
}

// query reads the arguments of an inbox. List is what its cursors are good for.
func (d *Desk) query(c *graph.Call) (q Query, list string, err error) {
	q = Query{Person: c.Actor.Person, Lanes: Lanes, Limit: gate.PageDefault}
	if lane, ok := c.Args["lane"].(string); ok {
		q.Lanes = []string{lane}
		list = lane
	}
	if first, ok := c.Args["first"].(int); ok {
		q.Limit = first
	}
	if q.Limit < 0 || q.Limit > gate.PageMost {
		return q, "", command.Refuse(command.Invalid, "first", "rule", "range")
	}
	list = "inbox " + list + " " + c.Actor.Person
	if after, ok := c.Args["after"].(string); ok {
		place, known := c.OpenCursor(list, after)
		if !known {
			return q, "", command.Refuse(command.Invalid, "after", "rule", "cursor")
		}
		q.From = place
	}
	done, _ := c.Args["done"].(bool)
	muted, _ := c.Args["muted"].(bool)
	q.Keep = func(l Line) bool { return (done || !l.Done) && (muted || !l.Muted || l.Lane == Needs) }
	return q, list, nil
}

// connection is the page as the schema has it: line by line, and the same lines
// by thread.
func (d *Desk) connection(c *graph.Call, list string, p Page, t Tongue, after bool) object {
	edges, nodes := make([]any, len(p.Lines)), make([]any, len(p.Lines))
	var groups []any
	var threads []string
	members := make(map[string][]any)
	for i, l := range p.Lines {
		nodes[i] = shown(l, t)
		edges[i] = object{"cursor": c.Cursor(list, l.Place), "node": nodes[i]}
		if members[l.Thread] == nil {
			threads = append(threads, l.Thread)
		}
		members[l.Thread] = append(members[l.Thread], nodes[i])
	}
	for _, thread := range threads {
		first := p.Lines[slices.IndexFunc(p.Lines, func(l Line) bool { return l.Thread == thread })]
		groups = append(groups, object{"id": thread, "about": thread, "title": t.Name(thread), "muted": first.Muted, "items": members[thread]})
	}
	if groups == nil {
		groups = []any{}
	}
	info := object{"hasNextPage": p.More, "hasPreviousPage": after}
	if len(edges) > 0 {
		info["startCursor"] = edges[0].(object)["cursor"]
	}
	if p.More || len(edges) > 0 { // a stretch with nothing for the reader still leads on
		info["endCursor"] = c.Cursor(list, p.End)
	}
	return object{"edges": edges, "nodes": nodes, "groups": groups, "pageInfo": info}
}

func shown(l Line, t Tongue) object {
	o := object{
		"id": l.ID, "lane": l.Lane, "kind": l.Kind, "message": t.Say(l), "thread": l.Thread,
		"at": instant(l.At), "read": l.Read, "done": l.Done, "muted": l.Muted, "params": []any{},
	}
	for name, value := range map[string]string{"subjectId": l.Subject, "subject": l.Subject, "act": l.Act, "by": l.By} {
		if value != "" {
			o[name] = value
		}
	}
	if l.Until != nil {
		o["until"] = instant(*l.Until)
	}
	var params []any
	for _, name := range slices.Sorted(keys(l.Params)) {
		params = append(params, object{"name": name, "value": l.Params[name], "label": t.value(l.Params[name])})
	}
	if params != nil {
		o["params"] = params
	}
	return o
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// waitingMost is how far the count of what waits goes.
const waitingMost = 99

// waiting counts what needs the viewer.
func (d *Desk) waiting(ctx context.Context, c *graph.Call) (any, error) {
	q := Query{Person: c.Actor.Person, Lanes: []string{Needs}, Limit: waitingMost, Keep: func(l Line) bool { return !l.Done }}
	page, err := Read(ctx, c, d.Store, q, d.Now())
	if err != nil {
		return nil, unavailable(err)
	}
	c.Depends(Touch(c.Actor.Person))
	return len(page.Lines), nil
}

func (d *Desk) muted(ctx context.Context, c *graph.Call) (any, error) {
	threads, err := d.Store.Muted(ctx, c.Actor.Person)
	if err != nil {
		return nil, unavailable(err)
	}
	c.Depends(Touch(c.Actor.Person))
	out := make([]any, len(threads))
	for i, t := range threads {
		out[i] = t
	}
	return out, nil
}

// unavailable gives an error of the store its code.
func unavailable(err error) error {
	if errors.Is(err, ErrUnavailable) {
		return fmt.Errorf("%w: %w", command.Unavailable, err)
	}
	return err
}

package graph

import (
	"strings"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/read"
)

// page is one page of one list: what is asked for and what came.
type page struct {
	asked read.Page
	after bool // a cursor was given
	size  int
	rows  []read.Row
	kind  sdl.Document
}

// list fetches a page of the documents of a view that have one parent.
func (s *spot) list() any {
	p, err := s.page()
	if err != nil {
		s.fail(s.path(), err)
		return nil
	}
	if p.asked.Parent == "" {
		return s.connection(p) // nobody's list is empty
	}
	s.loads.pages = append(s.loads.pages, p)
	return s.later(func() (any, error) {
		if err := s.flush(); err != nil {
			return nil, err
		}
		return s.connection(p), nil
	})
}

func (s *spot) page() (*page, error) {
	args := s.field.Args
	first, forward := args["first"].(int)
	last, backward := args["last"].(int)
	if forward && backward {
		return nil, command.Refuse(command.Invalid, "last", "rule", "oneOf")
	}
	size, from := gate.PageDefault, "after"
	if forward {
		size = first
	}
	if backward {
		size, from = last, "before"
	}
	if size < 0 || size > gate.PageMost {
		return nil, command.Refuse(command.Invalid, "first", "rule", "range")
	}
	p := &page{size: size, kind: s.Bindings.Documents[s.Bindings.Node(s.bound.Type)]}
	p.asked = read.Page{Table: s.bound.View, Parent: s.parentID(), Backward: backward, Limit: size + 1}
	if cursor, ok := args[from].(string); ok {
		place, ok := s.openCursor(p.asked, cursor)
		if !ok {
			return nil, command.Refuse(command.Invalid, from, "rule", "cursor")
		}
		p.after, p.asked.From = true, place
	}
	return p, nil
}

// parentID returns whose list it is: an argument's, a property's, or a word.
func (s *spot) parentID() string {
	if word, ok := strings.CutPrefix(s.bound.Key, "="); ok {
		return word
	}
	if arg, ok := s.field.Args[s.bound.Key].(string); ok {
		return arg
	}
	return text(property(s.source, s.bound.Key))
}

func (s *spot) connection(p *page) object {
	more := len(p.rows) > p.size
	rows := p.rows[:min(len(p.rows), p.size)]
	edges, nodes := make([]any, len(rows)), make([]any, len(rows))
	for i, row := range rows {
		at := i
		if p.asked.Backward {
			at = len(rows) - 1 - i
		}
		nodes[at] = &document{kind: p.kind, row: row}
		edges[at] = object{"cursor": s.cursor(p.asked, read.Place{Sort: row.Sort, ID: row.ID}), "node": nodes[at]}
	}
	info := object{"hasNextPage": more && !p.asked.Backward || p.after && p.asked.Backward, "hasPreviousPage": more && p.asked.Backward || p.after && !p.asked.Backward}
	if len(edges) > 0 {
		info["startCursor"] = edges[0].(object)["cursor"]
		info["endCursor"] = edges[len(edges)-1].(object)["cursor"]
	}
	return object{"edges": edges, "nodes": nodes, "pageInfo": info}
}

// A cursor is good for the list that it came from and for no other.
func cursorPurpose(p read.Page) string { return "cursor " + p.Table + " " + p.Parent }

func (s *spot) cursor(p read.Page, place read.Place) string {
	return s.Box.SealAlike(cursorPurpose(p), []byte(place.Sort+"\x00"+place.ID))
}

func (s *spot) openCursor(p read.Page, word string) (read.Place, bool) {
	plain, ok := s.Box.Open(cursorPurpose(p), word)
	sort, id, cut := strings.Cut(string(plain), "\x00")
	return read.Place{Sort: sort, ID: id}, ok && cut
}

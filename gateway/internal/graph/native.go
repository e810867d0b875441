package graph

import (
	"context"
	"strings"

	"parley.example/gateway/internal/read"
)

// Read lets a native field read documents as the actor, in the snapshot of the
// request: a live query that asks for the field is run again when one of them
// changes.
func (c *Call) Read(ctx context.Context, b read.Batch) (read.Found, error) {
	return c.run.open().Read(ctx, b)
}

// Audiences returns whose documents the actor may read, once a feed was read.
func (c *Call) Audiences() []string {
	if r, ok := c.run.reader.(interface{ Audiences() []string }); ok {
		return r.Audiences()
	}
	return nil
}

// Depends notes that the answer depends on something that no read model holds;
// whoever changes it announces it by the same name.
func (c *Call) Depends(t read.Touch) { c.run.touched[t] = struct{}{} }

// Locale is the language of the request.
func (c *Call) Locale() string { return c.run.req.Locale }

// Cursor seals a place in a list that a native field makes, and OpenCursor
// reads it. It is good for that list and no other.
func (c *Call) Cursor(list string, place read.Place) string {
	return c.run.Box.SealAlike("cursor "+list, []byte(place.Sort+"\x00"+place.ID))
}

// OpenCursor reads a cursor of a list.
func (c *Call) OpenCursor(list, word string) (read.Place, bool) {
	plain, ok := c.run.Box.Open("cursor "+list, word)
	sort, id, cut := strings.Cut(string(plain), "\x00")
	return read.Place{Sort: sort, ID: id}, ok && cut
}

package sheet

import (
	"errors"
	"io"
	"slices"
	"strings"

	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/internal/rules/text"
)

// readComments takes the text of each statement, and whether it is taken out:
// moderated is 1 or 0 for a statement that is shown and -1 for one that is not.
func (c *Conversation) readComments(p *page, statements []string) error {
	if err := p.header("comment-id", "moderated", "comment-body"); err != nil {
		return err
	}
	id, moderated, body := p.column("comment-id"), p.column("moderated"), p.column("comment-body")
	shown := make(map[string]bool, len(statements))
	for _, id := range statements {
		shown[id] = true
	}
	for {
		row, err := p.next()
		if errors.Is(err, io.EOF) {
			return c.complete(p, statements)
		}
		if err != nil {
			return err
		}
		if err := c.comment(p, row[id], row[moderated], row[body], shown); err != nil {
			return err
		}
	}
}

func (c *Conversation) comment(p *page, id, moderated, body string, shown map[string]bool) error {
	if !name(id) {
		return p.broken("name", "%s cannot be the name of a statement", cut(id))
	}
	if _, twice := c.Text[id]; twice {
		return p.broken("twice", "the statement %q has a row already", id)
	}
	if !slices.Contains([]string{"-1", "0", "1"}, moderated) {
		return p.broken("moderated", "%s is none of -1, 0 and 1", cut(moderated))
	}
	words, refusal := text.Clean(body, mostText)
	if refusal != nil {
		return p.broken("text", "the text of %q is not valid: %s", id, refusal.Params["rule"])
	}
	c.Text[strings.Clone(id)] = words
	if shown[id] {
		c.Stances.Put(opinion.Statement{ID: id, Out: moderated == "-1"})
	}
	return nil
}

func (c *Conversation) complete(p *page, statements []string) error {
	for _, id := range statements {
		if _, known := c.Text[id]; !known {
			return p.broken("missing", "the statement %s has no row", cut(id))
		}
	}
	return nil
}

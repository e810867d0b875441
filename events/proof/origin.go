package proof

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Follows holds the document that is shown against the record of the
// negotiation that it comes from: the commit that the draft names as its cause
// fixed this text, clause by clause, and nothing else was put between. Call it
// after Check.
func (c Checker) Follows(table string, negotiation Record) error {
	commits, err := Chain(table, negotiation)
	if err != nil {
		return fmt.Errorf("negotiation: %w", err)
	}
	cause, err := c.cause()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(commits, func(commit Commit) bool { return fmt.Sprintf("%s/%d", table, commit.Version) == cause })
	if i < 0 {
		return fmt.Errorf("negotiation: the draft was caused by %s, which is not in it", cause)
	}
	var shown map[string]json.RawMessage
	if err := json.Unmarshal([]byte(c.Document), &shown); err != nil {
		return fmt.Errorf("document: %w", err)
	}
	var of string
	if json.Unmarshal(shown["negotiation"], &of) != nil || of != table {
		return fmt.Errorf("negotiation: the document is of %q", of)
	}
	why := fmt.Errorf("negotiation: %s fixed no text", cause)
	for _, e := range commits[i].Events {
		if e.Type != "negotiation.text_fixed.v1" {
			continue
		}
		if why = fixes(e.Data, shown); why == nil {
			return nil
		}
		why = fmt.Errorf("negotiation: %s fixed another text: %w", cause, why)
	}
	return why
}

// cause is the commit that the draft answers.
func (c Checker) cause() (string, error) {
	for _, e := range c.Record.Entries {
		var commit Commit
		if err := json.Unmarshal(e.Body, &commit); err != nil {
			return "", fmt.Errorf("record: %w", err)
		}
		for _, event := range commit.Events {
			if event.Type == "agreements.drafted.v1" && strings.Contains(string(event.Data), c.Hash) {
				return commit.Cause, nil
			}
		}
	}
	return "", fmt.Errorf("record: nothing drafted %s", c.Hash)
}

package proof

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// term is a term as decided, or the clause that it became.
type term struct {
	Term  string          `json:"term"`
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
	Text  string          `json:"text"`
}

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
	var shown struct {
		Negotiation, Decision, Package string
		Clauses                        []term
	}
	if err := json.Unmarshal([]byte(c.Document), &shown); err != nil {
		return fmt.Errorf("document: %w", err)
	}
	for _, e := range commits[i].Events {
		if e.Type != "negotiation.text_fixed.v1" {
			continue
		}
		var fixed struct {
			Decision, Package string
			Terms             []term
		}
		if err := json.Unmarshal(e.Data, &fixed); err != nil {
			return fmt.Errorf("negotiation: %w", err)
		}
		if fixed.Decision == shown.Decision && fixed.Package == shown.Package && shown.Negotiation == table && slices.EqualFunc(fixed.Terms, shown.Clauses, term.same) {
			return nil
		}
	}
	return fmt.Errorf("negotiation: %s fixed another text", cause)
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

func (t term) same(u term) bool {
	one, err := Canonical(t.Value)
	other, alsoErr := Canonical(u.Value)
	return err == nil && alsoErr == nil && string(one) == string(other) && t.Term == u.Term && t.Key == u.Key && t.Text == u.Text
}

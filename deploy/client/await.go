package client

import (
	"context"
	"encoding/json"
	"fmt"
)

// Await follows a live query until an answer is the one that is waited for. It
// is how one learns of what others do, policies and the clock included.
func (c *Client) Await(ctx context.Context, document string, variables map[string]any, ok func(data json.RawMessage) (bool, error)) error {
	live, err := c.Subscribe(ctx, document, variables)
	if err != nil {
		return err
	}
	defer live.Stop()
	for data := range live.Next {
		if found, err := ok(data); found || err != nil {
			return err
		}
	}
	if live.Err() != nil {
		return fmt.Errorf("wait: %w", live.Err())
	}
	return fmt.Errorf("wait: the live query has ended")
}

// BecomePersona opens a session as somebody of the seeded stories, where the
// installation runs for development.
func (c *Client) BecomePersona(ctx context.Context, person string) error {
	return c.session(ctx, "mutation($person: ID!) { answer: becomePersona(person: $person) "+sessionFields+" }",
		map[string]any{"person": person})
}

// Package client is a stakeholder's app in a few lines: it speaks GraphQL over
// HTTP and WebSocket and knows nothing else of the house. Seeding, end-to-end
// tests, fault runs and benches all go through it.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Client is one person at one device. It sends the position of its last
// mutation along, so that it reads what it wrote.
type Client struct {
	URL    string // of the house, without a path
	Token  string
	Person string
	HTTP   *http.Client
	// Password is what it signed up with; by it a person shows that it is them.
	Password string

	mu       sync.Mutex
	position string
	pen      *pen
}

// New returns a client without a session.
func New(url string) *Client {
	return &Client{URL: strings.TrimSuffix(url, "/"), HTTP: &http.Client{Timeout: 30 * time.Second}}
}

// Failure is a GraphQL error: a request that was not answered.
type Failure struct {
	Message    string `json:"message"`
	Path       []any  `json:"path"`
	Extensions struct {
		Code string `json:"code"`
	} `json:"extensions"`
}

// Error implements error.
func (f Failure) Error() string {
	return fmt.Sprintf("%s: %s at %v", f.Extensions.Code, f.Message, f.Path)
}

// UserError is why a wish was not granted.
type UserError struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Field   []string `json:"field"`
	Params  []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"params"`
}

// Error implements error.
func (e UserError) Error() string { return fmt.Sprintf("%s: %s %v", e.Code, e.Message, e.Field) }

// Code returns the code of a refusal or failure, or "" for other errors.
func Code(err error) string {
	var user UserError
	var failure Failure
	switch {
	case errors.As(err, &user):
		return user.Code
	case errors.As(err, &failure):
		return failure.Extensions.Code
	}
	return ""
}

// Do sends a document and reads its data into a value.
func (c *Client) Do(ctx context.Context, document string, variables map[string]any, into any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return fmt.Errorf("encode request: %w", err)
	}
	answer, err := c.post(ctx, body)
	if err != nil {
		return err
	}
	var reply struct {
		Data   json.RawMessage `json:"data"`
		Errors []Failure       `json:"errors"`
	}
	if err := json.Unmarshal(answer, &reply); err != nil {
		return fmt.Errorf("read answer %.200s: %w", answer, err)
	}
	if len(reply.Errors) > 0 {
		return reply.Errors[0]
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(reply.Data, into)
}

func (c *Client) post(ctx context.Context, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/graphql-response+json, application/json")
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	if at := c.Position(); at != "" {
		req.Header.Set("Parley-At-Least", at)
	}
	res, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var out bytes.Buffer
	if _, err := out.ReadFrom(res.Body); err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	return out.Bytes(), nil
}

// Position is where the record stood after the client's last mutation.
func (c *Client) Position() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.position
}

// Mutate sends one mutation with a command id of its own.
func (c *Client) Mutate(ctx context.Context, name string, input map[string]any, selection string, into any) error {
	return c.MutateAs(ctx, uuid.NewString(), name, input, selection, into)
}

// MutateAs sends one mutation with a given command id. A refusal is returned
// as a [UserError].
func (c *Client) MutateAs(ctx context.Context, id, name string, input map[string]any, selection string, into any) error {
	full := map[string]any{"commandId": id}
	maps.Copy(full, input)
	document := fmt.Sprintf("mutation($input: %sInput!) { answer: %s(input: $input) { %s errors { code message field params { name value } } position } }",
		strings.ToUpper(name[:1])+name[1:], name, selection)
	var data struct{ Answer json.RawMessage }
	if err := c.Do(ctx, document, map[string]any{"input": full}, &data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var payload struct {
		Errors   []UserError
		Position string
	}
	if err := json.Unmarshal(data.Answer, &payload); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(payload.Errors) > 0 {
		return fmt.Errorf("%s: %w", name, payload.Errors[0])
	}
	c.mu.Lock()
	c.position = payload.Position
	c.mu.Unlock()
	if into == nil {
		return nil
	}
	return json.Unmarshal(data.Answer, into)
}

// SignUp opens an account and stays logged in.
func (c *Client) SignUp(ctx context.Context, name, email, password string) error {
	var got struct {
		Token  string
		Viewer struct{ ID string }
	}
	input := map[string]any{"name": name, "email": email, "password": password}
	if err := c.Mutate(ctx, "signUp", input, "token viewer { id }", &got); err != nil {
		return err
	}
	c.Token, c.Person, c.Password = got.Token, got.Viewer.ID, password
	return nil
}

// session is what the mutations without an input answer.
func (c *Client) session(ctx context.Context, call string, variables map[string]any) error {
	var got struct {
		Answer struct {
			Token  string
			Viewer *struct{ ID string }
			Errors []UserError
		}
	}
	if err := c.Do(ctx, call, variables, &got); err != nil {
		return err
	}
	if len(got.Answer.Errors) > 0 {
		return got.Answer.Errors[0]
	}
	if got.Answer.Token != "" {
		c.Token = got.Answer.Token
	}
	if got.Answer.Viewer != nil {
		c.Person = got.Answer.Viewer.ID
	}
	return nil
}

const sessionFields = "{ token viewer { id } errors { code message field params { name value } } }"

// ActFor chooses the organization that the client acts for.
func (c *Client) ActFor(ctx context.Context, organization string) error {
	return c.session(ctx, "mutation($organization: ID) { answer: actFor(organization: $organization) "+sessionFields+" }",
		map[string]any{"organization": organization})
}

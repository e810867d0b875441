package client

import (
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"

	"parley.example/events/proof"
)

// pen is what somebody signs with: the secret half never leaves the client.
type pen struct {
	secret    ed25519.PrivateKey
	key       string    // its id, once it is known to the house
	confirmed time.Time // when they last showed that it is them
}

// confirmEvery is how long a client relies on a confirmation, which is good for
// five minutes.
const confirmEvery = 4 * time.Minute

// newPen makes a key that follows from a password, so that a telling that is
// begun again signs with the same one. An app for people draws it by lot.
func newPen(person, password string) *pen {
	mac := hmac.New(sha256.New, []byte(password))
	mac.Write([]byte("signing key of " + person))
	return &pen{secret: ed25519.NewKeyFromSeed(mac.Sum(nil))}
}

// Public is the public half of the client's key in base64.
func (c *Client) Public() string {
	return base64.StdEncoding.EncodeToString(c.ink().secret.Public().(ed25519.PublicKey))
}

// ink is the client's pen, made at its first use.
func (c *Client) ink() *pen {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pen == nil {
		c.pen = newPen(c.Person, c.Password)
	}
	return c.pen
}

// With signs a text with the client's key.
func (c *Client) With(text []byte) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(c.ink().secret, text))
}

// Key makes the client's key known, if it is not yet, and returns its id.
func (c *Client) Key(ctx context.Context) (string, error) {
	p := c.ink()
	if p.key != "" {
		return p.key, nil
	}
	var made struct{ Key struct{ ID string } }
	id := uuid.NewSHA1(uuid.Nil, p.secret.Public().(ed25519.PublicKey)).String() // one wish for one key, however often it is told
	err := c.MutateAs(ctx, id, "registerSigningKey", c.Registration(), "key { id }", &made)
	p.key = made.Key.ID
	return p.key, err
}

// Registration is what makes the client's key known.
func (c *Client) Registration() map[string]any {
	public := c.Public()
	return map[string]any{"public": public, "possession": c.With(proof.Possession{Person: c.Person, Public: public}.Text())}
}

// Confirm shows that it is them, if that was not just now. Without a password
// it is a persona's click.
func (c *Client) Confirm(ctx context.Context) error {
	p := c.ink()
	if time.Since(p.confirmed) < confirmEvery {
		return nil
	}
	input := map[string]any{}
	if c.Password != "" {
		input["password"] = c.Password
	}
	err := c.session(ctx, "mutation($input: ConfirmInput!) { answer: confirm(input: $input) "+sessionFields+" }", map[string]any{"input": input})
	if err == nil {
		p.confirmed = time.Now()
	}
	return err
}

// Signed returns what signAgreement is given: what its caller names, signed now
// with the client's key. It signs nothing that does not name just that.
func (c *Client) Signed(ctx context.Context, agreement string, version int, hash string) (map[string]any, error) {
	key, err := c.Key(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Confirm(ctx); err != nil {
		return nil, err
	}
	at := time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	var got struct {
		Agreement *struct{ SigningStatement string }
	}
	err = c.Do(ctx, `query($id: ID!, $key: ID!, $at: DateTime!) { agreement(id: $id) { signingStatement(key: $key, at: $at) } }`,
		map[string]any{"id": agreement, "key": key, "at": at}, &got)
	if err != nil {
		return nil, err
	}
	if got.Agreement == nil {
		return nil, fmt.Errorf("agreement %s is not there", agreement)
	}
	text := []byte(got.Agreement.SigningStatement)
	var s proof.Statement
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, fmt.Errorf("statement %q: %w", text, err)
	}
	if s.Agreement != agreement || s.Version != version || s.Hash != hash || s.Person != c.Person || s.At != at || string(s.Text()) != string(text) {
		return nil, fmt.Errorf("asked to sign %s, not version %d of %s", text, version, agreement)
	}
	return map[string]any{"agreement": agreement, "version": version, "hash": hash, "key": key, "signedAt": at, "signature": c.With(text)}, nil
}

// Sign puts the organization's name under a version.
func (c *Client) Sign(ctx context.Context, id, agreement string, version int, hash string) error {
	input, err := c.Signed(ctx, agreement, version, hash)
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	return c.MutateAs(ctx, id, "signAgreement", maps.Clone(input), "agreement { id status }", nil)
}

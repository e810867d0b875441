package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync"
)

// transcript is everything that one person is told by HTTP, in order.
type transcript struct {
	mu      sync.Mutex
	answers []string
}

// RoundTrip implements [http.RoundTripper]: it lets the answer pass and keeps a
// copy.
func (t *transcript) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.answers = append(t.answers, fmt.Sprintf("%s %d %s", res.Status, len(body), body))
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// random are the values that differ between two runs of the same: instants,
// UUIDs, hashes, ids, and what is sealed or drawn, positions and tokens.
var (
	stored = regexp.MustCompile(`"body":"([A-Za-z0-9+/=]+)"`)
	random = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z` +
		`|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}` +
		`|[0-9a-f]{64}|[0-9a-f]{32}|[a-z]{3}_[a-z2-7]{26}|[A-Za-z0-9_-]{43,}`)
	instant = regexp.MustCompile(`^\d{4}-`)
)

// normal are the answers with each random value replaced by the order of its
// first appearance, as long as it was. Of instants only that they are there is
// kept: two that are equal in one world may lie a millisecond apart in another.
func (t *transcript) normal() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := make(map[string]string)
	name := func(value string) string {
		if instant.MatchString(value) {
			return "an instant"
		}
		if seen[value] == "" {
			seen[value] = fmt.Sprintf("#%d/%d", len(seen), len(value))
		}
		return seen[value]
	}
	lines := make([]string, len(t.answers))
	for i, answer := range t.answers {
		opened := stored.ReplaceAllStringFunc(answer, func(field string) string {
			body, err := base64.StdEncoding.DecodeString(stored.FindStringSubmatch(field)[1])
			if err != nil {
				return field
			}
			return fmt.Sprintf("\"body\": %d %s", len(body), body)
		})
		lines[i] = random.ReplaceAllStringFunc(opened, name)
	}
	return lines
}

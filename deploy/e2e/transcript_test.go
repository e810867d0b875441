package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
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
	t.answers = append(t.answers, fmt.Sprintf("%s %s", res.Status, body))
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// random are the values that differ between two runs of the same: instants,
// UUIDs, hashes, ids, keys with what they sign, and what is sealed or drawn,
// positions and tokens.
var (
	stored = regexp.MustCompile(`"body":"([A-Za-z0-9+/=]+)"`)
	random = regexp.MustCompile(sorted +
		`|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z` +
		`|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? UTC` + // as an agreement's text has it
		`|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}` +
		`|[0-9a-f]{64}|[0-9a-f]{32}|[a-z]{3}_[a-z2-7]{26}|[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=|[A-Za-z0-9_-]{43,}`)
	instant = regexp.MustCompile(`^\d{4}-`)
	id      = regexp.MustCompile(`[a-z]{3}_[a-z2-7]{26}`)
)

// sorted is a set that is written in the order of its ids: who must sign. That
// order is as random as they are.
const sorted = `seats\\*":\[(?:\\*"sea_[a-z2-7]{26}\\*",?)+\]`

// names gives each random value the order of its first appearance.
type names map[string]string

func (n names) of(value string) string {
	switch {
	case strings.HasPrefix(value, "seats"):
		var members []string
		for _, seat := range id.FindAllString(value, -1) {
			members = append(members, n.of(seat))
		}
		if slices.IsSorted(id.FindAllString(value, -1)) {
			slices.Sort(members)
		}
		return fmt.Sprintf("seats: %q", members)
	case instant.MatchString(value):
		// Only that there is one: two that are equal in one world may lie a
		// millisecond apart in another.
		return "an instant"
	case n[value] == "":
		n[value] = fmt.Sprintf("#%03d/%d", len(n), len(value))
	}
	return n[value]
}

// normal are the answers with each random value replaced by its length and the
// order of its first appearance.
func (t *transcript) normal() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := make(names)
	lines := make([]string, len(t.answers))
	for i, answer := range t.answers {
		opened := stored.ReplaceAllStringFunc(answer, func(field string) string {
			body, err := base64.StdEncoding.DecodeString(stored.FindStringSubmatch(field)[1])
			if err != nil {
				return field
			}
			return fmt.Sprintf("\"body\":%s", body)
		})
		lines[i] = random.ReplaceAllStringFunc(opened, seen.of)
	}
	return lines
}

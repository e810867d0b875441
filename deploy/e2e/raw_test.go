package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley.example/deploy/client"
	"parley.example/deploy/story"
)

// request is the body of a request to the API.
func request(document string, variables map[string]any) []byte {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		panic(err) // made by the test itself
	}
	return body
}

// post sends bytes to the API as somebody, with more headers in pairs, and
// returns the status and the bytes of the answer.
func post(t *testing.T, p *story.Person, body []byte, headers ...string) (int, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/graphql-response+json")
	if p.Token != "" {
		req.Header.Set("Authorization", "Bearer "+p.Token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := p.HTTP.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, answer
}

func commandID() string { return uuid.NewString() }

// dryRun asks what a mutation would cause, and returns the code of the refusal,
// "" if it would be granted.
func dryRun(t *testing.T, p *story.Person, act string, input story.Input) string {
	t.Helper()
	full := maps.Clone(input)
	full["commandId"] = commandID()
	document := fmt.Sprintf("mutation($input: %s%sInput!) { answer: %s(input: $input, dryRun: true) { errors { code } preview { events } } }",
		strings.ToUpper(act[:1]), act[1:], act)
	var got struct {
		Answer struct {
			Errors  []struct{ Code string }
			Preview *struct{ Events []string }
		}
	}
	if err := p.Do(t.Context(), document, map[string]any{"input": full}, &got); err != nil {
		t.Fatalf("%s, dry: %v", act, err)
	}
	if len(got.Answer.Errors) > 0 {
		return got.Answer.Errors[0].Code
	}
	if got.Answer.Preview == nil {
		t.Errorf("%s, dry: neither refused nor previewed", act)
	}
	return ""
}

// anonymous is somebody's device after they have logged out.
func anonymous(p *story.Person) *client.Client {
	return &client.Client{URL: p.URL, HTTP: p.HTTP}
}

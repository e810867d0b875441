package e2e

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"parley.example/deploy/story"
)

// tell begins a telling that shares nothing with others in the same house.
func tell(t *testing.T, url string) *story.Tale {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return story.Begin(ctx, story.Telling{URL: url, Name: strings.ToLower(rand.Text()[:10])})
}

// fatal ends the test if something went wrong in the tale.
func fatal(t *testing.T, tale *story.Tale) {
	t.Helper()
	if err := tale.Err(); err != nil {
		t.Fatal(err)
	}
}

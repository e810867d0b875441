package e2e

import (
	"crypto/rand"
	"strings"
	"testing"

	"parley.example/deploy/story"
)

// tell begins a telling that shares nothing with others in the same house.
func tell(t *testing.T, url string) *story.Tale {
	t.Helper()
	return story.Begin(t.Context(), story.Telling{URL: url, Name: strings.ToLower(rand.Text()[:10])})
}

// fatal ends the test if something went wrong in the tale.
func fatal(t *testing.T, tale *story.Tale) {
	t.Helper()
	if err := tale.Err(); err != nil {
		t.Fatal(err)
	}
}

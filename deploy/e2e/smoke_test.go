package e2e

import (
	"testing"
	"time"

	"parley.example/deploy/story"
)

func TestSmoke(t *testing.T) {
	began := time.Now()
	h := open(t)
	t.Log("house", time.Since(began))
	began = time.Now()
	tale := story.Begin(t.Context(), story.Telling{URL: h.URL, Name: "smoke"})
	v := story.TellValleVerde(tale, story.MesaLimit)
	t.Log("town", time.Since(began), tale.Err())
	c := v.OpenCrates("PT2S")
	t.Log("crates open", time.Since(began), tale.Err())
	c.Play()
	t.Log("played", time.Since(began))
	v.OpenPayment()
	t.Log("payment", time.Since(began))
	story.TellRuedas(tale)
	t.Log("ruedas", time.Since(began))
	if tale.Err() != nil {
		t.Fatal(tale.Err())
	}
}

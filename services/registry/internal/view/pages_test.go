package view

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley.example/events/registry"
)

// What anybody reads is a page that is shown, and on it no more than its own
// people agreed to.
func TestPublicPages(t *testing.T) {
	page := func(more ...registry.Event) (audience, doc string) {
		steps := slices.Clip(seated)
		for _, e := range more {
			steps = append(steps, on("ini", e))
		}
		p := fold(t, thePublicInitiative, applyPublicInitiative, happened(steps...))["ini"]
		stored, _ := json.Marshal(p)
		return p.Row().Audience, string(stored)
	}
	shown := registry.PageSet{Shown: true, Reason: "why"}
	taken := registry.SeatTaken{Seat: "sea", Invitation: "in5", Organization: "mill", Person: "carl", Seeks: registry.Local}
	unnamed := registry.NameShown{Seat: "sea", Organization: "mill"}
	for _, row := range []struct {
		rule         string
		events       []registry.Event
		audience     string
		says, silent string
	}{
		{"a page that nobody asked for is a preview", nil, "table:ini", `"shown":false`, `"shown":true`},
		{"one that is shown is public", []registry.Event{shown}, "public", `"turns":[{"shown":true,"reason":"why"`, "table:"},
		{"one that is hidden again is not", []registry.Event{shown, registry.PageSet{Reason: "why not"}}, "table:ini", "why not", `"to":"public"`},
		{"it names who sits there", []registry.Event{shown, taken}, "public", `"organization":"mill"`, "carl"},
		{"not whoever does not want to be named", []registry.Event{shown, taken, unnamed}, "public", `"state":"taken"`, "mill"},
		{"until they want to", []registry.Event{shown, taken, unnamed, registry.NameShown{Seat: "sea", Organization: "mill", Shown: true}}, "public", `"organization":"mill"`, "carl"},
		{"who said no is not told", []registry.Event{shown, registry.SeatVacated{Seat: "sea", Organization: "coop", Reason: "closing"}, registry.SeatDeclined{Seat: "sea", Reason: "afraid"}}, "public", `"state":"empty"`, "afraid"},
	} {
		audience, doc := page(row.events...)
		if audience != row.audience || !strings.Contains(doc, row.says) || strings.Contains(doc, row.silent) {
			t.Errorf("%s: for %s %s", row.rule, audience, doc)
		}
	}
}

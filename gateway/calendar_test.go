package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"parley.example/gateway/internal/inbox"
)

func (c *client) path() string {
	c.t.Helper()
	got := c.ask(`mutation { makeCalendar { path viewer { calendar { exists } } errors { code } } }`, "")
	_, rest, found := strings.Cut(got, `"path":"`)
	path, _, _ := strings.Cut(rest, `"`)
	if !found || !strings.Contains(got, `"exists":true`) {
		c.t.Fatal(got)
	}
	return path
}

func TestACalendarIsForWhoHasItsAddress(t *testing.T) {
	h, ana, _ := newsHouse(t)
	h.tell("negotiation", vote("nws_v", 48*time.Hour, "seat:sea_olmos"))
	h.tell("negotiation", vote("nws_o", 48*time.Hour, "seat:sea_other"))
	offer := news("nws_f", "table:ini_1", inbox.Moved, time.Hour)
	end := time.Now().Add(72 * time.Hour)
	offer.Until = &end
	h.tell("negotiation", offer)
	secret := news("nws_s", "seat:sea_olmos", inbox.Moved, time.Hour)
	secret.Until = &end
	h.tell("negotiation_sealed", secret)
	path := ana.path()
	stranger := h.client()
	file := stranger.send("GET", path, "")
	if stranger.status != http.StatusOK || !strings.Contains(file, "UID:nws_v@parley") || !strings.Contains(file, "UID:nws_f@parley") || strings.Count(file, "BEGIN:VEVENT") != 2 {
		t.Errorf("%d %s", stranger.status, file)
	}
	if got := stranger.header.Get("Content-Type"); !strings.HasPrefix(got, "text/calendar; charset=utf-8") || stranger.header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("%v", stranger.header)
	}
	tag := stranger.header.Get("ETag")
	if stranger.send("GET", path, "", "If-None-Match", tag); stranger.status != http.StatusNotModified {
		t.Errorf("the same file again: %d", stranger.status)
	}
	if ana.send("GET", "/calendar.ics", ""); ana.status != http.StatusOK {
		t.Errorf("with a session: %d", ana.status)
	}
	for _, row := range []struct {
		path   string
		status int
	}{
		{"/calendar.ics", http.StatusUnauthorized},
		{"/calendar.ics?token=x", http.StatusNotFound},
		{path + "x", http.StatusNotFound},
		{"/calendar.ics?token=" + strings.Repeat("A", 43), http.StatusNotFound},
	} {
		if stranger.send("GET", row.path, ""); stranger.status != row.status {
			t.Errorf("%s: %d, want %d", row.path, stranger.status, row.status)
		}
	}
	next := ana.path()
	if stranger.send("GET", path, ""); stranger.status != http.StatusNotFound || next == path {
		t.Errorf("the address before: %d", stranger.status)
	}
	h.Exec(t, "parley_registry", `DELETE FROM registry.audience_grant`)
	if file := stranger.send("GET", next, ""); strings.Contains(file, "VEVENT") {
		t.Errorf("what is no longer hers: %s", file)
	}
	if got := ana.ask(`mutation { revokeCalendar { viewer { calendar { exists madeAt } } errors { code } } }`, ""); !strings.Contains(got, `"calendar":{"exists":false,"madeAt":null}`) {
		t.Error(got)
	}
	if stranger.send("GET", next, ""); stranger.status != http.StatusNotFound {
		t.Errorf("an address that was taken back: %d", stranger.status)
	}
	if got := stranger.ask(`mutation { makeCalendar { path errors { code } } }`, ""); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Error(got)
	}
}

func TestLettersAreShownInDevelopmentOnly(t *testing.T) {
	h, ana, person := newsHouse(t)
	h.tell("registry", news("nws_me", "person:"+person, inbox.Moved, -time.Second))
	if got := ana.ask(`mutation { writeDigest { errors { code } } }`, ""); !strings.Contains(got, `"errors":[]`) {
		t.Fatal(got)
	}
	h.tell("registry", news("nws_me", "person:"+person, inbox.Moved, -time.Millisecond))
	got := ""
	for range 3 { // as soon as its moment is over
		time.Sleep(2 * time.Millisecond)
		ana.ask(`mutation { writeDigest { errors { code } } }`, "")
		got = ana.ask(`{ outbox { recipient subject state plain } }`, "")
	}
	if !strings.Contains(got, `"recipient":"ana@parley.example","subject":"Parley: 1 new for you","state":"kept"`) || !strings.Contains(got, "has tabled offer 3") {
		t.Error(got)
	}
	if got := ana.ask(`mutation { setMail(input: {digest: off, hour: 25}) { errors { code field } } }`, ""); !strings.Contains(got, `{"code":"INVALID","field":["input","hour"]}`) {
		t.Error(got)
	}
	if got := ana.ask(`mutation { setMail(input: {hour: 20, zone: "America/Santiago", language: "es"}) { viewer { mail { digest hour zone language sends } } errors { code } } }`, ""); !strings.Contains(got, `"mail":{"digest":"daily","hour":20,"zone":"America/Santiago","language":"es","sends":false}`) {
		t.Error(got)
	}
}

package main

import (
	"strings"
	"testing"
	"time"

	"parley.example/events/command"
)

const confirmDocument = `mutation($in: ConfirmInput!) { confirm(input: $in) { viewer { session { confirmedUntil } } errors { code field } } }`

func TestWhoConfirmsIsSaidToTheServicesAndNobodyElse(t *testing.T) {
	h := start(t)
	ana := h.client()
	ana.signUp("Ana")
	var said command.Actor
	h.commands["rename_person"] = func(a command.Actor, _ map[string]any) command.Reply {
		said = a
		return command.Reply{Refusal: &command.Refusal{Code: command.NotFound}}
	}
	act := func() string {
		ana.ask(`mutation { renamePerson(input: {commandId: "018f4d5e-0000-7000-8000-00000000000a", name: "Ana"}) { errors { code } } }`, "", "Parley-Actor", `{"confirmedAt":"2026-03-01T10:00:00Z"}`)
		return said.ConfirmedAt
	}
	if at := act(); at != "" || said.Person == "" {
		t.Errorf("before it is said that she confirmed at %q", at)
	}
	if got := ana.ask(confirmDocument, `{"in":{"password":"a wrong horse"}}`); !strings.Contains(got, `"errors":[{"code":"CONFIRM_FAILED","field":["input","password"]}]`) || act() != "" {
		t.Error(got)
	}
	if got := ana.ask(confirmDocument, `{"in":{}}`); !strings.Contains(got, "CONFIRM_FAILED") {
		t.Errorf("who is of no story confirms without a password: %s", got)
	}
	if got := ana.ask(confirmDocument, `{"in":{"password":"correct horse"}}`); !strings.Contains(got, `"confirmedUntil":"20`) || !strings.Contains(got, `"errors":[]`) {
		t.Fatal(got)
	}
	if at, err := time.Parse(time.RFC3339, act()); err != nil || time.Since(at).Abs() > time.Minute {
		t.Errorf("it is said that she confirmed at %v (%v)", at, err)
	}
	if got := h.client().ask(confirmDocument, `{"in":{"password":"correct horse"}}`); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Error(got)
	}
}

func TestConfirmingIsCountedLikeLogIn(t *testing.T) {
	h := start(t)
	bo := h.client()
	bo.signUp("Bo")
	for range 10 {
		bo.ask(confirmDocument, `{"in":{"password":"a wrong horse"}}`)
	}
	if got := bo.ask(confirmDocument, `{"in":{"password":"correct horse"}}`); !strings.Contains(got, "TOO_MANY_TRIES") {
		t.Error(got)
	}
}

package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parley.example/events/command"
	"parley.example/gateway/internal/stores"
)

const viewerDocument = `{ viewer { person { name } organization { name } } }`

func TestWhoSignsUpIsSomebodyAtOnce(t *testing.T) {
	h := start(t)
	ana := h.client()
	body := ana.ask(signUpDocument, signUpInput("Ana", "correct horse"))
	if !strings.Contains(body, `"person":{"name":"Ana"},"session":{"current":true}}`) || !strings.Contains(body, `"errors":[],"position":"`) {
		t.Fatal(body)
	}
	cookie := (&http.Response{Header: ana.header}).Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Name != "parley" {
		t.Errorf("cookie %v", cookie)
	}
	ana.cookie = cookie
	if got := ana.ask(viewerDocument, ""); got != `{"data":{"viewer":{"person":{"name":"Ana"},"organization":null}}}` {
		t.Error(got)
	}
	again := h.client()
	if got := again.ask(signUpDocument, signUpInput("Ana", "correct horse")); !strings.Contains(got, `"name":"Ana"`) {
		t.Errorf("a sign-up whose answer was lost cannot be sent again: %s", got)
	}
	other := h.client()
	if got := other.ask(signUpDocument, signUpInput("Ana", "another horse")); !strings.Contains(got, `"errors":[{"code":"EMAIL_TAKEN","field":["input","email"]}]`) {
		t.Error(got)
	}
	if got := other.ask(signUpDocument, signUpInput("Bo", "short")); !strings.Contains(got, `"errors":[{"code":"INVALID","field":["input","password"]}]`) {
		t.Error(got)
	}
}

func TestASignUpThatTheRegistryMissedIsMadeGoodLater(t *testing.T) {
	h := start(t)
	register := h.commands["register_person"]
	h.commands["register_person"] = func(command.Actor, map[string]any) command.Reply {
		return command.Reply{Refusal: &command.Refusal{Code: command.Unavailable}}
	}
	c := h.client()
	if got := c.ask(signUpDocument, signUpInput("Cy", "correct horse")); !strings.Contains(got, `"viewer":null,"token":null,"errors":[{"code":"UNAVAILABLE"`) {
		t.Error(got)
	}
	h.commands["register_person"] = register
	if got := c.ask(`mutation { logIn(email:"Cy@parley.example ", password:"correct horse") { viewer { person { name } } } }`, ""); got != `{"data":{"logIn":{"viewer":{"person":{"name":"Cy"}}}}}` {
		t.Error(got)
	}
}

func TestANameThatTheRegistryRefusesTakesNoAddress(t *testing.T) {
	h := start(t)
	register := h.commands["register_person"]
	h.commands["register_person"] = func(command.Actor, map[string]any) command.Reply {
		return command.Reply{Refusal: command.Refuse(command.Invalid, "name", "rule", "length")}
	}
	c := h.client()
	if got := c.ask(signUpDocument, signUpInput("Di", "correct horse")); !strings.Contains(got, `"errors":[{"code":"INVALID","field":["input","name"]}]`) {
		t.Error(got)
	}
	h.commands["register_person"] = register
	if got := c.ask(signUpDocument, signUpInput("Di", "another horse")); !strings.Contains(got, `"name":"Di"`) {
		t.Error(got)
	}
}

func logIn(email, password string) string {
	return fmt.Sprintf(`mutation { logIn(email:%q, password:%q) { token viewer { id } errors { code message } } }`, email, password)
}

func TestLogInSaysTheSameToWhoeverDoesNotFit(t *testing.T) {
	h := start(t)
	h.client().signUp("Ana")
	c := h.client()
	wrong, unknown := c.ask(logIn("ana@parley.example", "wrong horse"), ""), c.ask(logIn("nobody@parley.example", "wrong horse"), "")
	if wrong != unknown || !strings.Contains(wrong, "LOG_IN_FAILED") {
		t.Errorf("%s / %s", wrong, unknown)
	}
}

func TestTriesAreCounted(t *testing.T) {
	h := start(t)
	h.client().signUp("Ana")
	c := h.client()
	var last string
	for range 11 {
		last = c.ask(logIn("ana@parley.example", "wrong horse"), "", "X-Forwarded-For", "203.0.113.9")
	}
	if !strings.Contains(last, "TOO_MANY_TRIES") {
		t.Error(last)
	}
	if got := c.ask(logIn("ana@parley.example", "correct horse"), ""); !strings.Contains(got, "TOO_MANY_TRIES") {
		t.Errorf("the right password is a way around: %s", got)
	}
	if got := c.ask(logIn("other@parley.example", "wrong horse"), ""); !strings.Contains(got, "LOG_IN_FAILED") {
		t.Errorf("another account is locked out: %s", got)
	}
}

func TestASessionEndsAtOnceWhereverItIsUsed(t *testing.T) {
	h := start(t)
	phone := h.client()
	phone.signUp("Ana")
	laptop := h.client()
	body := laptop.ask(logIn("ana@parley.example", "correct horse"), "")
	_, rest, _ := strings.Cut(body, `"token":"`)
	laptop.token, _, _ = strings.Cut(rest, `"`)
	sessions := phone.ask(`{ viewer { sessions { id current } } }`, "")
	_, rest, _ = strings.Cut(sessions, `[{"id":"`)
	newest, _, _ := strings.Cut(rest, `"`)
	if strings.Count(sessions, `"id"`) != 2 || !strings.Contains(sessions, `"id":"`+newest+`","current":false`) {
		t.Fatal(sessions)
	}
	if got := phone.ask(`mutation { revokeSession(session:"`+newest+`") { viewer { id } errors { code } } }`, ""); !strings.Contains(got, `"errors":[]`) {
		t.Error(got)
	}
	if got := laptop.ask(viewerDocument, ""); laptop.status != http.StatusUnauthorized || !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("%d %s", laptop.status, got)
	}
	if got := phone.ask(`mutation { revokeSession(session:"`+newest+`") { errors { code } } }`, ""); !strings.Contains(got, "NOT_FOUND") {
		t.Error(got)
	}
	if got := phone.ask(`mutation { logOut { viewer { id } errors { code } } }`, ""); got != `{"data":{"logOut":{"viewer":null,"errors":[]}}}` || !strings.Contains(phone.header.Get("Set-Cookie"), "Max-Age=0") {
		t.Error(got, phone.header)
	}
}

func TestATokenThatOpensNothingIsNotNoToken(t *testing.T) {
	h := start(t)
	c := h.client()
	c.signUp("Ana")
	real := c.cookie.Value
	for _, tampered := range []string{"A" + real[1:], real[:20], "eyJhbGciOiJub25lIn0.e30.", ""} {
		c.cookie = &http.Cookie{Name: "parley", Value: tampered}
		c.ask(viewerDocument, "")
		if want := map[bool]int{true: 200, false: 401}[tampered == "" || tampered == real]; c.status != want {
			t.Errorf("%q: %d", tampered, c.status)
		}
	}
	c.cookie, c.token = nil, "none"
	if c.ask(viewerDocument, ""); c.status != http.StatusUnauthorized {
		t.Errorf("a wrong bearer: %d", c.status)
	}
}

func TestOneActsForAnOrganizationThatOneBelongsTo(t *testing.T) {
	h := start(t)
	ana := h.client()
	person := ana.signUp("Ana")
	h.Put(t, stores.Row{Table: "registry.organization", ID: "org_olmos", Audience: "registered", Doc: `{"id":"org_olmos","name":"Los Olmos"}`})
	const act = `mutation($o: ID) { actFor(organization: $o) { viewer { organization { name } } errors { code field } } }`
	if got := ana.ask(act, `{"o":"org_olmos"}`); got != `{"data":{"actFor":{"viewer":{"organization":null},"errors":[{"code":"NOT_A_MEMBER","field":["organization"]}]}}}` {
		t.Error(got)
	}
	h.Hold(t, person, "org_olmos", "org:org_olmos")
	if got := ana.ask(act, `{"o":"org_olmos"}`); got != `{"data":{"actFor":{"viewer":{"organization":{"name":"Los Olmos"}},"errors":[]}}}` {
		t.Error(got)
	}
	if got := ana.ask(viewerDocument, ""); !strings.Contains(got, "Los Olmos") {
		t.Error(got)
	}
	if got := ana.ask(act, `{"o":null}`); !strings.Contains(got, `"viewer":{"organization":null},"errors":[]`) {
		t.Error(got)
	}
}

func TestWhoBelongsToOneOrganizationActsForItFromTheFirstRequest(t *testing.T) {
	h := start(t)
	person := h.client().signUp("Ana")
	joins := func(id, of, organization string) {
		h.Put(t, stores.Row{Table: "registry.organization", ID: organization, Audience: "registered", Doc: fmt.Sprintf(`{"id":%q,"name":%q}`, organization, organization)})
		h.Put(t, stores.Row{Table: "registry.membership", ID: id, Parent: of, Audience: "person:" + of, Doc: fmt.Sprintf(`{"id":%q,"person":%q,"organization":%q}`, id, of, organization)})
	}
	h.Exec(t, "parley_identity", `INSERT INTO identity.persona (person, label, story) VALUES ($1, 'Ana', 'Valle Verde')`, person)
	ways := map[string]string{
		"logIn":         `mutation { it: logIn(email:"ana@parley.example", password:"correct horse") { viewer { organization { id } } } }`,
		"becomePersona": fmt.Sprintf(`mutation { it: becomePersona(person:%q) { viewer { organization { id } } } }`, person),
		"signUp":        `mutation { it: signUp(input:{commandId:"018f4d5e-0000-7000-8000-000000000002", name:"Ana", email:"ana@parley.example", password:"correct horse"}) { viewer { organization { id } } } }`,
	}
	expect := func(when, organization string) {
		t.Helper()
		for way, document := range ways {
			if got := h.client().ask(document, ""); got != `{"data":{"it":{"viewer":{"organization":`+organization+`}}}}` {
				t.Errorf("%s, %s: %s", way, when, got)
			}
		}
	}
	joins("mem_0", "per_else", "org_else")
	expect("of nobody", "null")
	joins("mem_1", person, "org_olmos")
	expect("of one", `{"id":"org_olmos"}`)
	joins("mem_2", person, "org_mesa")
	expect("of two", "null")
}

func TestPersonasAreThereInDevelopmentOnly(t *testing.T) {
	h := start(t)
	h.Exec(t, "parley_identity", `INSERT INTO identity.persona (person, label, story) VALUES ('per_ines', 'Inés, couriers', 'Valle Verde')`)
	h.registers(command.Actor{Person: "per_ines"}, map[string]any{"person": "per_ines", "name": "Inés"})
	c := h.client()
	if got := c.ask(`{ personas { id label story note } }`, ""); got != `{"data":{"personas":[{"id":"per_ines","label":"Inés, couriers","story":"Valle Verde","note":""}]}}` {
		t.Error(got)
	}
	if got := c.ask(`mutation { becomePersona(person:"per_ines") { viewer { person { name } } errors { code } } }`, ""); got != `{"data":{"becomePersona":{"viewer":{"person":{"name":"Inés"}},"errors":[]}}}` {
		t.Error(got)
	}
	if got := c.ask(`mutation { becomePersona(person:"per_else") { errors { code } } }`, ""); !strings.Contains(got, "NOT_FOUND") {
		t.Error(got)
	}
	production := start(t, "PARLEY_DEVELOPMENT=0").client()
	if got := production.ask(`{ personas { id } }`, ""); !strings.Contains(got, `"rule":"FieldsOnCorrectType"`) || strings.Contains(got, "detail") {
		t.Error(got)
	}
	production.ask(signUpDocument, signUpInput("Bo", "correct horse"))
	if set := production.header.Get("Set-Cookie"); !strings.HasPrefix(set, "__Host-parley=") || !strings.Contains(set, "; Secure") {
		t.Error(set)
	}
}

package graph

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"parley.example/events/command"
	"parley.example/gateway/internal/read"
)

func TestAnAnswerIsWhatTheDocumentsSay(t *testing.T) {
	for _, row := range []struct{ rule, query, want string }{
		{"keys come in the order asked", `{ table(id:"neg_1") { version title id } }`, `{"table":{"version":3,"title":"Crates","id":"neg_1"}}`},
		{"objects within documents are looked into", `{ table(id:"neg_1") { price { currency minor } state } }`, `{"table":{"price":{"currency":"EUR","minor":"1250"},"state":"OPEN"}}`},
		{"aliases and equal fields are merged", `{ t: table(id:"neg_1") { a: title } t: table(id:"neg_1") { b: title } }`, `{"t":{"a":"Crates","b":"Crates"}}`},
		{"fragments are followed", `query { table(id:"neg_1") { ...T ... on Node { id } } } fragment T on Table { title }`, `{"table":{"title":"Crates","id":"neg_1"}}`},
		{"what is left out is empty, false or null", `{ table(id:"neg_1") { secretive parked } }`, `{"table":{"secretive":false,"parked":false}}`},
		{"joins are followed", `{ table(id:"neg_1") { seats { name holder { name } } } }`, `{"table":{"seats":[{"name":"growers","holder":{"name":"Ana \"la alta\""}},{"name":"riders","holder":{"name":"Bo"}}]}}`},
		{"what is joined but not there is null", `{ table(id:"neg_1") { seats { organization { name } } } }`, `{"table":{"seats":[{"organization":{"name":"Los Olmos"}},{"organization":null}]}}`},
		{"a joined list leaves out what is not there", `{ table(id:"neg_1") { observers { id } } }`, `{"table":{"observers":[{"id":"org_x"}]}}`},
		{"any object has a node", `{ node(id:"pkg_2") { __typename id ... on Package { title table { title } } } }`, `{"node":{"__typename":"Package","id":"pkg_2","title":"P2","table":{"title":"Crates"}}}`},
		{"a union within a document knows its type", `{ table(id:"neg_1") { origin { __typename ... on Invitation { words by { name } } } } }`, `{"table":{"origin":{"__typename":"Invitation","words":"come","by":{"name":"Bo"}}}}`},
		{"the viewer is somebody", `{ viewer { person { name } session { current } organization { id } memberships { edges { node { organization { name } roles } } } } }`, `{"viewer":{"person":{"name":"Ana \"la alta\""},"session":{"current":true},"organization":null,"memberships":{"edges":[{"node":{"organization":{"name":"Los Olmos"},"roles":["steward"]}}]}}}`},
		{"skip and include decide", `{ table(id:"neg_1") { title @skip(if:true) id @include(if:true) } }`, `{"table":{"id":"neg_1"}}`},
		{"type names cost nothing", `{ __typename }`, `{"__typename":"Query"}`},
	} {
		if got := build(t).answers(t, row.query, ""); got != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.rule, got, row.want)
		}
	}
}

func TestMissingAndForbiddenAreTheSameBytes(t *testing.T) {
	h := build(t)
	forbidden := h.answers(t, `query($id: ID!) { table(id:$id) { title } }`, `{"id":"neg_hidden"}`)
	missing := h.answers(t, `query($id: ID!) { table(id:$id) { title } }`, `{"id":"neg_random"}`)
	if forbidden != missing || forbidden != `{"table":null} !NOT_FOUND["table"]` {
		t.Errorf("%s / %s", forbidden, missing)
	}
	if got := h.answers(t, `{ node(id:"zzz_1") { id } }`, ""); got != `{"node":null} !NOT_FOUND["node"]` {
		t.Error(got)
	}
}

func TestALevelIsOneRoundTrip(t *testing.T) {
	h := build(t)
	h.answers(t, `{ table(id:"neg_1") { seats { organization { name } } packages { nodes { author { name } table { title } } } } b: table(id:"neg_2") { title } }`, "")
	if h.memory.trips != 3 {
		t.Errorf("%d round trips for three levels", h.memory.trips)
	}
}

func TestNullGoesUpToWhereItMayBe(t *testing.T) {
	h := build(t)
	h.memory.put("negotiation.table", "neg_2", "", "", `{"id":"neg_2","title":"x","state":"OPEN","version":1,"seats":[{"name":"a","holder":"per_gone"}]}`)
	if got, want := h.answers(t, `{ table(id:"neg_2") { title seats { holder { name } } } }`, ""), `{"table":null} !NOT_FOUND["table","seats",0,"holder"]`; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	h.memory.put("negotiation.table", "neg_3", "", "", `{"id":"neg_3"}`)
	if got, want := h.answers(t, `{ table(id:"neg_3") { id title } a: table(id:"neg_3") { id } }`, ""), `{"table":null,"a":{"id":"neg_3"}} !INTERNAL["table","title"]`; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

func TestListsAreTurnedPageByPage(t *testing.T) {
	h := build(t)
	const query = `query($first: Int, $after: String) { table(id:"neg_1") { packages(first:$first, after:$after) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
	first := h.answers(t, query, `{"first":2}`)
	if !strings.HasPrefix(first, `{"table":{"packages":{"edges":[{"node":{"id":"pkg_1"}},{"node":{"id":"pkg_2"}}],"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"endCursor":"`) {
		t.Fatal(first)
	}
	if first != h.answers(t, query, `{"first":2}`) {
		t.Error("a list that has not changed looks changed")
	}
	_, rest, _ := strings.Cut(first, `"endCursor":"`)
	cursor, _, _ := strings.Cut(rest, `"`)
	second := h.answers(t, query, fmt.Sprintf(`{"first":2,"after":%q}`, cursor))
	if !strings.HasPrefix(second, `{"table":{"packages":{"edges":[{"node":{"id":"pkg_3"}}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true,`) {
		t.Error(second)
	}
	last := h.answers(t, `{ table(id:"neg_1") { packages(last:2) { nodes { id } pageInfo { hasPreviousPage } } } }`, "")
	if last != `{"table":{"packages":{"nodes":[{"id":"pkg_2"},{"id":"pkg_3"}],"pageInfo":{"hasPreviousPage":true}}}}` {
		t.Error(last)
	}
	for _, bad := range []string{`{"first":101}`, `{"first":-1}`, `{"after":"garbage"}`, fmt.Sprintf(`{"after":%q}`, cursor+"A")} {
		if got := h.answers(t, query, bad); got != `{"table":null} !INVALID["table","packages"]` {
			t.Errorf("%s: %s", bad, got)
		}
	}
	if got := h.answers(t, `query($c: String) { packages(table:"neg_other", after:$c) { nodes { id } } }`, fmt.Sprintf(`{"c":%q}`, cursor)); !strings.Contains(got, "INVALID") {
		t.Errorf("a cursor of another list is taken: %s", got)
	}
}

func TestACommandGoesOutAsItWasCoercedAndItsDocumentsComeBack(t *testing.T) {
	h := build(t)
	h.said.reply = command.Reply{Receipt: command.Receipt{IDs: map[string]string{"package": "pkg_2"}, Secrets: map[string]string{"token": "once"}, Stream: "negotiation", Sequence: 9}}
	got := h.answers(t, `mutation($in: OfferInput!) { offer(input:$in) { package { title author { name } } token errors { code } } }`,
		`{"in":{"title":"T","table":"neg_1","commandId":"c1","terms":{"key":"deposit"},"price":null}}`)
	if want := `{"offer":{"package":{"title":"P2","author":{"name":"Bo"}},"token":"once","errors":[]}}`; got != want {
		t.Errorf("got %s", got)
	}
	if want := `cmd per_ana negotiation offer {"commandId":"c1","rounds":3,"table":"neg_1","terms":[{"key":"deposit","weight":1}],"title":"T"}`; h.said.heard[0] != want {
		t.Errorf("heard %s", h.said.heard[0])
	}
}

func TestSeveralCommandsOfOneRequestAllShowWhatTheyMade(t *testing.T) {
	h := build(t)
	h.said.reply = command.Reply{Receipt: command.Receipt{IDs: map[string]string{"package": "pkg_2"}, Stream: "negotiation", Sequence: 9}}
	got := h.answers(t, `mutation { a: offer(input:{commandId:"c", table:"neg_1", title:"t"}) { package { title author { name } } } b: offer(input:{commandId:"d", table:"neg_1", title:"t"}) { package { id table { packages(first:1) { nodes { id } } } } } }`, "")
	if got != `{"a":{"package":{"title":"P2","author":{"name":"Bo"}}},"b":{"package":{"id":"pkg_2","table":{"packages":{"nodes":[{"id":"pkg_1"}]}}}}}` || len(h.said.heard) != 2 {
		t.Errorf("%s, heard %v", got, h.said.heard)
	}
}

func TestARefusalIsAUserErrorWithItsSentence(t *testing.T) {
	const query = `mutation { offer(input:{commandId:"c", table:"neg_1", title:"t"}) { package { id } errors { code field message params { name value } } } }`
	for _, row := range []struct {
		rule string
		err  error
		say  *command.Refusal
		want string
	}{
		{"of a rule", nil, command.Refuse("NO_SUCH_RULE", "package", "term", "deposit"), `{"code":"NO_SUCH_RULE","field":["input","package"],"message":"This was refused (NO_SUCH_RULE).","params":[{"name":"term","value":"deposit"}]}`},
		{"of nobody there", command.Unavailable, nil, `{"code":"UNAVAILABLE","field":null,"message":"This part of the service cannot be reached at the moment. Nothing was changed.","params":[]}`},
		{"of a time-out", fmt.Errorf("request: %w", command.NotYetVisible), nil, `{"code":"NOT_YET_VISIBLE","field":null,"message":"It is not known yet whether this took effect. Ask again: the same command id never acts twice.","params":[]}`},
		{"of our own fault", errors.New("SELECT secret"), nil, `{"code":"INTERNAL","field":null,"message":"Something went wrong on our side. Nothing you did is wrong.","params":[]}`},
	} {
		h := build(t)
		h.said.err, h.said.reply.Refusal = row.err, row.say
		if got, want := h.answers(t, query, ""), `{"offer":{"package":null,"errors":[`+row.want+`]}}`; got != want {
			t.Errorf("%s:\n got %s\nwant %s", row.rule, got, want)
		}
	}
}

func TestNobodyCommandsWithoutASession(t *testing.T) {
	h := build(t)
	h.actor = command.Actor{}
	got := h.answers(t, `mutation { offer(input:{commandId:"c", table:"neg_1", title:"t"}) { errors { code } } }`, "")
	if got != `{"offer":{"errors":[{"code":"UNAUTHENTICATED"}]}}` || len(h.said.heard) != 0 {
		t.Errorf("%s, heard %v", got, h.said.heard)
	}
}

func TestWhatIsForAnyoneTakesNoSession(t *testing.T) {
	h := build(t)
	h.actor = command.Actor{}
	got := h.answers(t, `mutation { answer(input:{commandId:"c", table:"neg_1", title:"t"}) { package { id } errors { code } } }`, "")
	if got != `{"answer":{"package":null,"errors":[]}}` || len(h.said.heard) != 1 {
		t.Errorf("%s, heard %v", got, h.said.heard)
	}
}

func TestADryRunShowsAndDoesNothing(t *testing.T) {
	h := build(t)
	h.said.reply = command.Reply{Preview: []byte(`{"audience":["table:ini_1"],"seats":3,"people":7,"public":false,"binds":true,"events":["negotiation.offer_tabled.v1"]}`)}
	got := h.answers(t, `mutation { offer(input:{commandId:"c", table:"neg_1", title:"t"}, dryRun:true) { preview { people events until } errors { code } } }`, "")
	if want := `{"offer":{"preview":{"people":7,"events":["negotiation.offer_tabled.v1"],"until":null},"errors":[]}}`; got != want || !strings.HasPrefix(h.said.heard[0], "dry ") {
		t.Errorf("%s, heard %v", got, h.said.heard)
	}
}

func TestWhoLogsInIsTheViewerOfTheSameAnswer(t *testing.T) {
	h := build(t)
	h.actor = command.Actor{}
	if got := h.answers(t, `mutation { logIn(email:"per_bo", password:"x") { token viewer { person { name } } errors { code } } }`, ""); got != `{"logIn":{"token":"opens","viewer":{"person":{"name":"Bo"}},"errors":[]}}` {
		t.Error(got)
	}
	if got := h.answers(t, `mutation { logOut { viewer { id } errors { code message } } }`, ""); got != `{"logOut":{"viewer":null,"errors":[{"code":"LOG_IN_FAILED","message":"Address and password do not fit."}]}}` {
		t.Error(got)
	}
}

func TestQuestionsAreAskedOnceAndSpokenInWords(t *testing.T) {
	h := build(t)
	h.said.answer["may"] = `[{"act":"offer","allowed":true},{"act":"sign","allowed":false,"code":"CONFLICT","params":{"who":"Bo"}}]`
	got := h.answers(t, `{ table(id:"neg_1") { viewerMay { act allowed code message params { name value } } mood } b: table(id:"neg_1") { viewerMay { act } } weather(place:"Ronda") }`, "")
	want := `{"table":{"viewerMay":[{"act":"offer","allowed":true,"code":null,"message":null,"params":[]},{"act":"sign","allowed":false,"code":"CONFLICT","message":"Somebody has changed this in the meantime. Look at it again, then decide.","params":[{"name":"who","value":"Bo"}]}],"mood":null},"b":{"viewerMay":[{"act":"offer"},{"act":"sign"}]},"weather":null}`
	if got != want {
		t.Errorf("got %s", got)
	}
	if len(h.said.heard) != 3 {
		t.Errorf("heard %v", h.said.heard)
	}
}

func TestAReadThatFailsSaysItsCodeAndNoMore(t *testing.T) {
	for _, row := range []struct {
		err  error
		want command.Code
	}{{read.ErrNotYetVisible, command.NotYetVisible}, {read.ErrUnavailable, command.Unavailable}, {errors.New("column secret"), command.Internal}} {
		h := build(t)
		h.memory.err = row.err
		if got, want := h.answers(t, `{ table(id:"neg_1") { title } }`, ""), `{"table":null} !`+string(row.want)+`["table"]`; got != want {
			t.Errorf("got %s want %s", got, want)
		}
	}
}

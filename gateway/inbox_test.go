package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley.example/events/project"
	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/stores"
)

// newsHouse is a house where Ana, who acts for Los Olmos, sits at a table.
func newsHouse(t *testing.T, environ ...string) (*house, *client, string) {
	t.Helper()
	s := stores.Of(t)
	for _, table := range append([]string{"negotiation.negotiation", "registry.seat"}, inbox.Tables...) {
		s.Table(t, table, "")
	}
	s.Exec(t, "postgres", `TRUNCATE identity.reader, identity.inbox_mark, identity.inbox_mute, identity.mail, identity.calendar`)
	h := start(t, environ...)
	ana := h.client()
	person := ana.signUp("Ana")
	h.seat(person, "org_olmos", "sea_olmos")
	if got := ana.ask(`mutation { actFor(organization: "org_olmos") { errors { code } } }`, ""); !strings.Contains(got, `"errors":[]`) {
		t.Fatal(got)
	}
	return h, ana, person
}

// seat lets a person act for an organization that sits at the table.
func (h *house) seat(person, organization, seat string) {
	h.Put(h.t, stores.Row{Table: "registry.organization", ID: organization, Audience: "registered", Doc: fmt.Sprintf(`{"id":%q,"name":%q}`, organization, organization[4:])})
	h.Put(h.t, stores.Row{Table: "registry.membership", ID: "mem_" + person[4:], Parent: person, Audience: "person:" + person, Doc: fmt.Sprintf(`{"organization":%q}`, organization)})
	h.Put(h.t, stores.Row{Table: "registry.seat", ID: seat, Audience: "registered", Doc: fmt.Sprintf(`{"id":%q,"name":%q}`, seat, "Growers <b>")})
	h.Put(h.t, stores.Row{Table: "negotiation.negotiation", ID: "neg_1", Audience: "table:ini_1", Doc: `{"id":"neg_1","title":"Crates"}`})
	h.Hold(h.t, person, organization, "org:"+organization)
	h.Hold(h.t, person, organization, "steward:"+organization)
	for _, audience := range []string{"table:ini_1", "seat:" + seat} {
		h.Put(h.t, stores.Row{Table: "registry.audience_grant", ID: "g/" + organization + audience, Parent: "steward:" + organization, Audience: audience})
	}
}

// tell puts an item where its service would.
func (h *house) tell(stream string, i inbox.Item) {
	h.t.Helper()
	doc, err := json.Marshal(i)
	if err != nil {
		h.t.Fatal(err)
	}
	table, parent := stream+".news", i.Lane+" "+i.To
	h.Put(h.t, stores.Row{Table: table, ID: i.ID, Parent: parent, Sort: i.At.UTC().Format("2006-01-02T15:04:05.000Z"), Audience: i.To, Doc: string(doc)})
	h.announce(stream, project.Change{Table: table, Key: i.ID, Parent: parent})
}

func news(id, to, lane string, ago time.Duration) inbox.Item {
	return inbox.Item{
		ID: id, To: to, Lane: lane, Kind: "NEWS_OFFER_TABLED", Thread: "neg_1", Subject: "pkg_1", At: time.Now().Add(-ago),
		Params: map[string]string{"seat": "sea_olmos", "number": "3", "negotiation": "neg_1"},
	}
}

func vote(id string, until time.Duration, seats ...string) inbox.Item {
	i := news(id, "table:ini_1", inbox.Needs, 0)
	end := time.Now().Add(until)
	i.Kind, i.For, i.Act, i.Until = "NEWS_VOTE", seats, "castVote", &end
	return i
}

const items = `{ viewer { inbox { nodes { id } } } }`

func (c *client) inbox(document string) string {
	c.t.Helper()
	var answer struct {
		Data struct {
			Viewer struct {
				Inbox struct{ Nodes []struct{ ID string } }
			}
		}
	}
	body := c.ask(document, "")
	if err := json.Unmarshal([]byte(body), &answer); err != nil || strings.Contains(body, `"errors":[{`) {
		c.t.Fatal(body)
	}
	var ids []string
	for _, n := range answer.Data.Viewer.Inbox.Nodes {
		ids = append(ids, strings.TrimPrefix(n.ID, "nws_"))
	}
	return strings.Join(ids, " ")
}

func TestAnInboxIsForWhomItIs(t *testing.T) {
	h, ana, person := newsHouse(t)
	bo := h.client()
	bo.signUp("Bo")
	h.tell("negotiation", news("nws_table", "table:ini_1", inbox.Moved, 3*time.Hour))
	h.tell("agreements", news("nws_own", "seat:sea_olmos", inbox.Became, 2*time.Hour))
	h.tell("registry", news("nws_me", "person:"+person, inbox.Moved, time.Hour))
	h.tell("negotiation_sealed", news("nws_team", "seat:sea_olmos", inbox.Moved, 4*time.Hour))
	h.tell("negotiation", vote("nws_vote", time.Hour, "seat:sea_other", "seat:sea_olmos"))
	h.tell("negotiation", vote("nws_others", time.Hour, "seat:sea_other"))
	h.tell("negotiation", vote("nws_late", -time.Second, "seat:sea_olmos"))
	h.tell("negotiation", news("nws_kept", "seat:sea_olmos", "kept", time.Hour))
	mine := news("nws_mine", "table:ini_1", inbox.Moved, time.Hour)
	mine.By = person
	h.tell("negotiation", mine)
	for _, row := range []struct {
		who      string
		as       *client
		document string
		want     string
	}{
		{"all of it, newest first", ana, items, "vote me own table team"},
		{"what needs her", ana, `{ viewer { inbox(lane: needs) { nodes { id } } } }`, "vote"},
		{"what became of what she said", ana, `{ viewer { inbox(lane: became) { nodes { id } } } }`, "own"},
		{"what moved", ana, `{ viewer { inbox(lane: moved) { nodes { id } } } }`, "me table team"},
		{"somebody else's is empty", bo, items, ""},
	} {
		if got := row.as.inbox(row.document); got != row.want {
			t.Errorf("%s: %q, want %q", row.who, got, row.want)
		}
	}
	if got := ana.ask(`{ viewer { waiting inbox(lane: needs) { groups { id title items { message act thread params { name value label } until read by { name } } } } } }`, ""); !strings.Contains(got, `"waiting":1`) ||
		!strings.Contains(got, `"groups":[{"id":"neg_1","title":"Crates","items":[{"message":"Your seat has a vote in decision 3 (Crates).","act":"castVote","thread":"neg_1"`) ||
		!strings.Contains(got, `{"name":"seat","value":"sea_olmos","label":"Growers \u003cb\u003e"}`) {
		t.Error(got)
	}
	if got := ana.ask(`{ viewer { inbox(lane: moved, first: 1) { nodes { message } } } }`, "", "Accept-Language", "es"); !strings.Contains(got, `Growers \u003cb\u003e ha puesto sobre la mesa la oferta 3 (Crates).`) {
		t.Error(got)
	}
	if got := ana.ask(`mutation { actFor(organization: null) { errors { code } } }`, ""); !strings.Contains(got, `"errors":[]`) {
		t.Fatal(got)
	}
	if got := ana.inbox(items); got != "me" {
		t.Errorf("who acts for nobody reads %q", got)
	}
	if got := h.client().ask(items, ""); got != `{"data":{"viewer":null}}` {
		t.Errorf("a stranger: %s", got)
	}
}

func TestPagesOfAnInboxMeet(t *testing.T) {
	h, ana, _ := newsHouse(t)
	for i := range 40 { // most of them for others
		n := vote(fmt.Sprintf("nws_o%02d", i), time.Hour, "seat:sea_other")
		n.At = time.Now().Add(-time.Duration(i) * time.Minute)
		h.tell("negotiation", n)
		if i%4 == 0 {
			h.tell("deliberation", news(fmt.Sprintf("nws_%02d", i), "table:ini_1", inbox.Moved, time.Duration(i)*time.Minute))
		}
	}
	var seen []string
	after := "null"
	for range 20 {
		var answer struct {
			Data struct {
				Viewer struct {
					Inbox struct {
						Nodes    []struct{ ID string }
						PageInfo struct {
							HasNextPage bool
							EndCursor   string
						}
					}
				}
			}
		}
		body := ana.ask(`query($a: String) { viewer { inbox(first: 3, after: $a) { nodes { id } pageInfo { hasNextPage endCursor } } } }`, `{"a":`+after+`}`)
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatal(body)
		}
		box := answer.Data.Viewer.Inbox
		for _, n := range box.Nodes {
			seen = append(seen, n.ID)
		}
		if !box.PageInfo.HasNextPage {
			break
		}
		after = `"` + box.PageInfo.EndCursor + `"`
	}
	if got := strings.Join(seen, " "); got != "nws_00 nws_04 nws_08 nws_12 nws_16 nws_20 nws_24 nws_28 nws_32 nws_36" {
		t.Errorf("saw %s", got)
	}
	if got := ana.ask(`{ viewer { inbox(lane: needs, after: `+after+`) { nodes { id } } } }`, ""); after != "null" && !strings.Contains(got, `"rule":"cursor"`) {
		t.Errorf("a cursor of another list: %s", got)
	}
	if got := ana.ask(`{ viewer { inbox(first: 101) { nodes { id } } } }`, ""); !strings.Contains(got, `INVALID`) {
		t.Error(got)
	}
}

func TestWhatIsReadDoneAndMutedIsOnesOwn(t *testing.T) {
	h, ana, _ := newsHouse(t)
	cy := h.client()
	h.seat(cy.signUp("Cy"), "org_olmos", "sea_olmos")
	if got := cy.ask(`mutation { actFor(organization: "org_olmos") { errors { code } } }`, ""); !strings.Contains(got, `"errors":[]`) {
		t.Fatal(got)
	}
	h.tell("negotiation", news("nws_a", "table:ini_1", inbox.Moved, -time.Second))
	h.tell("negotiation", vote("nws_v", time.Hour, "seat:sea_olmos"))
	mark := func(c *client, in, want string) {
		t.Helper()
		if got := c.ask(`mutation { markInbox(input: `+in+`) { errors { code field } } }`, ""); !strings.Contains(got, want) {
			t.Errorf("mark %s: %s", in, got)
		}
	}
	state := func(c *client) string {
		return strings.TrimPrefix(c.ask(`{ viewer { inbox(done: true, muted: true) { nodes { id read done muted } } } }`, ""), `{"data":{"viewer":{"inbox":{"nodes":`)
	}
	before := state(cy)
	h.tell("negotiation", news("nws_a", "table:ini_1", inbox.Moved, time.Millisecond)) // so that a mark of now holds
	mark(ana, `{items: ["nws_a", "nws_a", "nws_none"], read: true}`, `"errors":[]`)
	mark(ana, `{items: ["nws_v"], done: true}`, `"errors":[]`)
	if got := state(ana); !strings.Contains(got, `{"id":"nws_a","read":true,"done":false,"muted":false}`) || !strings.Contains(got, `{"id":"nws_v","read":true,"done":true,"muted":false}`) {
		t.Error(got)
	}
	if got := ana.inbox(items); got != "a" {
		t.Errorf("what is put away is shown: %q", got)
	}
	if got := state(cy); got != before {
		t.Errorf("a colleague's inbox became\n%s\nfrom\n%s", got, before)
	}
	later := news("nws_a", "table:ini_1", inbox.Moved, -2*time.Second)
	h.tell("negotiation", later)
	if got := state(ana); !strings.Contains(got, `{"id":"nws_a","read":false`) {
		t.Errorf("what says something new is still read: %s", got)
	}
	mark(ana, `{items: ["nws_none"], read: true}`, `"errors":[{"code":"NOT_FOUND","field":["input","items"]}]`)
	mark(ana, `{items: [], read: true}`, `INVALID`)
	mark(h.client(), `{items: ["nws_a"], read: true}`, `UNAUTHENTICATED`)
	for document, want := range map[string]string{
		`mutation { muteThread(thread: "neg_1", muted: true) { viewer { mutedThreads } errors { code } } }`: `{"data":{"muteThread":{"viewer":{"mutedThreads":["neg_1"]},"errors":[]}}}`,
		`mutation { muteThread(thread: "x y", muted: true) { errors { code field } } }`:                     `{"data":{"muteThread":{"errors":[{"code":"INVALID","field":["thread"]}]}}}`,
		`mutation { readInbox(until: "yesterday") { errors { code } } }`:                                    `INVALID`,
		`mutation { readInbox(until: "2999-01-01T00:00:00.000Z") { errors { code } } }`:                     `"errors":[]`,
	} {
		if got := ana.ask(document, ""); !strings.Contains(got, want) {
			t.Errorf("%s: %s", document, got)
		}
	}
	if got := ana.inbox(items); got != "" {
		t.Errorf("a muted thread is shown: %q", got)
	}
	h.tell("negotiation", vote("nws_w", time.Hour, "seat:sea_olmos"))
	if got := ana.inbox(items); got != "w" {
		t.Errorf("what needs her is hidden with the thread: %q", got)
	}
}

func TestAnInboxIsLive(t *testing.T) {
	h, ana, _ := newsHouse(t)
	l := ana.live(`{}`)
	l.subscribe("1", `subscription { viewer { waiting inbox { nodes { id read } } } }`)
	says := func(want string) {
		t.Helper()
		l.hears(`{"id":"1","type":"next","payload":{"data":{"viewer":` + want + `}}}`)
	}
	says(`{"waiting":0,"inbox":{"nodes":[]}}`)
	h.tell("negotiation", vote("nws_v", time.Hour, "seat:sea_olmos"))
	says(`{"waiting":1,"inbox":{"nodes":[{"id":"nws_v","read":false}]}}`)
	if got := ana.ask(`mutation { markInbox(input: {items: ["nws_v"], read: true}) { errors { code } } }`, ""); !strings.Contains(got, `"errors":[]`) {
		t.Fatal(got)
	}
	says(`{"waiting":1,"inbox":{"nodes":[{"id":"nws_v","read":true}]}}`)
	h.Exec(t, "parley_negotiation", `DELETE FROM negotiation.news`)
	h.announce("negotiation", project.Change{Table: "negotiation.news", Key: "nws_v"}) // as the projector says it: without the list
	says(`{"waiting":0,"inbox":{"nodes":[]}}`)
}

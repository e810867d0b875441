package conversation

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	. "parley.example/events/deliberation" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	convener = By{Person: "ana", Organization: "city", Belongs: true, Leads: true, Convenes: true, Speaks: true}
	delegate = By{Person: "bea", Organization: "coop", Belongs: true, Present: true, Speaks: true}
	counsel  = By{Person: "carl", Organization: "coop", Present: true}
	member   = By{Person: "dora", Organization: "coop", Belongs: true}
	leader   = By{Person: "finn", Organization: "coop", Belongs: true, Leads: true, Present: true, Speaks: true}
	other    = By{Person: "eve", Organization: "mill", Belongs: true}
	opener   = By{Person: "somebody else", Organization: "coop", Belongs: true, Present: true}
	nobody   = By{Person: "zoe"}

	table     = ConversationOpened{Initiative: "ini", Question: "Why?", Audience: AtTable, Readers: "table:ini", Person: "bea", For: "coop", Moderators: "convener:ini", Longest: usualText}
	everybody = ConversationOpened{Initiative: "ini", Question: "Why?", Audience: Everybody, Readers: "registered", Person: "ana", For: "city", Moderators: "convener:ini", Longest: usualText}
	own       = ConversationOpened{Initiative: "ini", Question: "Why?", Audience: InOrganization, Organization: "coop", Readers: "org:coop", Person: "dora", For: "coop", Moderators: "steward:coop", Longest: usualText}
	closed    = ConversationClosed{}

	noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

func said(in ConversationOpened, author By) StatementMade {
	return StatementMade{Statement: "s1", Initiative: "ini", Text: "Nobody waits.", Author: author.Person, For: author.Organization, Readers: in.Readers}
}

func TestDecide(t *testing.T) {
	var full []Event
	for n := range maxStatements {
		full = append(full, StatementMade{Statement: fmt.Sprint("s", n)})
	}
	ask := func(audience Audience) Open { return Open{Initiative: "ini", Question: "Why?", Audience: audience} }
	say := Say{Statement: "s1", Text: "Nobody waits."}
	tests := []struct {
		rule string
		spec spec
	}{
		{"who sits at the table asks it", given().by(delegate).when(ask(AtTable)).then(table)},
		{"who convened asks everybody", given().by(convener).when(ask(Everybody)).then(everybody)},
		{"a member asks the organization", given().by(member).when(ask(InOrganization)).then(own)},
		{"a member does not ask the table", given().by(member).when(ask(AtTable)).refused("NOT_SEATED")},
		{"nor everybody", given().by(member).when(ask(Everybody)).refused("NOT_SEATED")},
		{"counsel asks nobody at the table", given().by(counsel).when(ask(AtTable)).refused("NO_MANDATE")},
		{"nobody asks another organization", given().by(member).when(Open{Initiative: "ini", Question: "Why?", Audience: InOrganization, Organization: "mill"}).refused("NOT_FOUND")},
		{"who belongs to none asks none", given().by(nobody).when(ask(InOrganization)).refused("NO_ORGANIZATION")},
		{"there is no other audience", given().by(convener).when(ask("world")).refused("INVALID")},
		{"a question is asked", given().by(convener).when(Open{Initiative: "ini", Question: " ", Audience: Everybody}).refused("INVALID")},
		{"a question has a bound", given().by(convener).when(Open{Initiative: "ini", Question: strings.Repeat("?", maxQuestion+1), Audience: Everybody}).refused("INVALID")},
		{"whoever has an account speaks where everybody does", given(everybody).by(nobody).when(say).then(said(everybody, nobody))},
		{"who sits at the table speaks there", given(table).by(delegate).when(say).then(said(table, delegate))},
		{"so does who convened", given(table).by(convener).when(say).then(said(table, convener))},
		{"counsel listens there", given(table).by(counsel).when(say).refused("NO_MANDATE")},
		{"for others there is no such table", given(table).by(member).when(say).refused("NOT_FOUND")},
		{"a member speaks among members", given(own).by(member).when(say).then(said(own, member))},
		{"for another organization there is nothing", given(own).by(other).when(say).refused("NOT_FOUND")},
		{"nor for counsel", given(own).by(counsel).when(say).refused("NOT_FOUND")},
		{"there is nothing where nobody asked", given().by(convener).when(say).refused("NOT_FOUND")},
		{"the same statement twice is one", given(own, said(own, member)).by(member).when(say).then()},
		{"silence is no statement", given(own).by(member).when(Say{Statement: "s1", Text: "\u200b"}).refused("INVALID")},
		{"a statement has a bound", given(own).by(member).when(Say{Statement: "s1", Text: strings.Repeat("a", usualText+1)}).refused("INVALID")},
		{"so has a conversation", given(append([]Event{own}, full...)...).by(member).when(Say{Statement: "x", Text: "One more."}).refused("TOO_MANY")},
		{"nothing is said after the close", given(own, closed).by(member).when(say).refused("CONVERSATION_CLOSED")},
		{"who asked closes", given(own).by(member).when(Close{}).then(closed)},
		{"who leads the organization closes too", given(own).by(leader).when(Close{}).then(closed)},
		{"who convened closes at the table", given(table).by(convener).when(Close{}).then(closed)},
		{"another seat does not", given(table).by(leader).when(Close{}).refused("NOT_OPENER")},
		{"closed twice is closed once", given(own, closed).by(member).when(Close{}).then()},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

func TestStances(t *testing.T) {
	tests := []struct {
		rule      string
		history   []Event
		by        By
		statement string
		want      error
	}{
		{"who hears takes a stance", []Event{own, said(own, member)}, member, "s1", nil},
		{"counsel at the table too", []Event{table, said(table, delegate)}, counsel, "s1", nil},
		{"who does not hear takes none", []Event{own, said(own, member)}, other, "s1", rule.Refuse("NOT_FOUND")},
		{"nobody stands on what was not said", []Event{own}, member, "s1", rule.Refuse("NOT_FOUND")},
		{"nor where nobody asked", nil, member, "s1", rule.Refuse("NOT_FOUND")},
		{"no stance changes after the close", []Event{own, said(own, member), closed}, member, "s1", rule.Refuse("CONVERSATION_CLOSED")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if err := given(tt.history...).conversation.MayTake(tt.by, noon, tt.statement); !errors.Is(err, tt.want) {
				t.Errorf("error = %v, want %v", err, tt.want)
			}
		})
	}
}

type spec struct {
	conversation Conversation
	actor        By
	command      Command
	events       []Event
	refusal      error
}

func given(history ...Event) (s spec) {
	for _, e := range history {
		s.conversation = Evolve(s.conversation, e)
	}
	return s
}
func (s spec) by(who By) spec              { s.actor = who; return s }
func (s spec) when(c Command) spec         { s.command = c; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = rule.Refuse(because); return s }

func (s spec) check(t *testing.T) {
	got, err := Decide(s.conversation, s.actor, noon, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event of a conversation has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfConversation {
			Evolve(given(own).conversation, e)
		}
	}
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	people := map[string]By{"convener": convener, "seat": delegate, "counsel": counsel, "member": member, "registered": nobody, "opener": opener}
	audiences := map[string]ConversationOpened{"table": table, "registered": everybody, "org": own}
	for _, row := range rolestest.Rows(t, append([]string{"openConversation"}, Acts...)) {
		by := people[row.Role]
		opened, known := audiences[strings.TrimSuffix(row.State, " closed")]
		opened.Person = "somebody else"
		c := given(opened).conversation
		c.Closed = strings.HasSuffix(row.State, " closed")
		err := May(c, by, noon, row.Act)
		if row.Act == "openConversation" {
			err = MayOpen(by, opened.Audience)
		}
		if !known || (err == nil) != row.May {
			t.Errorf("a %s may %s when %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}

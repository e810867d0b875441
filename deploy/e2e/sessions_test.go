package e2e

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/deploy/client"
	"parley.example/deploy/story"
	"parley.example/events/record"
)

// What the gateway answers by itself, accounts and sessions, is as strict as
// what the services decide.
func TestSessionsRefuseBadInput(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	p, other := tale.Person("Paz Leal"), tale.Person("Leo Gris")
	foreign := other.Founds("Gris", "company", "Grey.")
	fatal(t, tale)
	stranger := &story.Person{Client: client.New(h.URL)}
	before := heads(t, h)
	for _, field := range parsed(t).Mutation.Fields {
		if field.Directives.ForName("gateway") == nil {
			continue
		}
		for what, document := range misspelt(field) {
			for _, who := range []*story.Person{p, stranger} {
				status, body := post(t, who, request(document, nil))
				if status != 400 || !strings.Contains(string(body), `"code":"INVALID"`) {
					t.Errorf("%s: %s: answered %d %.200s", field.Name, what, status, body)
				}
			}
		}
	}
	long := strings.Repeat("long ", 100_000)
	address := strings.ToLower(record.NewID("xyz", commandID())) + "@parley.example"
	signUp := func(change string, value any) story.Input {
		return with(story.Input{"commandId": commandID(), "name": "Nadie", "email": address, "password": "a good password"}, value, change)
	}
	for _, row := range []struct {
		what, call, code string
		by               *story.Person
		variables        story.Input
	}{
		{"no name", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("name", " ")}},
		{"a long name", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("name", long)}},
		{"no address", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("email", "paz")}},
		{"a long address", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("email", long+"@parley.example")}},
		{"a short password", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("password", "short")}},
		{"a long password", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("password", long)}},
		{"no UUID", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("commandId", "1")}},
		{"an unknown field", "signUp(input: $input)", "INVALID", stranger, story.Input{"input": signUp("admin", true)}},
		{"nobody's address", "logIn(email: $email, password: $password)", "LOG_IN_FAILED", stranger, story.Input{"email": address, "password": "a good password"}},
		{"no address at all", "logIn(email: $email, password: $password)", "LOG_IN_FAILED", stranger, story.Input{"email": long, "password": long}},
		{"somebody else's organization", "actFor(organization: $id)", "NOT_A_MEMBER", p, story.Input{"id": foreign.ID}},
		{"no organization", "actFor(organization: $id)", "NOT_A_MEMBER", p, story.Input{"id": long}},
		{"without a session", "actFor(organization: $id)", "UNAUTHENTICATED", stranger, story.Input{"id": foreign.ID}},
		{"a session that there is not", "revokeSession(session: $id)", "NOT_FOUND", p, story.Input{"id": record.NewID("ses", "none")}},
		{"without a session", "revokeSession(session: $id)", "UNAUTHENTICATED", stranger, story.Input{"id": record.NewID("ses", "none")}},
		{"somebody who is nobody's part", "becomePersona(person: $id)", "NOT_FOUND", stranger, story.Input{"id": other.Person}},
	} {
		name, _, _ := strings.Cut(row.call, "(")
		document := fmt.Sprintf("mutation%s { answer: %s { token errors { code message field params { name value } } } }", declared(row.variables), row.call)
		_, body := post(t, row.by, request(document, row.variables))
		if r, err := refusalIn(body); err != nil || r.code != row.code || r.message == "" {
			t.Errorf("%s, %s: answered %.200s, want %s", name, row.what, body, row.code)
		}
	}
	if now := headsNow(t, h); !maps.Equal(now, before) {
		t.Errorf("something was recorded: %v, before %v", now, before)
	}
}

// misspelt are documents that call a mutation in ways that it does not have.
func misspelt(field *ast.FieldDefinition) map[string]string {
	call := func(arguments string) string {
		return "mutation { " + field.Name + arguments + " { token errors { code } } }"
	}
	all := map[string]string{
		"an unknown argument": call("(colour: \"red\")"),
		"an unknown field":    "mutation { " + field.Name + " { colour } }",
		"a query":             "{ " + field.Name + " { token } }",
	}
	for _, argument := range field.Arguments {
		all["a wrong "+argument.Name] = call("(" + argument.Name + ": {something: \"else\"})")
		if argument.Type.NonNull {
			all["without "+argument.Name] = call("")
			all["no "+argument.Name] = call("(" + argument.Name + ": null)")
		}
	}
	return all
}

// declared declares variables by their names.
func declared(variables story.Input) string {
	types := map[string]string{"input": "SignUpInput!", "id": "ID!", "email": "String!", "password": "String!"}
	var list []string
	for name := range variables {
		list = append(list, "$"+name+": "+types[name])
	}
	return "(" + strings.Join(list, ", ") + ")"
}

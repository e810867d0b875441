package sdl

import (
	"strings"
	"testing"

	"parley.example/schema"
)

func TestTheRealSchemaBinds(t *testing.T) {
	for _, development := range []bool{true, false} {
		s, err := Load(schema.SDL(), development)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Bind(s); err != nil {
			t.Error(err)
		}
		if there := s.Mutation.Fields.ForName("becomePersona") != nil; there != development {
			t.Errorf("development %v: becomePersona %v", development, there)
		}
	}
}

// TestEverythingIsDescribed: the schema is read by people who have nothing else.
func TestEverythingIsDescribed(t *testing.T) {
	s, err := Load(schema.SDL(), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sortedKeys(s.Types) {
		def := s.Types[name]
		if def.BuiltIn {
			continue
		}
		if def.Description == "" {
			t.Errorf("%s is not described", name)
		}
		boring := strings.HasSuffix(name, "Connection") || strings.HasSuffix(name, "Edge")
		for _, f := range def.Fields {
			if f.Description == "" && f.Name[0] != '_' && !boring {
				t.Errorf("%s.%s is not described", name, f.Name)
			}
		}
	}
}

const small = `
directive @document(view: String!, prefix: String) on OBJECT
directive @audience(is: String!) on OBJECT | FIELD_DEFINITION
directive @lookup on FIELD_DEFINITION
directive @join(key: String!) on FIELD_DEFINITION
directive @list(view: String!, parent: String!) on FIELD_DEFINITION
directive @ask(service: String!, name: String!) on FIELD_DEFINITION
directive @command(service: String!, name: String!) on FIELD_DEFINITION
directive @gateway(name: String!) on FIELD_DEFINITION
directive @development on FIELD_DEFINITION | OBJECT
type Thing @document(view: "a.thing", prefix: "thi") @audience(is: "all") { id: ID! other: Thing @join(key: "other") may: Boolean @ask(service: "a", name: "may") }
type PageInfo { hasNextPage: Boolean! }
type ThingEdge { cursor: String! node: Thing! }
type ThingConnection { edges: [ThingEdge!]! pageInfo: PageInfo! }
type Payload { thing: Thing @join(key: "thing") errors: [String!]! }
input In { commandId: ID! }
`

func TestAWrongBindingIsNamed(t *testing.T) {
	const good = `type Query { thing(id: ID!): Thing @lookup things(first: Int, after: String): ThingConnection! @list(view: "a.thing", parent: "person") } type Mutation { make(input: In!): Payload! @command(service: "a", name: "make") }`
	for _, row := range []struct{ rest, want string }{
		{good, ""},
		{`type Query { thing(id: ID!): Thing }`, "Query.thing: is bound to nothing"},
		{`type Query { thing: Thing @lookup }`, "Query.thing: @lookup needs an argument id"},
		{`type Query { info(id: ID!): PageInfo @lookup }`, "Query.info: PageInfo is no document"},
		{`type Query { things(first: Int, after: String): ThingConnection! @list(view: "a.other", parent: "person") }`, `lists a.other, but Thing is a document of "a.thing"`},
		{`type Query { things(first: Int): ThingConnection! @list(view: "a.thing", parent: "person") }`, "needs an argument after"},
		{`type Query { things(first: Int, after: String): ThingConnection! @list(view: "a.thing", parent: "x") @audience(is: "few") }`, `is for "few", its documents for "all"`},
		{`type Query { thing(id: ID!): Thing @lookup } type Mutation { make(input: In!): Thing @ask(service: "a", name: "x") }`, "commands are mutations"},
		{`type Query { thing(id: ID!): Thing @lookup } type Mutation { make: Payload! @command(service: "a", name: "x") }`, "needs an argument input"},
		{`type Query { thing(id: ID!): Thing @lookup } type Bare @document(view: "a.bare") { id: ID! }`, "type Bare is a document without @audience"},
		{`type Query { thing(id: ID!): Thing @lookup } type Odd @document(view: "a; drop") @audience(is: "all") { id: ID! }`, "is not the name of a view"},
		{`type Query { thing(id: ID!): Thing @lookup @gateway(name: "x") }`, "is bound twice"},
	} {
		s, err := Load(map[string]string{"small": small, "rest": row.rest}, false)
		if err == nil {
			_, err = Bind(s)
		}
		if row.want == "" && err != nil || row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)) {
			t.Errorf("%s:\n got %v\nwant %s", row.rest, err, row.want)
		}
	}
}

func TestABindingWithoutCounterpartStopsTheStart(t *testing.T) {
	s, err := Load(map[string]string{"small": small, "rest": `type Query { thing(id: ID!): Thing @lookup } type Mutation { make(input: In!): Payload! @command(service: "a", name: "make") }`}, false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Bind(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Services(); len(got) != 1 || got[0] != "a" {
		t.Errorf("services %v", got)
	}
	offer := func(change func(*Offer)) Offer {
		o := Offer{Commands: []string{"make"}, Inputs: map[string]Shape{"make": {"commandId": "string"}}, Questions: []string{"may"}, Views: map[string]View{"a.thing": {Audience: "all"}}}
		change(&o)
		return o
	}
	for _, row := range []struct {
		offer Offer
		want  string
	}{
		{offer(func(*Offer) {}), ""},
		{offer(func(o *Offer) { o.Commands = nil }), "Mutation.make is bound to the command make, which a does not know"},
		{offer(func(o *Offer) { o.Inputs["make"] = Shape{} }), "make: the schema has commandId, which the service does not read"},
		{offer(func(o *Offer) { o.Inputs["make"]["name"] = "string" }), "make: the service reads name, which the schema does not have"},
		{offer(func(o *Offer) { o.Inputs["make"]["commandId"] = "number" }), "make: commandId is string in the schema and number in the service"},
		{offer(func(o *Offer) { o.Questions = nil }), "Thing.may is bound to the question may, which a does not answer"},
		{offer(func(o *Offer) { o.Views = nil }), "Thing is bound to the view a.thing, which a does not make"},
		{offer(func(o *Offer) { o.Views["a.thing"] = View{Audience: "few"} }), `Thing is for "all" by the schema, but a shows a.thing to "few"`},
	} {
		err := b.Hold("a", row.offer)
		if row.want == "" && err != nil || row.want != "" && (err == nil || err.Error() != row.want) {
			t.Errorf("got %v, want %s", err, row.want)
		}
	}
}

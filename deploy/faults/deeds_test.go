package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/google/uuid"

	"parley.example/deploy/town"
)

// deed is one kind of command, and how its effect is found again.
type deed struct {
	service, mutation string
	made              string                               // what the payload is asked for
	wish              func(mark string, r *rand.Rand) wish // by nobody where there is no more to do
	// marks lists what the API shows in a place: each effect by its mark. nil
	// where every repetition changes the same thing.
	marks func(ctx context.Context, place string) ([]string, error)
}

// wish is one command of one person.
type wish struct {
	*deed
	id    string
	by    *town.Neighbour
	input map[string]any
	place string // where its effect has to stand
	mark  string // by what it is known there
}

// scene is a town in which every service has something to do.
type scene struct {
	*town.Town
	tables     []town.Table
	chairs     []string // empty seats of other initiatives
	settlers   []*town.Neighbour
	talks      []string // conversations
	thought    string   // a statement in the first of them
	agreements []town.Agreement
}

func (s *scene) deeds() []*deed {
	return []*deed{
		s.message(), s.attempt(), s.statement(), s.whisper(), s.organization(), s.signature(), s.position(), s.stance(),
	}
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// message is said to everyone at a table.
func (s *scene) message() *deed {
	d := &deed{service: "negotiation", mutation: "postMessage", made: "message { id }"}
	d.wish = func(mark string, r *rand.Rand) wish {
		table := pick(r, s.tables)
		return wish{by: pick(r, s.Neighbours), place: table.ID, input: map[string]any{"negotiation": table.ID, "room": "all", "text": mark}}
	}
	d.marks = func(ctx context.Context, place string) ([]string, error) {
		return list(ctx, s.Convener, `negotiation(id: $id) { list: messages(first: 100, after: $after) { nodes { mark: text } pageInfo { endCursor hasNextPage } } }`, place)
	}
	return d
}

// whisper is said in a seat's own room, which is a sealed aggregate.
func (s *scene) whisper() *deed {
	d := &deed{service: "negotiation", mutation: "postMessage", made: "teamMessage { id }"}
	d.wish = func(mark string, r *rand.Rand) wish {
		table, by := pick(r, s.tables), pick(r, s.Neighbours)
		return wish{by: by, place: table.ID + " " + by.Seat, input: map[string]any{"negotiation": table.ID, "room": "team", "text": mark}}
	}
	d.marks = func(ctx context.Context, place string) ([]string, error) {
		table, seat, _ := strings.Cut(place, " ")
		return list(ctx, s.in(seat), `negotiation(id: $id) { ownRoom { list: messages(first: 100, after: $after) { nodes { mark: text } pageInfo { endCursor hasNextPage } } } }`, table)
	}
	return d
}

// position is what a seat thinks of a term: one document, however often it
// changes. How often it did must be how often that was acknowledged.
func (s *scene) position() *deed {
	d := &deed{service: "negotiation", mutation: "takePosition", made: "opinion { id }"}
	d.wish = func(mark string, r *rand.Rand) wish {
		table, by := pick(r, s.tables), pick(r, s.Neighbours)
		return wish{by: by, place: table.Term + " " + by.Seat, input: map[string]any{"negotiation": table.ID, "term": table.Term, "stance": "concern", "reason": mark}}
	}
	return d
}

// attempt is the convener's note on how an empty seat was approached.
func (s *scene) attempt() *deed {
	d := &deed{service: "registry", mutation: "recordAttempt", made: "attempt { id }"}
	const most = 50 // that the rules keep of one seat
	made := 0
	d.wish = func(mark string, _ *rand.Rand) wish {
		if made == most*len(s.chairs) {
			return wish{}
		}
		chair := s.chairs[made%len(s.chairs)]
		made++
		return wish{by: s.Convener, place: chair, input: map[string]any{"seat": chair, "channel": "letter", "note": mark}}
	}
	d.marks = func(ctx context.Context, place string) ([]string, error) {
		return list(ctx, s.Convener, `node(id: $id) { ... on Seat { list: attemptNotes(first: 100, after: $after) { nodes: edges { node { mark: note } } pageInfo { endCursor hasNextPage } } } }`, place)
	}
	return d
}

// organization is a new aggregate each time.
func (s *scene) organization() *deed {
	d := &deed{service: "registry", mutation: "foundOrganization", made: "organization { id }"}
	d.wish = func(mark string, r *rand.Rand) wish {
		return wish{by: pick(r, s.settlers), place: "all", input: map[string]any{"name": mark, "purpose": "To be counted."}}
	}
	d.marks = func(ctx context.Context, _ string) ([]string, error) {
		all, err := list(ctx, s.Convener, `list: organizations(first: 100, after: $after) { nodes: edges { node { mark: name } } pageInfo { endCursor hasNextPage } }`, "")
		return slices.DeleteFunc(all, func(name string) bool { return !strings.HasPrefix(name, "mark ") }), err
	}
	return d
}

// statement is said to the question of a conversation.
func (s *scene) statement() *deed {
	d := &deed{service: "deliberation", mutation: "makeStatement", made: "statement { id }"}
	d.wish = func(mark string, r *rand.Rand) wish {
		talk := pick(r, s.talks)
		return wish{by: pick(r, s.Neighbours), place: talk, input: map[string]any{"conversation": talk, "text": mark}}
	}
	d.marks = func(ctx context.Context, place string) ([]string, error) {
		all, err := list(ctx, s.Convener, `conversation(id: $id) { list: statements(first: 100, after: $after) { nodes: edges { node { mark: text } } pageInfo { endCursor hasNextPage } } }`, place)
		return slices.DeleteFunc(all, func(text string) bool { return !strings.HasPrefix(text, "mark ") }), err
	}
	return d
}

// stance is what somebody thinks of a statement, today this and tomorrow that.
func (s *scene) stance() *deed {
	d := &deed{service: "deliberation", mutation: "takeStance", made: "statement { id }"}
	d.wish = func(_ string, r *rand.Rand) wish {
		return wish{by: pick(r, s.Neighbours), input: map[string]any{
			"conversation": s.talks[0], "statement": s.thought, "stance": pick(r, []string{"agree", "disagree", "pass"}),
		}}
	}
	return d
}

// signature is put under an agreement again and again: every seat has signed
// before, and each later wish is granted without changing anything.
func (s *scene) signature() *deed {
	d := &deed{service: "agreements", mutation: "signAgreement", made: "agreement { id }"}
	d.wish = func(_ string, r *rand.Rand) wish {
		a, by := pick(r, s.agreements), pick(r, s.Neighbours)
		return wish{by: by, place: a.ID + " " + by.Seat, input: map[string]any{"agreement": a.ID, "version": a.Version, "hash": a.Hash}}
	}
	return d
}

func (s *scene) in(seat string) *town.Neighbour {
	for _, n := range s.Neighbours {
		if n.Seat == seat {
			return n
		}
	}
	return s.Convener
}

// fresh makes a wish of a deed.
func (d *deed) fresh(r *rand.Rand) wish {
	id := uuid.NewString()
	mark := "mark " + id
	w := d.wish(mark, r)
	w.deed, w.id, w.mark = d, id, mark
	return w
}

// list reads all pages of the one list that a query calls "list", and returns
// the values that it calls "mark".
func list(ctx context.Context, by *town.Neighbour, query, id string) ([]string, error) {
	arguments, variables := "$after: String", map[string]any{"after": nil}
	if id != "" {
		arguments, variables["id"] = arguments+", $id: ID!", id
	}
	var marks []string
	for {
		var data map[string]any
		if err := by.Do(ctx, "query("+arguments+") { "+query+" }", variables, &data); err != nil {
			return nil, err
		}
		page, ok := below(data, "list").(map[string]any)
		if !ok {
			return nil, fmt.Errorf("there is no list in %v", data)
		}
		nodes, _ := page["nodes"].([]any)
		for _, node := range nodes {
			mark, _ := below(node, "mark").(string)
			marks = append(marks, mark)
		}
		info, _ := page["pageInfo"].(map[string]any)
		if more, _ := info["hasNextPage"].(bool); !more {
			return marks, nil
		}
		variables["after"] = info["endCursor"]
	}
}

// below finds the first value of that name, however deep.
func below(v any, name string) any {
	object, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if found, there := object[name]; there {
		return found
	}
	for _, inner := range object {
		if found := below(inner, name); found != nil {
			return found
		}
	}
	return nil
}

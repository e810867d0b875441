package graph

import (
	"context"
	"maps"

	"github.com/graphql-go/graphql"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
)

// run is one operation being carried out. It is for one goroutine at a time.
type run struct {
	*Engine
	ctx     context.Context
	req     Request
	fields  map[int]*gate.Field
	fetched map[*gate.Field]bool // whether the executor has to see a field
	loads   loads
	reader  Documents
	read    position.Vector // how far the data is that was read
	made    position.Vector // what commands of this run made
	touched read.Touched
	errors  []Error
}

func newRun(ctx context.Context, e *Engine, req Request) *run {
	return &run{
		Engine: e, ctx: ctx, req: req,
		fields: make(map[int]*gate.Field), fetched: make(map[*gate.Field]bool),
		loads: newLoads(), touched: make(read.Touched),
	}
}

// fetch lets the executor walk the parts of the operation that need it.
func (r *run) fetch() map[string]any {
	doc := r.tree()
	if doc == nil {
		return nil
	}
	// The executor would abandon its goroutine, and our reader with it, when a
	// context ends: it gets one that does not. Reads and requests get ours.
	result := graphql.Execute(graphql.ExecuteParams{Schema: r.schema, Root: r, AST: doc, Context: context.Background()})
	for _, err := range result.Errors {
		r.fail(nil, err) // ours are caught before; what comes here is a defect
	}
	data, _ := result.Data.(map[string]any)
	return data
}

// open returns the reader of the run. It is made at the first read, so that a
// mutation reads what it has just made.
func (r *run) open() Documents {
	if r.reader == nil {
		r.reader = r.Documents(r.req.Actor, r.req.AtLeast.Merge(r.made))
	}
	return r.reader
}

func (r *run) close() {
	if r.reader == nil {
		return
	}
	r.read = r.read.Merge(r.reader.Position())
	maps.Copy(r.touched, r.reader.Touched())
	r.reader.Close()
	r.reader = nil
}

func (r *run) become(actor command.Actor) {
	r.close()
	r.req.Actor = actor
	r.loads.stale()
}

// saw notes what a command made; documents that were read before it are read
// again after it.
func (r *run) saw(receipt command.Receipt) {
	r.close()
	r.loads.stale()
	r.made = r.made.Merge(position.Of(receipt.Stream, receipt.Sequence))
}

// viewer is the object on which the root fields stand.
func (r *run) viewer() object {
	return object{"id": "", "person": r.req.Actor.Person, "organization": r.req.Actor.Organization}
}

func (r *run) result(data []byte) Result {
	r.close()
	return Result{
		Data: data, Errors: r.errors, Touched: r.touched,
		Position: r.read.Merge(r.made).Merge(r.req.AtLeast),
	}
}

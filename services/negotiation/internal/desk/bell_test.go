package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"

	"parley.example/events/project"
)

// bell hears the service's notices for many tables at once, wakes who waits for
// a document, and remembers what was told of each table.
type bell struct {
	everything string // a query for all documents of a table with certain audiences

	mu      sync.Mutex
	changed map[string]map[string]bool // by parent: tables with keys
	waits   map[string]chan struct{}   // by key
}

func listen(t *testing.T, w town) *bell {
	t.Helper()
	b := &bell{changed: make(map[string]map[string]bool), waits: make(map[string]chan struct{})}
	b.queries(t, w)
	heard, err := w.gateway.Subscribe("notice.negotiation", func(m *nats.Msg) {
		var n project.Notice
		if err := json.Unmarshal(m.Data, &n); err != nil {
			t.Error(err)
		}
		b.rings(n.Changed)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { heard.Unsubscribe() })
	return b
}

// queries learns which tables there are.
func (b *bell) queries(t *testing.T, w town) {
	t.Helper()
	rows, err := w.house.Pool().Query(t.Context(), "SELECT table_schema||'.'||table_name FROM information_schema.columns WHERE table_schema IN ('negotiation', 'negotiation_sealed') AND column_name = 'audience' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var each []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		each = append(each, fmt.Sprintf("SELECT '%s '||doc::text FROM %s WHERE (aggregate = $1 OR parent = $1) AND audience = ANY ($2)", table, table))
	}
	b.everything = strings.Join(each, " UNION ALL ")
}

func (b *bell) rings(changed []project.Change) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range changed {
		if b.changed[c.Parent] == nil {
			b.changed[c.Parent] = make(map[string]bool)
		}
		b.changed[c.Parent][c.Table+" "+c.Key] = true
		if wait, some := b.waits[c.Key]; some {
			select {
			case wait <- struct{}{}:
			default: // it is awake
			}
		}
	}
}

// told tells whether a document was spoken of.
func (b *bell) told(table, key, parent string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.changed[parent][table+" "+key]
}

// about is how many documents of each kind were spoken of at a table.
func (b *bell) about(id string) (all []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	many := make(map[string]int)
	for key := range b.changed[id] {
		table, _, _ := strings.Cut(key, " ")
		many[table]++
	}
	for table, n := range many {
		all = append(all, fmt.Sprintf("live: %d of %s", n, table))
	}
	slices.Sort(all)
	return all
}

func (b *bell) waiting(key string) chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.waits[key] == nil {
		b.waits[key] = make(chan struct{}, 1)
	}
	return b.waits[key]
}

// awaits reads a document whenever it changes, until it is as it should be.
func awaits[D any](x *foe, table, id string, ok func(D) bool) D {
	x.t.Helper()
	changed := x.ring.waiting(id)
	for {
		if d := document[D](x.t, x.town, table, id); ok(d) {
			return d
		}
		select {
		case <-changed:
		case <-x.t.Context().Done():
			x.t.Fatalf("%s %s: %v", table, id, x.t.Context().Err())
		}
	}
}

package gate

import (
	"container/list"
	"crypto/sha256"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// known remembers documents that were admitted, the most recently used ones.
// Documents are not changed after validation, so requests share them.
type known struct {
	mu    sync.Mutex
	room  int
	order *list.List // of entry, the last used first
	by    map[[sha256.Size]byte]*list.Element
}

type entry struct {
	hash [sha256.Size]byte
	doc  *ast.QueryDocument
}

func newKnown(room int) *known {
	return &known{room: room, order: list.New(), by: make(map[[sha256.Size]byte]*list.Element)}
}

func (k *known) get(text string) *ast.QueryDocument {
	hash := sha256.Sum256([]byte(text))
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.by[hash]
	if e == nil {
		return nil
	}
	k.order.MoveToFront(e)
	return e.Value.(entry).doc
}

func (k *known) put(text string, doc *ast.QueryDocument) {
	hash := sha256.Sum256([]byte(text))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by[hash] != nil {
		return
	}
	k.by[hash] = k.order.PushFront(entry{hash, doc})
	if k.order.Len() > k.room {
		last := k.order.Remove(k.order.Back()).(entry)
		delete(k.by, last.hash)
	}
}

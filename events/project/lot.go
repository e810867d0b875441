package project

// lot is where documents are held between batches and parked aggregates wait.
// An aggregate is parked from one sequence on: what came before stays good.
type lot struct {
	held     []folder
	parkedAt map[string]uint64
	why      map[string]string
}

// keepDocuments bounds the documents of one view that stay in memory.
const keepDocuments = 10_000

func newLot(m *Model) *lot {
	l := &lot{parkedAt: make(map[string]uint64), why: make(map[string]string)}
	l.reset(m)
	return l
}

// reset forgets all documents, as after a batch that failed.
func (l *lot) reset(m *Model) {
	l.held = make([]folder, len(m.Views))
	for v := range m.Views {
		l.held[v] = m.Views[v].fold()
	}
}

func (l *lot) trim() {
	for _, h := range l.held {
		h.trim(keepDocuments)
	}
}

func (l *lot) park(aggregate string, seq uint64, reason string) {
	l.parkedAt[aggregate], l.why[aggregate] = seq, reason
}

func (l *lot) parked(aggregate string, seq uint64) bool {
	at, parked := l.parkedAt[aggregate]
	return parked && seq >= at
}

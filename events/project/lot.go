package project

// lot is where documents are held between batches and parked aggregates wait.
// An aggregate is parked from one sequence on: what came before stays good.
type lot struct {
	held     []folder
	ends     map[string]end // of the histories of aggregates
	parkedAt map[string]uint64
	why      map[string]string
}

// keepDocuments bounds the documents of one view that stay in memory.
const keepDocuments = 10_000

func newLot(m *Model) *lot {
	l := &lot{parkedAt: make(map[string]uint64), why: make(map[string]string)}
	l.forget(m)
	return l
}

// forget forgets everything but what is parked: memory may be ahead of what is
// stored.
func (l *lot) forget(m *Model) {
	l.reset(m)
	l.ends = make(map[string]end)
}

// reset forgets all documents, as after a commit that could not be projected.
func (l *lot) reset(m *Model) {
	l.held = make([]folder, len(m.Views))
	for v := range m.Views {
		l.held[v] = m.Views[v].fold()
	}
}

func (l *lot) trim() {
	l.trimDocuments()
	for aggregate := range l.ends {
		if len(l.ends) <= keepEnds {
			return
		}
		delete(l.ends, aggregate)
	}
}

func (l *lot) trimDocuments() {
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

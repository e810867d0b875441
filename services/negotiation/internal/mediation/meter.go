package mediation

// Budget is how long a search may take. The zero Budget has no end.
type Budget struct {
	Nodes int         // of the search tree; 0 is no limit. It ends a search alike everywhere.
	Stop  func() bool // asked now and then; nil never stops. It need not.
}

// meter counts what a budget allows.
type meter struct {
	budget Budget
	nodes  int
	out    bool
}

const nodesPerQuestion = 64 // between two questions to Stop

func (m *meter) tick() {
	m.nodes++
	b := m.budget
	m.out = m.out || b.Nodes > 0 && m.nodes > b.Nodes ||
		b.Stop != nil && m.nodes%nodesPerQuestion == 0 && b.Stop()
}

func (m *meter) spent() bool { return m.out }

func (b Budget) stopped() bool { return b.Stop != nil && b.Stop() }

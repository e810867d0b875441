package mediation

// Budget is how long a search may take. The zero Budget has no end. A search
// that Nodes end gives the same answer everywhere; one that Stop ends does not.
type Budget struct {
	Nodes int         // of the search tree; 0 is no limit
	Stop  func() bool // is asked now and then; nil never stops
}

// RoundNodes are the nodes for a method's search in a round: some ten seconds
// for 40 terms and 20 parties, within which ten parties' packages are proven.
const RoundNodes = 200_000

// meter counts what a budget allows.
type meter struct {
	budget Budget
	nodes  int
	out    bool
}

const nodesPerQuestion = 64 // between two questions to Stop

// tick counts a node.
func (m *meter) tick() {
	m.nodes++
	m.out = m.out || m.budget.Nodes > 0 && m.nodes > m.budget.Nodes
	if m.nodes%nodesPerQuestion == 0 {
		m.ask()
	}
}

// ask asks whether to stop.
func (m *meter) ask() { m.out = m.out || m.budget.stopped() }

func (m *meter) spent() bool { return m.out }

func (b Budget) stopped() bool { return b.Stop != nil && b.Stop() }

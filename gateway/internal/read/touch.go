package read

// Touch is one thing that an answer depends on: the document with a key, or the
// list of a parent.
type Touch struct{ Table, Key, Parent string }

// Touched is everything that an answer depends on, found or not: what is not
// there today may be tomorrow.
type Touched map[Touch]struct{}

func (t Touched) add(b Batch) {
	for _, l := range b.Lookups {
		for _, id := range l.IDs {
			t[Touch{Table: l.Table, Key: id}] = struct{}{}
		}
	}
	for _, p := range b.Pages {
		t[Touch{Table: p.Table, Parent: p.Parent}] = struct{}{}
	}
}

// Tables of the viewer's own authority. When they change for the viewer, so
// may anything that the viewer sees.
const (
	holders = "registry.holder"
	grants  = "registry.audience_grant"
	texts   = "agreements.text_grant"
)

func (t Touched) authority(person string, names []string) {
	t[Touch{Table: holders, Parent: person}] = struct{}{}
	for _, name := range names {
		t[Touch{Table: grants, Parent: name}] = struct{}{}
		t[Touch{Table: texts, Parent: name}] = struct{}{}
	}
}

package registry

// PageSet says whether anybody, without an account, may read the public page of
// an initiative. Before it is said for the first time the level says it, see
// [PublicFrom].
type PageSet struct {
	Shown  bool   `json:"shown"`
	Reason string `json:"reason"`
	By     string `json:"by"`
}

// NameShown says whether the public page names the organization that sits in a
// seat. It does until its own people say otherwise.
type NameShown struct {
	Seat         string `json:"seat"`
	Organization string `json:"organization"`
	Shown        bool   `json:"shown"`
}

// SteppedForward is somebody's own word that they, or those whom they speak for,
// should be at the table.
type SteppedForward struct {
	Forward      string `json:"forward"`
	Seat         string `json:"seat,omitempty"` // absent: one that is not there
	Person       string `json:"person"`
	Organization string `json:"organization,omitempty"`
	Words        string `json:"words"`
}

// PublicFrom is the level from which on an initiative has a public page unless
// who opened it says otherwise: what changes a whole economy concerns everybody,
// what changes one step of the work can expose the few who do it.
const PublicFrom = Ecosystem

// Name implements [Event].
func (PageSet) Name() string        { return "registry.page_set.v1" }
func (NameShown) Name() string      { return "registry.name_shown.v1" }
func (SteppedForward) Name() string { return "registry.stepped_forward.v1" }

// Of implements [Event].
func (PageSet) Of() Kind        { return OfInitiative }
func (NameShown) Of() Kind      { return OfInitiative }
func (SteppedForward) Of() Kind { return OfInitiative }

package registry

// ProfileRevised says anew what an organization is for, what it offers and
// needs and what it knows. The lists are whole: what is absent is no longer
// said. Meets tells that it wants to be introduced to whom it could help.
type ProfileRevised struct {
	Purposes  []string `json:"purposes,omitempty"`
	Offers    []string `json:"offers,omitempty"`
	Needs     []string `json:"needs,omitempty"`
	Expertise []string `json:"expertise,omitempty"`
	Meets     bool     `json:"meets,omitempty"`
}

// ExpertiseRevised says anew what a person knows, and whether they want to be
// found by it.
type ExpertiseRevised struct {
	Expertise []string `json:"expertise,omitempty"`
	Findable  bool     `json:"findable,omitempty"`
}

// PeerNamed is somebody's word for a person as one who helps others to change,
// with one sentence why. The aggregate is the person's own.
type PeerNamed struct {
	Person       string `json:"person"`
	By           string `json:"by"`
	Organization string `json:"organization"` // for which the peer acts
	Why          string `json:"why"`
}

// NamingWithdrawn takes such a word back.
type NamingWithdrawn struct {
	Person string `json:"person"`
	By     string `json:"by"`
}

// AgentStoodDown is a person's wish not to be named. Nobody names them again
// until they allow it.
type AgentStoodDown struct {
	Person string `json:"person"`
}

// AgentStoodUp is a person's consent to be named again.
type AgentStoodUp struct {
	Person string `json:"person"`
}

// Name implements [Event].
func (ProfileRevised) Name() string   { return "registry.profile_revised.v1" }
func (ExpertiseRevised) Name() string { return "registry.expertise_revised.v1" }
func (PeerNamed) Name() string        { return "registry.peer_named.v1" }
func (NamingWithdrawn) Name() string  { return "registry.naming_withdrawn.v1" }
func (AgentStoodDown) Name() string   { return "registry.agent_stood_down.v1" }
func (AgentStoodUp) Name() string     { return "registry.agent_stood_up.v1" }

// Of implements [Event].
func (ProfileRevised) Of() Kind   { return OfOrganization }
func (ExpertiseRevised) Of() Kind { return OfPerson }
func (PeerNamed) Of() Kind        { return OfAgent }
func (NamingWithdrawn) Of() Kind  { return OfAgent }
func (AgentStoodDown) Of() Kind   { return OfAgent }
func (AgentStoodUp) Of() Kind     { return OfAgent }

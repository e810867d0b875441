package registry

// PersonRegistered makes somebody known under a name. Language is the one they
// want to read, Zone the one of their calendar (IANA).
type PersonRegistered struct {
	Called   string `json:"name"`
	Language string `json:"language,omitempty"`
	Zone     string `json:"zone,omitempty"`
}

// PersonRenamed gives a person another name.
type PersonRenamed struct {
	Called string `json:"name"`
}

// Name implements [Event].
func (PersonRegistered) Name() string { return "registry.person_registered.v1" }
func (PersonRenamed) Name() string    { return "registry.person_renamed.v1" }

// Of implements [Event].
func (PersonRegistered) Of() Kind { return OfPerson }
func (PersonRenamed) Of() Kind    { return OfPerson }

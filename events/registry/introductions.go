package registry

// Side is one of the two who would be introduced: an organization or a person.
type Side struct {
	Organization string `json:"organization,omitempty"`
	Person       string `json:"person,omitempty"`
}

// ID is the id of whoever it is.
func (s Side) ID() string { return s.Organization + s.Person }

// Audience is who answers for the side and reads what is for it.
func (s Side) Audience() string {
	if s.Organization != "" {
		return "steward:" + s.Organization
	}
	return "person:" + s.Person
}

// IntroductionProposed asks two sides whether they want to know each other. All
// of an introduction is sealed: neither side may learn of the other's answer
// before both have said yes.
type IntroductionProposed struct {
	Round   int     `json:"round"` // 1, 2 … of the same proposer for the same two
	Sides   [2]Side `json:"sides"`
	By      string  `json:"by,omitempty"`     // the person who proposes; absent: a policy
	Policy  string  `json:"policy,omitempty"` // which one
	Agent   bool    `json:"agent,omitempty"`  // the proposer is a change agent
	Why     string  `json:"why"`
	Expires Instant `json:"expires"`
}

// IntroductionAnswered is what one side says, with how to reach it if that is
// yes. The second yes carries what both may know from now on, under the same
// name: who only hears that an answer was given, hears no more.
type IntroductionAnswered struct {
	Round   int         `json:"round"`
	Side    int         `json:"side"` // 0 or 1
	Yes     bool        `json:"yes"`
	Person  string      `json:"person"`
	Contact string      `json:"contact,omitempty"`
	Made    *[2]Reached `json:"made,omitempty"`
}

// Reached is who answered for a side, and how to reach them.
type Reached struct {
	Person  string `json:"person"`
	Contact string `json:"contact"`
}

// IntroductionExpired ends an introduction to which not both have said yes.
type IntroductionExpired struct {
	Round int `json:"round"`
}

// Name implements [Event].
func (IntroductionProposed) Name() string { return "registry.introduction_proposed.v1" }
func (IntroductionAnswered) Name() string { return "registry.introduction_answered.v1" }
func (IntroductionExpired) Name() string  { return "registry.introduction_expired.v1" }

// Of implements [Event].
func (IntroductionProposed) Of() Kind { return OfIntroduction }
func (IntroductionAnswered) Of() Kind { return OfIntroduction }
func (IntroductionExpired) Of() Kind  { return OfIntroduction }

package registry

// What other services look up, inside their own commands and on the primary:
// who may act for whom, who sits where, and how far a mandate reaches. The
// structs are the documents of the tables registry.authority, registry.seats
// and registry_sealed.limits.

import "slices"

// Role is what a person is in an organization.
type Role string

// The roles. Someone may have more than one.
const (
	Steward Role = "steward" // acts for the organization in everything, grants mandates
	Member  Role = "member"  // belongs to it, votes in its ballots
	Counsel Role = "counsel" // reads and comments, never binds
)

// Act is what a mandate lets its holder do.
type Act string

// The acts. All but Speak bind the organization: they need a mandate and keep
// to its limits.
const (
	Speak Act = "speak" // ideas, positions, messages, statements
	Offer Act = "offer" // table a package that binds until it expires
	Vote  Act = "vote"  // the binding yes or no in a decision
	Sign  Act = "sign"  // put the organization's name under an agreement
)

// MandateRole is the part in which a person holds a mandate.
type MandateRole string

// The parts. A deputy acts like the delegate does.
const (
	Delegate MandateRole = "delegate"
	Deputy   MandateRole = "deputy"
)

// Level is the reach of the change that an initiative or a seat seeks.
type Level int

// The levels, each reaching farther than the one before.
const (
	Local     Level = 1 // improve one step of the work
	EndToEnd  Level = 2 // rework a process from end to end
	Ecosystem Level = 3 // change how we think about and act with each other
)

// Valid tells whether there is such a level.
func (l Level) Valid() bool { return l >= Local && l <= Ecosystem }

// SeatState is where a seat stands in its life.
type SeatState string

// The states: empty → invited → taken or declined; a taken seat can be vacated,
// and an empty, declined or vacated one can be invited (again). Where those whom
// it is for cannot be reached it is represented until they come.
const (
	Empty    SeatState = "empty"
	Invited  SeatState = "invited"
	Taken    SeatState = "taken"
	Declined SeatState = "declined"
	Vacated  SeatState = "vacated"

	Represented SeatState = "represented"
)

// Authority is a document of registry.authority: what one person may do for
// one organization. Its id is AuthorityID; where there is none, the person has
// nothing to say for that organization.
type Authority struct {
	Person       string    `json:"person"`
	Organization string    `json:"organization"`
	Roles        []Role    `json:"roles"`
	Mandates     []Mandate `json:"mandates"` // those in force, in the order of their granting
	Version      uint64    `json:"version"`  // the organization's, when this was last changed
}

// AuthorityID is the id of an [Authority] document.
func AuthorityID(person, organization string) string { return person + "/" + organization }

// Has tells whether the person has the role.
func (a Authority) Has(role Role) bool {
	return slices.Contains(a.Roles, role)
}

// Mandate is what a person may do for an organization, on what and until when.
type Mandate struct {
	ID         string      `json:"id"`
	Initiative string      `json:"initiative"` // "" is every initiative
	Acts       []Act       `json:"acts"`
	Until      Instant     `json:"until"`
	Role       MandateRole `json:"role"`
	Limited    bool        `json:"limited"` // binding acts stay within registry_sealed.limits
	Version    uint64      `json:"version"` // the organization's, when the mandate was granted or changed
}

// Covers tells whether the mandate reaches an initiative. Whether it is still
// in force is for the caller to compare with Until.
func (m Mandate) Covers(initiative string) bool {
	return m.Initiative == "" || m.Initiative == initiative
}

// Allows tells whether the mandate names the act.
func (m Mandate) Allows(act Act) bool {
	return slices.Contains(m.Acts, act)
}

// Seats is a document of registry.seats, by initiative: who sits at its table.
type Seats struct {
	Initiative string    `json:"initiative"`
	Convener   Convener  `json:"convener"`
	Level      Level     `json:"level"`
	Zone       string    `json:"zone"`  // IANA name: in which calendar its days are counted
	Seats      []SeatRow `json:"seats"` // in the order in which they were opened
	Version    uint64    `json:"version"`
}

// Convener is who opened an initiative, and for whom.
type Convener struct {
	Person       string `json:"person"`
	Organization string `json:"organization"`
}

// SeatRow is one chair at the table.
type SeatRow struct {
	ID           string    `json:"id"`
	Class        string    `json:"class"` // name of the stakeholder class
	Name         string    `json:"name"`
	State        SeatState `json:"state"`
	Organization string    `json:"organization"`       // who holds it; "" unless taken
	Seeks        Level     `json:"seeks"`              // the level its holder seeks; 0 unless taken
	Advocate     string    `json:"advocate,omitempty"` // person who speaks in it, asks and objects; only if represented
}

// Held returns the seat that an organization holds.
func (s Seats) Held(organization string) (SeatRow, bool) {
	for _, seat := range s.Seats {
		if organization != "" && seat.State == Taken && seat.Organization == organization {
			return seat, true
		}
	}
	return SeatRow{}, false
}

// Advocated returns the seat in which a person is the advocate, for whomever
// they act otherwise.
func (s Seats) Advocated(person string) (SeatRow, bool) {
	for _, seat := range s.Seats {
		if person != "" && seat.State == Represented && seat.Advocate == person {
			return seat, true
		}
	}
	return SeatRow{}, false
}

// Limits is a document of registry_sealed.limits, by mandate. Only the
// organization's stewards, the holders of the mandate and the services that
// have to respect it ever read it.
type Limits struct {
	Mandate      string  `json:"mandate"`
	Organization string  `json:"organization"`
	Limits       []Limit `json:"limits"`
}

// Limit bounds what a mandate's holder may agree to on one term. Min and Max
// are decimals in the term's unit, money in minor units; Allowed names the
// values that may be chosen. What is absent does not bound.
type Limit struct {
	Term    string   `json:"term"` // key of the term
	Min     *string  `json:"min,omitempty"`
	Max     *string  `json:"max,omitempty"`
	Allowed []string `json:"allowed,omitempty"`
}

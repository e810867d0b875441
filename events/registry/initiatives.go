package registry

// InitiativeOpened says why and how far: the purpose, the level of change and
// where it should lead each of the three spheres.
type InitiativeOpened struct {
	Title     string   `json:"title"`
	Purpose   string   `json:"purpose"`
	Level     Level    `json:"level"`
	Visions   Visions  `json:"visions"`
	Zone      string   `json:"zone"`      // IANA name
	Languages []string `json:"languages"` // BCP 47, the first is the one it was opened in
	Convener  Convener `json:"convener"`
}

// Visions are where an initiative wants to get to, per sphere.
type Visions struct {
	Person       string `json:"person"`
	Organization string `json:"organization"`
	Economy      string `json:"economy"`
}

// ClassAdded names a class of those whom the initiative affects.
type ClassAdded struct {
	Called string `json:"name"`
}

// SeatOpened puts an empty chair of a class at the table.
type SeatOpened struct {
	Seat    string `json:"seat"`
	Class   string `json:"class"`
	Called  string `json:"name"`
	Affects string `json:"affects,omitempty"` // how the initiative affects whoever sits here
}

// SeatInvited offers a seat to whoever holds the token, once. Only the token's
// SHA-256 is recorded. An older invitation to the seat no longer counts.
type SeatInvited struct {
	Seat       string  `json:"seat"`
	Invitation string  `json:"invitation"`
	Token      string  `json:"token"` // hex SHA-256 of the token
	Called     string  `json:"name"`  // whom the inviter hopes to see here
	Note       string  `json:"note"`
	Expires    Instant `json:"expires"`
	Inviter    string  `json:"inviter"`
	Replaces   string  `json:"replaces,omitempty"`
}

// InvitationRevoked takes an invitation back; the seat is empty again.
type InvitationRevoked struct {
	Seat       string `json:"seat"`
	Invitation string `json:"invitation"`
	Reason     string `json:"reason"`
}

// InvitationExpired ends an invitation that nobody answered; the seat is empty
// again.
type InvitationExpired struct {
	Seat       string `json:"seat"`
	Invitation string `json:"invitation"`
}

// SeatTaken seats an organization, which says what level of change it seeks.
type SeatTaken struct {
	Seat         string `json:"seat"`
	Invitation   string `json:"invitation"`
	Organization string `json:"organization"`
	Person       string `json:"person"` // who took it for the organization
	Seeks        Level  `json:"seeks"`
}

// SeatDeclined answers an invitation with a reasoned no.
type SeatDeclined struct {
	Seat       string `json:"seat"`
	Invitation string `json:"invitation"`
	Reason     string `json:"reason"`
}

// SeatVacated ends an organization's time in a seat by its own act.
type SeatVacated struct {
	Seat         string `json:"seat"`
	Organization string `json:"organization"`
	Reason       string `json:"reason"`
}

// LevelStated corrects the level of change that a seat's holder seeks.
type LevelStated struct {
	Seat  string `json:"seat"`
	Seeks Level  `json:"seeks"`
}

// AttemptRecorded notes that somebody tried to reach those whom an empty seat
// is for.
type AttemptRecorded struct {
	Seat    string  `json:"seat"`
	Attempt string  `json:"attempt"`
	Channel string  `json:"channel"`
	Note    string  `json:"note"`
	By      string  `json:"by"`
	At      Instant `json:"at,omitzero"` // absent in attempts that count for nothing but themselves
}

// Name implements [Event].
func (InitiativeOpened) Name() string  { return "registry.initiative_opened.v1" }
func (ClassAdded) Name() string        { return "registry.class_added.v1" }
func (SeatOpened) Name() string        { return "registry.seat_opened.v1" }
func (SeatInvited) Name() string       { return "registry.seat_invited.v1" }
func (InvitationRevoked) Name() string { return "registry.invitation_revoked.v1" }
func (InvitationExpired) Name() string { return "registry.invitation_expired.v1" }
func (SeatTaken) Name() string         { return "registry.seat_taken.v1" }
func (SeatDeclined) Name() string      { return "registry.seat_declined.v1" }
func (SeatVacated) Name() string       { return "registry.seat_vacated.v1" }
func (LevelStated) Name() string       { return "registry.level_stated.v1" }
func (AttemptRecorded) Name() string   { return "registry.attempt_recorded.v1" }

// Of implements [Event].
func (InitiativeOpened) Of() Kind  { return OfInitiative }
func (ClassAdded) Of() Kind        { return OfInitiative }
func (SeatOpened) Of() Kind        { return OfInitiative }
func (SeatInvited) Of() Kind       { return OfInitiative }
func (InvitationRevoked) Of() Kind { return OfInitiative }
func (InvitationExpired) Of() Kind { return OfInitiative }
func (SeatTaken) Of() Kind         { return OfInitiative }
func (SeatDeclined) Of() Kind      { return OfInitiative }
func (SeatVacated) Of() Kind       { return OfInitiative }
func (LevelStated) Of() Kind       { return OfInitiative }
func (AttemptRecorded) Of() Kind   { return OfInitiative }

package registry

// MemberInvited offers to take in whoever holds the token, once. Only the
// token's SHA-256 is recorded.
type MemberInvited struct {
	Invitation string  `json:"invitation"`
	Token      string  `json:"token"` // hex SHA-256 of the token
	Roles      []Role  `json:"roles"`
	Called     string  `json:"name,omitempty"` // whom the inviter hopes to see
	Note       string  `json:"note,omitempty"`
	Expires    Instant `json:"expires"`
	Inviter    string  `json:"inviter"`
}

// WhyEnded says what ended something that was offered.
type WhyEnded string

// The ways in which an offer ends that was not accepted.
const (
	Revoked     WhyEnded = "revoked"     // by an act of whoever may
	Expired     WhyEnded = "expired"     // by its time
	InviterGone WhyEnded = "inviterGone" // whoever offered it may no longer
)

// MemberInvitationsEnded ends invitations that nobody has used.
type MemberInvitationsEnded struct {
	Invitations []string `json:"invitations"`
	Why         WhyEnded `json:"why"`
	Reason      string   `json:"reason,omitempty"`
}

// HandoverOffered offers a member what somebody else holds: a mandate or, where
// none is named, the stewardship of whoever offers.
type HandoverOffered struct {
	Handover string `json:"handover"`
	From     string `json:"from"` // who holds it
	To       string `json:"to"`
	By       string `json:"by"` // who offers: the holder, or a steward
	Mandate  string `json:"mandate,omitempty"`
}

// HandoverEnded answers a handover, or takes it back.
type HandoverEnded struct {
	Handover string `json:"handover"`
	Accepted bool   `json:"accepted,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

// MandateHandedOver gives a mandate another delegate. The terms are those after
// the change.
type MandateHandedOver struct {
	Terms
	From   string `json:"from"`             // the delegate until now
	Before string `json:"before,omitempty"` // the deputy until now
}

// ControllerDeclared says whose word an organization follows: another organization
// or, where none is named, its own.
type ControllerDeclared struct {
	Controller string `json:"controller,omitempty"`
}

// ControllerConfirmed says, by the other side, that it is so. From then on the two
// count as one wherever seats are counted.
type ControllerConfirmed struct {
	Controlled string `json:"controlled"`
}

// Name implements [Event].
func (MemberInvited) Name() string          { return "registry.member_invited.v1" }
func (MemberInvitationsEnded) Name() string { return "registry.member_invitations_ended.v1" }
func (HandoverOffered) Name() string        { return "registry.handover_offered.v1" }
func (HandoverEnded) Name() string          { return "registry.handover_ended.v1" }
func (MandateHandedOver) Name() string      { return "registry.mandate_handed_over.v1" }
func (ControllerDeclared) Name() string     { return "registry.controller_declared.v1" }
func (ControllerConfirmed) Name() string    { return "registry.controller_confirmed.v1" }

// Of implements [Event].
func (MemberInvited) Of() Kind          { return OfOrganization }
func (MemberInvitationsEnded) Of() Kind { return OfOrganization }
func (HandoverOffered) Of() Kind        { return OfOrganization }
func (HandoverEnded) Of() Kind          { return OfOrganization }
func (MandateHandedOver) Of() Kind      { return OfOrganization }
func (ControllerDeclared) Of() Kind     { return OfOrganization }
func (ControllerConfirmed) Of() Kind    { return OfOrganization }

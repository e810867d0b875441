package registry

// OrganizationFounded makes an organization known. Its founder is its first
// steward and member.
type OrganizationFounded struct {
	Called  string `json:"name"`
	Purpose string `json:"purpose"`
	Form    string `json:"kind,omitempty"` // cooperative, association, company, authority … in its own word
	Founder string `json:"founder"`
}

// MemberAdded takes a person into the organization.
type MemberAdded struct {
	Person     string `json:"person"`
	Roles      []Role `json:"roles"`
	Invitation string `json:"invitation,omitempty"` // the one that they came by
}

// RolesChanged gives a member these roles in place of those before.
type RolesChanged struct {
	Person string `json:"person"`
	Roles  []Role `json:"roles"`
}

// MemberRemoved ends a membership by a steward's act.
type MemberRemoved struct {
	Person string `json:"person"`
	Reason string `json:"reason"`
}

// MemberLeft ends a membership by the member's own act.
type MemberLeft struct {
	Person string `json:"person"`
}

// Terms are what a mandate says, without the values of its limits, which only
// the sealed stream holds.
type Terms struct {
	Mandate    string  `json:"mandate"`
	Delegate   string  `json:"delegate"`
	Deputy     string  `json:"deputy,omitempty"`
	Initiative string  `json:"initiative,omitempty"` // absent: every initiative
	Acts       []Act   `json:"acts"`
	Until      Instant `json:"until"`
	Limited    bool    `json:"limited,omitempty"`
}

// MandateGranted lets its delegate, and a deputy if there is one, act for the
// organization.
type MandateGranted struct {
	Terms
	Ballot string `json:"ballot,omitempty"` // of the members, who adopted it
}

// DeputyNamed changes a mandate's deputy. The terms are those after the change.
type DeputyNamed struct {
	Terms
	Before string `json:"before,omitempty"` // the deputy until now
}

// MandateRevoked ends a mandate by a steward's act.
type MandateRevoked struct {
	Ended
	Reason string `json:"reason"`
}

// MandateLapsed ends a mandate because its delegate is no longer a member.
type MandateLapsed struct{ Ended }

// MandateExpired ends a mandate because its time is up.
type MandateExpired struct{ Ended }

// Ended names a mandate that is over and who held it.
type Ended struct {
	Mandate  string `json:"mandate"`
	Delegate string `json:"delegate"`
	Deputy   string `json:"deputy,omitempty"`
	Limited  bool   `json:"limited,omitempty"`
}

// LimitsSet seals how far a mandate's binding acts may go. The aggregate is
// the mandate's own in the sealed stream.
type LimitsSet struct {
	Limits
	Holders []string `json:"holders"` // delegate and deputy, who may read them
}

// LimitsShown changes who may read the limits besides the stewards: the
// mandate's deputy is another, or the mandate is over.
type LimitsShown struct {
	Limits
	Holders []string `json:"holders"`
	Before  []string `json:"before"` // who could read them until now
}

// Name implements [Event].
func (OrganizationFounded) Name() string { return "registry.organization_founded.v1" }
func (MemberAdded) Name() string         { return "registry.member_added.v1" }
func (RolesChanged) Name() string        { return "registry.roles_changed.v1" }
func (MemberRemoved) Name() string       { return "registry.member_removed.v1" }
func (MemberLeft) Name() string          { return "registry.member_left.v1" }
func (MandateGranted) Name() string      { return "registry.mandate_granted.v1" }
func (DeputyNamed) Name() string         { return "registry.deputy_named.v1" }
func (MandateRevoked) Name() string      { return "registry.mandate_revoked.v1" }
func (MandateLapsed) Name() string       { return "registry.mandate_lapsed.v1" }
func (MandateExpired) Name() string      { return "registry.mandate_expired.v1" }
func (LimitsSet) Name() string           { return "registry.limits_set.v1" }
func (LimitsShown) Name() string         { return "registry.limits_shown.v1" }

// Of implements [Event].
func (OrganizationFounded) Of() Kind { return OfOrganization }
func (MemberAdded) Of() Kind         { return OfOrganization }
func (RolesChanged) Of() Kind        { return OfOrganization }
func (MemberRemoved) Of() Kind       { return OfOrganization }
func (MemberLeft) Of() Kind          { return OfOrganization }
func (MandateGranted) Of() Kind      { return OfOrganization }
func (DeputyNamed) Of() Kind         { return OfOrganization }
func (MandateRevoked) Of() Kind      { return OfOrganization }
func (MandateLapsed) Of() Kind       { return OfOrganization }
func (MandateExpired) Of() Kind      { return OfOrganization }
func (LimitsSet) Of() Kind           { return OfLimits }
func (LimitsShown) Of() Kind         { return OfLimits }

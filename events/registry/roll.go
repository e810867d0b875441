package registry

import "slices"

// RollRow is a document of registry.roll: one person of one organization. Its
// id is AuthorityID, its parent the organization, so that whoever belongs to an
// organization at one moment is one question.
type RollRow struct {
	Person       string  `json:"person"`
	Organization string  `json:"organization"`
	Roles        []Role  `json:"roles"`
	Since        Instant `json:"since"` // of belonging to it, whatever the roles were
}

// Has tells whether the person has the role.
func (r RollRow) Has(role Role) bool { return slices.Contains(r.Roles, role) }

// Votes tells whether the person has a vote in the organization's ballots:
// counsel advises and is no member.
func (r RollRow) Votes() bool { return r.Has(Member) || r.Has(Steward) }

package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"parley.example/events/command"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/view"
)

// JoinCard is what an invitation to an organization says to whoever holds it.
type JoinCard struct {
	Organization string              `json:"organization"`
	Name         string              `json:"name"`
	Purpose      string              `json:"purpose"`
	Kind         string              `json:"kind,omitempty"`
	Inviter      string              `json:"inviter"`
	Invited      string              `json:"invited,omitempty"`
	Note         string              `json:"note,omitempty"`
	Roles        []registry.Role     `json:"roles"`
	Members      int                 `json:"members"`
	MandatesBy   registry.Governance `json:"mandatesBy"`
	Commits      []string            `json:"commits"`
	Expires      registry.Instant    `json:"expires"`
}

// What membership commits to, by the words of the schema.
var commitments = map[registry.Role]string{
	registry.Steward: "actsForIt", registry.Member: "votesInBallots", registry.Counsel: "advisesOnly",
}

// joining shows what a token leads to. A wrong one, a used one and one that came
// too late are answered in the same way.
func (d *desk) joining(ctx context.Context, _ serve.Call, in Bearer) (any, error) {
	var doc, org, inviter string
	var members int
	err := d.house.Pool().QueryRow(ctx, `SELECT coalesce(i.doc::text, ''), coalesce(o.doc::text, ''), coalesce(p.doc->>'name', ''),
			(SELECT count(*) FROM registry.roll r WHERE r.parent = i.doc->>'organization')
		FROM (SELECT $1::text AS id) AS asked
		LEFT JOIN registry.member_invitation i ON i.id = asked.id
		LEFT JOIN registry.organization o ON o.id = i.doc->>'organization'
		LEFT JOIN registry.person p ON p.id = i.doc->>'inviter'`, joiningID(hashed(in.Token))).Scan(&doc, &org, &inviter, &members)
	if err != nil {
		return nil, fmt.Errorf("find invitation: %w", err)
	}
	var i view.MemberInvitation
	var about view.Organization
	if doc != "" {
		if err := json.Unmarshal([]byte(doc), &i); err != nil {
			return nil, fmt.Errorf("read invitation: %w", err)
		}
	}
	if i.State != "open" || !i.Expires.After(d.house.Now()) {
		return nil, missing("token")
	}
	if err := json.Unmarshal([]byte(org), &about); err != nil {
		return nil, command.Unavailable // a rebuild is under way
	}
	o, _, err := d.organizations.Look(ctx, i.Organization)
	if err != nil {
		return nil, err
	}
	card := JoinCard{
		Organization: i.Organization, Name: about.Name, Purpose: about.Purpose, Kind: about.Kind, Inviter: inviter, Invited: i.Name,
		Note: i.Note, Roles: i.Roles, Members: members, MandatesBy: registry.ByStewards, Expires: i.Expires,
		Commits: []string{"nothingBindsAlone", "leavesAnyTime"},
	}
	if o.Governance != "" {
		card.MandatesBy = o.Governance
	}
	for _, role := range i.Roles {
		card.Commits = append(card.Commits, commitments[role])
	}
	return card, nil
}

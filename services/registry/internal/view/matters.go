package view

import (
	"slices"
	"strings"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Matter is a document of registry.community_matter: that a member should go,
// or that two are under one control, and who says so.
type Matter struct {
	ID            string           `json:"id"`
	Community     string           `json:"community"`
	Kind          string           `json:"kind"` // removal, control
	Organizations []string         `json:"organizations"`
	Reason        string           `json:"reason"`
	By            []string         `json:"by"`    // organizations
	State         string           `json:"state"` // open, upheld, over
	At            registry.Instant `json:"at"`
	Since         registry.Instant `json:"since"`
}

// Row implements [project.Document].
func (m *Matter) Row() project.Row {
	return project.Row{Parent: m.Community, Sort: sortable(m.At), Audience: "community:" + m.Community}
}

// RemovalID is the id of the matter that a member should go.
func RemovalID(community, organization string) string {
	return record.NewID("mat", community, organization)
}

func theMatter(e project.Event) []string {
	switch event := e.Event.(type) {
	case registry.RemovalMoved:
		return []string{RemovalID(e.Commit.Aggregate, event.Organization)}
	case registry.CommunityRemoved:
		return []string{RemovalID(e.Commit.Aggregate, event.Organization)}
	case registry.CommunityLeft:
		return []string{RemovalID(e.Commit.Aggregate, event.Organization)}
	case registry.ControlClaimed:
		return []string{event.Claim}
	case registry.ControlSeconded:
		return []string{event.Claim}
	case registry.ControlUpheld:
		return []string{event.Claim}
	}
	return nil
}

func applyMatter(id string, m *Matter, e project.Event) *Matter {
	at := registry.InstantOf(e.At())
	opened := func(kind, reason, by string, about ...string) *Matter {
		return &Matter{ID: id, Community: e.Commit.Aggregate, Kind: kind, Organizations: about, Reason: reason, By: []string{by}, State: "open", At: at, Since: at}
	}
	switch event := e.Event.(type) {
	case registry.RemovalMoved:
		if m == nil || m.State != "open" {
			return opened("removal", event.Reason, event.By.Organization, event.Organization)
		}
		m.By = append(m.By, event.By.Organization)
	case registry.ControlClaimed:
		return opened("control", event.Reason, event.By.Organization, event.Two[:]...)
	case registry.ControlSeconded:
		m.By = append(m.By, event.By.Organization)
	case registry.ControlUpheld, registry.CommunityRemoved:
		m.State, m.Since = "upheld", at
	case registry.CommunityLeft:
		if m != nil && m.State == "open" {
			m.State, m.Since = "over", at
		}
	}
	return m
}

// theirsOf are the people of a member who read what is for the community.
var theirsOf = []string{"org", "steward"}

// communityGrants are the rows that belonging to a community makes or ends.
func communityGrants(e project.Event) (keys []string) {
	switch e.Event.(type) {
	case registry.CommunityFounded, registry.MemberAdmitted, registry.CommunityLeft, registry.CommunityRemoved:
		organization, _ := concerned(e.Event)
		for _, who := range theirsOf {
			keys = append(keys, e.Commit.Aggregate+"/"+organization+"/"+who)
		}
	}
	return keys
}

func communityGrant(key string, e project.Event) (g *Grant, ours bool) {
	if !slices.Contains(communityGrants(e), key) {
		return nil, false
	}
	if standing(e.Event) != "member" {
		return nil, true
	}
	organization, _ := concerned(e.Event)
	who := key[strings.LastIndexByte(key, '/')+1:]
	return &Grant{Holder: who + ":" + organization, Audience: "community:" + e.Commit.Aggregate}, true
}

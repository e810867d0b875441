package view

import (
	"slices"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Belonging is a document of registry.community_member: an organization's part
// in a community, from the moment it wants one.
type Belonging struct {
	ID           string           `json:"id"`
	Community    string           `json:"community"`
	Organization string           `json:"organization"`
	State        string           `json:"state"`           // seeking, member, left, removed, ended
	Under        string           `json:"under,omitempty"` // a member's, under whose control it counts
	Words        string           `json:"words,omitempty"`
	Reason       string           `json:"reason,omitempty"`
	Since        registry.Instant `json:"since"` // of the state
	Order        string           `json:"order"` // by when it was first there
}

// Row implements [project.Document].
func (b *Belonging) Row() project.Row {
	return project.Row{Parent: b.Community, Sort: b.Order, Audience: Everybody}
}

// BelongingID is the id of an organization's part in a community.
func BelongingID(community, organization string) string {
	return record.NewID("cmb", community, organization)
}

// concerned returns the organizations whose part an event changes, and the
// controls that it changes besides.
func concerned(e record.Event) (organization string, weights []registry.Control) {
	switch e := e.(type) {
	case registry.CommunityFounded:
		return e.Organization, nil
	case registry.MembershipSought:
		return e.Organization, nil
	case registry.SeekingEnded:
		return e.Organization, nil
	case registry.MemberAdmitted:
		return e.Organization, e.Weights
	case registry.CommunityLeft:
		return e.Organization, e.Weights
	case registry.CommunityRemoved:
		return e.Organization, e.Weights
	case registry.ControlDeclared:
		return "", e.Weights
	case registry.ControlUpheld:
		return "", e.Weights
	}
	return "", nil
}

func parties(e project.Event) []string {
	organization, weights := concerned(e.Event)
	var all []string
	if organization != "" {
		all = append(all, organization)
	}
	for _, w := range weights {
		if !slices.Contains(all, w.Organization) {
			all = append(all, w.Organization)
		}
	}
	return all
}

func theBelongings(e project.Event) []string {
	var keys []string
	for _, organization := range parties(e) {
		keys = append(keys, BelongingID(e.Commit.Aggregate, organization))
	}
	return keys
}

func applyBelonging(id string, b *Belonging, e project.Event) *Belonging {
	organization, weights := concerned(e.Event)
	at := registry.InstantOf(e.At())
	if BelongingID(e.Commit.Aggregate, organization) == id {
		if b == nil {
			b = &Belonging{ID: id, Community: e.Commit.Aggregate, Organization: organization, Order: sortable(at)}
		}
		b.State, b.Under, b.Reason, b.Since = standing(e.Event), "", "", at
		switch event := e.Event.(type) {
		case registry.CommunityFounded:
			b.Under = organization
		case registry.MembershipSought:
			b.Words = event.Words
		case registry.CommunityLeft:
			b.Reason = event.Reason
		case registry.CommunityRemoved:
			b.Reason = event.Reason
		}
	}
	for _, w := range weights {
		if b != nil && w.Organization == b.Organization {
			b.Under = w.Under
		}
	}
	return b
}

// standing is what an organization is to a community after an event about it.
func standing(e record.Event) string {
	switch e.(type) {
	case registry.MembershipSought:
		return "seeking"
	case registry.SeekingEnded:
		return "ended"
	case registry.CommunityLeft:
		return "left"
	case registry.CommunityRemoved:
		return "removed"
	}
	return "member"
}

// CommunityRow is a document of registry.community_roll, the contract.
type CommunityRow struct{ registry.CommunityRow }

// Row implements [project.Document].
func (r *CommunityRow) Row() project.Row {
	return project.Row{Parent: r.Community, Sort: r.Organization, Audience: "community:" + r.Community}
}

func theCommunityRoll(e project.Event) []string {
	switch e.Event.(type) {
	case registry.MembershipSought, registry.SeekingEnded:
		return nil
	}
	var keys []string
	for _, organization := range parties(e) {
		keys = append(keys, e.Commit.Aggregate+"/"+organization)
	}
	return keys
}

func applyCommunityRoll(key string, r *CommunityRow, e project.Event) *CommunityRow {
	organization, weights := concerned(e.Event)
	if key == e.Commit.Aggregate+"/"+organization {
		if standing(e.Event) != "member" {
			return nil
		}
		r = &CommunityRow{registry.CommunityRow{
			Community: e.Commit.Aggregate, Organization: organization, Under: organization, Since: registry.InstantOf(e.At()),
		}}
	}
	for _, w := range weights {
		if r != nil && w.Organization == r.Organization {
			r.Under = w.Under
		}
	}
	return r
}

// Word is a document of registry.vouch: a member's word for who seeks to belong.
type Word struct {
	ID           string           `json:"id"`
	Member       string           `json:"member"` // the part that it is for
	Organization string           `json:"organization"`
	Person       string           `json:"person"`
	Words        string           `json:"words"`
	At           registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (w *Word) Row() project.Row {
	return project.Row{Parent: w.Member, Sort: sortable(w.At), Audience: Everybody}
}

func theWord(e project.Event) []string {
	if v, vouched := e.Event.(registry.MemberVouched); vouched {
		return []string{record.NewID("vch", e.Commit.Aggregate, v.Organization, v.By.Organization)}
	}
	return nil
}

func applyWord(id string, _ *Word, e project.Event) *Word {
	v := e.Event.(registry.MemberVouched)
	return &Word{
		ID: id, Member: BelongingID(e.Commit.Aggregate, v.Organization), Organization: v.By.Organization, Person: v.By.Person,
		Words: v.Words, At: registry.InstantOf(e.At()),
	}
}

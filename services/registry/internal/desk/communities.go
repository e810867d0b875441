package desk

import (
	"context"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/community"
	"parley.example/services/registry/internal/view"
)

// FoundCommunity begins a community of commerce.
type FoundCommunity struct {
	serve.Common
	Name      string   `json:"name" need:"true"`
	Purpose   string   `json:"purpose" need:"true"`
	Charter   string   `json:"charter" need:"true"`
	Admission int      `json:"admission" need:"true"`
	Founders  []string `json:"founders"` // organizations that may join at once
}

// SeekMembership asks to belong.
type SeekMembership struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Words     string `json:"words" need:"true"`
}

// EndSeeking takes that back.
type EndSeeking struct {
	serve.Common
	Community string `json:"community" need:"true"`
}

// VouchFor gives a member's word for one that seeks to belong.
type VouchFor struct {
	serve.Common
	Community    string `json:"community" need:"true"`
	Organization string `json:"organization" need:"true"`
	Words        string `json:"words" need:"true"`
}

// LeaveCommunity ends a membership.
type LeaveCommunity struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Reason    string `json:"reason"`
}

// MoveRemoval wishes that a member goes.
type MoveRemoval struct {
	serve.Common
	Community    string `json:"community" need:"true"`
	Organization string `json:"organization" need:"true"`
	Reason       string `json:"reason" need:"true"`
}

// ProposeCharter wishes for another version of the charter.
type ProposeCharter struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Charter   string `json:"charter" need:"true"`
	Admission int    `json:"admission" need:"true"`
}

// AgreeCharter is a member's yes to one.
type AgreeCharter struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Version   int    `json:"version" need:"true"`
}

// DropCharter takes a proposal back.
type DropCharter struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Version   int    `json:"version" need:"true"`
}

// DeclareControl says with whom the caller's organization is under one control.
type DeclareControl struct {
	serve.Common
	Community string   `json:"community" need:"true"`
	With      []string `json:"with"`
	Words     string   `json:"words"`
}

// ClaimControl says it of two others.
type ClaimControl struct {
	serve.Common
	Community    string `json:"community" need:"true"`
	Organization string `json:"organization" need:"true"`
	Other        string `json:"other" need:"true"`
	Reason       string `json:"reason" need:"true"`
}

// SecondControl stands by such a claim.
type SecondControl struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Claim     string `json:"claim" need:"true"`
}

// OfferStandingTerms lays terms out for every member.
type OfferStandingTerms struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Title     string `json:"title" need:"true"`
	Text      string `json:"text" need:"true"`
}

// WithdrawStandingTerms takes them back.
type WithdrawStandingTerms struct {
	serve.Common
	Community string `json:"community" need:"true"`
	Standing  string `json:"standing" need:"true"`
	Reason    string `json:"reason"`
}

func (d *desk) aboutCommunities() {
	h := d.house
	serve.Command(h, "found_community", d.foundCommunity)
	serve.Command(h, "seek_membership", func(ctx context.Context, c serve.Call, in SeekMembership) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, d.own(c, in.Community), community.Seek{Words: in.Words}, view.Everybody)
	})
	serve.Command(h, "end_seeking", func(ctx context.Context, c serve.Call, in EndSeeking) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, d.own(c, in.Community), community.EndSeeking{}, view.Everybody)
	})
	serve.Command(h, "vouch_for", d.vouch)
	serve.Command(h, "leave_community", func(ctx context.Context, c serve.Call, in LeaveCommunity) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, d.own(c, in.Community), community.Leave{Reason: in.Reason}, view.Everybody)
	})
	serve.Command(h, "move_removal", func(ctx context.Context, c serve.Call, in MoveRemoval) (command.Receipt, error) {
		ids := map[string]string{"matter": view.RemovalID(in.Community, in.Organization), "member": view.BelongingID(in.Community, in.Organization)}
		return d.community(ctx, c, in.Community, ids, community.MoveRemoval{Organization: in.Organization, Reason: in.Reason}, "community:"+in.Community)
	})
	serve.Command(h, "propose_charter", func(ctx context.Context, c serve.Call, in ProposeCharter) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, nil, community.ProposeCharter{Text: in.Charter, Admission: in.Admission}, view.Everybody)
	})
	serve.Command(h, "agree_charter", func(ctx context.Context, c serve.Call, in AgreeCharter) (command.Receipt, error) {
		ids := map[string]string{"charter": view.CharterID(in.Community, in.Version)}
		return d.community(ctx, c, in.Community, ids, community.AgreeCharter{Version: in.Version}, view.Everybody)
	})
	serve.Command(h, "drop_charter", func(ctx context.Context, c serve.Call, in DropCharter) (command.Receipt, error) {
		ids := map[string]string{"charter": view.CharterID(in.Community, in.Version)}
		return d.community(ctx, c, in.Community, ids, community.DropCharter{Version: in.Version}, view.Everybody)
	})
	serve.Command(h, "declare_control", func(ctx context.Context, c serve.Call, in DeclareControl) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, d.own(c, in.Community), community.DeclareControl{With: in.With, Words: in.Words}, view.Everybody)
	})
	serve.Command(h, "claim_control", func(ctx context.Context, c serve.Call, in ClaimControl) (command.Receipt, error) {
		claim := record.NewID("mat", in.Community, c.ID)
		return d.community(ctx, c, in.Community, map[string]string{"matter": claim}, community.ClaimControl{
			Claim: claim, Two: [2]string{in.Organization, in.Other}, Reason: in.Reason,
		}, "community:"+in.Community)
	})
	serve.Command(h, "second_control", func(ctx context.Context, c serve.Call, in SecondControl) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, map[string]string{"matter": in.Claim}, community.SecondControl{Claim: in.Claim}, "community:"+in.Community)
	})
	serve.Command(h, "offer_standing_terms", func(ctx context.Context, c serve.Call, in OfferStandingTerms) (command.Receipt, error) {
		id := record.NewID("stt", in.Community, c.ID)
		return d.community(ctx, c, in.Community, map[string]string{"standing": id}, community.OfferStanding{
			Standing: id, Title: in.Title, Text: in.Text,
		}, "community:"+in.Community)
	})
	serve.Command(h, "withdraw_standing_terms", func(ctx context.Context, c serve.Call, in WithdrawStandingTerms) (command.Receipt, error) {
		return d.community(ctx, c, in.Community, map[string]string{"standing": in.Standing}, community.WithdrawStanding{
			Standing: in.Standing, Reason: in.Reason,
		}, "community:"+in.Community)
	})
}

// own is the caller's organization's part in a community.
func (d *desk) own(c serve.Call, id string) map[string]string {
	return map[string]string{"member": view.BelongingID(id, c.Actor.Organization)}
}

func (d *desk) foundCommunity(ctx context.Context, c serve.Call, in FoundCommunity) (command.Receipt, error) {
	if err := d.all(ctx, in.Founders, "founders"); err != nil {
		return command.Receipt{}, err
	}
	id := record.NewID("com", "new", c.Actor.Person, "found_community", c.ID)
	ids := d.own(c, id)
	ids["charter"] = view.CharterID(id, 1)
	return d.community(ctx, c, id, ids, community.Found{
		Name: in.Name, Purpose: in.Purpose, Text: in.Charter, Admission: in.Admission, Founders: in.Founders,
	}, view.Everybody)
}

// vouch lets nobody speak for an organization that they belong to themselves.
func (d *desk) vouch(ctx context.Context, c serve.Call, in VouchFor) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	o, _, err := d.organizations.Look(ctx, in.Organization)
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"member": view.BelongingID(in.Community, in.Organization)}
	return d.community(ctx, c, in.Community, ids, community.Vouch{
		Organization: in.Organization, Words: in.Words, Own: o.Members[c.Actor.Person] != nil,
	}, view.Everybody)
}

// community lets the rules decide on one, for the organization whose steward
// the caller is.
func (d *desk) community(ctx context.Context, c serve.Call, id string, ids map[string]string, wanted community.Command, audience string) (command.Receipt, error) {
	if !record.ValidID("com", id) {
		return command.Receipt{}, missing("community")
	}
	out, err := d.society.communities.Do(ctx, wish(c, id), func(ctx context.Context, s community.Community, at time.Time) (resident.Ruling, error) {
		organization, err := d.steward(ctx, c.Actor)
		if err != nil {
			return resident.Ruling{}, err
		}
		return ruling(community.Decide(s, community.By{Person: c.Actor.Person, Organization: organization}, at, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	told := map[string]string{"community": id}
	maps.Copy(told, ids)
	return d.tell(ctx, c, out, told, audience)
}

func (d *desk) mayCommunity(ctx context.Context, who command.Actor, id string) (any, error) {
	s, _, err := d.society.communities.Look(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case !s.Exists():
		return nil, missing("id")
	}
	organization, err := d.steward(ctx, who)
	if err != nil {
		return nil, err
	}
	by := community.By{Person: who.Person, Organization: organization}
	return serve.Permits(community.Acts, func(act string) error { return community.May(s, by, act) }), nil
}

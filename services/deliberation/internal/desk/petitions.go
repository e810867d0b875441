package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/conversation"
	"parley.example/services/deliberation/internal/petition"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// OpenPetition asks for signatures.
type OpenPetition struct {
	serve.Common
	Initiative string                `json:"initiative" need:"true"`
	Audience   deliberation.Audience `json:"audience" need:"true"`
	Community  string                `json:"community"`
	Title      string                `json:"title" need:"true"`
	Text       string                `json:"text" need:"true"`
	To         string                `json:"to" need:"true"`
	Needed     int                   `json:"needed" need:"true"`
	Deadline   time.Time             `json:"deadline" need:"true"`
	ByName     bool                  `json:"byName"`
}

// SignPetition adds, or takes back, the caller's signature.
type SignPetition struct {
	serve.Common
	Petition string `json:"petition" need:"true"`
}

func (d *desk) aboutPetitions() {
	serve.Command(d.house, "open_petition", d.openPetition)
	serve.Command(d.house, "sign_petition", func(ctx context.Context, c serve.Call, in SignPetition) (command.Receipt, error) {
		return d.sign(ctx, c, in.Petition, petition.Sign{Petition: in.Petition})
	})
	serve.Command(d.house, "withdraw_signature", func(ctx context.Context, c serve.Call, in SignPetition) (command.Receipt, error) {
		return d.sign(ctx, c, in.Petition, petition.Withdraw{})
	})
	serve.Question(d.house, "may_petition", d.mayPetition)
	serve.Question(d.house, "signed", d.signed)
}

// asSigner is whoever acts, to a petition for an audience. They are in it as
// they would be in that of a conversation.
func (d *desk) asSigner(ctx context.Context, who command.Actor, p petition.Petition, at time.Time) (petition.By, *record.Authority, error) {
	by, authority, err := d.within(ctx, who, place{initiative: p.Initiative, community: p.Community}, at)
	if err != nil {
		return petition.By{}, nil, err
	}
	audience := conversation.Conversation{Audience: p.Audience, Organization: p.Organization, Community: p.Community}
	signer := petition.By{
		Person: who.Person, Organization: who.Organization, Hears: audience.Hears(by), MayOpen: conversation.MayOpen(by, p.Audience),
	}
	switch p.Audience {
	case deliberation.AtTable:
		signer.Readers = "table:" + p.Initiative
	case deliberation.Everybody, deliberation.Public: // who signed is for those with an account
		signer.Readers = "registered"
	case deliberation.InOrganization:
		signer.Readers = "org:" + by.Organization
	case deliberation.InCommunity:
		signer.Readers = "community:" + by.Community
	}
	return signer, authority, nil
}

func (d *desk) openPetition(ctx context.Context, c serve.Call, in OpenPetition) (command.Receipt, error) {
	if !record.ValidID("ini", in.Initiative) {
		return command.Receipt{}, missing("initiative")
	}
	id := record.NewID("pet", "new", c.Actor.Person, "open_petition", c.ID)
	var readers string
	out, err := d.petitions.Do(ctx, wish(c, id), func(ctx context.Context, p petition.Petition, at time.Time) (resident.Ruling, error) {
		by, authority, err := d.asSigner(ctx, c.Actor, petition.Petition{Initiative: in.Initiative, Audience: in.Audience, Community: in.Community}, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		readers = by.Readers
		r, err := ruling(petition.Decide(p, by, at, petition.Open{
			Initiative: in.Initiative, Audience: in.Audience, Community: in.Community, Title: in.Title, Text: in.Text, To: in.To,
			Needed: in.Needed, Deadline: in.Deadline, ByName: in.ByName,
		}))
		r.Authority = authority
		return r, err
	})
	if err == nil && !in.ByName && !c.DryRun {
		_, err = d.mask(ctx, id)
	}
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"petition": id}, readers)
}

// sign records a signature under the person's name, or under one that only
// they can be told by.
func (d *desk) sign(ctx context.Context, c serve.Call, id string, wanted petition.Command) (command.Receipt, error) {
	w, signature, err := d.signature(ctx, c.Actor, id, wish(c, id))
	if err != nil {
		return command.Receipt{}, err
	}
	readers := "person:" + c.Actor.Person
	out, err := d.petitions.Do(ctx, w, func(ctx context.Context, p petition.Petition, at time.Time) (resident.Ruling, error) {
		by, _, err := d.asSigner(ctx, c.Actor, p, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		if by.Signature = signature; p.ByName {
			readers = p.Readers
		}
		return ruling(petition.Decide(p, by, at, wanted))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"petition": id}, readers)
}

// signature is the id of somebody's signature, and their wish as it is recorded.
func (d *desk) signature(ctx context.Context, who command.Actor, id string, w resident.Wish) (resident.Wish, string, error) {
	if !record.ValidID("pet", id) {
		return w, "", missing("petition")
	}
	p, is := known(d, d.places, id)
	if !is {
		err := d.petitions.With(ctx, id, func(s petition.Petition, _ uint64) error {
			if !s.Exists() {
				return missing("petition")
			}
			p = place{initiative: s.Initiative, masked: !s.ByName}
			return nil
		})
		if err != nil {
			return w, "", err
		}
		keep(d, d.places, id, p)
	}
	if !p.masked {
		return w, record.NewID("sgn", who.Person, id), nil
	}
	m, err := d.mask(ctx, id)
	if err != nil {
		return w, "", err
	}
	w.ID, w.Actor = m.CommandID(who.Person, w.ID), m.Pseudonym(who.Person)
	return w, m.Signature(who.Person), nil
}

// mayPetition says what the asker may do with a petition.
func (d *desk) mayPetition(ctx context.Context, c serve.Call, in About) (any, error) {
	var told []serve.Permission
	err := d.asked(ctx, c, in.ID, func(p petition.Petition, by petition.By) {
		told = serve.Permits(petition.Acts, func(act string) error { return petition.May(p, by, d.house.Now(), act) })
	})
	return told, err
}

// signed tells the asker, and nobody else, whether they have signed.
func (d *desk) signed(ctx context.Context, c serve.Call, in About) (any, error) {
	var signed bool
	err := d.asked(ctx, c, in.ID, func(p petition.Petition, by petition.By) { signed = p.Signed[by.Signature] })
	return signed, err
}

func (d *desk) asked(ctx context.Context, c serve.Call, id string, tell func(petition.Petition, petition.By)) error {
	_, signature, err := d.signature(ctx, c.Actor, id, resident.Wish{})
	if err != nil {
		return notFound(err)
	}
	var scope petition.Petition
	err = d.petitions.With(ctx, id, func(s petition.Petition, _ uint64) error { scope = s; scope.Signed = nil; return nil })
	if err != nil {
		return err
	}
	by, _, err := d.asSigner(ctx, c.Actor, scope, d.house.Now())
	if err != nil {
		return notFound(err)
	}
	by.Signature = signature
	if !by.Hears {
		return command.NotFound
	}
	return d.petitions.With(ctx, id, func(s petition.Petition, _ uint64) error { tell(s, by); return nil })
}

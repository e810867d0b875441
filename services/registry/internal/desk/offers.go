package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/organization"
)

// GovernOffers says how many people an offer of an organization needs.
type GovernOffers struct {
	serve.Common
	Organization string            `json:"organization" need:"true"`
	By           registry.OffersBy `json:"by" need:"true"`
}

func (d *desk) aboutOffers() {
	serve.Command(d.house, "govern_offers", func(ctx context.Context, c serve.Call, in GovernOffers) (command.Receipt, error) {
		if !record.ValidID("org", in.Organization) {
			return command.Receipt{}, missing("organization")
		}
		out, err := d.organization(ctx, c, wish(c, in.Organization), organization.GovernOffers{By: in.By})
		if err != nil {
			return command.Receipt{}, err
		}
		return d.answer(ctx, c, out, map[string]string{"organization": in.Organization, "governance": in.Organization}, "org:"+in.Organization)
	})
}
